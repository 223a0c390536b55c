"""Who has pages, and where they lie: the site's table of contents.

An owner is a subject, or a part of one's list. Builds ask for all of them, the preview for some: what both must say alike, whom
there is enough of for a page and what it then has, stands here once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from generator.content.config import Config
from generator.dossier import long_lists, paging
from generator.dossier.index.database import Index
from generator.dossier.index.keys import (
    ACTOR,
    CARD,
    DATA,
    PART,
    PUBLISHER,
    REPORT,
    TEXTS,
    TOPIC,
    part_of,
)
from generator.dossier.long_lists import TABLE_OF_SUBJECT
from generator.dossier.report_counts import CounterKind
from generator.model import permalinks
from generator.model.article import TextPage
from generator.model.page_kinds import PAGE_KINDS, paths_of_owner
from generator.model.proofs import OutputPath
from generator.plan import tables

FIXED = tuple(dict.fromkeys(kind.owner for kind in PAGE_KINDS.values() if kind.owner and kind.path and kind.owner != CARD))
"""Owners of every site, whose pages lie where the registry says."""
TABLE_OWNERS = tuple(TABLE_OF_SUBJECT.values())
HOME_TEXT = "home"
"""The slug of the editor's text that opens the home page, and has none of its own."""


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
    return (*FIXED, *TABLE_OWNERS, CARD) if config.base_url else (*FIXED, *TABLE_OWNERS)


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
    if fixed := paths_of_owner(subject):
        return fixed
    page = long_lists.path_of(subject)
    return (page, *feeds_of(page)) if subject.startswith((ACTOR, TOPIC)) else (page,)


def feeds_of(page: OutputPath) -> tuple[OutputPath, ...]:
    """The feeds of what one page is about: Atom, JSON Feed."""
    return tuple(permalinks.feed(page, format_) for format_ in ("xml", "json"))
