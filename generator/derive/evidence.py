"""The gate of evidence: the only place where `Evidence` is constructed, once a span has been checked against the text.

Findings read from files (`content/derived/*.json`) pass it, too: one whose words do not stand where it says is dropped,
with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from generator.model.findings import Event, Evidence, Figure, Findings, Position, Quote
from generator.model.kinds import KINDS, FindingKind


@dataclass(frozen=True, slots=True)
class Dropped:
    """A finding that the gate dropped, and why."""

    kind: str
    id: str
    reason: str


def cite(text: str, start: int, end: int, words: str | None = None) -> Evidence:
    """Return the evidence `text[start:end]`.

    Raises ValueError when the span is empty or out of range, or is not `words`, where those are given.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"the span {start}:{end} does not lie in a text of {len(text)} characters")
    found = text[start:end]
    if words is not None and words != found:
        raise ValueError(f"the text says {found!r} at {start}:{end}, not {words!r}")
    return Evidence(start, end, found)


def gate(text: str, found: Findings) -> tuple[Findings, tuple[Dropped, ...]]:
    """Return the findings whose evidence stands in the text, and those dropped with the reason."""
    known = {entity.id for entity in found.entities}
    dropped: list[Dropped] = []
    passed: dict[str, tuple[Any, ...]] = {}
    for kind in KINDS:
        passed[kind.field] = tuple(_passed(text, kind, found, known, dropped))
    return replace(found, **passed), tuple(dropped)


def _passed(text: str, kind: FindingKind, found: Findings, known: set[str], dropped: list[Dropped]) -> Iterator[Any]:
    """Return the findings of one kind that pass, without references to entities that the report does not have."""
    for finding in kind.of(found):
        try:
            _check(text, finding)
        except ValueError as error:
            dropped.append(Dropped(kind.field, finding.id, str(error)))
            continue
        unknown = set(kind.entities(finding)) - known
        passed = kind.without(finding, unknown)
        if passed is None:
            entity = getattr(finding, kind.required_entity)
            dropped.append(Dropped(kind.field, finding.id, f"nobody in the report has the id {entity!r}"))
        else:
            yield passed


def _check(text: str, finding: Any) -> None:
    """Raise ValueError unless everything that the finding quotes stands in the text."""
    evidence = finding.evidence
    cite(text, evidence.start, evidence.end, evidence.text)
    if isinstance(finding, Quote):
        for segment in finding.segments:
            cite(text, segment.start, segment.end)
            if not evidence.start <= segment.start < segment.end <= evidence.end:
                raise ValueError(f"the segment {segment.start}:{segment.end} lies outside of its quote")
    if isinstance(finding, Event | Figure) and (finding.placed is None) is not (finding.placed_by is None):
        raise ValueError("the event or figure is placed by nothing, or by something at no date")
    if isinstance(finding, Position) and not finding.object:
        raise ValueError("the position has no object")
