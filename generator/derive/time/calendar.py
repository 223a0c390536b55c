"""The calendar's arithmetic: days, weeks, months, quarters and so on, each spelled as EDTF and as a TIMEX3 value.

A week is its interval in EDTF (`2009-10-05/2009-10-11`) and its number in TIMEX3 (`2009-W41`).
"""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, date
from typing import NamedTuple

SEASON_CODES = {21: "SP", 22: "SU", 23: "FA", 24: "WI"}
"""TIMEX3's letters by EDTF's number."""
MONTHS_PER_QUARTER = 3
FIRST_QUARTER, FIRST_HALF = 33, 40
"""EDTF's numbers of the first quarter and the first half of a year."""


class Period(NamedTuple):
    """A stretch of the calendar in both spellings; `edtf` None where it is not resolved."""

    edtf: str | None
    timex: str


def parse_day(iso: str | None) -> date | None:
    """Parse an ISO date; None where it is not one."""
    try:
        return date.fromisoformat(iso) if iso else None
    except ValueError:
        return None


def valid_day(year: int, month: int, day: int) -> date | None:
    """Return a day of the calendar, None where there is no such day."""
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def add_days(day: date, days: int) -> date:
    """Return the day so many days later, at most the calendar's first or last one."""
    return date.fromordinal(min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal()))


def one_day(day: date) -> Period:
    """Return a day as a period."""
    return Period(day.isoformat(), day.isoformat())


def interval(first: date, last: date) -> str:
    """Return an EDTF interval of days."""
    return f"{first.isoformat()}/{last.isoformat()}"


def week(day: date, shift: int = 0) -> Period:
    """Return the week of a day, Monday to Sunday, `shift` weeks later."""
    monday = add_days(day, 7 * shift - day.weekday())
    year, number, _ = monday.isocalendar()
    return Period(interval(monday, add_days(monday, 6)), f"{year:04d}-W{number:02d}")


def weekend(day: date, shift: int = 0) -> Period:
    """Return Saturday and Sunday of a day's week, `shift` weeks later."""
    saturday = add_days(day, 7 * shift - day.weekday() + 5)
    year, number, _ = saturday.isocalendar()
    return Period(interval(saturday, add_days(saturday, 1)), f"{year:04d}-W{number:02d}-WE")


def month(year: int, number: int, shift: int = 0) -> Period:
    """Return a month of a year, `shift` months later."""
    months = year * 12 + number - 1 + shift
    edtf = f"{_within_calendar(months // 12):04d}-{months % 12 + 1:02d}"
    return Period(edtf, edtf)


def year(number: int) -> Period:
    """Return a year as a period."""
    return Period(f"{_within_calendar(number):04d}", f"{_within_calendar(number):04d}")


def decade(digits: str) -> Period:
    """Return a decade by its first three digits."""
    return Period(f"{digits}X", digits)


def century(number: int) -> Period:
    """Return a century by its ordinal number: the 19th is `18XX`."""
    return Period(f"{number - 1:02d}XX", f"{number - 1:02d}")


def season(year: int, number: int) -> Period:
    """Return a season of a year by EDTF's number."""
    return Period(f"{_within_calendar(year):04d}-{number}", f"{_within_calendar(year):04d}-{SEASON_CODES[number]}")


def quarter(year: int, number: int) -> Period:
    """Return a quarter of a year."""
    return Period(f"{_within_calendar(year):04d}-{FIRST_QUARTER - 1 + number}", f"{_within_calendar(year):04d}-Q{number}")


def half(year: int, number: int) -> Period:
    """Return a half of a year (EDTF's semesters)."""
    return Period(f"{_within_calendar(year):04d}-{FIRST_HALF - 1 + number}", f"{_within_calendar(year):04d}-H{number}")


def quarter_number(day: date) -> int:
    """Return the number of the quarter that a day is in, from 1."""
    return (day.month - 1) // MONTHS_PER_QUARTER + 1


def quarter_of(day: date, shift: int = 0) -> Period:
    """Return the quarter of a day, `shift` quarters later."""
    quarters = day.year * 4 + quarter_number(day) - 1 + shift
    return quarter(quarters // 4, quarters % 4 + 1)


def period_of(day: date, unit: str, shift: int = 0) -> Period | None:
    """Return the day, week, month … of a day, `shift` units later; None for a unit (TIMEX3's letters) that is none of them."""
    if abs(shift) >= MAXYEAR:
        return None
    periods = {
        "D": lambda: one_day(add_days(day, shift)),
        "W": lambda: week(day, shift),
        "2W": lambda: week(day, 2 * shift),
        "WE": lambda: weekend(day, shift),
        "M": lambda: month(day.year, day.month, shift),
        "Q": lambda: quarter_of(day, shift),
        "Y": lambda: year(day.year + shift),
        "DE": lambda: decade(f"{_within_calendar(day.year + 10 * shift):04d}"[:3]),
        "CE": lambda: century(_within_calendar(day.year + 100 * shift) // 100 + 1),
    }
    return periods[unit]() if unit in periods else None


def nearest_weekday(day: date, number: int, *, ahead: bool) -> date:
    """Return the last such weekday (0 is Monday), the day itself included, or the first one after the day."""
    return add_days(day, (number - day.weekday() - 1) % 7 + 1) if ahead else add_days(day, -((day.weekday() - number) % 7))


def _within_calendar(year: int) -> int:
    return min(max(year, MINYEAR), MAXYEAR)
