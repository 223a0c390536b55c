"""Long lists in parts that a person can read and a browser can open.

A list is parted by year; a year that is too long by quarter, a quarter by month; a month that is too long into parts of one
length, the oldest first. So what comes in later changes the last part, not all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

import msgspec

from generator.contexts import Link
from generator.model import permalinks
from generator.model.edtf import bounds, precision
from generator.model.proofs import OutputPath
from generator.report.dates_in_words import when
from generator.theme.texts import Words

MOST = 200
"""Entries on one page of a list."""
DATES = 20_000
"""Dates of which it is remembered where they lie: the same ones stand in many lists."""
UNDATED = "undated"
FEW = 5
"""Into how many parts one of full length could be cut, of which each would be short."""
DECADE = "X"
LETTERS = 6
"""First letters of names by which a list of names can be parted."""
Dates = Sequence[tuple[str, int]]
"""The EDTF dates (or first letters) under which entries are listed, and how many are; "" for undated ones."""


class Span(NamedTuple):
    """A part of a list: so many of the entries at these dates, from the one after `skip` others on, `most` of them."""

    key: str
    dates: tuple[str, ...]
    number: int
    skip: int = 0
    most: int = -1


def by_time(dates: Dates, most: int = MOST) -> list[Span]:
    """The parts of a list that has so many entries at these dates, oldest part first.

    Keys are "2009", "2009-36" (its last quarter, as EDTF has it), "2009-10", "2009-10-2" (the second part), "undated".
    """
    return _parted(list(dates), (_year, _quarter, month_of), "", most)


def by_decade(dates: Dates, most: int) -> list[Span]:
    """The same, but the years of a decade of which little is told stand together: "198X"."""
    decades = _grouped(dates, lambda entry: _decade(entry[0]))
    found: list[Span] = []
    for name in sorted(decades):
        group = decades[name]
        few = name != UNDATED and _number(group) <= most // FEW
        found += _cut(name, group, most) if few else by_time(group, most)
    return found


def again(old: Sequence[Span], dates: Collection[str], most: int, count: Callable[[Sequence[str]], int]) -> list[Span] | None:
    """The parts after something changed at some dates, where that is told without looking at all others; None where it is not.

    `count` says how many entries there are at some dates now. Parts stay as they are unless one becomes too long, or shorter,
    or there is a date that none has.
    """
    found = list(old)
    for at in {_place(old, date) for date in dates}:
        if at is None or old[at].most != -1:
            return None
        span, number = old[at], count(old[at].dates)
        if not span.number <= number <= (most // FEW if span.key.endswith(DECADE) else most):
            return None
        found[at] = span._replace(number=number)
    return found


def kept(parts: bytes) -> list[Span]:
    """The parts of a list as the catalogue keeps them; none where it keeps nothing."""
    return msgspec.msgpack.decode(parts, type=list[Span]) if parts else []


def anew(
    old: Sequence[Span], touched: Collection[str], of: Parted, dates: Callable[[Collection[str] | None], Dates], most: int
) -> list[Span]:
    """The parts after something changed at some dates. Years, decades or letters in which none of these lie stay as they are.

    `dates` says under which dates there are entries now, among some or, for None, in all, where there were no parts.
    """
    group, parted = of
    names = set(map(group, touched))
    still = [span for span in old if group(span.dates[0]) not in names]
    among = {date for span in old if group(span.dates[0]) in names for date in span.dates}.union(touched)
    return sorted([*still, *parted(dates(among if old else None), most)], key=lambda span: group(span.dates[0]))


def _place(spans: Sequence[Span], date: str) -> int | None:
    return next((at for at, span in enumerate(spans) if date in span.dates), None)


def _parted(dates: Dates, spans: Sequence[Callable[[str], str]], key: str, most: int) -> list[Span]:
    """Dates by the first span; those of a span with too many by the next. What lies in no span stays under the wider one."""
    if not spans:
        return _cut(key, dates, most)
    groups = _grouped(dates, lambda entry: (spans[0](entry[0]) or key) if entry[0] else UNDATED)
    found: list[Span] = []
    for name in sorted(groups, key=lambda name: bounds(name)[0] if name != UNDATED else "~"):
        group = groups[name]
        if _number(group) <= most:
            found += _cut(name, group, most)
        else:
            found += _parted(group, () if name in {key, UNDATED} else spans[1:], name, most)
    return found


def _decade(edtf: str) -> str:
    return f"{_year(edtf)[:3]}{DECADE}" if edtf else UNDATED


@lru_cache(maxsize=DATES)
def _year(edtf: str) -> str:
    return bounds(edtf)[0][:4] if edtf else UNDATED


def _letter(name: str) -> str:
    return name[:1].rstrip("-")


@lru_cache(maxsize=DATES)
def _quarter(edtf: str) -> str:
    """The quarter in which a date lies whole, as EDTF has it: "2009-36" is the last one of 2009."""
    first, last = bounds(edtf)
    quarter = (int(first[5:7]) - 1) // 3
    return f"{first[:4]}-{33 + quarter}" if last[:4] == first[:4] and (int(last[5:7]) - 1) // 3 == quarter else ""


def by_letter(letters: Dates, most: int = MOST, length: int = 1) -> list[Span]:
    """The parts of a list by the letters that its names begin with, as few letters as leave no part too long."""
    found: list[Span] = []
    for first, group in sorted(_grouped(letters, lambda entry: entry[0][:length].rstrip("-")).items()):
        if _number(group) <= most or length == LETTERS:
            found += _cut(first, group, most)
        else:
            found += by_letter(group, most, length + 1)
    return found


Parted = tuple[Callable[[str], str], Callable[[Dates, int], list[Span]]]
YEARS: Parted = (_year, by_time)
DECADES: Parted = (_decade, by_decade)
LETTERED: Parted = (_letter, by_letter)
"""How a list is parted, and the groups of dates that are parted each by itself."""


@lru_cache(maxsize=DATES)
def month_of(edtf: str) -> str:
    """The month in which a date lies whole, as "2009-10"; "" for one that is coarser."""
    first, last = bounds(edtf)
    is_within = first[:7] == last[:7] and precision(edtf) in {"day", "month", "interval"}
    return first[:7] if is_within else ""


def links(of: OutputPath, parts: Iterable[Span], words: Words) -> tuple[Link, ...]:
    """The way to each part of a page's list, with the number of entries there."""
    named_ = ((words("page.counted", part=named(part.key, words), number=part.number), part.key) for part in parts)
    return tuple(Link(text, permalinks.part(of, key)) for text, key in named_)


