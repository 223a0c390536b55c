"""Counts by period, and the bars that show them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from xml.etree.ElementTree import Element

from generator.contexts import Counts
from generator.model.edtf import bounds
from generator.render.charts import times
from generator.render.charts.svg import MARGIN, WHOLE, draw, mirrored, numeral, picture, share, text_of, write

TALL, FOOT, HEAD = 72, 22, 16
"""Pixels: the highest bar, the words below and above."""
WIDEST = 600


def count_by_period(dates: Sequence[tuple[str, int]], most: int = times.MOST_PERIODS) -> Counts | None:
    """Numbers of what has these EDTF dates, by the shortest period of which there is room for all; None without any date.

    Periods are named as EDTF has them.
    """
    known = [(*map(times.day, bounds(edtf)), number) for edtf, number in dates if edtf]
    near = [first for first, last, _ in known if times.period(first, "month") == times.period(last, "month")]
    if not near:
        return None
    first, last = times.core(near)
    unit = times.fitting(first, last, most)
    start, end = (times.period(day, unit) for day in (first, last))
    start = max(start, end - most + 1)
    found: Counter[int] = Counter()
    for one, other, number in known:
        if times.period(one, unit) == times.period(other, unit):
            found[times.period(one, unit)] += number
    return Counts(
        unit=unit,
        start=times.iso(times.begins(start, unit)),
        bars=tuple((times.edtf(period, unit), found[period]) for period in range(start, end + 1)),
        earlier=sum(number for period, number in found.items() if period < start),
        later=sum(number for period, number in found.items() if period > end),
        coarse=sum(number for _, number in dates) - sum(found.values()),
    )


def bars(counts: Counts, name: str, title: str, description: str, language: str, direction: str) -> str:
    """A bar a period; the highest says its number, a line below says when."""
    numbers = [number for _, number in counts.bars]
    most, number = max(numbers), len(numbers)
    ground = HEAD + TALL
    root = picture(name, title, description, ground + FOOT)
    start = times.period(times.day(counts.start), counts.unit)
    axis = times.Axis(times.day(counts.start), times.begins(start + number, counts.unit) - 1)
    mark(root, axis, ground, language, direction)
    for at, (one, other) in enumerate(pairwise(MARGIN + (WHOLE - 2 * MARGIN) * at // number for at in range(number + 1))):
        if numbers[at]:
            height, gap = max(2, TALL * numbers[at] // most), max((other - one) // 6, (other - one - WIDEST) // 2)
            left = mirrored(other - gap if direction == "rtl" else one + gap, direction)
            draw(root, "rect", x=share(left), y=ground - height, width=share(other - one - 2 * gap), height=height)
    highest = numbers.index(most)
    middle = MARGIN + (WHOLE - 2 * MARGIN) * (2 * highest + 1) // (2 * number)
    write(root, numeral(most, language), share(mirrored(middle, direction)), HEAD - 4, "middle")
    return text_of(root)


def mark(root: Element, axis: times.Axis, ground: int, language: str, direction: str) -> None:
    """The line of an axis, with its marks and their words."""
    draw(root, "line", class_="axis", x1="0", y1=ground, x2="100%", y2=ground)
    for place, words, anchor in axis.marks(language):
        at = share(mirrored(place, direction))
        draw(root, "line", class_="axis", x1=at, y1=ground, x2=at, y2=ground + 4)
        write(root, words, at, ground + 18, anchor)
