"""Dates for readers: days, months and years as the locale has them, all else in the words of the theme."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton

from generator.contexts import When
from generator.model.edtf import FIRST, PLAIN, precision
from generator.theme.texts import Words

SEASONS = {"21": "date.spring", "22": "date.summer", "23": "date.autumn", "24": "date.winter"}
UNCERTAINTY_TEXTS = {"~": "date.around", "?": "date.perhaps", "%": "date.perhaps_around"}
OPEN = {"", ".."}
REPORTED = "reported"
"""The precision of an event's date that is that of the report."""


@lru_cache(maxsize=50_000)
def when(words: Words, edtf: str | None, not_before: str | None = None, not_after: str | None = None) -> When | None:
    """A date in the words of a language, narrowed by the days that bound it."""
    if not edtf:
        return None
    said = spoken(words, edtf)
    exactness = precision(edtf)
    if exactness != "day":
        said = words("date.from_day", date=said, day=_day(words, not_before)) if not_before else said
        said = words("date.by_day", date=said, day=_day(words, not_after)) if not_after else said
    known = _without_unknown_parts(edtf)
    machine = known if PLAIN.fullmatch(known) else ""
    return When(edtf, said, machine, exactness, _bound(edtf, not_before, not_after), not_before or "", not_after or "")


def reported(words: Words, date: When) -> When:
    """Return the date of a report that alone bounds an event: in words that say so, and no date for machines."""
    return When(date.edtf, words("date.reported", date=date.text), "", REPORTED)


def _bound(edtf: str, not_before: str | None, not_after: str | None) -> str:
    """Return which end of a date is known, if only one is."""
    first, slash, last = edtf.partition("/")
    begins = bool(not_before) if not slash else first not in OPEN
    ends = bool(not_after) if not slash else last not in OPEN
    return "" if begins == ends else "from" if begins else "before"


def spoken(words: Words, edtf: str) -> str:
    """A date as readers of a language say it; as it is written where nobody has words for it."""
    core = edtf.rstrip("~?%")
    if core != edtf:
        return words(UNCERTAINTY_TEXTS[edtf[len(core)]], date=spoken(words, core))
    if "/" in core:
        return _interval(words, core)
    if found := PLAIN.fullmatch(_without_unknown_parts(core)):
        return _plain(words, found[1], found[2], found[3])
    coarse = {
        "season": lambda: words(SEASONS[core[5:]], year=core[:4]),
        "quarter": lambda: words("date.quarter", number=int(core[5:]) - 32, year=core[:4]),
        "decade": lambda: words("date.decade", decade=f"{core[:3]}0"),
        "century": lambda: words.ranked("date.century", int(core[:2]) + 1),
    }
    return coarse.get(precision(core), lambda: edtf)()


def span(words: Words, first: When | None, last: When | None) -> str:
    """From one date to another, of which either may be open."""
    if first and last:
        return first.text if first == last else words("date.span", first=first.text, last=last.text)
    if first:
        return words("date.since", date=first.text)
    return words("date.until", date=last.text) if last else ""


def _without_unknown_parts(edtf: str) -> str:
    """Return `2009-12-XX` as `2009-12`, and `2009-XX-XX` as `2009`."""
    return edtf.removesuffix("-XX").removesuffix("-XX")


def _plain(words: Words, year: str, month: str | None, day: str | None) -> str:
    if day and month:
        return format_date(date(int(year), int(month), int(day)), "long", _locale(words))
    if month:
        return format_skeleton("yMMMM", date(int(year), int(month), 1), locale=_locale(words))
    return str(int(year))


def _interval(words: Words, edtf: str) -> str:
    first, _, last = edtf.partition("/")
    if first in OPEN:
        return words("date.until", date=spoken(words, last))
    if last in OPEN:
        return words("date.from", date=spoken(words, first))
    if len(first) == len(last) == len(FIRST) and PLAIN.fullmatch(first) and PLAIN.fullmatch(last):
        start, end = date.fromisoformat(first), date.fromisoformat(last)
        shown: str = format_interval(start, end, "yMMMMd", locale=_locale(words))
        return " ".join(shown.split())
    return words("date.span", first=spoken(words, first), last=spoken(words, last))


def _day(words: Words, iso: str) -> str:
    return format_skeleton("MMMMd", date.fromisoformat(iso), locale=_locale(words))


def _locale(words: Words) -> Locale:
    return Locale.parse(words.language, sep="-")
