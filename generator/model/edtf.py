"""EDTF dates (ISO 8601-2): whether one is valid, which days it covers, and how exact it is.

Centuries, decades, years, seasons, quarters, months and days, by far the most, are read here; everything else by the `edtf`
package, which takes a while to load.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from contextlib import redirect_stdout
from datetime import date
from functools import lru_cache
from itertools import product, takewhile
from typing import Any

PLAIN = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)
SEASON = re.compile(r"(\d{4})-(2[1-4])", re.ASCII)
QUARTER = re.compile(r"(\d{4})-(3[3-6])", re.ASCII)
UNKNOWN_DIGITS = re.compile(r"([\dX]{4})(?:-([\dX]{2})(?:-([\dX]{2}))?)?", re.ASCII)
UNSPECIFIED = {re.compile(r"\d{3}X", re.ASCII): "decade", re.compile(r"\d{2}XX", re.ASCII): "century"}
MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12), 33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12)}
"""First and last month of a season, as the package has them, or a quarter."""
CACHED_DATES = 16_384
"""Dates whose bounds are cached: a large dossier has thousands of days, and goes through all of them for each chart."""
FIRST, LAST = "0001-01-01", "9999-12-31"


def valid(edtf: str) -> bool:
    """Return whether a text is an EDTF date of a year from 1 to 9999."""
    return _bounds(edtf) is not None


def is_day(text: str) -> bool:
    """Return whether a text is an ISO day of a year from 1 to 9999."""
    return len(text) == len(FIRST) and _bounds(text) == (text, text)


def bounds(edtf: str) -> tuple[str, str]:
    """The first and the last ISO day that a date covers; open ends reach to the years 1 and 9999. Raises ValueError."""
    found = _bounds(edtf)
    if found is None:
        raise ValueError(f"{edtf!r} is not an EDTF date")
    return found


def precision(edtf: str) -> str:
    """Return the precision of a date: day, month, season, quarter, year, decade, century or interval."""
    core = edtf.rstrip("~?%")
    if "/" in core:
        return "interval"
    if found := UNKNOWN_DIGITS.fullmatch(core):
        core = "-".join(takewhile(lambda part: part == found[1] or "X" not in part, core.split("-")))
    for pattern, name in UNSPECIFIED.items():
        if pattern.fullmatch(core):
            return name
    if "X" in core[:4]:
        return "interval"
    if SEASON.fullmatch(core):
        return "season"
    if QUARTER.fullmatch(core):
        return "quarter"
    return ("year", "month", "day")[min(core.count("-"), 2)]


@lru_cache(maxsize=CACHED_DATES)
def _bounds(edtf: str) -> tuple[str, str] | None:
    if found := PLAIN.fullmatch(edtf):
        return _plain_bounds(int(found[1]), found[2], found[3])
    if found := SEASON.fullmatch(edtf) or QUARTER.fullmatch(edtf):
        months = (_plain_bounds(int(found[1]), f"{month:02d}", None) for month in MONTHS[int(found[2])])
        return _stretch(*months)
    if "/" in edtf:
        first, _, last = edtf.partition("/")
        starts = (FIRST, FIRST) if first in {"", ".."} else _bounds(first)
        ends = (LAST, LAST) if last in {"", ".."} else _bounds(last)
        if not starts or not ends or (first in {"", ".."} and last in {"", ".."}) or starts[0] > ends[1]:
            return None
        return starts[0], ends[1]
    found = UNKNOWN_DIGITS.fullmatch(edtf) if "X" in edtf else None
    return _bounds_of_digits(found[1], found[2], found[3]) if found else _parsed_bounds(edtf)


def _plain_bounds(year: int, month: str | None, day: str | None) -> tuple[str, str] | None:
    if year < 1:
        return None
    if month is None:
        return f"{year:04d}-01-01", f"{year:04d}-12-31"
    _first_weekday, days = monthrange(year, int(month))
    if day is None:
        return f"{year:04d}-{month}-01", f"{year:04d}-{month}-{days}"
    return (f"{year:04d}-{month}-{day}",) * 2 if int(day) <= days else None


def _bounds_of_digits(year: str, month: str | None, day: str | None) -> tuple[str, str] | None:
    """Return the first and the last day of a date with an X for each digit that is not known."""
    if year == "XXXX":
        return None
    first, last = (next(_days(year, month or "XX", day or "XX", step), None) for step in (1, -1))
    return (first, last) if first and last else None


def _days(year: str, month: str, day: str, step: int) -> Iterator[str]:
    """Yield the days of a date with unknown digits, in their order or, with a step of -1, from the last to the first."""
    for in_year in _numbers(year, 9999)[::step]:
        for in_month in _numbers(month, 12)[::step]:
            for on_day in _numbers(day, monthrange(in_year, in_month)[1])[::step]:
                yield f"{in_year:04d}-{in_month:02d}-{on_day:02d}"


def _numbers(digits: str, last: int) -> list[int]:
    """Return the numbers from 1 to another that are written with these digits, an X for each that is not known."""
    filled = map("".join, product(*("0123456789" if digit == "X" else digit for digit in digits)))
    return [number for number in map(int, filled) if 1 <= number <= last]


def _stretch(first: tuple[str, str] | None, last: tuple[str, str] | None) -> tuple[str, str] | None:
    return (first[0], last[1]) if first and last else None


def _parsed_bounds(edtf: str) -> tuple[str, str] | None:
    from edtf import EDTFParseException, parse_edtf

    try:
        with redirect_stdout(None):  # the package prints what it cannot read
            parsed = parse_edtf(edtf)
        return _iso(parsed.lower_strict()), _iso(parsed.upper_strict())
    except (EDTFParseException, ValueError, TypeError, AttributeError, IndexError, OverflowError, NotImplementedError):
        return None


def _iso(moment: Any) -> str:
    """A time structure's day. Raises ValueError outside of the years 1 to 9999."""
    return date(moment.tm_year, moment.tm_mon, moment.tm_mday).isoformat()
