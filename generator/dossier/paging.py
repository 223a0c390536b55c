"""Splitting of long lists into parts: pages that a person can read, files that a program can open.

A list is split by decade; a decade that is too long by year, a year by quarter, a quarter by month; a month that is too long
is cut into parts of equal length, the oldest first. So new rows change the last part, not all of them, and nobody has to open
ten pages of a few rows each. Lists of names are split by first letters.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator.dossier.index.parts import ListPart
from generator.model.edtf import bounds, precision

CACHED_DATES = 20_000
"""Dates whose year, quarter and month are cached: the same ones occur in many lists."""
UNDATED = "undated"
MAX_LETTERS = 6
"""First letters of names by which a list of names can be split."""
Counts = Sequence[tuple[str, int]]
"""The EDTF dates (or first letters) under which a list has rows, and how many; "" for undated rows."""


@dataclass(frozen=True, slots=True)
class Paging:
    """One way of splitting lists: the groups of dates that are split each by itself, and the limit of a part's rows."""

    group_of: Callable[[str], str]
    """Returns the decade or first letter in which a date or name lies."""
    split_groups: Callable[[Counts, int], list[ListPart]]
    max_rows: int

    def split(self, counts: Counts) -> list[ListPart]:
        """Return the parts of a list that has so many rows at these dates, the oldest first."""
        return self.split_groups(counts, self.max_rows)

    def update(
        self,
        old: Sequence[ListPart],
        changed: Collection[str],
        number_at: Callable[[Sequence[str]], int],
        counts: Callable[[Collection[str] | None], Counts],
    ) -> list[ListPart]:
        """Return the parts after rows at some dates changed: what `split` returns for the list as it is now.

        `number_at` returns how many rows there are at some dates now, `counts` the dates that have rows now, of some or, for
        None, of all. They are called for no more dates than needed.
        """
        grown = self._grown(old, changed, number_at) if old else None
        return self._resplit(old, changed, counts) if grown is None else grown

    def _grown(
        self, old: Sequence[ListPart], changed: Collection[str], number_at: Callable[[Sequence[str]], int]
    ) -> list[ListPart] | None:
        """Return the same parts with their new numbers; None where one got too long or shorter, or a date is in none."""
        parts = list(old)
        for at in {_index_of(old, date) for date in changed}:
            if at is None or old[at].limit != -1:
                return None
            part, number = old[at], number_at(old[at].dates)
            if not part.number <= number <= self.max_rows:
                return None
            parts[at] = part._replace(number=number)
        return parts

    def _resplit(
        self, old: Sequence[ListPart], changed: Collection[str], counts: Callable[[Collection[str] | None], Counts]
    ) -> list[ListPart]:
        """Split the groups in which something changed; the parts of the others stay as they are."""
        if not old:
            return self.split(counts(None))
        groups = set(map(self.group_of, changed))
        unchanged = [part for part in old if self.group_of(part.dates[0]) not in groups]
        dates = {date for part in old if self.group_of(part.dates[0]) in groups for date in part.dates}.union(changed)
        return sorted([*unchanged, *self.split(counts(dates))], key=lambda part: self.group_of(part.dates[0]))


def by_date(max_rows: int) -> Paging:
    """Return the paging by decades, years, quarters and months, the longest that are not too long.

    Keys are "200X", "2009", "2009-36" (its last quarter, as EDTF has it), "2009-10", "2009-10-2" (the second part), "undated".
    """
    return Paging(_decade, _split_by_date, max_rows)


def by_letter(max_rows: int) -> Paging:
    """Return the paging of names by as few first letters as leave no part too long."""
    return Paging(_letter, _split_by_letter, max_rows)


def _split_by_date(counts: Counts, max_rows: int) -> list[ListPart]:
    return _split_by(counts, (_decade, _year, _quarter, month_of), "", max_rows)


def _split_by(counts: Counts, periods: Sequence[Callable[[str], str]], key: str, max_rows: int) -> list[ListPart]:
    """Split by the first period, what is too long by the next. Dates that lie in no shorter period stay under the longer."""
    if not periods:
        return _cut(key, counts, max_rows)
    groups = _grouped(counts, lambda date: (periods[0](date) or key) if date else UNDATED)
    parts: list[ListPart] = []
    for name in sorted(groups, key=lambda name: bounds(name)[0] if name != UNDATED else "~"):
        group = groups[name]
        if _total(group) <= max_rows:
            parts += _cut(name, group, max_rows)
        else:
            parts += _split_by(group, () if name in {key, UNDATED} else periods[1:], name, max_rows)
    return parts


def _split_by_letter(counts: Counts, max_rows: int, letters: int = 1) -> list[ListPart]:
    parts: list[ListPart] = []
    for start, group in sorted(_grouped(counts, lambda name: name[:letters].rstrip("-")).items()):
        if _total(group) <= max_rows or letters == MAX_LETTERS:
            parts += _cut(start, group, max_rows)
        else:
            parts += _split_by_letter(group, max_rows, letters + 1)
    return parts


def _cut(key: str, counts: Counts, max_rows: int) -> list[ListPart]:
    """Return one part, or parts of equal length where it would be too long."""
    dates, number = tuple(date for date, _ in counts), _total(counts)
    if number <= max_rows:
        return [ListPart(key, dates, number)]
    lengths = [min(max_rows, number - skip) for skip in range(0, number, max_rows)]
    return [ListPart(f"{key}-{at + 1}", dates, length, at * max_rows, max_rows) for at, length in enumerate(lengths)]


def _decade(edtf: str) -> str:
    return f"{_year(edtf)[:3]}X" if edtf else UNDATED


@lru_cache(maxsize=CACHED_DATES)
def _year(edtf: str) -> str:
    return bounds(edtf)[0][:4] if edtf else UNDATED


@lru_cache(maxsize=CACHED_DATES)
def _quarter(edtf: str) -> str:
    """Return the quarter in which a date lies whole, as EDTF has it: "2009-36" is the last one of 2009."""
    first, last = bounds(edtf)
    quarter = (int(first[5:7]) - 1) // 3
    return f"{first[:4]}-{33 + quarter}" if last[:4] == first[:4] and (int(last[5:7]) - 1) // 3 == quarter else ""


@lru_cache(maxsize=CACHED_DATES)
def month_of(edtf: str) -> str:
    """Return the month in which a date lies whole, as "2009-10"; "" for one that is coarser."""
    first, last = bounds(edtf)
    is_within = first[:7] == last[:7] and precision(edtf) in {"day", "month", "interval"}
    return first[:7] if is_within else ""


def _letter(name: str) -> str:
    return name[:1].rstrip("-")


def _index_of(parts: Sequence[ListPart], date: str) -> int | None:
    return next((at for at, part in enumerate(parts) if date in part.dates), None)


def _total(counts: Counts) -> int:
    return sum(number for _, number in counts)


def _grouped(counts: Iterable[tuple[str, int]], group_of: Callable[[str], str]) -> dict[str, list[tuple[str, int]]]:
    groups: dict[str, list[tuple[str, int]]] = {}
    for date, number in counts:
        groups.setdefault(group_of(date), []).append((date, number))
    return groups
