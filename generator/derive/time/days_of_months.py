"""Days of a month without a year: "13 October", "last Oct. 13", "Friday, Oct. 13", and ranges of them: "5-11 October".

The year is the one in which the day is nearest to the publication, on the side that the clause looks to.
"""

from __future__ import annotations

from datetime import date

from generator.derive.time import calendar
from generator.derive.time.context import Phrase, TimeValue, open_date, value_of_day
from generator.model.findings import Confidence

TIMES_NEARER = {True: 0.125, None: 2.0, False: 3.5}
"""How many times nearer than the past day the coming one must be to be meant, by whether the clause looks ahead."""


def day_and_month(phrase: Phrase) -> TimeValue | None:
    """ "13 October", "last Oct. 13", "Friday, Oct. 13": the nearest one, on the side that the clause looks to.

    The year of "29 February" stays open where there is no leap year near.
    """
    month, day = phrase.number("month"), phrase.number("day", "nth", "ordinal")
    if month is None or day is None or calendar.valid_day(2000, month, day) is None:
        return None
    nearest = nearest_day(phrase, month, day)
    return value_of_day(nearest) if nearest else open_date(f"XXXX-{month:02d}-{day:02d}")


def nearest_day(phrase: Phrase, month: int, day: int) -> date | None:
    """Return the day near the publication that a day of a month means, None where the years around have none."""
    if phrase.published is None:
        return None
    years = range(phrase.published.year - 1, phrase.published.year + 2)
    days = _on_weekday(phrase, [found for year in years if (found := calendar.valid_day(year, month, day))])
    past = [found for found in days if found <= phrase.published]
    coming = [found for found in days if found > phrase.published]
    if not past or not coming:
        return next(iter(coming or past[-1:]), None)
    relation = phrase.relation
    if relation:
        return coming[0] if relation == 1 else past[-1]
    since, until = (phrase.published - past[-1]).days, (coming[0] - phrase.published).days
    return coming[0] if until * TIMES_NEARER[phrase.looks_ahead] < since else past[-1]


def _on_weekday(phrase: Phrase, days: list[date]) -> list[date]:
    """Return those of the days that are on the weekday that the phrase names, all of them where none is."""
    weekday = phrase.number("weekday", "weekday_short")
    return [day for day in days if day.weekday() == weekday] or days


def two_days(phrase: Phrase) -> TimeValue | None:
    """ "5-11 October 2009", "from March 3 to March 9": an interval; "April 24 and 25" are two dates."""
    months, days, year = phrase.numbers("month"), phrase.numbers("day", "nth"), phrase.number("year")
    first, last = (_day(phrase, year, month, day) for month, day in zip((months[0], months[-1]), days[-2:], strict=True))
    if first is None or last is None:
        return None if phrase.published or year else open_date(f"XXXX-{months[0]:02d}")
    if phrase.has("and") and not phrase.has("between"):
        return _two_dates(phrase, first, last)
    if last < first:
        first = calendar.valid_day(first.year - 1, first.month, first.day) or first
    edtf = calendar.interval(first, last)
    return TimeValue(edtf, edtf, confidence=Confidence.CERTAIN if year else Confidence.LIKELY) if first < last else None


def _day(phrase: Phrase, year: int | None, month: int, day: int) -> date | None:
    return calendar.valid_day(year, month, day) if year else nearest_day(phrase, month, day)


def _two_dates(phrase: Phrase, first: date, last: date) -> TimeValue:
    joint = next(number for number, word in enumerate(phrase.words) if word.kind == "and")
    second = TimeValue(last.isoformat(), last.isoformat(), skip=joint + 1)
    return TimeValue(first.isoformat(), first.isoformat(), drop=len(phrase.words) - joint, second=second)
