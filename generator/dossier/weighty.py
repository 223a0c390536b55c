"""The choice of the weightiest of many, for what readers see first; and of what they see there although it is unsure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from generator.model.findings import Confidence
from generator.model.statements import Happening

MAIN_WEIGHT = 8
"""The least weight of a report's main events: told in its first sentences, in words of its title, with actors or a date."""
SHARE_NOT_WORTH_FOLDING = 4
"""Where no more than one in so many would be left over, all are chosen."""
Entry = TypeVar("Entry")


def is_prominent(event: Happening, texts: int = 1) -> bool:
    """Return whether an event stands among all: likely, or main in its report, or told by several."""
    return event.confidence is not Confidence.UNSURE or event.weight >= MAIN_WEIGHT or texts > 1


def split_by_weight(entries: Sequence[Entry], weight_of: Callable[[Entry], int], limit: int) -> tuple[list[Entry], list[Entry]]:
    """Return the weightiest entries and the others, each in their order; of equal ones the later are chosen.

    An entry of weight 0 is never chosen where others are left over.
    """
    if len(entries) <= limit + limit // SHARE_NOT_WORTH_FOLDING:
        return list(entries), []
    ranked = sorted(range(len(entries)), key=lambda at: (-weight_of(entries[at]), -at))
    chosen = {at for at in ranked[:limit] if weight_of(entries[at])}
    first = [entry for at, entry in enumerate(entries) if at in chosen]
    return first, [entry for at, entry in enumerate(entries) if at not in chosen]
