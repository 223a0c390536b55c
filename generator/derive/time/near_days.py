"""Days named from the publication day: "today", "late yesterday", "tomorrow", "the day after tomorrow"."""

from __future__ import annotations

from generator.derive.time.calendar import add_days
from generator.derive.time.context import Phrase, TimeValue, open_date, value_of_day
from generator.model.findings import Confidence


def near_day(phrase: Phrase) -> TimeValue | None:
    """ "today", "late yesterday", "tomorrow"; with a part of the day it is a TIME of that day."""
    if phrase.published is None:
        return open_date("XXXX-XX-XX")
    day = add_days(phrase.published, phrase.number("nearday") or 0)
    part = phrase.code("daypart")
    if part:
        return TimeValue(day.isoformat(), f"{day.isoformat()}T{part}", "TIME", confidence=Confidence.CERTAIN)
    return value_of_day(day, Confidence.CERTAIN)


def second_next_day(phrase: Phrase) -> TimeValue | None:
    """ "the day before yesterday", "the day after tomorrow"."""
    if phrase.published is None:
        return open_date("XXXX-XX-XX")
    return value_of_day(add_days(phrase.published, 2 * (phrase.number("nearday") or 0)), Confidence.CERTAIN)