def around(of: OutputPath, parts: Sequence[Span], key: str, words: Words) -> tuple[Link, ...]:
    """The way from one part to its neighbours: a part's page does not grow with the list, nor change where others do."""
    at = next(number for number, part in enumerate(parts) if part.key == key)
    near = parts[max(0, at - 1) : at + 2]
    return tuple(Link(named(part.key, words), permalinks.part(of, part.key), part.key == key) for part in near)


def named(key: str, words: Words) -> str:
    """A part in words: "2009", "October 2009", "October 2009, part 2", "A"."""
    if key[:1].isdigit():
        name, number = key[:7], key[8:]
        told = when(words, name)
        said = told.text if told else name
    else:
        name, _, number = key.partition("-") if key.startswith(UNDATED) else (key, "", "")
        said = words("page.undated") if name == UNDATED else name.capitalize()
    return words("page.numbered", part=said, number=number) if number else said


def _cut(key: str, dates: Dates, most: int) -> list[Span]:
    names, number = tuple(date for date, _ in dates), _number(dates)
    if number <= most:
        return [Span(key, names, number)]
    sizes = [min(most, number - skip) for skip in range(0, number, most)]
    return [Span(f"{key}-{at + 1}", names, size, at * most, most) for at, size in enumerate(sizes)]


def _number(dates: Dates) -> int:
    return sum(number for _, number in dates)


def _grouped(dates: Dates, key: Callable[[tuple[str, int]], str]) -> dict[str, list[tuple[str, int]]]:
    groups: dict[str, list[tuple[str, int]]] = {}
    for entry in dates:
        groups.setdefault(key(entry), []).append(entry)
    return groups
