"""What is told of a subject: a choice of it for the subject's own page, all of it on pages by time where that is too much."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import msgspec

from generator.contexts import Link, Period, ReportLink
from generator.dossier import splits
from generator.dossier.index.keys import ACTOR, ACTORS, ARTICLES, DIRECT, PUBLISHER, QUOTES, REPORTED, SOURCES, TIMELINE, TOPIC
from generator.dossier.index.rows import Row, Shelves
from generator.model import permalinks
from generator.model.proofs import OutputPath

STANDS_A_TOPIC, EVENTS, DIRECT_QUOTES, REPORTED_QUOTES, ABOUT, REPORTS = 10, 40, 25, 15, 20, 40
TOLD = ("positions", "events", "quotes", "about", "reports")
ONE_LIST = {TIMELINE: ("events",), QUOTES: ("quotes",), ARTICLES: ("reports",), ACTORS: ("cards",), SOURCES: ("cards",)}
BY_LETTER = (ACTORS, SOURCES)


def every(rows: Iterable[Row]) -> tuple[Any, ...]:
    """Rows' values, as they are."""
    return tuple(msgspec.Raw(row.value) for row in rows)


def lists_of(subject: str) -> tuple[str, ...]:
    """The lists of a subject that may be too long for its page; none for one that has no such lists."""
    if subject.startswith(PUBLISHER):
        return ("reports",)
    return TOLD if subject.startswith((ACTOR, TOPIC)) else ONE_LIST.get(subject, ())


def path_of(subject: str) -> OutputPath:
    """The page of a subject."""
    if subject.startswith(ACTOR):
        return permalinks.actor(subject.removeprefix(ACTOR))
    if subject.startswith(TOPIC):
        return permalinks.topic(subject.removeprefix(TOPIC))
    if subject.startswith(PUBLISHER):
        return permalinks.publisher(subject.removeprefix(PUBLISHER))
    return permalinks.output(f"{subject}.html")


def spans(
    shelves: Shelves, subject: str, lists: Sequence[str], old: Sequence[splits.Span] = (), touched: Collection[str] = ()
) -> list[splits.Span]:
    """The parts of all that is told of a subject; none where it fits on one page.

    `old` are its parts before something changed at the `touched` dates; without, it is looked at whole.
    """
    if lists == TOLD and fits(shelves, subject):
        return []
    of = splits.LETTERED if subject in BY_LETTER else splits.YEARS
    found = splits.anew(old, touched, of, partial(shelves.dates, subject, lists), splits.MOST)
    return found if lists == TOLD or sum(span.number for span in found) > splits.MOST else []


def fits(shelves: Shelves, subject: str) -> bool:
    """Whether all that is told of a subject fits on its page."""
    return not (
        shelves.exceeds(subject, "positions", STANDS_A_TOPIC)
        or shelves.exceeds(subject, "events", EVENTS)
        or shelves.exceeds(subject, "quotes", DIRECT_QUOTES, DIRECT)
        or shelves.exceeds(subject, "quotes", REPORTED_QUOTES, REPORTED)
        or shelves.exceeds(subject, "about", ABOUT)
        or shelves.exceeds(subject, "reports", REPORTS)
    )


def rows_of(shelves: Shelves, subject: str, span: splits.Span) -> list[Row]:
    """What stands in a part, oldest first."""
    return shelves.within(subject, lists_of(subject), span.dates, span.skip, span.most)


def period(rows: Sequence[Row], subject: Link, kind: str, parts: tuple[Link, ...]) -> Period:
    """All that is told of a subject within a time."""
    return Period(
        subject=subject,
        kind=kind,
        positions=every(row for row in rows if row.list == "positions"),
        events=every(row for row in rows if row.list == "events"),
        quotes=every(row for row in rows if row.list == "quotes"),
        about=every(row for row in rows if row.list == "about"),
        sources=tuple(report(row) for row in rows if row.list == "reports"),
        parts=parts,
    )


def report(row: Row) -> ReportLink:
    """A report in a subject's list, with how often it mentions the subject."""
    return replace(msgspec.msgpack.decode(row.value, type=ReportLink), mentions=row.rank)
