"""The calendar that reports speak of: names of months and days, counts and units, and reckoning from a day."""

from __future__ import annotations

from datetime import date, timedelta

MONTHS = {
    name: number
    for number, names in enumerate(
        "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sept sep|october oct"
        "|november nov|december dec".split("|"),
        1,
    )
    for name in names.split()
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        "monday mon|tuesday tues tue|wednesday wed|thursday thurs thur thu|friday fri|saturday sat|sunday sun".split("|")
    )
    for name in names.split()
}
NUMBERS = {word: n for n, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())}
NUMBERS |= {
    word: n for n, word in zip(range(20, 100, 10), "twenty thirty forty fifty sixty seventy eighty ninety".split(), strict=True)
}
NUMBERS |= {"fifteen": 15, "sixteen": 16, "eighteen": 18, "a": 1, "an": 1, "couple of": 2}
UNITS = {"day": "D", "week": "W", "month": "M", "year": "Y", "decade": "DE", "hour": "H", "minute": "M", "quarter": "Q"}
PARTS = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}
SEASONS = {"spring": "21", "summer": "22", "autumn": "23", "fall": "23", "winter": "24"}
TIMEX_SEASON = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}


def iso(year: int, month: int, day: int) -> str | None:
    """A day as ISO, or None when there is no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def month_number(word: str) -> int:
    """The number of a month from its name or abbreviation."""
    return MONTHS[word.lower().rstrip(".")]


def shifted(today: date, unit: str, shift: int) -> str:
    """The week, weekend, month or year so many units from today's, as EDTF."""
    if unit == "week":
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=shift)
        return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"
    if unit == "weekend":
        saturday = today - timedelta(days=today.weekday()) + timedelta(days=5, weeks=shift)
        return f"{saturday.isoformat()}/{(saturday + timedelta(days=1)).isoformat()}"
    if unit == "month":
        months = today.year * 12 + today.month - 1 + shift
        return f"{months // 12:04d}-{months % 12 + 1:02d}"
    return f"{today.year + shift:04d}"


def timex(edtf: str) -> str:
    """The TIMEX3 value of an EDTF date: a week by its number."""
    if "/" not in edtf:
        return edtf
    monday = date.fromisoformat(edtf.split("/", maxsplit=1)[0])
    year, week, day = monday.isocalendar()
    return f"{year}-W{week:02d}" + ("-WE" if day == 6 else "")


def last_year_of(today: date, month: int) -> int:
    """The year in which a month was last, today's month included."""
    return today.year if month <= today.month else today.year - 1
