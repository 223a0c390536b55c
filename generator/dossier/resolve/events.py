"""Resolving of events: which reports tell of the same event."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from generator.model.findings import Confidence, PlacedBy
from generator.model.statements import Happening

WORD = re.compile(r"[^\W\d_]{4,}")
"""A word that is long enough to say what an event is about."""
MIN_SHARED_WORDS = 3
MIN_SHARE_OF_WORDS = 0.4
"""Of the words of the shorter of two tellings, the share that both have."""


def grouped(tellings: Iterable[Happening]) -> list[list[Happening]]:
    """Return the tellings of each event, the surest first; events by date, those without one last and each by itself.

    Of one event are the tellings of different reports of one date, with an actor and most words in common.
    """
    by_date: dict[str, list[Happening]] = defaultdict(list)
    undated: list[list[Happening]] = []
    for telling in sorted(tellings, key=_order):
        if telling.placed:
            by_date[telling.placed.edtf].append(telling)
        else:
            undated.append([telling])
    dated = [sorted(group, key=_doubt) for same_date in by_date.values() for group in _of_one_date(same_date)]
    return [*sorted(dated, key=lambda group: _order(group[0])), *undated]


def _order(telling: Happening) -> tuple[str, str, str]:
    return (telling.placed.edtf if telling.placed else "~", telling.sources[0].article, telling.id)


def _doubt(telling: Happening) -> tuple[int, bool]:
    """Return what puts a telling behind another of the same event: its grade, and a date that only the report has."""
    return list(Confidence).index(telling.confidence), telling.placed_by is not PlacedBy.TEXT


def _of_one_date(tellings: list[Happening]) -> list[list[Happening]]:
    groups: list[list[Happening]] = []
    for telling in sorted(tellings, key=lambda one: (-len(one.text), _order(one))):
        group = next((group for group in groups if _is_of(group, telling)), None)
        if group is None:
            groups.append([telling])
        else:
            group.append(telling)
    return groups


def _is_of(group: list[Happening], telling: Happening) -> bool:
    """Return whether a telling is of the event of a group: held against its longest telling, and the actors of all."""
    longest, actors = group[0], {actor for other in group for actor in other.actors}
    if longest.sources[0].article == telling.sources[0].article or actors.isdisjoint(telling.actors):
        return False
    words, others = set(WORD.findall(longest.text.lower())), set(WORD.findall(telling.text.lower()))
    shared = len(words & others)
    return shared >= MIN_SHARED_WORDS and shared >= MIN_SHARE_OF_WORDS * min(len(words), len(others))
