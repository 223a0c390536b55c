"""The dossier's key points: the weightiest sentences of its reports, verbatim, spread over the story, none twice.

The best sentence of every report is considered before the second best of any, and later reports come first where weights are
equal: a briefing says where things stand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

MIN_POINTS, MAX_POINTS = 5, 7
WEIGHT_OF_MORE = 12
"""Weight that a sentence needs to be chosen beyond `MIN_POINTS`."""
MIN_WEIGHT = 6
WEIGHT_OF_LATEST = 6
"""Weight that is added to a sentence of the latest report; to those of earlier ones in proportion."""
MAX_SHARED_WORDS = 0.55
"""Of the words of the shorter of two sentences, the share above which they say the same."""
WORD = re.compile(r"[^\W\d_]{4,}")
PointNumber = tuple[int, int]
"""A report by its number in the order of reports, and a point of it by its number."""
WeighedPoint = tuple[PointNumber, int]


def rounds_of(weights: Sequence[int]) -> list[int]:
    """Return the round in which each point of a report is considered: 0 for the weightiest."""
    ranked = sorted(range(len(weights)), key=lambda point: -weights[point])
    return [ranked.index(point) for point in range(len(weights))]


def choose(rounds: Iterable[Iterable[WeighedPoint]], reports: int, text_of: Callable[[PointNumber], str]) -> list[PointNumber]:
    """Return five to seven sentences, where the reports have them, the latest report first.

    Each round has at most one point of every report; no more rounds are read than needed.
    """
    chosen: list[tuple[PointNumber, str]] = []
    for point, weight in _ranked(rounds, reports):
        if len(chosen) == MAX_POINTS or (len(chosen) >= MIN_POINTS and weight < WEIGHT_OF_MORE):
            break
        text = text_of(point)
        if not any(_say_the_same(text, other) for _, other in chosen):
            chosen.append((point, text))
    return sorted((point for point, _ in chosen), key=lambda point: (-point[0], point[1]))


def _ranked(rounds: Iterable[Iterable[WeighedPoint]], reports: int) -> Iterator[WeighedPoint]:
    """Return every report's best sentence, then every second best, and so on; within a round the weightiest first."""
    for points in rounds:
        heavy = [(point, weight) for point, weight in points if weight >= MIN_WEIGHT]
        yield from sorted(heavy, key=lambda one: (-one[1] - one[0][0] * WEIGHT_OF_LATEST // reports, -one[0][0]))


def _say_the_same(one: str, other: str) -> bool:
    """Return whether two sentences share most words."""
    words, others = (set(WORD.findall(text.lower())) for text in (one, other))
    return len(words & others) > MAX_SHARED_WORDS * min(len(words), len(others))
