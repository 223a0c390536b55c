"""The dossier's key points: the weightiest sentences of its reports, verbatim, spread over the story, none said twice.

Every report can give one before any gives a second, and the latest reports come first where weights are even: a briefing tells
where things stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.briefing import KeySentence, Report

LEAST, MOST = 5, 7
WORTH = 12
LEAST_WEIGHT = 6
LATENESS = 6
ALIKE = 0.55
WORD = re.compile(r"[^\W\d_]{4,}")
Ranked = tuple[Report, KeySentence]


def choose(reports: Sequence[Report]) -> tuple[KeySentence, ...]:
    """Five to seven sentences where the reports have them, latest report first."""
    kept: list[Ranked] = []
    for report, point in _ranked(reports):
        if len(kept) == MOST or (len(kept) >= LEAST and point.weight < WORTH):
            break
        if not any(_alike(point, other) for _, other in kept):
            kept.append((report, point))
    order = {report.article.slug: number for number, report in enumerate(reports)}
    kept.sort(key=lambda pair: (-order[pair[0].article.slug], pair[0].account.points.index(pair[1])))
    return tuple(point for _, point in kept)


def _ranked(reports: Sequence[Report]) -> Iterator[Ranked]:
    """Every report's best sentence, then every report's second best, and so on; within a round the weightiest first."""
    best = [sorted(report.account.points, key=lambda point: -point.weight) for report in reports]
    for turn in range(max(map(len, best), default=0)):
        having = [number for number, points in enumerate(best) if turn < len(points) and points[turn].weight >= LEAST_WEIGHT]
        late = {number: number * LATENESS // len(reports) for number in having}
        for number in sorted(having, key=lambda n: (-best[n][turn].weight - late[n], -n)):
            yield reports[number], best[number][turn]


def _alike(one: KeySentence, other: KeySentence) -> bool:
    """Whether two sentences say much the same."""
    words, others = (set(WORD.findall(point.text.lower())) for point in (one, other))
    return len(words & others) > ALIKE * min(len(words), len(others))
