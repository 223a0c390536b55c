"""The same happening told by several reports is one event with several sources."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from generator.model.statements import Happening

WORD = re.compile(r"[^\W\d_]{4,}")
ALIKE = 0.4


def merged(happenings: Iterable[Happening]) -> tuple[Happening, ...]:
    """Events by date; those of one day, by one actor or more, in much the same words, are one.

    The longest telling of an event comes first among its sources and gives its words. Undated events stay apart and
    stand last.
    """
    by_date: dict[str, list[Happening]] = defaultdict(list)
    apart: list[Happening] = []
    for event in sorted(happenings, key=_order):
        (by_date[event.date.edtf] if event.date else apart).append(event)
    together = [event for day in by_date.values() for event in _of_one_date(day)]
    return (*sorted(together, key=_order), *apart)


def _order(event: Happening) -> tuple[str, str, str]:
    return (event.date.edtf if event.date else "~", event.sources[0].article, event.id)


def _of_one_date(events: list[Happening]) -> list[Happening]:
    kept: list[Happening] = []
    for event in sorted(events, key=lambda e: (-len(e.text), _order(e))):
        same = next((i for i, other in enumerate(kept) if _same(other, event)), None)
        if same is None:
            kept.append(event)
        else:
            kept[same] = _joined(kept[same], event)
    return kept


def _same(one: Happening, other: Happening) -> bool:
    if one.sources[0].article == other.sources[0].article or not set(one.actors) & set(other.actors):
        return False
    words, others = set(WORD.findall(one.text.lower())), set(WORD.findall(other.text.lower()))
    return len(words & others) >= ALIKE * min(len(words), len(others)) > 0 and len(words & others) >= 3


def _joined(one: Happening, other: Happening) -> Happening:
    return replace(
        one,
        actors=tuple(dict.fromkeys((*one.actors, *other.actors))),
        topics=tuple(dict.fromkeys((*one.topics, *other.topics))),
        place=one.place or other.place,
        sources=(*one.sources, *other.sources),
        tellings=(*one.tellings, *other.tellings),
    )
