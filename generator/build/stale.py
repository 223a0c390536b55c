"""The owners whose pages are to be planned again: those for whom the index changed since they were planned last."""

from __future__ import annotations

from collections.abc import Callable, Collection

import msgspec

from generator.content.files import Outline
from generator.dossier.index.database import Index
from generator.dossier.index.keys import (
    ACTOR,
    ACTORS,
    ARTICLES,
    CARD,
    DATA_PAGE,
    HOME,
    NETWORK,
    POSITIONS,
    REPORT,
    SEARCH,
    SOURCES,
    TOPICS,
)
from generator.dossier.update import IndexUpdate
from generator.runtime.cache import key
from generator.theme.texts import Words

ALL = "*"
"""In the place of all owners."""
Users = Callable[[Collection[str]], set[str]]
"""The owners of pages that show the cards of some subjects."""


def stale(index: Index, update: IndexUpdate, outline: Outline, words: Words, users: Users) -> set[str]:
    """The owners whose pages may be others than before, or new, or gone: a few; or `ALL`.

    Whoever plans pages from the index later is left a mark on them too.
    """
    touched = set(index.touched)
    if index.meta.set("site", key(msgspec.msgpack.encode((outline.config, outline.pages, words.of)))):
        found = {ALL}
    else:
        found = touched | update.changed_parts | index.pages.owners_showing(update.changed_cards)
        found |= {REPORT + slug for slug in update.moved_reports if slug} | _overviews(
            touched, moved=bool(update.moved_reports)
        )
        found |= users(update.changed_cards)
    index.pages.mark_stale(found)
    return found


def _overviews(touched: set[str], *, moved: bool) -> set[str]:
    """Some show a little of everything; the matrix how much all are in the reports, actors' index who meets whom.

    Sources say how many reports there are, and a search knows all their titles.
    """
    found = {HOME, DATA_PAGE, NETWORK, CARD} if touched or moved else set()
    found |= {SOURCES} if HOME in touched else set()
    found |= {ACTORS} if any(subject.startswith(ACTOR) for subject in touched) else set()
    found |= {SEARCH} if touched & {ACTORS, TOPICS, ARTICLES} else set()
    return found | ({POSITIONS} if touched & {ACTORS, TOPICS} else set())
