"""Dates with day, month and year: "13 October 2009", "October 13th, 2009", "2009-10-13", "13/10/2009"."""

from __future__ import annotations

import re
from itertools import pairwise

from generator.derive.time.calendar import valid_day
from generator.derive.time.context import Phrase, TimeValue, open_date, value_of_day
from generator.model.findings import Confidence

FULL_DATE = "a full date"
"""The rule of days with their year, date lines among them."""
DAYS_PER_WEEK = 7
FIGURES = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{1,4})", re.ASCII)
"""Two numbers and a year: "13/10/2009", "13.10.09"; not "5/6/4,5"."""


def iso_day(phrase: Phrase) -> TimeValue | None:
    """ "2009-10-13"."""
    year, month, day = (int(word.text) for word in phrase.words if word.kind in {"year", "day"})
    return value_of_day(valid_day(year, month, day), Confidence.CERTAIN)


def figures(phrase: Phrase) -> TimeValue | None:
    """ "13/10/2009", "13.10.2009"; where day and month could change places the day stays open."""
    match = FIGURES.fullmatch("".join(word.text for word in phrase.words))
    if not match:
        return None
    first, second, year = map(int, match.groups())
    year = _whole_year(year)
    if "." in phrase.words[0].text or first > 12:
        return value_of_day(valid_day(year, second, first), Confidence.CERTAIN)
    if second > 12 or first == second:
        return value_of_day(valid_day(year, first, second), Confidence.CERTAIN)
    either = (valid_day(year, first, second), valid_day(year, second, first))
    near = [day for day in either if day and phrase.published and abs((day - phrase.published).days) < DAYS_PER_WEEK]
    if len(near) == 1:
        return value_of_day(near[0], Confidence.UNSURE)
    return open_date(f"{year:04d}-XX-XX")


def day_month_year(phrase: Phrase) -> TimeValue | None:
    """ "19-Nov-12", "29Mar22", "5/Jan/1999"."""
    month, (day, *years) = phrase.number("month"), phrase.numbers("day", "number", "year")
    is_apart = any(word.end != following.start for word, following in pairwise(phrase.words))
    if month is None or len(years) != 1 or is_apart:
        return None
    return value_of_day(valid_day(_whole_year(years[0]), month, day), Confidence.CERTAIN)


def _whole_year(year: int) -> int:
    """Return a year of which two figures may stand: 12 is 2012, 98 is 1998."""
    return year + (0 if year > 99 else 2000 if year < 50 else 1900)


def full_date(phrase: Phrase) -> TimeValue | None:
    """ "13 October 2009", "Tuesday, October 13th, 2009"."""
    year, month, day = phrase.number("year"), phrase.number("month"), phrase.number("day", "nth", "ordinal")
    if year is None or month is None or day is None:
        return None
    return value_of_day(valid_day(year, month, day), Confidence.CERTAIN)
