"""Who has pages, and where they lie: the site's table of contents.

An owner is a subject, or a part of one's list. Builds ask for all of them, the preview for some: what both must say alike, whom
there is enough of for a page and what it then has, stands here once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from generator.content.config import Config
from generator.dossier import long_lists, paging
from generator.dossier.counters import CounterKind
from generator.dossier.data_tables import TABLE_OF_SUBJECT, TABLES
from generator.dossier.index.database import Index
from generator.dossier.index.keys import (
    ACTOR,
    CARD,
    DATA,
    DATA_PAGE,
    FEED,
    HOME,
    NETWORK,
    PART,
    POSITIONS,
    PUBLISHER,
    REPORT,
    SEARCH,
    TEXTS,
    TOPIC,
    TOPICS,
    part_of,
)
from generator.model import permalinks
from generator.model.article import TextPage
from generator.model.proofs import OutputPath
from generator.plan import tables

FIXED = (
    HOME,
    TOPICS,
    POSITIONS,
    *long_lists.OVERVIEW_LISTS,
    SEARCH,
    FEED,
    DATA_PAGE,
    NETWORK,
    TEXTS,
    *TABLE_OF_SUBJECT.values(),
)
"""Those of every site."""
HOME_TEXT = "home"
"""The slug of the editor's text that opens the home page, and has none of its own."""
SINGLE = {
    HOME: (permalinks.HOME,),
    FEED: (permalinks.ATOM, permalinks.JSON_FEED, permalinks.ROBOTS),
    DATA_PAGE: (permalinks.DATA, permalinks.DATA_PACKAGE, *(permalinks.table(name, "schema.json") for name in TABLES)),
    NETWORK: (permalinks.NETWORK,),
    CARD: (permalinks.CARD,),
    SEARCH: (permalinks.SEARCH, permalinks.SEARCH_INDEX),
}
"""Where the pages of owners lie whose names do not tell."""


def owners(index: Index, config: Config) -> Iterator[str]:
    """Everybody who has pages."""
    cards, parts = index.subjects.cards(), index.parts.all()
    reports = index.counters.by_subject(CounterKind.REPORTS).items()
    shown = sorted(subject for subject, number in reports if _is_shown(subject, number, cards.get(subject, b"")))
    for subject in (*_fixed(config), *shown):
        yield from _owned(subject, parts.get(subject, b""))
    yield from (REPORT + slug for _, slug in index.reports.in_order())


def owners_among(index: Index, config: Config, asked: Collection[str]) -> set[str]:
    """Those of some who have pages: whom `owners` names, which is not asked for all it would list."""
    found = {owner for owner in asked if owner.startswith(REPORT) and index.reports.link(owner.removeprefix(REPORT))}
    for subject in {owner.partition(PART)[0] for owner in asked}:
        reports = index.counters.get(subject, CounterKind.REPORTS)
        if subject in _fixed(config) or _is_shown(subject, reports, index.subjects.card(subject)):
            found.update(owner for owner in _owned(subject, index.parts.get(subject)) if owner in asked)
    return found


def _fixed(config: Config) -> tuple[str, ...]:
    """A card is for those who link to the site, and needs an address."""
    return (*FIXED, CARD) if config.base_url else FIXED


def _is_shown(subject: str, reports: int, card: bytes) -> bool:
    """Actors and topics have a card where they may be shown; publishers need none."""
    return bool(reports) and (bool(card) or subject.startswith(PUBLISHER))


def _owned(subject: str, parts: bytes) -> Iterator[str]:
    """A subject's own page and those of its parts; of a table that has parts only these."""
    split = paging.decode_parts(parts)
    if not (split and subject.startswith(DATA)):
        yield subject
    yield from (part_of(subject, part.key) for part in split)


def paths_of(owner: str, texts: Sequence[TextPage]) -> tuple[OutputPath, ...]:
    """Where an owner's pages lie, by its name alone."""
    subject, _, part = owner.partition(PART)
    if subject.startswith(DATA):
        return tables.paths(subject, part)
    if part:
        return (permalinks.part(long_lists.path_of(subject), part),)
    if subject.startswith(REPORT):
        return (permalinks.article(subject.removeprefix(REPORT)),)
    if subject == TEXTS:
        return (*(permalinks.page(text.slug) for text in texts if text.slug != HOME_TEXT), permalinks.MISSING)
    page = long_lists.path_of(subject)
    return SINGLE.get(subject) or ((page, *feeds_of(page)) if subject.startswith((ACTOR, TOPIC)) else (page,))


def feeds_of(page: OutputPath) -> tuple[OutputPath, ...]:
    """The feeds of what one page is about: Atom, JSON Feed."""
    return tuple(permalinks.feed(page, format_) for format_ in ("xml", "json"))
