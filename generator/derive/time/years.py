"""Years, decades and centuries: "in 2005", "around 1990", "1914-18", "the 1990s", "the 19th century"."""

from __future__ import annotations

from generator.derive.time import calendar
from generator.derive.time.context import Phrase, TimeValue, open_date, value_of
from generator.model.findings import Confidence

FIRST_MODERN_YEAR, LAST_MODERN_YEAR = 1500, 2099
"""Numbers that are years without a word of dating before them."""
MAX_YEARS_OF_RANGE = 400
BEFORE_OTHER_FIGURES = frozenset({"$", "£", "€", "¥", "#", "%", "+", "=", "/", "."})
AFTER_OTHER_FIGURES = frozenset({"%", "/", "+", "=", "°"})
DIGITS_OF_DECADE = 3
"""Digits that a decade shares: 199 of the 1990s."""


def year_alone(phrase: Phrase) -> TimeValue | None:
    """ "in 2005", "early 2009", "around 1990" (`1990~`); no number of a resolution or a room, nor "2000 votes"."""
    number = phrase.number("year")
    if number is None or not _is_year(phrase, number):
        return None
    year = calendar.year(number)
    return TimeValue(f"{year.edtf}~" if phrase.has("approx", "fiscal") else year.edtf, year.timex)


def _is_year(phrase: Phrase, number: int) -> bool:
    if any(word.value == ">" for word in phrase.words) or _is_numbered(phrase):
        return False
    if phrase.before in BEFORE_OTHER_FIGURES or phrase.after in AFTER_OTHER_FIGURES:
        return False
    if phrase.has("part", "portion", "fiscal", "approx") or phrase.follows("date_prepositions"):
        return not phrase.counts_things or phrase.cue("before_year", phrase.before)
    is_modern = FIRST_MODERN_YEAR <= number <= LAST_MODERN_YEAR
    is_count = phrase.counts_things or phrase.cue("after_count", phrase.after)
    return is_modern and (not is_count or phrase.cue("before_dated_plural", phrase.before))


def _is_numbered(phrase: Phrase) -> bool:
    """Return whether the figure numbers or measures a thing: "Resolution 1929", "2000 km"."""
    return phrase.follows("numbered_things") or phrase.precedes("measures")


def two_years(phrase: Phrase) -> TimeValue | None:
    """ "from 2003 to 2005", "1914-18", "between 1998 and 2001": an interval."""
    first, *others = phrase.numbers("year", "day", "number")
    if not others:  # "2010-12,000" or "2010-15000": the second number is no year
        return None
    last = others[0]
    if last < 100:
        last += first // 100 * 100 + (100 if last < first % 100 else 0)
    if not first < last <= first + MAX_YEARS_OF_RANGE or _is_numbered(phrase):
        return None
    return TimeValue(f"{first:04d}/{last:04d}", f"{first:04d}/{last:04d}")


def spelled_year(phrase: Phrase) -> TimeValue | None:
    """ "nineteen ninety-one"."""
    hundreds, *rest = phrase.numbers("cardinal") or [0]
    if hundreds not in {17, 18, 19, 20} or not 10 <= sum(rest) <= 99:
        return None
    return value_of(calendar.year(100 * hundreds + sum(rest)))


def decade(phrase: Phrase) -> TimeValue | None:
    """ "the 1990s", "the mid-'80s", "the nineties"; not "in his sixties"."""
    digits = phrase.code("decade", "decade_word")
    if len(digits) == DIGITS_OF_DECADE:
        if phrase.has("decade"):
            return value_of(calendar.decade(digits), Confidence.CERTAIN)
        return value_of(calendar.decade(digits)) if phrase.has("the") else None
    return _decade_of_near_century(phrase, digits) if phrase.has("apostrophe") and len(digits) == 1 else None


def _decade_of_near_century(phrase: Phrase, digit: str) -> TimeValue | None:
    """ "the '80s": the last ones that have begun."""
    published = f"{phrase.published.year:04d}" if phrase.published else "2000"
    hundreds = int(published[:2]) - (digit > published[2])
    return value_of(calendar.decade(f"{hundreds:02d}{digit}")) if hundreds >= 0 else None


def century(phrase: Phrase) -> TimeValue | None:
    """ "in the 19th century" is a date; "a 19th century mansion" describes a mansion and dates nothing."""
    number = phrase.number("nth", "ordinal")
    if number is None or not 1 <= number <= 21 or phrase.code("unit") != "CE":
        return None
    described = phrase.words[-2].kind == "hyphen" or (phrase.after[:1].islower() and not phrase.precedes("function_words"))
    if described or not phrase.has("the", "part", "portion"):
        return open_date(f"{number - 1:02d}")
    return value_of(calendar.century(number))
