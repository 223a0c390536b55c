"""The timeline: what is known to the day is a dot, what is known less closely a band as long as the doubt.

An end that nobody knows is dashed and has an arrow.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from generator.contexts import Chronology, Moment
from generator.model.edtf import FIRST, LAST, bounds
from generator.render.charts import times
from generator.render.charts.counts import mark
from generator.render.charts.svg import MARGIN, NARROWEST, WHOLE, draw, mirrored, picture, share, text_of

LANE, HEAD, FOOT = 16, 8, 24
"""Pixels: a row of dots, and what is above and below all."""
GREATEST, CLOSE = 7, 32
"""Pixels: the radius of a dot of many events. Days: what is known as closely stretches the axis."""
SHORTEST = WHOLE * 10 // NARROWEST


@dataclass(frozen=True, slots=True)
class Stretch:
    """A date along the axis, in parts of its width; `opens` are the ends that are not known, or lie beyond the axis."""

    first: int
    last: int
    is_day: bool
    number: int
    opens: tuple[bool, bool]

    @property
    def size(self) -> int:
        """Half of its height, in pixels."""
        return min(4 + (self.number - 1) // 2, GREATEST)

    @property
    def room(self) -> tuple[int, int]:
        """The room that it takes in a row."""
        around = (self.size + 1) * WHOLE // NARROWEST if self.is_day else 2 * WHOLE // NARROWEST
        return self.first - around, self.last + around


def timeline(chronology: Chronology, name: str, title: str, description: str, language: str, direction: str) -> str:
    """The dates of a chronology along a line."""
    days = [_days(moment) for moment in chronology.moments]
    axis = axis_of(days)
    lanes = rows(stretches(chronology.moments, axis))
    ground = HEAD + LANE * max(1, len(lanes))
    root = picture(name, title, description, ground + FOOT)
    mark(root, axis, ground, language, direction)
    for number, lane in enumerate(lanes):
        for stretch in lane:
            _draw(root, stretch, ground - LANE * number - LANE // 2 - 1, direction)
    return text_of(root)


def beyond(chronology: Chronology) -> tuple[int, int]:
    """Return how many events lie wholly before and after the period shown."""
    days = [_days(moment) for moment in chronology.moments]
    if not days:
        return 0, 0
    axis = axis_of(days)
    pairs = list(zip(days, chronology.moments, strict=True))
    earlier = sum(moment.number for (_, last), moment in pairs if last < axis.first)
    return earlier, sum(moment.number for (first, _), moment in pairs if first > axis.last)


def axis_of(days: Sequence[tuple[int, int]]) -> times.Axis:
    """From the first to the last of most dates that are closely known, or at one end; of all where none is."""
    ends = {times.day(FIRST): 1, times.day(LAST): 0}
    known = [(pair[ends[day]],) * 2 for pair in days for day in pair if day in ends]
    near = [(first, last) for first, last in days if last - first < CLOSE] + known
    if not near:
        return times.Axis(*times.core([day for pair in days for day in pair]))
    start, end = times.core([first for first, _ in near])
    return times.Axis(start, max(last for first, last in near if start <= first <= end))


def stretches(moments: Iterable[Moment], axis: times.Axis) -> list[Stretch]:
    """The dates that lie on an axis, at least in part; what reaches beyond it is open there."""
    found = []
    for moment in moments:
        first, last = _days(moment)
        if last < axis.first or first > axis.last:
            continue
        is_day = first == last
        one, other = axis.at(max(first, axis.first)), axis.at(min(last, axis.last) + 1)
        if is_day:
            one = other = axis.middle(first)
        elif other - one < SHORTEST:
            one = max(MARGIN, min((one + other - SHORTEST) // 2, WHOLE - MARGIN - SHORTEST))
            other = one + SHORTEST
        found.append(Stretch(one, other, is_day, moment.number, (first < axis.first, last > axis.last)))
    return found


def rows(found: Iterable[Stretch]) -> list[list[Stretch]]:
    """Rows of what does not touch: each in the lowest that is free, on the narrowest screen."""
    lanes: list[list[Stretch]] = []
    for stretch in sorted(found, key=lambda one: (one.room, one.number)):
        lane = next((lane for lane in lanes if lane[-1].room[1] <= stretch.room[0]), None)
        if lane is None:
            lanes.append([stretch])
        else:
            lane.append(stretch)
    return lanes


def _days(moment: Moment) -> tuple[int, int]:
    """The first and the last day on which it can have been."""
    first, last = bounds(moment.when.edtf)
    narrowed = max(first, moment.when.not_before or first), min(last, moment.when.not_after or last)
    first, last = narrowed if narrowed[0] <= narrowed[1] else (first, last)
    return times.day(first), times.day(last)


def _draw(root: Element, stretch: Stretch, y: int, direction: str) -> None:
    size = stretch.size
    if stretch.is_day:
        draw(root, "circle", cx=share(mirrored(stretch.first, direction)), cy=y, r=size)
        return
    one, other = (mirrored(place, direction) for place in (stretch.first, stretch.last))
    opens = stretch.opens
    if direction == "rtl":
        one, other, opens = other, one, opens[::-1]
    shape = {"class": "band open" if any(opens) else "band"}
    draw(root, "rect", x=share(one), y=y - size + 1, width=share(other - one), height=2 * size - 2, rx=size - 1, **shape)
    for is_open, place, sign in ((opens[0], one, -1), (opens[1], other, 1)):
        if is_open:
            arrow = draw(root, "svg", x=share(place), y=y, overflow="visible")
            draw(arrow, "path", d=f"M{-3 * sign} -5L{3 * sign} 0L{-3 * sign} 5")
