"""The timeline: an exact day is a dot, a coarser date a band over all days that it may mean.

An end that is not known is dashed and has an arrow.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from generator.contexts import Chronology, Moment
from generator.model.edtf import FIRST, LAST, bounds
from generator.render.charts import times
from generator.render.charts.counts import draw_axis
from generator.render.charts.svg import MARGIN, NARROWEST, WHOLE, draw, mirrored, percent, picture, to_text

LANE_HEIGHT, HEAD_HEIGHT, FOOT_HEIGHT = 16, 8, 24
"""Pixels: a row of dots, and the space above and below all rows."""
MAX_DOT_RADIUS, CLOSE_DAYS = 7, 32
"""The radius of a dot of many events, in pixels; and dates of fewer days than this, which the axis must cover."""
MIN_BAND_WIDTH = WHOLE * 10 // NARROWEST
"""Ten pixels on the narrowest screen."""


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date along the axis, in hundredths of a percent; `opens` are the ends that are not known, or lie beyond the axis."""

    first: int
    last: int
    is_day: bool
    number: int
    opens: tuple[bool, bool]

    @property
    def size(self) -> int:
        """Half of the height, in pixels."""
        return min(4 + (self.number - 1) // 2, MAX_DOT_RADIUS)

    @property
    def extent(self) -> tuple[int, int]:
        """Return where it begins and ends in its row, with the space around it."""
        margin = (self.size + 1) * WHOLE // NARROWEST if self.is_day else 2 * WHOLE // NARROWEST
        return self.first - margin, self.last + margin


def timeline(chronology: Chronology, name: str, title: str, description: str, language: str, direction: str) -> str:
    """Draw the dates of a chronology along an axis."""
    days = [_first_and_last_day(moment) for moment in chronology.moments]
    axis = axis_of(days)
    lanes = lanes_of(date_spans(chronology.moments, axis))
    ground = HEAD_HEIGHT + LANE_HEIGHT * max(1, len(lanes))
    root = picture(name, title, description, ground + FOOT_HEIGHT)
    draw_axis(root, axis, ground, language, direction)
    for number, lane in enumerate(lanes):
        for span in lane:
            _draw_span(root, span, ground - LANE_HEIGHT * number - LANE_HEIGHT // 2 - 1, direction)
    return to_text(root)


def beyond(chronology: Chronology) -> tuple[int, int]:
    """Return how many events lie wholly before and after the period shown."""
    days = [_first_and_last_day(moment) for moment in chronology.moments]
    if not days:
        return 0, 0
    axis = axis_of(days)
    pairs = list(zip(days, chronology.moments, strict=True))
    earlier = sum(moment.number for (_, last), moment in pairs if last < axis.first)
    return earlier, sum(moment.number for (first, _), moment in pairs if first > axis.last)


def axis_of(days: Sequence[tuple[int, int]]) -> times.Axis:
    """Return the axis over dates that are closely known, or at one end, without outliers; over all dates where none is."""
    ends = {times.day_number(FIRST): 1, times.day_number(LAST): 0}
    known_ends = [(pair[ends[day]],) * 2 for pair in days for day in pair if day in ends]
    close = [(first, last) for first, last in days if last - first < CLOSE_DAYS] + known_ends
    if not close:
        return times.Axis(*times.span_without_outliers([day for pair in days for day in pair]))
    start, end = times.span_without_outliers([first for first, _ in close])
    return times.Axis(start, max(last for first, last in close if start <= first <= end))


def date_spans(moments: Iterable[Moment], axis: times.Axis) -> list[DateSpan]:
    """Return the dates that lie on an axis, at least in part; one that reaches beyond it is open there."""
    spans = []
    for moment in moments:
        first, last = _first_and_last_day(moment)
        if last < axis.first or first > axis.last:
            continue
        is_day = first == last and moment.when.precision == "day"
        start, end = axis.at(max(first, axis.first)), axis.at(min(last, axis.last) + 1)
        if is_day:
            start = end = axis.middle(first)
        elif end - start < MIN_BAND_WIDTH:
            start = max(MARGIN, min((start + end - MIN_BAND_WIDTH) // 2, WHOLE - MARGIN - MIN_BAND_WIDTH))
            end = start + MIN_BAND_WIDTH
        spans.append(DateSpan(start, end, is_day, moment.number, (first < axis.first, last > axis.last)))
    return spans


def lanes_of(spans: Iterable[DateSpan]) -> list[list[DateSpan]]:
    """Return dates in rows without overlap on the narrowest screen: each in the lowest row that is free."""
    lanes: list[list[DateSpan]] = []
    for span in sorted(spans, key=lambda span: (span.extent, span.number)):
        lane = next((lane for lane in lanes if lane[-1].extent[1] <= span.extent[0]), None)
        if lane is None:
            lanes.append([span])
        else:
            lane.append(span)
    return lanes


def _first_and_last_day(moment: Moment) -> tuple[int, int]:
    """Return the first and the last day that a date may mean."""
    first, last = bounds(moment.when.edtf)
    narrowed = max(first, moment.when.not_before or first), min(last, moment.when.not_after or last)
    first, last = narrowed if narrowed[0] <= narrowed[1] else (first, last)
    return times.day_number(first), times.day_number(last)


def _draw_span(root: Element, span: DateSpan, y: int, direction: str) -> None:
    size = span.size
    if span.is_day:
        draw(root, "circle", cx=percent(mirrored(span.first, direction)), cy=y, r=size)
        return
    start, end = (mirrored(edge, direction) for edge in (span.first, span.last))
    opens = span.opens
    if direction == "rtl":
        start, end, opens = end, start, opens[::-1]
    shape = {"class": "band open" if any(opens) else "band"}
    draw(root, "rect", x=percent(start), y=y - size + 1, width=percent(end - start), height=2 * size - 2, rx=size - 1, **shape)
    for is_open, edge, sign in ((opens[0], start, -1), (opens[1], end, 1)):
        if is_open:
            arrow = draw(root, "svg", x=percent(edge), y=y, overflow="visible")
            draw(arrow, "path", d=f"M{-3 * sign} -5L{3 * sign} 0L{-3 * sign} 5")
