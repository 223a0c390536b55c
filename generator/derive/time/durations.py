"""Lengths of time: "two-day", "nearly forty years", "for years", "for a week". They date nothing: their EDTF is None."""

from __future__ import annotations

from generator.derive.time.amounts import timex_amount, timex_duration, unit_code
from generator.derive.time.context import Phrase, TimeValue
from generator.derive.time.words import TimeWord


def duration(phrase: Phrase) -> TimeValue | None:
    """ "two-day", "nearly forty years", "two and a half years", "the past three months", "recent weeks"."""
    unit = unit_code(phrase)
    if _is_quarter_of_a_thing(phrase, unit):
        return None
    is_one_day = unit == "D" and [word.text.lower() for word in phrase.words] == ["one", "day"]
    if is_one_day and not phrase.cue("before_length", phrase.before):
        return None
    return TimeValue(None, timex_duration(timex_amount(phrase), unit), "DURATION")


def plural_alone(phrase: Phrase) -> TimeValue | None:
    """ "for years", "days of talks"; not "on days when"."""
    unit = unit_code(phrase)
    if phrase.cue("before_other_plural", phrase.before) or _is_quarter_of_a_thing(phrase, unit):
        return None
    return TimeValue(None, timex_duration("1" if phrase.has("unit") and phrase.has("long") else "X", unit), "DURATION")


def one_unit(phrase: Phrase) -> TimeValue | None:
    """ "for a week" is a duration, "four a week" a set; other "a day" is neither."""
    unit = unit_code(phrase)
    if phrase.cue("before_length", phrase.before) or phrase.has("approx") or phrase.after == "to":
        return TimeValue(None, timex_duration("1", unit), "DURATION")
    before = phrase.sentence[phrase.start - 1] if phrase.start else None
    if isinstance(before, TimeWord) and before.kind in {"day", "number", "cardinal"}:
        return TimeValue(None, timex_duration("1", unit), "SET")
    return None


def _is_quarter_of_a_thing(phrase: Phrase, unit: str) -> bool:
    """ "three quarters of the members"."""
    return unit == "Q" and phrase.after == "of"
