"""Dates as people write them ("Thu 4 Mar 2021 08.15 GMT", "le 4 mars 2021", "4.3.2021") to EDTF, or a moment with an offset."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

from babel import Locale

LANGUAGES = ("en", "fr", "de", "es", "ru", "ar", "pt", "it", "nl", "pl", "tr", "uk", "sv", "da", "nb", "cs", "el", "he", "fa")
"""Languages whose names of months and weekdays are read; where two differ about a name, the first has it."""
OFFSETS = {
    letters: hours
    for hours, zones in {
        -8: "PST",
        -7: "MST PDT",
        -6: "MDT",
        -5: "EST CDT",
        -4: "EDT",
        0: "GMT UTC UT Z WET",
        1: "BST CET MEZ WEST",
        2: "CEST MESZ EET SAST",
        3: "EEST MSK МСК EAT",
        4: "GST",
        5: "PKT",
        8: "SGT HKT",
        9: "JST KST",
        10: "AEST",
        11: "AEDT",
        12: "NZST",
        13: "NZDT",
    }.items()
    for letters in zones.split()
}
"""Hours from UTC of zones' letters; letters of several zones (IST, CST) are left out."""
PLACES = {"ET": "America/New_York", "PT": "America/Los_Angeles", "CT": "America/Chicago", "MT": "America/Denver"}
"""Letters that mean standard time or summer time, whichever it is on that day."""
MONTH_FIRST = frozenset({"US", "PH"})
"""Countries that write the month before the day in numbers."""
WORD = r"[^\W\d_]+"
ORDINAL = r"(?:st|nd|rd|th|er|º|ª|\.|-?го)?"
OF = r"(?:of\s+|del?\s+|d['’])?"
DAY_MONTH_YEAR = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}}){ORDINAL}[\s-]+{OF}(?P<month>{WORD})\.?,?[\s-]+{OF}(?P<year>\d{{4}})(?!\d)(?:\s*г\.?)?"
)
MONTH_DAY_YEAR = re.compile(rf"(?P<month>{WORD})\.?\s+(?P<day>\d{{1,2}}){ORDINAL},?\s+(?P<year>\d{{4}})(?!\d)")
MONTH_YEAR = re.compile(rf"(?<!\d )\b(?P<month>{WORD})\.?,?\s+{OF}(?P<year>\d{{4}})(?!\d)")
YEAR_FIRST = re.compile(r"(?<!\d)(?P<year>\d{4})(?P<parting>[-/.年])(?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})(?!\d)日?")
NUMERIC = re.compile(
    r"(?<![\d./-])(?P<one>\d{1,2})(?P<parting>[./-])\s?(?P<two>\d{1,2})(?P=parting)\s?(?P<year>\d{4}|\d\d)(?![\d/]|\.\d)"
)
CLOCK = re.compile(
    r"(?:(?<=\d)T|\b(?:at|um|à|a las|às|alle|om|в)\s+|(?<![\d:.]))(?P<hour>[01]?\d|2[0-3])(?:[:.]|\s?h\s?)(?P<minute>[0-5]\d)"
    r"(?::[0-5]\d(?:[.,]\d+)?)?(?!\d)(?:\s?(?P<half>[ap]\.?m\b\.?))?(?:\s*(?:Uhr|hrs?)\b)?"
    r"(?:\s*\(?(?P<zone>(?:GMT|UTC)?[+-]\d\d?(?::?\d\d)?|[A-ZА-Я]{1,5})\b\)?)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date in a text, `text[start:end]`. `other` is the day that it can be as well, where day and month may be exchanged."""

    value: str
    start: int
    end: int
    other: str = ""

    @property
    def day(self) -> str:
        """The date without a time of day."""
        return self.value[:10]


def dates_in(text: str, lang: str = "") -> list[WrittenDate]:
    """Return all dates with a year in a text, in order, none with a time of day. `lang` settles the order of numbers."""
    found: list[WrittenDate] = []
    for one in sorted(_all(text, lang), key=lambda one: (one.start, -one.end)):
        if not found or one.start >= found[-1].end:
            found.append(one)
    return found


def read(text: str, lang: str = "") -> tuple[WrittenDate, str] | None:
    """Return the first date of a line, with its time of day where its zone is known, and the rest of the line."""
    found = dates_in(text, lang)
    if not found:
        return None
    first = found[0]
    clock = next((one for one in CLOCK.finditer(text) if one.end() <= first.start or one.start() >= first.end), None)
    taken = [(first.start, first.end)]
    value = first.value
    if clock:
        taken.append(clock.span())
        value = _moment(first.value, clock) or value
    rest = text
    for start, end in sorted(taken, reverse=True):
        rest = f"{rest[:start]} {rest[end:]}"
    return WrittenDate(value, first.start, first.end, first.other), rest


@cache
def months() -> dict[str, int]:
    """Return the numbers of months by their names, in lower case and without a full stop."""
    return _names("months")


@cache
def weekdays() -> dict[str, int]:
    """Return weekdays by their names, in lower case and without a full stop."""
    return _names("days")


def _names(kind: str) -> dict[str, int]:
    found: dict[str, int] = {"sept": 9} if kind == "months" else {"tues": 1, "thur": 3, "thurs": 3}
    for language in LANGUAGES:
        names = getattr(Locale.parse(language), kind)
        for form in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in names[form][width].items():
                    if not name.isdigit():
                        found.setdefault(name.casefold().rstrip("."), number)
    return found


def _all(text: str, lang: str) -> Iterator[WrittenDate]:
    for pattern in (DAY_MONTH_YEAR, MONTH_DAY_YEAR, YEAR_FIRST, MONTH_YEAR):
        for match in pattern.finditer(text):
            parts = match.groupdict()
            name = parts["month"].casefold()
            month = int(name) if name.isdecimal() else months().get(name, 0)
            if value := _day(int(parts["year"]), month, int(parts.get("day") or 0)):
                yield WrittenDate(value, *match.span())
    numeric = [(match, _numeric(match)) for match in NUMERIC.finditer(text)]
    order = next((one for _, (_, _, one) in numeric if one), "") or _order_of(lang)
    for match, (day_first, month_first, own) in numeric:
        settled = own or ("day" if match["parting"] == "." else order)
        chosen, other = (month_first, day_first) if settled == "month" else (day_first, month_first)
        if chosen:
            yield WrittenDate(chosen, *match.span(), "" if settled or other == chosen else other)


def _numeric(match: re.Match[str]) -> tuple[str, str, str]:
    """Return a date in numbers with the day first and with the month first, and which of the two it must be."""
    year = int(match["year"])
    year += 0 if len(match["year"]) == 4 else 2000 if year < 70 else 1900
    one, two = int(match["one"]), int(match["two"])
    day_first, month_first = _day(year, two, one), _day(year, one, two)
    return day_first, month_first, "" if day_first and month_first else "day" if day_first else "month"


def _order_of(lang: str) -> str:
    """Return what a language, or English of a country, writes first in dates in numbers; "" where nobody can say."""
    language, _, country = lang.replace("_", "-").partition("-")
    if language.lower() not in {"", "en"}:
        return "day"
    return "" if not country else "month" if country.upper() in MONTH_FIRST else "day"


def _day(year: int, month: int, day: int) -> str:
    """Return a day, or a month where `day` is 0; "" where there is none."""
    try:
        found = date(year, month, day or 1).isoformat()
    except ValueError:
        return ""
    return found if day else found[:7]


def _moment(day: str, clock: re.Match[str]) -> str:
    """Return a time of day on a day, with its offset from UTC; "" where no zone is known."""
    hour = int(clock["hour"])
    if clock["half"]:
        hour = hour % 12 + (12 if clock["half"][0] in "pP" else 0)
    zone = _zone(clock["zone"] or "")
    if zone is None or len(day) < len("YYYY-MM-DD"):
        return ""
    return datetime.combine(date.fromisoformat(day), time(hour, int(clock["minute"])), zone).isoformat(timespec="minutes")


def _zone(letters: str) -> tzinfo | None:
    letters = letters.upper()
    if letters in PLACES:
        return ZoneInfo(PLACES[letters])
    if letters in OFFSETS:
        return timezone(timedelta(hours=OFFSETS[letters]))
    found = re.fullmatch(r"(?:GMT|UTC)?([+-])(\d\d?):?(\d\d)?", letters)
    if not found:
        return None
    ahead = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return timezone(-ahead if found[1] == "-" else ahead) if ahead < timedelta(hours=15) else None
