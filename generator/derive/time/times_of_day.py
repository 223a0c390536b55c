"""Times of day: "9 a.m. EST Tuesday", "at 18:00 UTC", "noon", "this morning", "Friday evening"."""

from __future__ import annotations

import re
from datetime import date

from generator.derive.time import calendar
from generator.derive.time.context import Phrase, TimeValue
from generator.derive.time.days_of_months import nearest_day
from generator.derive.time.weekdays import day_of_weekday
from generator.model.findings import Confidence

HOUR_AND_MINUTE = re.compile(r"(\d{1,2})(?:[:.](\d\d))?", re.ASCII)
NOON = 12


def part_of_day(phrase: Phrase) -> TimeValue | None:
    """ "this morning", "last night", "tonight", "Friday evening"."""
    part = phrase.code("daypart", "tonight")
    if phrase.published is None:
        return TimeValue(None, f"XXXX-XX-XXT{part}", "TIME", confidence=Confidence.UNSURE)
    number = phrase.number("weekday", "weekday_short")
    if number is not None:
        day = day_of_weekday(phrase, phrase.published, number)
    else:
        day = calendar.add_days(phrase.published, -1 if phrase.relation == -1 else 0)
    return TimeValue(day.isoformat(), f"{day.isoformat()}T{part}", "TIME")


def time_of_day(phrase: Phrase) -> TimeValue | None:
    """ "9 a.m. EST Tuesday", "18:00 UTC": a TIME; its day is in EDTF only where the words name it."""
    clock = _clock(phrase)
    if clock is None:
        return None
    zone = "Z" if phrase.code("zone") == "Z" else ""
    named = _named_day(phrase, phrase.published) if phrase.published else None
    if named:
        return TimeValue(named.isoformat(), f"{named.isoformat()}T{clock}{zone}", "TIME")
    day = phrase.published.isoformat() if phrase.published and not phrase.has("month") else "XXXX-XX-XX"
    return TimeValue(None, f"{day}T{clock}{zone}", "TIME", confidence=Confidence.UNSURE)


def _clock(phrase: Phrase) -> str | None:
    """Return the hour and minute: "9 a.m." is 09:00, "9:45 p.m." 21:45, "noon" 12:00."""
    if moment := phrase.code("moment"):
        return moment
    figure = HOUR_AND_MINUTE.fullmatch(phrase.words[0].text)
    if not figure or int(figure[1]) > 24:
        return None
    hour, minute = int(figure[1]), figure[2]
    marked = phrase.has("am", "pm", "oclock", "zone")
    if not marked and not (minute and phrase.cue("before_clock", phrase.before)):
        return None
    late = NOON if phrase.has("pm") and hour < NOON else -NOON if phrase.has("am") and hour == NOON else 0
    return f"{hour + late:02d}:{minute or '00'}"


def _named_day(phrase: Phrase, published: date) -> date | None:
    near, number = phrase.number("nearday"), phrase.number("weekday")
    month, days = phrase.number("month"), phrase.numbers("day", "nth")
    if near is not None:
        return calendar.add_days(published, near)
    if month is not None and days:
        year = phrase.number("year")
        return calendar.valid_day(year, month, days[-1]) if year else nearest_day(phrase, month, days[-1])
    return day_of_weekday(phrase, published, number) if number is not None else None
