"""The calendar's arithmetic: days, weeks, months, quarters and so on, each spelled as EDTF and as a TIMEX3 value.

A week is its interval in EDTF (`2009-10-05/2009-10-11`) and its number in TIMEX3 (`2009-W41`).
"""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import NamedTuple

SEASON_LETTERS = {21: "SP", 22: "SU", 23: "FA", 24: "WI"}
SEASON_STARTS = {21: 3, 22: 6, 23: 9, 24: 12}
FIRST_QUARTER, FIRST_HALF = 33, 40


class Period(NamedTuple):
    """A stretch of the calendar in both spellings; `edtf` None where nothing is resolved."""

    edtf: str | None
    timex: str


def parsed(iso: str | None) -> date | None:
    """The day that an ISO string tells, None if it tells none."""
    try:
        return date.fromisoformat(iso) if iso else None
    except ValueError:
        return None


def made(year: int, month: int, day: int) -> date | None:
    """A day of the calendar, None where there is no such day."""
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def moved(day: date, days: int) -> date:
    """A day so many days later; the calendar's ends hold."""
    return date.fromordinal(min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal()))


def whole_day(day: date) -> Period:
    """One day."""
    return Period(day.isoformat(), day.isoformat())


def span(first: date, last: date) -> str:
    """An EDTF interval of days."""
    return f"{first.isoformat()}/{last.isoformat()}"


def week(day: date, shift: int = 0) -> Period:
    """The week of a day, Monday to Sunday, so many weeks later."""
    monday = moved(day, 7 * shift - day.weekday())
    year, number, _ = monday.isocalendar()
    return Period(span(monday, moved(monday, 6)), f"{year:04d}-W{number:02d}")


def weekend(day: date, shift: int = 0) -> Period:
    """Saturday and Sunday of a day's week, so many weeks later."""
    saturday = moved(day, 7 * shift - day.weekday() + 5)
    year, number, _ = saturday.isocalendar()
    return Period(span(saturday, moved(saturday, 1)), f"{year:04d}-W{number:02d}-WE")


def month(year: int, number: int, shift: int = 0) -> Period:
    """A month, so many months later."""
    count = year * 12 + number - 1 + shift
    spelled = f"{_bounded(count // 12):04d}-{count % 12 + 1:02d}"
    return Period(spelled, spelled)


def year(number: int) -> Period:
    """A year."""
    return Period(f"{_bounded(number):04d}", f"{_bounded(number):04d}")


def decade(digits: str) -> Period:
    """A decade by its first three digits."""
    return Period(f"{digits}X", digits)


def century(number: int) -> Period:
    """A century by its ordinal number: the 19th is `18XX`."""
    return Period(f"{number - 1:02d}XX", f"{number - 1:02d}")


def season(year: int, number: int) -> Period:
    """A season by EDTF's number."""
    return Period(f"{_bounded(year):04d}-{number}", f"{_bounded(year):04d}-{SEASON_LETTERS[number]}")


def quarter(year: int, number: int) -> Period:
    """A quarter of a year."""
    return Period(f"{_bounded(year):04d}-{FIRST_QUARTER - 1 + number}", f"{_bounded(year):04d}-Q{number}")


def half(year: int, number: int) -> Period:
    """A half of a year (EDTF's semesters)."""
    return Period(f"{_bounded(year):04d}-{FIRST_HALF - 1 + number}", f"{_bounded(year):04d}-H{number}")


def quarter_before(day: date, shift: int = -1) -> Period:
    """The quarter that is so many quarters later than the one of a day."""
    count = day.year * 4 + (day.month - 1) // 3 + shift
    return quarter(count // 4, count % 4 + 1)


def around(day: date, unit: str, shift: int) -> Period | None:
    """The day, week, month … (by TIMEX3's letter) that is so many units later than the one of a day."""
    if abs(shift) >= MAXYEAR:
        return None
    made_of = {
        "D": lambda: whole_day(moved(day, shift)),
        "W": lambda: week(day, shift),
        "2W": lambda: week(day, 2 * shift),
        "WE": lambda: weekend(day, shift),
        "M": lambda: month(day.year, day.month, shift),
        "Q": lambda: quarter_before(day, shift),
        "Y": lambda: year(day.year + shift),
        "DE": lambda: decade(f"{_bounded(day.year + 10 * shift):04d}"[:3]),
        "CE": lambda: century(_bounded(day.year + 100 * shift) // 100 + 1),
    }
    return made_of[unit]() if unit in made_of else None


def nearest_weekday(day: date, number: int, *, ahead: bool) -> date:
    """The last such weekday, the day itself included, or the first one after the day."""
    return moved(day, (number - day.weekday() - 1) % 7 + 1) if ahead else moved(day, -((day.weekday() - number) % 7))


def season_near(day: date, number: int, relation: int | None, *, ahead: bool) -> Period:
    """The season that "last" (-1), "this" (0), "next" (1) or nothing (None) before its name means on a day."""
    start = SEASON_STARTS[number]
    if relation == 0:
        return season(day.year, number)
    if relation == 1 or (relation is None and ahead):
        return season(day.year + (day.month >= start), number)
    begun = day.month >= start
    over = day.month >= start + 3
    return season(day.year - (not (over if relation == -1 else begun)), number)


def of_holiday(rule: str, year: int) -> date | None:
    """The day of a holiday in a year: "12-25", "11 3 4" (the fourth Thursday of November) or "easter -2"."""
    if rule.startswith("easter"):
        return moved(easter(year), int(rule.split()[1])) if MINYEAR < year < MAXYEAR else None
    if "-" in rule and " " not in rule:
        return made(year, int(rule[:2]), int(rule[3:]))
    number, weekday, which = map(int, rule.split())
    if which < 0:
        following = made(year + number // 12, number % 12 + 1, 1)
        return nearest_weekday(moved(following, -1), weekday, ahead=False) if following else None
    first = made(year, number, 1)
    return moved(first, (weekday - first.weekday()) % 7 + 7 * (which - 1)) if first else None


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    w = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * w) // 451
    return date(year, 3, 1) + timedelta(days=h + w - 7 * m + 21)


def _bounded(number: int) -> int:
    return min(max(number, MINYEAR), MAXYEAR)
