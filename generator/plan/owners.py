"""Owners of pages and the paths of these pages: the site's table of contents.

An owner is a subject, or a part of a subject's list. A build asks for all owners, the preview for some; the conditions for
having a page are defined here once, for both.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from generator.content.config import Config
from generator.dossier import kept_editions, kept_judgements, long_lists, moved_pages
from generator.dossier.index.database import Index
from generator.dossier.index.keys import (
    ACTOR,
    CARD,
    CHANGES,
    DATA,
    JUDGEMENTS,
    MOVED,
    PART,
    PUBLISHER,
    REPORT,
    SEARCH,
    TEXTS,
    TOPIC,
    part_of,
)
from generator.dossier.index.parts import ListPart
from generator.dossier.long_lists import TABLE_OF_SUBJECT
from generator.dossier.report_counts import CounterKind
from generator.model import permalinks
from generator.model.article import TextPage
from generator.model.editions import BriefingEdition
from generator.model.page_kinds import PAGE_KINDS, paths_of_owner
from generator.model.problems import InputError, Problem, Where
from generator.model.proofs import OutputPath, SafeHtml
from generator.plan import tables

SOMETIMES = (CARD, CHANGES, JUDGEMENTS)
"""Owners whose pages lie where the registry says, of some sites."""
FIXED_OWNERS = tuple(
    dict.fromkeys(kind.owner for kind in PAGE_KINDS.values() if kind.owner and kind.path and kind.owner not in SOMETIMES)
)
"""Owners of every site, whose pages lie where the registry says."""
TABLE_OWNERS = tuple(TABLE_OF_SUBJECT.values())
HOME_TEXT = "home"
"""The slug of the editor's text that opens the home page, and has none of its own."""


def introduction(texts: Sequence[TextPage]) -> SafeHtml:
    """Return the editor's text that opens the home page, or nothing."""
    return next((text.body for text in texts if text.slug == HOME_TEXT), SafeHtml(""))


def owners(index: Index, config: Config) -> Iterator[str]:
    """Return all owners of pages."""
    cards, parts = index.subjects.cards(), index.parts.all()
    reports = index.counters.by_subject(CounterKind.REPORTS).items()
    subjects = sorted(subject for subject, number in reports if _has_page(subject, number, cards.get(subject, b"")))
    if index.rows.by_date(MOVED, moved_pages.PAGES, limit=1):
        yield MOVED
    for subject in (*_fixed_owners(index, config), *subjects):
        yield from _with_parts(subject, parts.get(subject, ()))
    yield from (REPORT + slug for _, slug in index.reports.in_order())


def owners_among(index: Index, config: Config, requested: Collection[str]) -> set[str]:
    """Return the requested owners that have pages: a subset of `owners`, found without listing all of them."""
    with_pages = {owner for owner in requested if owner.startswith(REPORT) and index.reports.link(owner.removeprefix(REPORT))}
    with_pages |= {MOVED} if MOVED in requested and moved_pages.moved_pages(index) else set()
    fixed = _fixed_owners(index, config)
    for subject in {owner.partition(PART)[0] for owner in requested}:
        reports = index.counters.get(subject, CounterKind.REPORTS)
        if subject in fixed or _has_page(subject, reports, index.subjects.card(subject)):
            with_pages.update(owner for owner in _with_parts(subject, index.parts.get(subject)) if owner in requested)
    return with_pages


def _fixed_owners(index: Index, config: Config) -> tuple[str, ...]:
    """Return the owners that every site has, and of others those that it has.

    The share card needs the site's address, what changed an edition before, the page of judgements a judgement.
    """
    has = {CARD: bool(config.base_url), CHANGES: bool(kept_editions.slugs(index)), JUDGEMENTS: kept_judgements.are_any(index)}
    return (*FIXED_OWNERS, *TABLE_OWNERS, *(owner for owner in SOMETIMES if has[owner]))


def _has_page(subject: str, reports: int, card: bytes) -> bool:
    """Return whether a subject has a page: actors and topics need a card, which hidden ones lack; publishers do not."""
    return bool(reports) and (bool(card) or subject.startswith(PUBLISHER))


def _with_parts(subject: str, parts: Sequence[ListPart]) -> Iterator[str]:
    """Return a subject and the parts of its list as owners; a table in parts has no page of its own."""
    if not (parts and subject.startswith(DATA)):
        yield subject
    yield from (part_of(subject, part.key) for part in parts)


def paths_in(index: Index, owner: str, texts: Sequence[TextPage]) -> tuple[OutputPath, ...]:
    """Return the paths of an owner's pages."""
    if owner == MOVED:
        return tuple(moved_pages.moved_pages(index))
    since = kept_editions.slugs(index) if owner == CHANGES else ()
    return (*paths_of(owner, texts), *map(permalinks.changes_since, since))


def paths_of(owner: str, texts: Sequence[TextPage]) -> tuple[OutputPath, ...]:
    """Return the paths of an owner's pages, by its name alone: not those that the index has, as of pages that moved."""
    subject, _, part = owner.partition(PART)
    if subject.startswith(DATA):
        return tables.paths(subject, part)
    if part:
        is_index = subject == SEARCH
        return (permalinks.search_part(part) if is_index else permalinks.part(long_lists.path_of(subject), part),)
    if subject.startswith(REPORT):
        return (permalinks.article(subject.removeprefix(REPORT)),)
    if subject == TEXTS:
        return (*(permalinks.page(text.slug) for text in texts if text.slug != HOME_TEXT), permalinks.MISSING)
    if fixed := paths_of_owner(subject):
        return fixed
    page = long_lists.path_of(subject)
    return (page, *feeds_of(page)) if subject.startswith((ACTOR, TOPIC)) else (page,)


def feeds_of(page: OutputPath) -> tuple[OutputPath, ...]:
    """Return the paths of a page's feeds: Atom, JSON Feed."""
    return tuple(permalinks.feed(page, format_) for format_ in ("xml", "json"))


def refuse_reserved_paths(texts: Sequence[TextPage], editions: Sequence[BriefingEdition] = ()) -> None:
    """Raise InputError where an editor's page has a path that the site itself uses."""
    kinds = (kind for kind in PAGE_KINDS.values() if kind.path and kind.owner)
    site_paths = {kind.path for kind in kinds if editions or kind.owner != CHANGES}
    problems = [
        Problem(Where(text.path), f"the page {permalinks.page(text.slug)!r} is the site's own", "rename the file")
        for text in texts
        if text.slug != HOME_TEXT and permalinks.page(text.slug) in site_paths
    ]
    if problems:
        raise InputError(problems)
