"""Months: "in July", "last October", "early March 1998", "from March to May 2009"."""

from __future__ import annotations

from generator.derive.time import calendar
from generator.derive.time.context import Phrase, TimeValue, open_date, value_of
from generator.model.findings import Confidence

TIMES_NEARER = {True: 0, None: 4, False: 12}
"""How many times nearer than the past month the coming one must be to be meant, by whether the clause looks ahead."""
MAX_SHORT_MONTH_LENGTH = 5
"""Characters of the longest month's name that needs a second look: "March"."""


def month_and_year(phrase: Phrase) -> TimeValue | None:
    """ "October 2009", "early March, 1998", "April next year"."""
    month, year, relation = phrase.number("month"), phrase.number("year"), phrase.relation
    if month is None or (year is None and phrase.published is None):
        return open_date(f"XXXX-{month or 0:02d}")
    if year is None and phrase.published is not None:
        year = phrase.published.year + (relation or 0)
    return value_of(calendar.month(year or 0, month), Confidence.CERTAIN)


def two_months(phrase: Phrase) -> TimeValue | None:
    """ "from March to May 2009", "July-September": an interval of months."""
    first, last = phrase.numbers("month")
    year = phrase.number("year") or _year_of_month(phrase, last)
    if year is None:
        return open_date(f"XXXX-{first:02d}")
    edtf = f"{calendar.month(year - (first > last), first).edtf}/{calendar.month(year, last).edtf}"
    return TimeValue(edtf, edtf)


def month_alone(phrase: Phrase) -> TimeValue | None:
    """ "in July", "last October", "early March": the last one, or the coming one where the clause looks ahead."""
    number = phrase.number("month")
    if number is None or not _is_month(phrase):
        return None
    year = _year_of_month(phrase, number)
    return value_of(calendar.month(year, number)) if year else open_date(f"XXXX-{number:02d}")


def _is_month(phrase: Phrase) -> bool:
    """Names of months that are other words too, and short forms, need a word of dating before them, or their full stop."""
    name = next(word.text for word in phrase.words if word.kind == "month")
    is_alone = len(phrase.words) == 1 and phrase.before != "the" and not phrase.follows("date_prepositions")
    if is_alone and phrase.cue("month_first_name", name) and phrase.begins_name:
        return False
    if len(name) > MAX_SHORT_MONTH_LENGTH or name in {"April", "July", "June"} or name[:4] == "Sept":
        return True
    if phrase.has("part", "portion", "last", "this", "next") or phrase.follows("date_prepositions"):
        return True
    return name == "March" and phrase.before == "the" if phrase.cue("month_or_word", name) else phrase.has("dot")


def _year_of_month(phrase: Phrase, number: int) -> int | None:
    """Return the year of a month without one; None where the publication day is unknown."""
    if phrase.published is None:
        return None
    year, month, relation = phrase.published.year, phrase.published.month, phrase.relation
    if relation == -1:
        return year - (number >= month)
    if relation is not None:
        return year + (relation == 1 and number <= month)
    since, until = (month - number) % 12, (number - month) % 12
    ahead = phrase.looks_ahead
    if phrase.before == "for" and ahead is None:
        ahead = True
    if since and until * TIMES_NEARER[ahead] < since:
        return year + (number < month)
    return year - (number > month)
