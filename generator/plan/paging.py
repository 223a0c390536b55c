"""Long lists in parts that a person can read and a browser can open.

A list is parted by year; a year that is too long by quarter, a quarter by month; a month that is too long into parts of one
length, the oldest first. So what comes in later changes the last part, not all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from generator import permalinks
from generator.contexts import Link
from generator.edtf_dates import bounds, precision
from generator.model import OutputPath
from generator.plan.dates import when

MOST = 200
"""Entries on one page of a list."""
UNDATED = "undated"
LONGEST_PREFIX = 6
T = TypeVar("T")
Dated = tuple[str | None, T]
"""An entry behind the EDTF date under which it is listed."""


def by_time(entries: Iterable[Dated[T]], most: int = MOST) -> dict[str, list[Dated[T]]]:
    """Entries by the part of the list that they stand in, oldest part first.

    Keys are "2009", "2009-36" (its last quarter, as EDTF has it), "2009-10", "2009-10-2" (the second part), "undated".
    """
    return _parted(list(entries), (_year, _quarter, month_of), "", most)


def _parted(entries: list[Dated[T]], spans: Sequence[Callable[[str], str]], key: str, most: int) -> dict[str, list[Dated[T]]]:
    """Entries by the first span; those of a span with too many by the next. Who lies in no span stays under the wider one."""
    if not spans:
        return _cut(key, entries, most)
    groups = _grouped(entries, lambda entry: (spans[0](entry[0]) or key) if entry[0] else UNDATED)
    found: dict[str, list[Dated[T]]] = {}
    for name in sorted(groups, key=lambda name: bounds(name)[0] if name != UNDATED else "~"):
        fits = len(groups[name]) <= most
        found |= (
            {name: groups[name]} if fits else _parted(groups[name], () if name in {key, UNDATED} else spans[1:], name, most)
        )
    return found


def _year(edtf: str) -> str:
    return bounds(edtf)[0][:4]


def _quarter(edtf: str) -> str:
    """The quarter in which a date lies whole, as EDTF has it: "2009-36" is the last one of 2009."""
    first, last = bounds(edtf)
    quarter = (int(first[5:7]) - 1) // 3
    return f"{first[:4]}-{33 + quarter}" if last[:4] == first[:4] and (int(last[5:7]) - 1) // 3 == quarter else ""


def by_letter(entries: Iterable[tuple[str, T]], most: int = MOST, length: int = 1) -> dict[str, list[tuple[str, T]]]:
    """Entries by the letters that their slugs begin with, as few letters as leave no part too long."""
    found: dict[str, list[tuple[str, T]]] = {}
    for letters, group in sorted(_grouped(entries, lambda entry: entry[0][:length].rstrip("-")).items()):
        if len(group) <= most:
            found[letters] = group
        elif length == LONGEST_PREFIX:
            found |= _cut(letters, group, most)
        else:
            found |= by_letter(group, most, length + 1)
    return found


def month_of(edtf: str) -> str:
    """The month in which a date lies whole, as "2009-10"; "" for one that is coarser."""
    first, last = bounds(edtf)
    is_within = first[:7] == last[:7] and precision(edtf) in {"day", "month", "interval"}
    return first[:7] if is_within else ""


def links(of: OutputPath, parts: Iterable[tuple[str, int]], language: str, current: str = "") -> tuple[Link, ...]:
    """The way to each part of a page's list, with the number of entries there."""
    return tuple(Link(f"{named(key, language)} ({count:,})", permalinks.part(of, key), key == current) for key, count in parts)


def named(key: str, language: str) -> str:
    """A part in words: "2009", "October 2009", "October 2009, part 2", "A"."""
    if not key[:1].isdigit():
        return key.capitalize()
    month, number = (key[:7], key[8:]) if len(key) > len("2009-10") else (key, "")
    told = when(language, month)
    words = told.text if told else month
    return f"{words}, part {number}" if number else words


def _cut(key: str, group: Sequence[T], most: int) -> dict[str, list[T]]:
    if len(group) <= most:
        return {key: list(group)}
    return {f"{key}-{number + 1}": list(group[number * most : (number + 1) * most]) for number in range(-(-len(group) // most))}


def _grouped(entries: Iterable[T], key: Callable[[T], str]) -> dict[str, list[T]]:
    groups: dict[str, list[T]] = {}
    for entry in entries:
        groups.setdefault(key(entry), []).append(entry)
    return groups
