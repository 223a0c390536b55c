"""What the briefing rests on too little for: single sources, unnamed ones, statements without a date, silence.

All is chosen from the weightiest or latest rows of the index, so that it costs the same in a large dossier.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import msgspec

from generator.contexts import (
    ActorCard,
    DoubtfulPair,
    EventView,
    PositionView,
    QuoteView,
    ReportLink,
    SilentActor,
    WeakJudgement,
    WeakPage,
    WeakStatement,
    When,
)
from generator.dossier.cards import known_actor
from generator.dossier.grounds import Grounds, publishers
from generator.dossier.index.keys import ACTOR, ACTORS, HOME, POSITIONS, QUOTES, REPORTED, TIMELINE
from generator.dossier.index.rows import UNDATED, IndexRow
from generator.dossier.report_counts import CounterKind
from generator.dossier.resolve import suggestions
from generator.dossier.resolve.actors import ResolvedActor
from generator.dossier.views import CUT
from generator.model import permalinks
from generator.model.edtf import bounds
from generator.model.findings import Confidence, Kind, PlacedBy, Polarity
from generator.plan.published_sources import names_of
from generator.plan.subjects import PageInputs, backing
from generator.report.dates_in_words import when

MAX_SHOWN = 6
"""The most entries of each section."""
MAX_WEIGHTY, MAX_LATEST, MAX_CENTRAL, MAX_COMPARED = 60, 200, 60, 400
"""The weightiest events, the latest quotes and positions, and the actors in most reports among which is chosen."""
MIN_REPORTS_OF_ACTOR = 3
"""Reports that name an actor whose positions count, or whose silence does."""
MIN_DATED_REPORTS = 12
"""Dated reports from which on their latest quarter says something by whom it does not name."""
MIN_WORDS = 8
"""Words of a claim; fewer are a scrap of one."""
MIN_RANK_OF_DAY = 7
"""The rank from which on an announced day is missed; less is somebody's way or the like, told in passing."""
DAYS_AFTER = 2
"""Days after an announced one on which something with the same actors counts as what came."""
PRONOUNS = frozenset("he she it they we i you who that this these those one some many others everyone nobody".split())
"""Speakers by a pronoun: somebody whom the rules did not find, which is no source without a name."""
REASONS = {
    suggestions.NAMESAKES: "namesakes",
    suggestions.FAMILY_NAME: "family_name",
    suggestions.GIVEN_NAME: "given_name",
    suggestions.LETTERS: "letters",
    suggestions.ACRONYM: "acronym",
    suggestions.FIRST_WORD: "first_word",
    suggestions.OFFICE: "office",
}
decode = msgspec.msgpack.decode


def weak_page(inputs: PageInputs) -> WeakPage:
    """Return what is weak, the most important of each kind first."""
    named = inputs.index.counters.ranked(HOME, CounterKind.PUBLISHERS, 2)
    alone = names_of(inputs.index, f"publisher/{named[0][0]}") if len(named) == 1 else []
    is_compared = len(named) > 1
    silent, since = _silent(inputs)
    events = _first_of_reports(_events_of_one(inputs)) if is_compared else ()
    told = {one.cite.path for one in events}
    positions = (one for one in _positions_of_one(inputs) if one.cite.path not in told) if is_compared else ()
    return WeakPage(
        one_publisher=alone[0] if alone and named[0][1] == inputs.index.reports.count() else "",
        events=events,
        positions=_first_of_reports(positions),
        unnamed=_first_of_reports(_unnamed(inputs)),
        judgements=tuple(_judgements_on_one(inputs))[:MAX_SHOWN],
        undated=_first_of_reports(_undated(inputs)),
        passed=_first_of_reports(_passed(inputs)),
        silent=silent,
        silent_since=since,
        pairs=tuple(_pairs(inputs))[:MAX_SHOWN],
    )


def weak_in_lines(view: WeakPage) -> tuple[tuple[str, str, str], ...]:
    """Return what is weak as kind, words and path on the site."""
    sections = {
        "event of one publisher": view.events,
        "position of one publisher": view.positions,
        "claim of an unnamed source": view.unnamed,
        "announced, and not heard of since": view.passed,
        "event without a date": view.undated,
    }
    return (
        *(("judgement on one source", one.question, one.path) for one in view.judgements),
        *((kind, one.cite.sentence, one.cite.path) for kind, found in sections.items() for one in found),
        *(("central before, silent since", one.link.name, one.last.path) for one in view.silent),
        *(("names that may be of one", f"{one.one.name} and {one.other.name}", one.one.path) for one in view.pairs),
    )


