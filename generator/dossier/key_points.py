"""The dossier's key points: the weightiest sentences of its reports, verbatim, spread over the story, none said twice.

Every report can give one before any gives a second, and the latest reports come first where weights are even: a briefing tells
where things stand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

LEAST, MOST = 5, 7
WORTH = 12
LEAST_WEIGHT = 6
LATENESS = 6
ALIKE = 0.55
WORD = re.compile(r"[^\W\d_]{4,}")
Place = tuple[int, int]
"""A report by its number in the order of reports, and a point of it by its number."""
Weighed = tuple[Place, int]


def turns(weights: Sequence[int]) -> list[int]:
    """When each of a report's points has its turn: 0 for the weightiest."""
    ranked = sorted(range(len(weights)), key=lambda point: -weights[point])
    return [ranked.index(point) for point in range(len(weights))]


def choose(rounds: Iterable[Iterable[Weighed]], reports: int, text_of: Callable[[Place], str]) -> list[Place]:
    """Five to seven sentences where the reports have them, latest report first.

    In each round is the point of every report, of so many, that has its turn. Rounds are asked for as long as they are needed.
    """
    kept: list[tuple[Place, str]] = []
    for place, weight in _ranked(rounds, reports):
        if len(kept) == MOST or (len(kept) >= LEAST and weight < WORTH):
            break
        text = text_of(place)
        if not any(_alike(text, other) for _, other in kept):
            kept.append((place, text))
    return sorted((place for place, _ in kept), key=lambda place: (-place[0], place[1]))


def _ranked(rounds: Iterable[Iterable[Weighed]], reports: int) -> Iterator[Weighed]:
    """Every report's best sentence, then every report's second best, and so on; within a round the weightiest first."""
    for points in rounds:
        heavy = [(place, weight) for place, weight in points if weight >= LEAST_WEIGHT]
        yield from sorted(heavy, key=lambda one: (-one[1] - one[0][0] * LATENESS // reports, -one[0][0]))


def _alike(one: str, other: str) -> bool:
    """Whether two sentences say much the same."""
    words, others = (set(WORD.findall(text.lower())) for text in (one, other))
    return len(words & others) > ALIKE * min(len(words), len(others))
