"""Days, periods and the marks of an axis. Days are counted from the first of the year 1, periods from its first one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from generator.render.charts.svg import MARGIN, NARROWEST, WHOLE, width_of

UNITS = ("week", "month", "quarter", "year", "decade")
MOST_PERIODS = 30
MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120}
STEPS = (("day", 1), ("day", 7), ("day", 14), ("month", 1), ("month", 2), ("month", 3), ("month", 6))
YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
DAYS = {"day": 1, "month": 31, "year": 366}
MOST_MARKS, BETWEEN = 5, 10
"""Marks on an axis, and the pixels between the words of two of them."""
ONE_IN, FAR = 8, 60
"""One in how many may be left out of a picture, and the days that make a gap."""
LAST_DAY = date.max.toordinal()


def day(iso: str) -> int:
    """A day by its number."""
    return date.fromisoformat(iso).toordinal()


def iso(number: int) -> str:
    """A numbered day as it is written."""
    return date.fromordinal(number).isoformat()


def period(number: int, unit: str) -> int:
    """The period in which a day lies. Weeks begin on Mondays."""
    if unit == "week":
        return (number - 1) // 7
    found = date.fromordinal(number)
    return (found.year * 12 + found.month - 1) // MONTHS[unit]


def begins(period_: int, unit: str) -> int:
    """A period's first day; within the years that there are."""
    if unit == "week":
        return min(period_ * 7 + 1, LAST_DAY)
    year, month = divmod(period_ * MONTHS[unit], 12)
    return date(max(1, year), month + 1, 1).toordinal() if year < 10_000 else LAST_DAY


def edtf(period_: int, unit: str) -> str:
    """A period as EDTF has it; a week by its first day."""
    first = iso(begins(period_, unit))
    words = {
        "week": first,
        "month": first[:7],
        "quarter": f"{first[:4]}-{33 + (int(first[5:7]) - 1) // 3}",
        "year": first[:4],
        "decade": f"{period_:03d}X",
    }
    return words[unit]


def fitting(first: int, last: int, most: int = MOST_PERIODS) -> str:
    """The shortest period of which no more than so many reach from one day to another."""
    return next((unit for unit in UNITS if period(last, unit) - period(first, unit) < most), UNITS[-1])


def core(days: Sequence[int]) -> tuple[int, int]:
    """The first and the last of most of these days.

    Where a few (one in eight at most) lie so far off that the others would be squeezed into half of the picture, they are left
    out: a story of one year mentions things of long ago.
    """
    found, spare = sorted(days), len(days) // ONE_IN
    while len(found) > 1:
        gap, at = max((after - before, at) for at, (before, after) in enumerate(pairwise(found), 1))
        far = min(found[:at], found[at:], key=len)
        if gap * 2 <= found[-1] - found[0] or len(far) > spare or gap < FAR:
            break
        spare -= len(far)
        found = found[at:] if far == found[:at] else found[:at]
    return found[0], found[-1]


class AxisMark(NamedTuple):
    """A place on an axis and its words, which begin, end or have their middle there."""

    place: int
    words: str
    anchor: str

    @property
    def room(self) -> tuple[int, int]:
        """From where to where the words reach on the narrowest screen, in parts of the width."""
        wide = (width_of(self.words) + BETWEEN) * WHOLE // NARROWEST
        left = self.place - {"start": 0, "middle": wide // 2, "end": wide}[self.anchor]
        return left, left + wide


class Axis:
    """Days along the width of a picture."""

    def __init__(self, first: int, last: int) -> None:
        self.first, self.last = first, max(first, last)

    def at(self, number: int) -> int:
        """Return where a day begins, in fractions of the width; `number` may be the day after the last."""
        return MARGIN + (WHOLE - 2 * MARGIN) * (number - self.first) // (self.last + 1 - self.first)

    def middle(self, number: int) -> int:
        """Return where the middle of a day is."""
        return (self.at(number) + self.at(number + 1)) // 2

    def marks(self, language: str) -> tuple[AxisMark, ...]:
        """Places with words that do not overlap, if need be not at the ends; where nothing round lies on the axis, its ends."""
        for unit, step in (*STEPS, *(("year", years) for years in YEARS)):
            if (self.last - self.first) // (step * DAYS[unit]) < MOST_MARKS:
                found = tuple(_mark(self.at(number), number, unit, language) for number in self._every(unit, step))
                for marks in (found, found[1:], found[:-1], found[1:-1]):
                    if len(marks) > 1 and _are_apart(marks):
                        return marks
        ends = tuple(_mark(self.middle(number), number, "day", language) for number in (self.first, self.last))
        return ends if _are_apart(ends) else ends[:1]

    def _every(self, unit: str, step: int) -> Iterator[int]:
        """The first days of periods, counted so that they do not shift when the axis grows."""
        if unit == "day":
            yield from (number for number in range(self.first, self.last + 1) if number % step == 1 % step)
            return
        months = step * (12 if unit == "year" else 1)
        number = -(-period(self.first, "month") // months) * months
        while (found := begins(number, "month")) <= self.last and found < LAST_DAY:
            if found >= self.first:
                yield found
            number += months


def _are_apart(marks: Sequence[AxisMark]) -> bool:
    return all(before.room[1] <= after.room[0] for before, after in pairwise(marks))


def _mark(place: int, number: int, unit: str, language: str) -> AxisMark:
    words = _words(number, unit, language)
    half = width_of(words) * WHOLE // NARROWEST // 2
    return AxisMark(place, words, "start" if place < half else "end" if place > WHOLE - half else "middle")


@lru_cache(maxsize=1024)
def _words(number: int, unit: str, language: str) -> str:
    from babel.dates import format_skeleton

    found = date.fromordinal(number)
    if unit == "year":
        return str(found.year)
    text: str = format_skeleton("yMMMd" if unit == "day" else "yMMM", found, locale=language.replace("-", "_"))
    return text
