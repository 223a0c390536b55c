"""The dossier's key points."""

from __future__ import annotations

from collections.abc import Sequence

from generator.assemble.statements import key_sentence
from generator.briefing import KeySentence, Report


def choose(reports: Sequence[Report]) -> tuple[KeySentence, ...]:
    """The weightiest sentences of the latest reports."""
    best = [(r, max(r.found.key_points, key=lambda k: k.weight)) for r in reports if r.found.key_points]
    return tuple(key_sentence(report, point) for report, point in reversed(best[-7:]))
