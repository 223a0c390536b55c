"""How much of what a deriver gave the report did not say."""

from __future__ import annotations

from collections.abc import Iterable

from generator.model.values import Value


class Screened(Value, frozen=True):
    """How many findings of a kind (a field of `Findings`) a deriver gave of a report, and how many of these were dropped."""

    deriver: str
    kind: str
    given: int
    dropped: int


def added_up(rows: Iterable[Screened]) -> tuple[Screened, ...]:
    """Return one row for each deriver and kind, with the sums, in order."""
    sums: dict[tuple[str, str], tuple[int, int]] = {}
    for row in rows:
        given, dropped = sums.get((row.deriver, row.kind), (0, 0))
        sums[row.deriver, row.kind] = given + row.given, dropped + row.dropped
    return tuple(Screened(*key, *sums[key]) for key in sorted(sums))
