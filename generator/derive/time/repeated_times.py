"""Times that come again: "every Friday", "each month", "twice a week", "daily". They date nothing: their EDTF is None."""

from __future__ import annotations

from generator.derive.time.amounts import timex_amount, timex_duration, unit_code
from generator.derive.time.calendar import SEASON_CODES
from generator.derive.time.context import Phrase, TimeValue


def repeated(phrase: Phrase) -> TimeValue | None:
    """ "every Friday", "each month", "every two years", "twice a week", "daily", "Tuesday nights"."""
    return TimeValue(None, phrase.code("often") or _timex_set(phrase), "SET")


def _timex_set(phrase: Phrase) -> str:
    part = phrase.code("daypart", "dayparts")
    weekday, month, season = phrase.number("weekday", "weekdays"), phrase.number("month"), phrase.number("season")
    if weekday is not None:
        return f"XXXX-WXX-{weekday + 1}{part and 'T' + part}"
    if month:
        return f"XXXX-{month:02d}"
    if season:
        return f"XXXX-{SEASON_CODES[season]}"
    if part:
        return f"XXXX-XX-XXT{part}"
    if phrase.has("weekend"):
        return "XXXX-WXX-WE"
    return timex_duration("2" if phrase.has("other") else timex_amount(phrase), unit_code(phrase))
