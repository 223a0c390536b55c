"""The dossier's key points: the weightiest sentences of its reports, verbatim, spread over the story, none said twice.

Every report can give one before any gives a second, and the latest reports come first where weights are even: a briefing tells
where things stand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

LEAST, MOST = 5, 7
WORTH = 12
LEAST_WEIGHT = 6
LATENESS = 6
ALIKE = 0.55
WORD = re.compile(r"[^\W\d_]{4,}")
Place = tuple[int, int]
"""A report by its number in the order of reports, and a point of it by its number."""


def choose(weights: Sequence[Sequence[int]], text_of: Callable[[Place], str]) -> list[Place]:
    """Five to seven sentences where the reports have them, latest report first; `weights` are those of each report's points."""
    kept: list[tuple[Place, str]] = []
    for number, point in _ranked(weights):
        if len(kept) == MOST or (len(kept) >= LEAST and weights[number][point] < WORTH):
            break
        text = text_of((number, point))
        if not any(_alike(text, other) for _, other in kept):
            kept.append(((number, point), text))
    return sorted((place for place, _ in kept), key=lambda place: (-place[0], place[1]))


def _ranked(weights: Sequence[Sequence[int]]) -> Iterator[Place]:
    """Every report's best sentence, then every report's second best, and so on; within a round the weightiest first."""
    best = [sorted(range(len(points)), key=lambda point: -points[point]) for points in weights]
    for turn in range(max(map(len, best), default=0)):
        having = [
            (number, order[turn])
            for number, order in enumerate(best)
            if turn < len(order) and weights[number][order[turn]] >= LEAST_WEIGHT
        ]
        late = len(weights)
        yield from sorted(having, key=lambda p: (-weights[p[0]][p[1]] - p[0] * LATENESS // late, -p[0]))


def _alike(one: str, other: str) -> bool:
    """Whether two sentences say much the same."""
    words, others = (set(WORD.findall(text.lower())) for text in (one, other))
    return len(words & others) > ALIKE * min(len(words), len(others))
