"""Weeks, months and years near: "last week", "earlier this month", "over the weekend", "the following year".

From the publication day they are resolved; from a date in the text the TIMEX3 value is a reading of the text, and EDTF
stays open.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from generator.derive.time import calendar
from generator.derive.time.amounts import timex_duration, unit_code
from generator.derive.time.context import Phrase, TimeValue, open_date, value_of

OPEN_PERIODS = {"W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX"}
"""TIMEX3 values without a publication day, by unit; "XXXX" for longer ones."""
CLOCK_UNITS = frozenset({"TH", "TM", "TS"})
MIN_LENGTHS = {"D": 10, "W": 10, "M": 7, "Q": 7, "Y": 4, "DE": 3}
"""Characters of an ISO date that is exact enough to count from it in a unit."""
FRIDAY, THURSDAY = 4, 3


def period_near(phrase: Phrase) -> TimeValue | None:
    """ "last week", "earlier this month", "the end of next year", "the current quarter"."""
    unit, relation = unit_code(phrase), phrase.relation
    if unit in CLOCK_UNITS or relation is None:
        return None
    if phrase.words[-2].text.lower() == "past" and unit != "WE":
        return TimeValue(None, timex_duration("1", unit), "DURATION")
    if unit == "D":
        return _next_day(phrase, relation)
    if phrase.published is None:
        return open_date(OPEN_PERIODS.get(unit, "XXXX"))
    shift = _weekend_shift(phrase, phrase.published, relation) if unit == "WE" else relation
    return _bounded(phrase, value_of(calendar.period_of(phrase.published, unit, shift)), shift)


def _weekend_shift(phrase: Phrase, published: date, relation: int) -> int:
    """Return how many weeks from the publication's week the weekend is: "this weekend" is the last one early in a week."""
    if relation == 0 and published.weekday() < THURSDAY and not phrase.looks_ahead:
        return -1
    return relation


def _next_day(phrase: Phrase, relation: int) -> TimeValue | None:
    """ "the next day", "the previous day": from the last date mentioned."""
    mentioned = calendar.parse_day(phrase.mentioned.date[:10])
    if relation == 0 or not mentioned:
        return None if relation != 1 else open_date("XXXX-XX-XX")
    return open_date(calendar.add_days(mentioned, relation).isoformat())


def _bounded(phrase: Phrase, value: TimeValue | None, shift: int) -> TimeValue | None:
    """ "earlier this month" ends with the publication day, "later this year" begins with it."""
    if value is None or shift or phrase.published is None:
        return value
    published = phrase.published.isoformat()
    if phrase.has("earlier"):
        return replace(value, not_after=published)
    return replace(value, not_before=published) if phrase.has("later") else value


def weekend(phrase: Phrase) -> TimeValue | None:
    """ "over the weekend": the last one, or the coming one where the clause looks ahead."""
    if phrase.published is None:
        return open_date("XXXX-WXX-WE")
    has_begun = phrase.published.weekday() > FRIDAY
    return value_of(calendar.weekend(phrase.published, 0 if has_begun or phrase.looks_ahead else -1))


def period_mentioned(phrase: Phrase) -> TimeValue | None:
    """ "the following year", "that same day": from the last date that the text mentioned, so EDTF stays open."""
    unit = unit_code(phrase)
    if unit not in MIN_LENGTHS:
        return None
    iso = phrase.mentioned.date
    base = calendar.parse_day(iso[:10]) or calendar.parse_day(f"{iso[:7]}-01") or calendar.parse_day(f"{iso[:4]}-01-01")
    shift = phrase.number("following", "preceding", "that") or 0
    period = calendar.period_of(base, unit, shift) if base and len(iso) >= MIN_LENGTHS[unit] else None
    return open_date(period.timex if period else "XXXX-XX-XX" if unit == "D" else "XXXX")


def running_year(phrase: Phrase) -> TimeValue | None:
    """ "for the full year", "by year end", "for the week": the running one by all likelihood, so EDTF stays open."""
    unit = phrase.code("unit")
    if unit == "Y" and phrase.cue("after_length", phrase.after):
        return TimeValue(None, "P1Y", "DURATION")
    if unit not in {"Y", "W"} or (unit == "W" and not phrase.cue("before_running_week", phrase.before)):
        return None
    period = calendar.period_of(phrase.published, unit) if phrase.published else None
    if phrase.published and unit == "Y" and phrase.has("of") and phrase.looks_ahead is not False:
        return _end_of_year(phrase, phrase.published.year)
    return open_date(period.timex if period else "XXXX")


def _end_of_year(phrase: Phrase, year: int) -> TimeValue:
    """ "at the end of the year": its last month, where nothing looks back."""
    edtf = calendar.month(year, 12).edtf if phrase.code("portion") == "END" else None
    return replace(open_date(calendar.year(year).timex), edtf=edtf)
