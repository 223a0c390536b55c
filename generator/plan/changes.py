"""What changed since an edition, as pages tell it: the weightiest of each sort, and the others folded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from generator.contexts import ChangeSection, ChangesPage, ChangeView, EditionLink, ReportLink, SearchReport
from generator.dossier.edition_changes import EditionChanges, WhyGone, Withdrawal, compare
from generator.dossier.index.keys import REPORT, REPORT_TEXTS, SEARCH
from generator.dossier.known_state import known_state
from generator.dossier.report_page import ReportPageDraft
from generator.model import permalinks
from generator.model.article import FULL
from generator.model.editions import BriefingEdition, FrozenStatement
from generator.plan.change_views import ChangeViews
from generator.plan.subjects import PageInputs
from generator.report.dates_in_words import when
from generator.theme.texts import Words

MAX_REPORTS, MAX_EVENTS_OF_REPORT = 6, 2
"""The latest new reports, and the most events of one report, that the page shows before it is opened."""
FIRST_SUBJECTS = (5, 3)
"""New actors and new topics that it shows."""
MAX_FOLDED = 60
"""Further changes of a sort that the page has; of more it says how many there are."""
LEADING = {"moved": 2, "judgements": 1, "events": 2, "withdrawn": 1, "counted": 1, "quotes": 1, "positions": 1, "more": 1}
"""Sorts of changes in the order in which they stand for all, by turns, and how many of each at a turn."""
DATED = frozenset({"moved", "events"})
decode = msgspec.msgpack.decode


class ChangesSince(NamedTuple):
    """What changed since an edition; `later` is the name of a later one since which nothing changed."""

    edition: BriefingEdition
    changes: EditionChanges
    now: BriefingEdition
    later: str = ""


def latest_changes(inputs: PageInputs, limit: int) -> tuple[ChangeView, ...]:
    """Return the weightiest changes since the last edition, a few of each sort; none without editions."""
    since = since_latest(inputs)
    if since is None:
        return ()
    found = {one.anchor: iter(one.entries) for one in sections(inputs.words, since, by_date=False)}
    chosen: list[ChangeView] = []
    while len(chosen) < limit:
        turn = [view for sort, number in LEADING.items() for view in islice(found.get(sort, ()), number)]
        if not turn:
            break
        chosen += turn
    return tuple(chosen[:limit])


def since_latest(inputs: PageInputs) -> ChangesSince | None:
    """Return what changed since the last edition; since the one before, where nothing changed since that."""
    found: list[ChangesSince] = []
    for edition in reversed(inputs.editions):
        found.append(since_edition(inputs, edition))
        if not found[-1].changes.is_empty:
            break
    if not found:
        return None
    last = found[0] if found[-1].changes.is_empty else found[-1]
    return last if last is found[0] else last._replace(later=found[-2].edition.name)


def since_edition(inputs: PageInputs, edition: BriefingEdition) -> ChangesSince:
    """Return what changed since an edition; compared once for all pages of one state of the index."""
    now, name = known_now(inputs), f"since {edition.slug}"
    if name not in inputs.kept:
        inputs.kept[name] = ChangesSince(edition, compare(edition, now, why_gone(inputs)), now)
    kept: ChangesSince = inputs.kept[name]
    return kept


def known_now(inputs: PageInputs) -> BriefingEdition:
    """Return all that is known now."""
    if "known" not in inputs.kept:
        inputs.kept["known"] = known_state(inputs.index, "", "", "", inputs.judgements)
    kept: BriefingEdition = inputs.kept["known"]
    return kept


def changes_page(inputs: PageInputs, since: ChangesSince, path: str) -> ChangesPage:
    """Return the page of what changed since an edition."""
    links = tuple(_report_links(inputs, since))
    return ChangesPage(
        since=edition_link(inputs, since.edition),
        same_as=since.later,
        as_of=when(inputs.words, inputs.index.reports.date_range()[1]),
        sections=sections(inputs.words, since),
        reports=links[:MAX_REPORTS],
        more_reports=links[MAX_REPORTS : MAX_REPORTS + MAX_FOLDED],
        editions=tuple(edition_link(inputs, one, current=one is since.edition) for one in reversed(inputs.editions)),
        mail=permalinks.CHANGES_MAIL if path == permalinks.CHANGES else "",
    )


def edition_link(inputs: PageInputs, edition: BriefingEdition, *, current: bool = False) -> EditionLink:
    """Return an edition, with the way to what changed since."""
    day = when(inputs.words, edition.day)
    return EditionLink(edition.name, day, permalinks.changes_since(edition.slug), len(edition.reports), current)


def why_gone(inputs: PageInputs) -> WhyGone:
    """Return what says why a statement is gone: from its report as it is now."""
    index = inputs.index

    def why(statement: FrozenStatement) -> Withdrawal:
        slug = statement.report
        file = index.reports.files_of([slug]).get(slug)
        if file is None:
            return Withdrawal.REPORT_GONE
        searched = decode(index.rows.value_at(SEARCH, REPORT_TEXTS, *index.reports.order_key(slug)), type=SearchReport)
        if statement.path.partition("#")[2] not in dict(searched.lines):
            draft = decode(index.rows.value_at(REPORT + slug, "draft", "", ""), type=ReportPageDraft)
            return Withdrawal.SENTENCE_GONE if draft.page.published == FULL else Withdrawal.REPORT_CHANGED
        stored = index.reports.get(file)
        return Withdrawal.TAKEN_OUT if stored and stored.corrected is not None else Withdrawal.READ_OTHERWISE

    return why


def sections(words: Words, since: ChangesSince, *, by_date: bool = True) -> tuple[ChangeSection, ...]:
    """Return all sorts of changes that there are, those first that matter most to somebody who was away.

    Of events and moves the weightiest are chosen, and stand in order of date.
    """
    changes, views = since.changes, ChangeViews(words, since.edition, since.now)
    told: set[str] = set()
    sorts: tuple[tuple[str, int, Iterator[ChangeView], Callable[[ChangeView], Hashable]], ...] = (
        ("moved", 6, map(views.position, changes.moved), _of_position),
        ("judgements", 6, views.judgements(changes), _of_text),
        ("withdrawn", 5, views.withdrawn(changes), _of_text),
        ("events", 8, map(views.event, changes.events), _of_sentence),
        ("counted", 5, map(views.counted, changes.counted), _of_text),
        ("positions", 6, map(views.position, changes.positions), _of_position),
        ("quotes", 4, map(views.quote, changes.quotes), _of_speaker),
        ("more", 4, map(views.more, changes.more), _of_sentence),
        ("dated", 4, map(views.dated, changes.dated), _of_sentence),
        ("corrected", 4, map(views.corrected, changes.corrected), _of_sentence),
        ("subjects", sum(FIRST_SUBJECTS), views.subjects(changes, *FIRST_SUBJECTS), _of_text),
        ("earlier", 2, map(views.earlier, changes.earlier), _of_sentence),
        ("figures", 2, map(views.figure, changes.figures), _of_sentence),
        ("renamed", 4, views.renamed(changes), _of_text),
    )
    made = [_section(words, name, limit, list(found), name_of, told) for name, limit, found, name_of in sorts]
    made = [_by_date(one) if by_date and one.anchor in DATED else one for one in made]
    return tuple(one for one in made if one.number)


def _by_date(section: ChangeSection) -> ChangeSection:
    return replace(section, entries=tuple(sorted(section.entries, key=lambda view: view.when.edtf if view.when else "")))


def _section(
    words: Words,
    anchor: str,
    limit: int,
    found: Sequence[ChangeView],
    name_of: Callable[[ChangeView], Hashable],
    told: set[str],
) -> ChangeSection:
    """Return a section; what another one shows already, and what is like an entry before it, is folded."""
    entries, others = list[ChangeView](), list[ChangeView]()
    names, of_report = set[Hashable](), Counter[str]()
    for view in found:
        path, name = view.cite.path if view.cite else "", name_of(view)
        report = path.partition("#")[0]
        is_repeated = (path and path in told) or name in names
        if len(entries) < limit and not is_repeated and (view.kind != "event" or of_report[report] < MAX_EVENTS_OF_REPORT):
            entries.append(view)
            names.add(name)
            of_report[report] += 1
        else:
            others.append(view)
    told.update(view.cite.path for view in entries if view.cite)
    title = words(f"changes.{anchor}")
    return ChangeSection(anchor, title, tuple(entries), tuple(others[:MAX_FOLDED]), max(0, len(others) - MAX_FOLDED))


def _of_text(view: ChangeView) -> Hashable:
    return view.who, view.label, view.text


def _of_sentence(view: ChangeView) -> Hashable:
    return view.cite.path if view.cite else view.text


def _of_position(view: ChangeView) -> Hashable:
    return view.who, view.who_text, view.about


def _of_speaker(view: ChangeView) -> Hashable:
    return view.who, view.who_text


def _report_links(inputs: PageInputs, since: ChangesSince) -> Iterator[ReportLink]:
    for report in since.changes.reports:
        yield decode(inputs.index.reports.link(report.slug), type=ReportLink)
