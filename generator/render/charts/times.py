"""Days, periods and the marks of an axis. Days and periods are numbered from the beginning of the year 1."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from generator.render.charts.svg import MARGIN, NARROWEST, WHOLE, width_of

UNITS = ("week", "month", "quarter", "year", "decade")
MAX_PERIODS = 30
"""The most bars of a chart."""
MONTHS_PER_UNIT = {"month": 1, "quarter": 3, "year": 12, "decade": 120}
SHORT_STEPS = (("day", 1), ("day", 7), ("day", 14), ("month", 1), ("month", 2), ("month", 3), ("month", 6))
YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
DAYS_PER_UNIT = {"day": 1, "month": 31, "year": 366}
MAX_MARKS, MIN_MARK_GAP = 5, 10
"""The most marks on an axis, and the least distance between their texts in pixels."""
MAX_OUTLIERS_DIVISOR, MIN_OUTLIER_GAP = 8, 60
"""One in so many days may be left out of a chart, and only beyond a gap of so many days."""
CACHED_DAYS = 16_384
"""Days whose numbers are cached: all charts of a dossier have much the same ones."""
LAST_DAY = date.max.toordinal()


@lru_cache(maxsize=CACHED_DAYS)
def day_number(iso_date: str) -> int:
    """Return the number of a day that is written in ISO form."""
    return date.fromisoformat(iso_date).toordinal()


def iso_date(number: int) -> str:
    """Return a numbered day in ISO form."""
    return date.fromordinal(number).isoformat()


def period_of(number: int, unit: str) -> int:
    """Return the number of the period in which a day lies. Weeks begin on Mondays."""
    if unit == "week":
        return (number - 1) // 7
    day = date.fromordinal(number)
    return (day.year * 12 + day.month - 1) // MONTHS_PER_UNIT[unit]


def first_day(period_: int, unit: str) -> int:
    """Return the first day of a period, within the years 1 to 9999."""
    if unit == "week":
        return min(period_ * 7 + 1, LAST_DAY)
    year, month = divmod(period_ * MONTHS_PER_UNIT[unit], 12)
    return date(max(1, year), month + 1, 1).toordinal() if year < 10_000 else LAST_DAY


def edtf(period_: int, unit: str) -> str:
    """Return a period in EDTF; a week by its first day."""
    first = iso_date(first_day(period_, unit))
    names = {
        "week": first,
        "month": first[:7],
        "quarter": f"{first[:4]}-{33 + (int(first[5:7]) - 1) // 3}",
        "year": first[:4],
        "decade": f"{period_:03d}X",
    }
    return names[unit]


def shortest_unit(first: int, last: int, max_periods: int = MAX_PERIODS) -> str:
    """Return the shortest unit of which at most `max_periods` cover two days and all between."""
    return next((unit for unit in UNITS if period_of(last, unit) - period_of(first, unit) < max_periods), UNITS[-1])


def span_without_outliers(days: Sequence[int]) -> tuple[int, int]:
    """Return the first and the last of some days, without outliers.

    A few days (one in eight at most) are left out where they lie so far off that the others would share half of the chart: a
    story of one year mentions things of long ago.
    """
    ordered, outliers_left = sorted(days), len(days) // MAX_OUTLIERS_DIVISOR
    while len(ordered) > 1:
        gap, position = max((after - before, position) for position, (before, after) in enumerate(pairwise(ordered), 1))
        outliers = min(ordered[:position], ordered[position:], key=len)
        if gap * 2 <= ordered[-1] - ordered[0] or len(outliers) > outliers_left or gap < MIN_OUTLIER_GAP:
            break
        outliers_left -= len(outliers)
        ordered = ordered[position:] if outliers == ordered[:position] else ordered[:position]
    return ordered[0], ordered[-1]


class AxisMark(NamedTuple):
    """A place on an axis and its text, which starts, ends or has its middle there."""

    place: int
    words: str
    anchor: str

    @property
    def extent(self) -> tuple[int, int]:
        """Return where the text begins and ends on the narrowest screen, in hundredths of a percent of the width."""
        width = (width_of(self.words) + MIN_MARK_GAP) * WHOLE // NARROWEST
        left = self.place - {"start": 0, "middle": width // 2, "end": width}[self.anchor]
        return left, left + width


class Axis:
    """Days along the width of a chart."""

    def __init__(self, first: int, last: int) -> None:
        self.first, self.last = first, max(first, last)

    def at(self, number: int) -> int:
        """Return where a day begins, in fractions of the width; `number` may be the day after the last."""
        return MARGIN + (WHOLE - 2 * MARGIN) * (number - self.first) // (self.last + 1 - self.first)

    def middle(self, number: int) -> int:
        """Return where the middle of a day is."""
        return (self.at(number) + self.at(number + 1)) // 2

    def marks(self, language: str) -> tuple[AxisMark, ...]:
        """Return marks at round dates that do not overlap, if need be without those at the ends; else marks at both ends."""
        for unit, step in (*SHORT_STEPS, *(("year", years) for years in YEAR_STEPS)):
            if (self.last - self.first) // (step * DAYS_PER_UNIT[unit]) < MAX_MARKS:
                all_marks = tuple(
                    _axis_mark(self.at(number), number, unit, language) for number in self._round_days(unit, step)
                )
                for marks in (all_marks, all_marks[1:], all_marks[:-1], all_marks[1:-1]):
                    if len(marks) > 1 and _are_apart(marks):
                        return marks
        ends = tuple(_axis_mark(self.middle(number), number, "day", language) for number in (self.first, self.last))
        return ends if _are_apart(ends) else ends[:1]

    def _round_days(self, unit: str, step: int) -> Iterator[int]:
        """Return the first days of periods, counted so that they do not shift when the axis grows."""
        if unit == "day":
            yield from (number for number in range(self.first, self.last + 1) if number % step == 1 % step)
            return
        months = step * (12 if unit == "year" else 1)
        number = -(-period_of(self.first, "month") // months) * months
        while (day := first_day(number, "month")) <= self.last and day < LAST_DAY:
            if day >= self.first:
                yield day
            number += months


def _are_apart(marks: Sequence[AxisMark]) -> bool:
    return all(before.extent[1] <= after.extent[0] for before, after in pairwise(marks))


def _axis_mark(place: int, number: int, unit: str, language: str) -> AxisMark:
    words = _mark_words(number, unit, language)
    half_width = width_of(words) * WHOLE // NARROWEST // 2
    return AxisMark(place, words, "start" if place < half_width else "end" if place > WHOLE - half_width else "middle")


@lru_cache(maxsize=1024)
def _mark_words(number: int, unit: str, language: str) -> str:
    from babel.dates import format_skeleton

    day = date.fromordinal(number)
    if unit == "year":
        return str(day.year)
    text: str = format_skeleton("yMMMd" if unit == "day" else "yMMM", day, locale=language.replace("-", "_"))
    return text
