"""Holidays: "Christmas", "last Thanksgiving", "Good Friday 2009"."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, date, timedelta

from generator.derive.time.calendar import add_days, nearest_weekday, valid_day
from generator.derive.time.context import Phrase, TimeValue, open_date


def holiday(phrase: Phrase) -> TimeValue | None:
    """ "Christmas", "last Thanksgiving", "Good Friday 2009": about the day, the last one or the coming one."""
    rule = phrase.code("holiday")
    year = phrase.number("year") or (_year_of_holiday(phrase, rule, phrase.published) if phrase.published else None)
    if year is None:
        return open_date("XXXX-XX-XX")
    day = day_of_holiday(rule, year)
    return TimeValue(f"{day.isoformat()}~", day.isoformat()) if day else None


def _year_of_holiday(phrase: Phrase, rule: str, published: date) -> int:
    """Return the year of the last such holiday, of the coming one where the words or the clause look ahead."""
    relation = phrase.relation
    if relation == 0:
        return published.year
    day = day_of_holiday(rule, published.year)
    is_over = day is not None and day <= published
    if relation == -1 or (relation is None and not phrase.looks_ahead):
        return published.year - (not is_over)
    return published.year + is_over


def day_of_holiday(rule: str, year: int) -> date | None:
    """Return the day of a holiday in a year: "12-25", "11 3 4" (the fourth Thursday of November) or "easter -2"."""
    if rule.startswith("easter"):
        return add_days(easter(year), int(rule.split()[1])) if MINYEAR < year < MAXYEAR else None
    if "-" in rule and " " not in rule:
        return valid_day(year, int(rule[:2]), int(rule[3:]))
    month, weekday, which = map(int, rule.split())
    if which < 0:
        following = valid_day(year + month // 12, month % 12 + 1, 1)
        return nearest_weekday(add_days(following, -1), weekday, ahead=False) if following else None
    first = valid_day(year, month, 1)
    return add_days(first, (weekday - first.weekday()) % 7 + 7 * (which - 1)) if first else None


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    w = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * w) // 451
    return date(year, 3, 1) + timedelta(days=h + w - 7 * m + 21)