def _first_of_reports(found: Iterable[WeakStatement]) -> tuple[WeakStatement, ...]:
    """Return the first statement of each of the first reports."""
    of_report: dict[str, WeakStatement] = {}
    for one in found:
        of_report.setdefault(one.cite.path.partition("#")[0], one)
        if len(of_report) == MAX_SHOWN:
            break
    return tuple(of_report.values())


def _events_of_one(inputs: PageInputs) -> Iterator[WeakStatement]:
    """Yield the weighty events that one publisher alone tells, but for what happened before the first report."""
    first = inputs.index.reports.date_range()[0]
    for row in inputs.index.rows.heaviest(TIMELINE, "events", MAX_WEIGHTY):
        event = decode(row.value, type=EventView)
        is_history = bool(first) and bounds(row.date)[1] < bounds(first)[0]
        if event.publishers <= 1 and event.confidence != Confidence.UNSURE and not is_history:
            yield _event(event)


def _positions_of_one(inputs: PageInputs) -> list[WeakStatement]:
    """Return the latest side on a topic, told by one publisher alone, of each of some actors, who is in most reports first."""
    of_actor: dict[str, tuple[int, WeakStatement]] = {}
    for row in inputs.index.rows.by_date(POSITIONS, "positions", limit=MAX_LATEST):
        position = decode(row.value, type=PositionView)
        actor = permalinks.slug_at(position.actor.path)
        if position.polarity == Polarity.OTHER or not position.topic or not actor or actor in of_actor:
            continue
        reports = inputs.index.counters.get(ACTOR + actor, CounterKind.REPORTS)
        sides = backing(inputs.index, actor, permalinks.slug_at(position.topic.path))
        behind = next((side for side in sides if side.side == position.polarity), None)
        if reports >= MIN_REPORTS_OF_ACTOR and behind and behind.publishers <= 1:
            of_actor[actor] = (reports, WeakStatement(position.when, (position.actor,), position.cite))
    ranked = sorted(of_actor.values(), key=lambda one: -one[0])
    return [statement for _, statement in ranked]


def _unnamed(inputs: PageInputs) -> Iterator[WeakStatement]:
    """Yield the latest claims whose sources are not named."""
    rows = inputs.index.rows
    latest = [row for name in ("quotes", REPORTED) for row in rows.by_date(QUOTES, name, limit=MAX_LATEST)]
    for row in sorted(latest, key=lambda row: (row.date, row.name), reverse=True):
        quote = decode(row.value, type=QuoteView)
        is_claim = len(quote.text.split()) >= MIN_WORDS and quote.reports == 1
        if not quote.speakers and is_claim and _is_source(quote.speaker_text):
            yield WeakStatement(quote.when, (), quote.cite, quote.speaker_text)


def _is_source(words: str) -> bool:
    """Return whether a speaker without a name is somebody all the same: "two officials", not "they"."""
    return bool(words) and words.casefold() not in PRONOUNS


def _judgements_on_one(inputs: PageInputs) -> Iterator[WeakJudgement]:
    grounds = Grounds(inputs.index)
    for judgement in (one for one in inputs.judgements if not one.hide and not one.outcome):
        found = [ground for one in judgement.rests_on if (ground := grounds.find(one))]
        if len(publishers(found)) == 1:
            path = f"{permalinks.JUDGEMENTS}#{judgement.slug}"
            yield WeakJudgement(judgement.question, path, found[0].cite)


def _undated(inputs: PageInputs) -> list[WeakStatement]:
    """Return events without a date: those in most texts, then those of actors in most reports, first."""
    ranked: list[tuple[int, int, str, EventView]] = []
    for row in inputs.index.rows.at_dates(TIMELINE, ("events",), (UNDATED,), limit=MAX_LATEST):
        event = decode(row.value, type=EventView)
        slugs = [permalinks.slug_at(actor.path) for actor in event.agents if actor.path]
        if slugs and not event.text.startswith(CUT):  # what stands beside the main clause is background
            reports = max(inputs.index.counters.get(ACTOR + slug, CounterKind.REPORTS) for slug in slugs)
            ranked.append((-event.texts, -reports, row.name, event))
    return [_event(event) for *_, event in sorted(ranked, key=lambda one: one[:3])]


