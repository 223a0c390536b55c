"""The dossier's key points: the weightiest sentences of its reports, verbatim, spread over the story, none said twice.

Every report can give one before any gives a second, and the latest reports come first where weights are even: a briefing tells
where things stand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.assemble.statements import key_sentence
from generator.briefing import KeySentence, Report
from generator.model import KeyPoint

MOST = 6
LEAST_WEIGHT = 6
ALIKE = 0.6
WORD = re.compile(r"[^\W\d_]{4,}")
Ranked = tuple[Report, KeyPoint]


def choose(reports: Sequence[Report]) -> tuple[KeySentence, ...]:
    """Up to six sentences, latest report first."""
    kept: list[Ranked] = []
    for round_ in range(2):
        for report, point in _round(reports, round_):
            if len(kept) < MOST and not any(_alike(point, other) for _, other in kept):
                kept.append((report, point))
    order = {report.article.slug: number for number, report in enumerate(reports)}
    kept.sort(key=lambda pair: (-order[pair[0].article.slug], pair[1].evidence.start))
    return tuple(key_sentence(report, point) for report, point in kept)


def _round(reports: Sequence[Report], number: int) -> list[Ranked]:
    """Each report's best sentence (round 0), or its second best (round 1), the weightiest first, later reports before."""
    found: list[tuple[int, int, Ranked]] = []
    for position, report in enumerate(reports):
        best = sorted(report.found.key_points, key=lambda p: (-p.weight, p.evidence.start))
        if number < len(best) and best[number].weight >= LEAST_WEIGHT:
            weight = best[number].weight + position * 6 // max(1, len(reports))
            found.append((-weight, -position, (report, best[number])))
    return [ranked for _, _, ranked in sorted(found, key=lambda entry: entry[:2])]


def _alike(one: KeyPoint, other: KeyPoint) -> bool:
    """Whether two sentences say much the same."""
    words, others = (set(WORD.findall(point.evidence.text.lower())) for point in (one, other))
    return len(words & others) > ALIKE * min(len(words), len(others))
