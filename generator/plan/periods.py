"""What is told of an actor or a topic: a choice of it for the subject's own page, all of it on pages by time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator import permalinks
from generator.briefing import Happening, Stand, Utterance
from generator.contexts import Link, Period
from generator.model import OutputPath
from generator.plan import paging
from generator.plan.views import Views

STANDS_A_TOPIC, EVENTS, DIRECT, REPORTED, ABOUT, REPORTS = 10, 40, 25, 15, 20, 40


@dataclass(frozen=True, slots=True)
class Told:
    """Positions and events oldest first, what was said latest first, direct speech first; reports latest first."""

    stands: tuple[Stand, ...] = ()
    events: tuple[Happening, ...] = ()
    quotes: tuple[Utterance, ...] = ()
    about: tuple[Utterance, ...] = ()
    reports: tuple[tuple[str, int], ...] = ()
    """Slugs, and how often the subject is mentioned."""


def chosen(told: Told) -> Told:
    """What tells most, few enough for one page; the same object where all of it is."""
    if _fits(told):
        return told
    direct = [said for said in told.quotes if said.direct][:DIRECT]
    reported = [said for said in told.quotes if not said.direct][:REPORTED]
    best = sorted(told.events, key=lambda e: (len({s.article for s in e.sources}), _day(e)), reverse=True)[:EVENTS]
    kept = {event.id for event in best}
    return Told(
        tuple(_telling(told.stands)),
        tuple(event for event in told.events if event.id in kept),
        (*direct, *reported),
        told.about[:ABOUT],
        told.reports[:REPORTS],
    )


def pages(views: Views, path: OutputPath, subject: Link, kind: str, told: Told) -> Iterator[tuple[OutputPath, str, Period]]:
    """A page for each part of what is told, with its path and the part in words; none where all fits on one page."""
    if chosen(told) is told:
        return
    parts = paging.by_time(_dated(views, told))
    language = views.config.language
    counts = [(key, len(entries)) for key, entries in parts.items()]
    for key, entries in parts.items():
        some = [entry for _, entry in entries]
        period = Period(
            subject=subject,
            kind=kind,
            positions=tuple(views.position(found) for where, found in some if where == "stands" and isinstance(found, Stand)),
            events=tuple(views.event(found) for _, found in some if isinstance(found, Happening)),
            quotes=tuple(views.quote(found) for where, found in some if where == "quotes" and isinstance(found, Utterance)),
            about=tuple(views.quote(found) for where, found in some if where == "about" and isinstance(found, Utterance)),
            sources=tuple(views.report(*found) for _, found in some if isinstance(found, tuple)),
            parts=paging.links(path, counts, language, key),
        )
        yield permalinks.part(path, key), paging.named(key, language), period


def parts(views: Views, path: OutputPath, told: Told) -> tuple[Link, ...]:
    """The way to the pages by time; none where all fits on one page."""
    if chosen(told) is told:
        return ()
    found = paging.by_time(_dated(views, told))
    return paging.links(path, ((key, len(entries)) for key, entries in found.items()), views.config.language)


def _fits(told: Told) -> bool:
    direct = sum(said.direct for said in told.quotes)
    return (
        len(told.stands) <= STANDS_A_TOPIC
        and len(told.events) <= EVENTS
        and direct <= DIRECT
        and len(told.quotes) - direct <= REPORTED
        and len(told.about) <= ABOUT
        and len(told.reports) <= REPORTS
    )


Entry = tuple[str, Stand | Happening | Utterance | tuple[str, int]]


def _dated(views: Views, told: Told) -> list[paging.Dated[Entry]]:
    """Everything, oldest first."""
    found: list[paging.Dated[Entry]] = [(stand.date, ("stands", stand)) for stand in told.stands]
    found += [(event.date.edtf if event.date else None, ("events", event)) for event in told.events]
    found += [(views.said_when(said), ("quotes", said)) for said in told.quotes]
    found += [(views.said_when(said), ("about", said)) for said in told.about]
    found += [(views.reports[slug].article.date, ("reports", (slug, count))) for slug, count in told.reports]
    return sorted(found, key=lambda entry: entry[0] or "")


def _telling(stands: Sequence[Stand]) -> Iterable[Stand]:
    """Of each topic the changes and the latest positions."""
    on_topic: dict[str | None, list[Stand]] = {}
    for stand in stands:
        on_topic.setdefault(stand.topic, []).append(stand)
    kept: set[str] = set()
    for group in on_topic.values():
        by_weight = sorted(group, key=lambda s: (s.before is not None, s.date or ""), reverse=True)
        kept.update(stand.id for stand in by_weight[:STANDS_A_TOPIC])
    return (stand for stand in stands if stand.id in kept)


def _day(event: Happening) -> str:
    return event.date.edtf if event.date else ""