def _passed(inputs: PageInputs) -> Iterator[WeakStatement]:
    """Yield days that reports announced, and that passed without a report that tells what came."""
    last = inputs.index.reports.date_range()[1]
    as_of = bounds(last)[1] if last else ""
    for row in inputs.index.rows.heaviest(TIMELINE, "events", MAX_LATEST):
        if row.rank < MIN_RANK_OF_DAY:
            break
        event = decode(row.value, type=EventView)
        is_day = event.when is not None and event.when.precision == "day" and event.placed_by == PlacedBy.TEXT
        if is_day and row.date < as_of and _is_announced(event, row.date) and not _is_told_later(inputs, row, event):
            yield _event(event)


def _is_announced(event: EventView, day: str) -> bool:
    """Return whether all reports that tell an event are of days before it."""
    days = [bounds(cite.when.edtf)[1] if cite.when else "" for cite in event.cites]
    return event.reports == len(days) and all(one and one < day for one in days)


def _is_told_later(inputs: PageInputs, row: IndexRow, event: EventView) -> bool:
    """Return whether a report of that day, or a later one, tells of something on it, or just after, with the same actors."""
    try:
        day = date.fromisoformat(row.date)
    except ValueError:
        return True
    days = [(day + timedelta(after)).isoformat() for after in range(DAYS_AFTER + 1)]
    actors = {actor.path for actor in event.actors if actor.path}
    others = (decode(one.value, type=EventView) for one in inputs.index.rows.at_dates(TIMELINE, ("events", "unsure"), days))
    return any(
        (not actors or not actors.isdisjoint(actor.path for actor in other.actors))
        and any(cite.when and bounds(cite.when.edtf)[1] >= row.date for cite in other.cites)
        for other in others
    )


def _silent(inputs: PageInputs) -> tuple[tuple[SilentActor, ...], When | None]:
    """Return actors in many earlier reports and in none of the latest quarter, and the day from which that is counted."""
    rows = inputs.index.rows
    dates = [day for day, _ in inputs.index.reports.in_order() if day]
    if len(dates) < MIN_DATED_REPORTS:
        return (), None
    since = dates[len(dates) * 3 // 4]
    enough = max(MIN_REPORTS_OF_ACTOR, len(dates) // 10)
    found = []
    for row in rows.by_rank(ACTORS, "cards", limit=MAX_CENTRAL, latest=False):
        card, subject = decode(row.value, type=ActorCard), ACTOR + row.name
        last = rows.date_range(subject, "reports")[1]
        if row.section not in {Kind.THING, Kind.PLACE} and card.reports >= enough and last and last < since:
            link = decode(rows.by_date(subject, "reports", limit=1)[0].value, type=ReportLink)
            found.append(SilentActor(card.link, card.reports, link))
    ranked = sorted(found, key=lambda one: -one.reports)[:MAX_SHOWN]
    return tuple(ranked), when(inputs.words, since) if ranked else None


def _pairs(inputs: PageInputs) -> Iterator[DoubtfulPair]:
    """Yield pairs of actors in most reports that may be one, those first whose merge would mend most."""
    cards = inputs.index.rows.by_rank(ACTORS, "cards", limit=MAX_COMPARED, latest=False)
    shown = [decode(row.value, type=ActorCard) for row in cards]
    known = [one for row in cards if (one := known_actor(inputs.index, row.name))]
    reports = {row.name: card.reports for row, card in zip(cards, shown, strict=True)}
    links = {card.link.name: card.link for card in shown}
    resolved = [ResolvedActor(one.slug, one.name, one.kind) for one in known]
    profiles = [one.profile for one in known if one.profile]
    for pair in suggestions.suggestions(resolved, reports, profiles):
        if pair.a in links and pair.b in links:
            yield DoubtfulPair(links[pair.a], links[pair.b], REASONS[pair.reason])


def _event(event: EventView) -> WeakStatement:
    return WeakStatement(event.when, event.agents or event.actors[:2], event.cites[0])
