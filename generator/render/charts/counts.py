"""Counts by period, and the bars that show them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from xml.etree.ElementTree import Element

from generator.contexts import Counts
from generator.model.edtf import bounds
from generator.render.charts import times
from generator.render.charts.svg import MARGIN, WHOLE, draw, draw_text, mirrored, numeral, percent, picture, to_text

BAR_HEIGHT, FOOT_HEIGHT, HEAD_HEIGHT = 72, 22, 16
"""Pixels: the highest bar, the text below and above."""
MAX_BAR_WIDTH = 600
"""In hundredths of a percent of the chart's width."""


def count_by_period(dates: Sequence[tuple[str, int]], max_periods: int = times.MAX_PERIODS) -> Counts | None:
    """Count EDTF dates by the shortest period of which at most `max_periods` cover them; None where none is within a month.

    `dates` are pairs of an EDTF date and a number; periods come in EDTF.
    """
    spans = [(*bounds(edtf), number) for edtf, number in dates if edtf]
    days = [(times.day_number(first), times.day_number(last), number) for first, last, number in spans]
    dated_within_a_month = [
        day for (day, _, _), (first, last, _) in zip(days, spans, strict=True) if first == last or first[:7] == last[:7]
    ]
    if not dated_within_a_month:
        return None
    first, last = times.span_without_outliers(dated_within_a_month)
    unit = times.shortest_unit(first, last, max_periods)
    start, end = (times.period_of(day, unit) for day in (first, last))
    start = max(start, end - max_periods + 1)
    numbers: Counter[int] = Counter()
    for first_day, last_day, number in days:
        period = times.period_of(first_day, unit)
        if first_day == last_day or period == times.period_of(last_day, unit):
            numbers[period] += number
    return Counts(
        unit=unit,
        start=times.iso_date(times.first_day(start, unit)),
        bars=tuple((times.edtf(period, unit), numbers[period]) for period in range(start, end + 1)),
        earlier=sum(number for period, number in numbers.items() if period < start),
        later=sum(number for period, number in numbers.items() if period > end),
        coarse=sum(number for _, number in dates) - sum(numbers.values()),
    )


def bars(counts: Counts, name: str, title: str, description: str, language: str, direction: str) -> str:
    """Draw a bar for each period; the highest is labelled with its number, the axis below with dates."""
    numbers = [number for _, number in counts.bars]
    highest_number, bar_count = max(numbers), len(numbers)
    ground = HEAD_HEIGHT + BAR_HEIGHT
    root = picture(name, title, description, ground + FOOT_HEIGHT)
    first_period = times.period_of(times.day_number(counts.start), counts.unit)
    axis = times.Axis(times.day_number(counts.start), times.first_day(first_period + bar_count, counts.unit) - 1)
    draw_axis(root, axis, ground, language, direction)
    for position, (left_edge, right_edge) in enumerate(
        pairwise(MARGIN + (WHOLE - 2 * MARGIN) * position // bar_count for position in range(bar_count + 1))
    ):
        if numbers[position]:
            height, gap = (
                max(2, BAR_HEIGHT * numbers[position] // highest_number),
                max((right_edge - left_edge) // 6, (right_edge - left_edge - MAX_BAR_WIDTH) // 2),
            )
            left = mirrored(right_edge - gap if direction == "rtl" else left_edge + gap, direction)
            draw(
                root, "rect", x=percent(left), y=ground - height, width=percent(right_edge - left_edge - 2 * gap), height=height
            )
    highest_bar = numbers.index(highest_number)
    middle = MARGIN + (WHOLE - 2 * MARGIN) * (2 * highest_bar + 1) // (2 * bar_count)
    draw_text(root, numeral(highest_number, language), percent(mirrored(middle, direction)), HEAD_HEIGHT - 4, "middle")
    return to_text(root)


def draw_axis(root: Element, axis: times.Axis, ground: int, language: str, direction: str) -> None:
    """Draw an axis with its marks and their texts."""
    draw(root, "line", class_="axis", x1="0", y1=ground, x2="100%", y2=ground)
    for place, text, anchor in axis.marks(language):
        x = percent(mirrored(place, direction))
        draw(root, "line", class_="axis", x1=x, y1=ground, x2=x, y2=ground + 4)
        draw_text(root, text, x, ground + 18, anchor)
