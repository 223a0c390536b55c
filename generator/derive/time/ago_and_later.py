"""Times counted from another one: "two years ago", "a year from now", "three days later", "a week after the vote".

From the publication day they are resolved; from something in the text the TIMEX3 value is a reading of the text, and EDTF
stays open.
"""

from __future__ import annotations

from dataclasses import replace

from generator.derive.time import calendar
from generator.derive.time.amounts import YEARS_PER_UNIT, timex_amount, timex_duration, unit_code, whole_count
from generator.derive.time.context import Phrase, TimeValue, open_date, value_of, value_of_day
from generator.derive.time.quarters import quarter_before_mentioned, year_before

DAYS_PER_UNIT = {"D": 1, "W": 7, "2W": 14}
PAST_OR_FUTURE = {-1: "PAST_REF", 1: "FUTURE_REF"}
WORDS_WITHOUT_COUNT = 2
"""Words of "days before": a unit and its relation, no number."""


def time_ago(phrase: Phrase) -> TimeValue | None:
    """ "two years ago", "a year from now": as exact as the unit."""
    unit, count = unit_code(phrase), whole_count(phrase)
    direction = -1 if phrase.has("ago") else 1
    if phrase.published is None or count is None or unit[:1] == "T":
        return open_date(PAST_OR_FUTURE[direction])
    if unit == "Y" and count == 1 and direction == -1 and (quarter := quarter_before_mentioned(phrase)):
        return value_of(quarter)
    if unit in YEARS_PER_UNIT:
        year = calendar.year(phrase.published.year + direction * count * YEARS_PER_UNIT[unit])
        return TimeValue(f"{year.edtf}~", year.timex)
    return _approximate(phrase, value_of(calendar.period_of(phrase.published, unit, direction * count)))


def day_from_day(phrase: Phrase) -> TimeValue | None:
    """ "a week ago today", "two weeks from Friday": as exact as the day that is counted from."""
    length, count = DAYS_PER_UNIT.get(unit_code(phrase)), whole_count(phrase)
    if length is None or count is None:
        return None
    if phrase.published is None:
        return open_date("XXXX-XX-XX")
    weekday, direction = phrase.number("weekday"), -1 if phrase.has("ago") else 1
    if weekday is None:
        near = calendar.add_days(phrase.published, phrase.number("nearday") or 0)
    else:
        near = calendar.nearest_weekday(phrase.published, weekday, ahead=direction > 0)
    return value_of_day(calendar.add_days(near, direction * count * length))


def _approximate(phrase: Phrase, value: TimeValue | None) -> TimeValue | None:
    """ "about ten years ago"."""
    if value and value.edtf and phrase.has("approx") and "/" not in value.edtf:
        return replace(value, edtf=f"{value.edtf}~")
    return value


def time_from_another(phrase: Phrase) -> TimeValue | None:
    """ "three days later", "the day after the vote", "a year earlier": from something in the text, so EDTF stays open."""
    unit, count = unit_code(phrase), whole_count(phrase)
    direction = phrase.number("earlier", "later", "before", "after") or 0
    if phrase.has("before", "after") and not phrase.has("the"):
        length = "X" if len(phrase.words) == WORDS_WITHOUT_COUNT else timex_amount(phrase)
        return TimeValue(None, timex_duration(length, unit), "DURATION", drop=1)
    if phrase.has("earlier") and unit == "Y" and count == 1:
        return year_before(phrase)
    mentioned = calendar.parse_day(phrase.mentioned.date)
    period = calendar.period_of(mentioned, unit, direction * count) if mentioned and count else None
    return open_date(period.timex if period else "PAST_REF")
