"""Dates in languages that the program has no grammar for: in figures, and by the names of months.

What else the pipeline labels as a date is left open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from babel import Locale, UnknownLocaleError
from babel.dates import get_month_names

from generator.derive.evidence import cite
from generator.derive.pipeline.reading import PipelineReading
from generator.derive.syntax.document import Document
from generator.model.edtf import valid
from generator.model.findings import Confidence, TimeExpression

ISO = re.compile(r"(?<![\w-])(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?![\w-])", re.ASCII)
IN_FIGURES = re.compile(
    r"(?<![\w./])(?P<day>\d{1,2})(?P<mark>[./])(?P<month>\d{1,2})(?P=mark)(?P<year>\d{4})(?![\w/])", re.ASCII
)
LABELS = frozenset({"DATE", "date"})
MIN_LETTERS = 3
"""Letters of a month's name that stands alone for it."""


class NamedDate(NamedTuple):
    """A date at a place in the report; `edtf` is None where the year is not told and the report has no date."""

    start: int
    end: int
    edtf: str | None
    confidence: Confidence


def dates(doc: Document, reading: PipelineReading, rule: str) -> tuple[TimeExpression, ...]:
    """Return the dates of a report, in order; those that the pipeline labels and nobody can resolve are left open."""
    found: list[NamedDate] = []
    labelled = (NamedDate(one.start, one.end, None, Confidence.LIKELY) for one in reading.labelled if one.label in LABELS)
    for one in (*_in_figures(doc), *_with_months(doc), *labelled):
        if doc.text[one.start : one.end].strip() and not any(
            one.start < other.end and other.start < one.end for other in found
        ):
            found.append(one)
    return tuple(_expression(doc, one, rule) for one in sorted(found))


def _expression(doc: Document, one: NamedDate, rule: str) -> TimeExpression:
    evidence = cite(doc.text, one.start, one.end)
    return TimeExpression("", evidence, one.edtf, "DATE", one.edtf or "", None, None, one.confidence, rule)


def _in_figures(doc: Document) -> Iterator[NamedDate]:
    """Return dates such as 2009-10-13, and 13.10.2009 where the language has the day first."""
    for pattern in (ISO, IN_FIGURES) if _has_day_first(doc.lang) else (ISO,):
        for match in pattern.finditer(doc.text):
            edtf = f"{match['year']}-{int(match['month']):02d}-{int(match['day']):02d}"
            if valid(edtf):
                yield NamedDate(match.start(), match.end(), edtf, Confidence.LIKELY)


def _with_months(doc: Document) -> Iterator[NamedDate]:
    """Return dates with a month's name: "13 octobre 2009", "octobre 2009", "13 octobre" of the year nearest to the report."""
    months = _months(doc.lang)
    if not months:
        return
    for match in _pattern(doc.lang).finditer(doc.text):
        month, day, year = months[match["month"].casefold()], match["day"], match["year"]
        if not day and not year:
            continue
        sure = Confidence.LIKELY if year else Confidence.UNSURE
        edtf = _edtf(year, month, day) if year else _nearest(doc.date, month, int(day))
        if edtf is None or valid(edtf):
            yield NamedDate(match.start(), match.end(), edtf, sure)


def _edtf(year: str, month: int, day: str | None) -> str:
    return f"{year}-{month:02d}-{int(day):02d}" if day else f"{year}-{month:02d}"


def _nearest(published: str | None, month: int, day: int) -> str | None:
    """Return the day of the year in which it is nearest to the report's."""
    if not published:
        return None
    day_of_report = date.fromisoformat(published)
    found: list[date] = []
    for year in range(max(day_of_report.year - 1, 1), day_of_report.year + 2):
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    nearest = min(found, key=lambda one: abs(one - day_of_report), default=None)
    return nearest.isoformat() if nearest else None


@lru_cache(maxsize=16)
def _locale(language: str) -> Locale | None:
    try:
        return Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError):
        return None


def _has_day_first(language: str) -> bool:
    locale = _locale(language)
    return locale is not None and str(locale.date_formats["short"]).lstrip("\u200f").startswith("d")


@lru_cache(maxsize=16)
def _months(language: str) -> dict[str, int]:
    """Return the numbers of months by their names in small letters, as they stand alone and within dates."""
    locale = _locale(language)
    if locale is None:
        return {}
    named = [get_month_names("wide", context, locale) for context in ("format", "stand-alone")]
    return {name.casefold(): number for names in named for number, name in names.items() if len(name) >= MIN_LETTERS}


@lru_cache(maxsize=16)
def _pattern(language: str) -> re.Pattern[str]:
    """Return the pattern of a date: a day, the month's name and a year, with what stands between them ("de", "er", ".")."""
    months = "|".join(sorted(map(re.escape, _months(language)), key=len, reverse=True))
    day = r"(?<!\w)(?P<day>\d{1,2})(?:er|º|ª|°|\.)?(?:\s+de[l]?)?\s+"
    return re.compile(
        rf"(?:{day})?(?<!\w)(?P<month>{months})(?!\w)(?:(?:\s+de[l]?)?\s+(?P<year>[12]\d{{3}})(?!\w))?", re.IGNORECASE
    )
