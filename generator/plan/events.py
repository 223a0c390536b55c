"""The events of a page: the weightiest first, by date, and the others folded by year or month."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from generator.contexts import Section
from generator.dossier.index.database import Index
from generator.dossier.index.rows import IndexRow, raw_views
from generator.dossier.paging import month_of
from generator.dossier.weighty import split_by_weight
from generator.model import permalinks
from generator.model.edtf import bounds
from generator.model.wording import as_opening
from generator.report.dates_in_words import when
from generator.theme.texts import Words

MAX_EVENTS_OF_YEAR = 25
"""A year with more events is folded by months."""


class ChosenEvents(NamedTuple):
    """The rows of the weightiest events of a subject, by date, and of the others; those without a date are last."""

    first: list[IndexRow]
    others: list[IndexRow]


def choose(index: Index, subject: str, limit: int, *, is_split: bool) -> ChosenEvents:
    """Return the events of a subject's page. Where its list is split, pages by time have the others."""
    if is_split:
        rows = index.rows.heaviest(subject, "events", limit)
        return ChosenEvents(sorted(rows, key=_by_date), [])
    rows = sorted(index.rows.by_date(subject, "events", latest=False), key=_by_date)
    return ChosenEvents(*split_by_weight(rows, lambda row: row.rank, limit))


def folded(words: Words, rows: Sequence[IndexRow]) -> tuple[Section[Any], ...]:
    """Return events under their years, or under months where a year has many; those without a date are last."""
    years = _grouped(rows, lambda row: bounds(row.date)[0][:4] if row.date else "")
    sections: list[Section[Any]] = []
    for year, group in years.items():
        sections += (
            by_month(words, group, "all-") if year and len(group) > MAX_EVENTS_OF_YEAR else [_section(words, year, group)]
        )
    return tuple(sections)


def by_month(words: Words, rows: Iterable[IndexRow], prefix: str = "") -> tuple[Section[Any], ...]:
    """Group rows by month in their order; coarser dates have sections of their own, those without a date come last."""
    ordered = sorted(rows, key=lambda row: not row.date)
    groups = _grouped(ordered, lambda row: (month_of(row.date) or row.date) if row.date else "")
    return tuple(_section(words, key, group, prefix, number) for number, (key, group) in enumerate(groups.items()))


def _section(words: Words, key: str, rows: Sequence[IndexRow], prefix: str = "all-", number: int = 0) -> Section[Any]:
    date = when(words, key)
    title = date.text if date else words("page.undated")
    anchor = f"d-{key}" if key.replace("-", "").isdigit() else f"d-{permalinks.slugs(key)}-{number}" if key else "undated"
    return Section(as_opening(title), prefix + anchor, raw_views(rows))


def _grouped(rows: Iterable[IndexRow], key_of: Callable[[IndexRow], str]) -> dict[str, list[IndexRow]]:
    groups: dict[str, list[IndexRow]] = {}
    for row in rows:
        groups.setdefault(key_of(row), []).append(row)
    return groups


def _by_date(row: IndexRow) -> tuple[str, str, int, str]:
    """Order events by date; of one date those that the text dates first, and of one report the weightiest."""
    return row.date or "~", row.name.partition("/")[0], -row.rank, row.name
