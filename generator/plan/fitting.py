"""How much of each list fits: as many rows as there is room for, none less than its floor, found by measuring."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

Rows = Mapping[str, int]
"""By list, how many of its first rows are shown."""
MAX_TRIES = 6
"""Single rows that are tried once no more rows in their order fit: a shorter one may."""


class ListSize(NamedTuple):
    """How many rows a list must show, as far as it has them, and how many it may; it gets more from the turn `after` on."""

    floor: int
    most: int
    after: int = 0


def fitted(sizes: Mapping[str, ListSize], fits: Callable[[Rows], bool]) -> Rows | None:
    """Return how many rows of each list are shown, by turns one more of each; None where not even the floors fit."""
    least = {name: min(size.floor, size.most) for name, size in sizes.items()}
    further = _by_turns(sizes, least)
    if fits(_with(least, further)):
        return _with(least, further)
    if not fits(least):
        return None
    low, high = 0, len(further)
    while high - low > 1:  # so many fit, and so many do not
        middle = (low + high) // 2
        low, high = (middle, high) if fits(_with(least, further[:middle])) else (low, middle)
    found, full = _with(least, further[:low]), {further[low]}
    for name in further[low + 1 : low + 1 + MAX_TRIES]:
        if name in full:
            continue
        if fits(more := _with(found, [name])):
            found = more
        else:
            full.add(name)
    return found


def _by_turns(sizes: Mapping[str, ListSize], least: Rows) -> list[str]:
    """Return the lists in the order in which each gets one more row."""
    rounds = max((size.most + size.after for size in sizes.values()), default=0)
    return [name for turn in range(rounds) for name, size in sizes.items() if 0 <= turn - size.after < size.most - least[name]]


def _with(rows: Rows, more: list[str]) -> Rows:
    return {name: number + more.count(name) for name, number in rows.items()}
