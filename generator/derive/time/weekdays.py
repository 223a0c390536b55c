"""Weekdays: "on Sunday", "last Friday", "next Tuesday"."""

from __future__ import annotations

from datetime import date

from generator.derive.time.calendar import add_days, nearest_weekday
from generator.derive.time.context import Phrase, TimeValue, open_date, value_of_day

DAYS_PER_WEEK = 7


def weekday(phrase: Phrase) -> TimeValue | None:
    """ "on Sunday", "last Friday": the last one, the publication day included; the coming one where the clause looks ahead."""
    number = phrase.number("weekday", "weekday_short")
    if number is None or _is_in_name(phrase):
        return None
    if phrase.published is None:
        return open_date(f"XXXX-WXX-{number + 1}")
    return value_of_day(day_of_weekday(phrase, phrase.published, number))


def _is_in_name(phrase: Phrase) -> bool:
    """Return whether a weekday alone is part of a name: "The Sunday Courier", "Black Friday"."""
    if len(phrase.words) > 1 or not phrase.start:
        return False
    is_paper = phrase.cue("before_name", phrase.before) and phrase.begins_name
    return is_paper or phrase.cue("before_weekday_name", phrase.sentence[phrase.start - 1].text)


def weekday_of_week(phrase: Phrase) -> TimeValue | None:
    """ "Monday week": a week after the coming Monday; "Thursday last week", "Monday of next week"."""
    number = phrase.number("weekday")
    if number is None or phrase.code("unit") != "W":
        return None
    if phrase.published is None:
        return open_date(f"XXXX-WXX-{number + 1}")
    if phrase.relation is not None:
        return value_of_day(add_days(phrase.published, number + DAYS_PER_WEEK * phrase.relation - phrase.published.weekday()))
    return value_of_day(add_days(nearest_weekday(phrase.published, number, ahead=True), DAYS_PER_WEEK))


def day_of_weekday(phrase: Phrase, published: date, number: int) -> date:
    """Return the day near the publication that a weekday (0 is Monday) means; "last Friday" is never the publication day."""
    relation = phrase.relation
    if relation == -1:
        return nearest_weekday(add_days(published, -1), number, ahead=False)
    if relation == 1 or (relation == 0 and phrase.looks_ahead is not False):
        return nearest_weekday(published, number, ahead=True)
    return nearest_weekday(published, number, ahead=bool(phrase.looks_ahead))
