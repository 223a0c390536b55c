"""Quarters and halves of years: "the third quarter", "Q3 2009", "the year-ago quarter", "the first half of 2009".

"The quarter" alone is the one that the text mentioned last.
"""

from __future__ import annotations

from generator.derive.time import calendar
from generator.derive.time.calendar import Period
from generator.derive.time.context import Phrase, TimeValue, open_date, value_of
from generator.model.findings import Confidence

MAX_PARAGRAPHS = 2
"""Paragraphs after a quarter was mentioned in which it is still the one that "a year earlier" is counted from."""
QUARTERS, HALVES = (1, 2, 3, 4), (1, 2)


def quarter(phrase: Phrase) -> TimeValue | None:
    """ "the third quarter", "Q3 2009", "the 1988 fourth quarter": the last one that has begun, unless a year is named."""
    number, year = phrase.number("ordinal", "quarter_short"), phrase.number("year")
    if number not in QUARTERS:
        return None
    if year is None:
        if phrase.published is None:
            return open_date(f"XXXX-Q{number}")
        year = phrase.published.year
        if phrase.relation is not None:
            year += phrase.relation
        elif calendar.quarter_number(phrase.published) < number and not phrase.looks_ahead:
            year -= 1
    period = calendar.quarter(year, number)
    return open_date(period.timex) if phrase.has("fiscal") else value_of(period)


def half(phrase: Phrase) -> TimeValue | None:
    """ "the first half of 2009", "the second half of this year"."""
    number, year, relation = phrase.number("ordinal"), phrase.number("year"), phrase.relation
    if phrase.has("last") and number is None:
        number, relation = 2, None
    if number not in HALVES or (year is None and phrase.published is None):
        return None
    if year is None and phrase.published:
        year = phrase.published.year + (relation or 0)
    return value_of(calendar.half(year or 1, number)) if phrase.has("year", "unit") else None


def quarter_mentioned(phrase: Phrase) -> TimeValue | None:
    """ "the quarter", "the latest period": the one that the text mentioned last."""
    ended = calendar.quarter_of(phrase.published, -1).timex if phrase.published else "XXXX-QX"
    if phrase.mentioned.quarter and not (phrase.has("latest") and phrase.mentioned.quarter > ended):
        year, number = phrase.mentioned.quarter.split("-Q")
        return value_of(calendar.quarter(int(year), int(number)), Confidence.UNSURE)
    return open_date(ended)


def quarter_a_year_ago(phrase: Phrase) -> TimeValue | None:
    """ "the year-ago third quarter"."""
    number = phrase.number("ordinal")
    if number not in QUARTERS or phrase.published is None:
        return None
    begun = calendar.quarter_number(phrase.published) >= number
    return value_of(calendar.quarter(phrase.published.year - 1 - (not begun), number))


def quarter_of_year(phrase: Phrase) -> TimeValue | None:
    """ "the 1988 quarter", "the 1988 period": the quarter that the text mentioned last, in that year."""
    year, mentioned = phrase.number("year"), quarter_before_mentioned(phrase)
    if year is None:
        return None
    return value_of(calendar.quarter(year, int(mentioned.timex[-1])) if mentioned else calendar.year(year))


def year_before(phrase: Phrase) -> TimeValue | None:
    """ "year-ago", "the year-earlier quarter": the quarter or year that the text mentioned last, a year before."""
    quarter_before = quarter_before_mentioned(phrase)
    if quarter_before or phrase.published is None:
        return value_of(quarter_before) or open_date("PAST_REF")
    mentioned = phrase.mentioned.date[:4]
    return open_date(f"{(int(mentioned) if mentioned.isdigit() else phrase.published.year) - 1:04d}")


def quarter_before_mentioned(phrase: Phrase) -> Period | None:
    """Return the quarter a year before the one mentioned shortly before: "net rose from $2 million a year earlier"."""
    if not phrase.mentioned.quarter or phrase.paragraph - phrase.mentioned.paragraph > MAX_PARAGRAPHS:
        return None
    year, number = phrase.mentioned.quarter.split("-Q")
    return calendar.quarter(int(year) - 1, int(number))
