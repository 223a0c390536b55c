"""Findings by the place of their words, so that those near others are found without looking at all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from generator.model.findings import Evidence

STRETCH = 256
"""Characters of the text that are looked up together."""


class ByPlace:
    """Findings in the order in which they were added, found by where their words stand."""

    def __init__(self, findings: Iterable[Any] = ()) -> None:
        self._findings: list[Any] = []
        self._in_stretch: defaultdict[int, list[int]] = defaultdict(list)
        for finding in findings:
            self.add(finding)

    def add(self, finding: Any) -> None:
        """Add a finding after the others."""
        for stretch in _stretches(finding.evidence):
            self._in_stretch[stretch].append(len(self._findings))
        self._findings.append(finding)

    def overlapping(self, evidence: Evidence) -> Iterator[tuple[int, Any]]:
        """Return findings that have characters in common with a stretch, each behind its number, in order."""
        for number in sorted({at for stretch in _stretches(evidence) for at in self._in_stretch.get(stretch, ())}):
            other = self._findings[number].evidence
            if other.start < evidence.end and evidence.start < other.end:
                yield number, self._findings[number]


def _stretches(evidence: Evidence) -> range:
    return range(evidence.start // STRETCH, (evidence.end - 1) // STRETCH + 1)
