"""Seasons of the northern half of the world: "last fall", "spring 2007", "the summer"."""

from __future__ import annotations

from datetime import date

from generator.derive.time import calendar
from generator.derive.time.context import Phrase, TimeValue, open_date, value_of
from generator.model.findings import Confidence

FIRST_MONTHS = {21: 3, 22: 6, 23: 9, 24: 12}
"""The month in which a season begins, by EDTF's number."""
MONTHS_PER_SEASON = 3


def season(phrase: Phrase) -> TimeValue | None:
    """ "last fall", "spring 2007", "the summer"; nothing for a season's name that stands alone."""
    number, year = phrase.number("season"), phrase.number("year")
    if number is None:
        return None
    if year is not None:
        return value_of(calendar.season(year, number), Confidence.CERTAIN)
    if phrase.relation is None and not _is_season(phrase):
        return None
    if phrase.published is None:
        return open_date(f"XXXX-{calendar.SEASON_CODES[number]}")
    return value_of(_nearest_season(phrase, phrase.published, number))


def _is_season(phrase: Phrase) -> bool:
    """Return whether a season's name without a year is one: "the summer", "in spring"; not "Spring", "the summer holidays"."""
    name = next(word.text for word in phrase.words if word.kind == "season")
    describes = phrase.after[:1].islower() and not phrase.precedes("function_words")
    if name[0].isupper() or phrase.cue("after_other_season", phrase.after.lower()) or describes:
        return False
    return phrase.has("the", "part", "portion") or phrase.follows("date_prepositions")


def _nearest_season(phrase: Phrase, day: date, number: int) -> calendar.Period:
    """Return the season of this year for "this", the one that has begun last, ended last ("last") or begins next ("next")."""
    begun = day.month >= FIRST_MONTHS[number]
    relation = phrase.relation
    if relation == 0:
        return calendar.season(day.year, number)
    if relation == 1 or (relation is None and phrase.looks_ahead):
        return calendar.season(day.year + begun, number)
    over = day.month >= FIRST_MONTHS[number] + MONTHS_PER_SEASON
    return calendar.season(day.year - (not (over if relation == -1 else begun)), number)
