"""Dates for readers."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from babel import Locale
from babel.dates import format_date

from generator.contexts import When
from generator.edtf_dates import precision, spoken


@lru_cache(maxsize=50_000)
def when(language: str, edtf: str | None, not_before: str | None = None, not_after: str | None = None) -> When | None:
    """A date in the words of a language, narrowed by the days that bound it."""
    if not edtf:
        return None
    words = spoken(edtf, language)
    exactness = precision(edtf)
    if exactness != "day":
        words += "".join(f", {word} {_day(language, day)}" for word, day in (("from", not_before), ("by", not_after)) if day)
    machine = edtf if exactness in {"day", "month", "year"} and len(edtf.replace("-", "")) in {4, 6, 8} else ""
    return When(edtf, words, machine, exactness)


def _day(language: str, iso: str) -> str:
    return format_date(date.fromisoformat(iso), "d MMMM", Locale.parse(language, sep="-"))
