"""The gate: the only place where `Evidence` is made, so that whoever holds one need not ask again.

What comes from a file (`content/derived/*.json`) goes through it as well: a finding whose words do not stand where it says
is dropped, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from generator.derive.identifiers import KINDS
from generator.model.findings import Evidence, Findings, Position, Quote

# Fields that name an entity, by kind of finding; where one names nobody it is emptied, or the finding goes.
REQUIRED_ENTITY = {"mentions": "entity", "roles": "entity", "positions": "entity"}
OPTIONAL_ENTITIES = {
    "roles": ("affiliation",),
    "quotes": ("speaker", "affiliation", "addressee"),
    "events": ("place",),
    "positions": ("reported_by",),
}


@dataclass(frozen=True, slots=True)
class Dropped:
    """A finding that the gate turned away."""

    kind: str
    id: str
    reason: str


def cite(text: str, start: int, end: int, words: str | None = None) -> Evidence:
    """Hold a span against the text.

    `words`, if given, must be what stands there. Raises ValueError when the span is empty, out of range, or says
    something else.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"the span {start}:{end} does not lie in a text of {len(text)} characters")
    found = text[start:end]
    if words is not None and words != found:
        raise ValueError(f"the text says {found!r} at {start}:{end}, not {words!r}")
    return Evidence(start, end, found)


def gate(text: str, found: Findings) -> tuple[Findings, tuple[Dropped, ...]]:
    """The findings whose evidence stands in the text, and those dropped with the reason."""
    known = {entity.id for entity in found.entities}
    dropped: list[Dropped] = []
    kept: dict[str, tuple[Any, ...]] = {}
    for kind in KINDS:
        kept[kind] = tuple(_passed(text, kind, getattr(found, kind), known, dropped))
    return replace(found, **kept), tuple(dropped)


def _passed(text: str, kind: str, findings: Iterable[Any], known: set[str], dropped: list[Dropped]) -> Iterable[Any]:
    for finding in findings:
        try:
            _hold(text, finding)
        except ValueError as error:
            dropped.append(Dropped(kind, finding.id, str(error)))
            continue
        required = REQUIRED_ENTITY.get(kind)
        if required and getattr(finding, required) not in known:
            dropped.append(Dropped(kind, finding.id, f"nobody in the report has the id {getattr(finding, required)!r}"))
            continue
        strangers = {
            field: None
            for field in OPTIONAL_ENTITIES.get(kind, ())
            if getattr(finding, field) is not None and getattr(finding, field) not in known
        }
        yield replace(finding, **strangers) if strangers else finding


def _hold(text: str, finding: Any) -> None:
    """Raise ValueError unless everything that the finding quotes stands in the text."""
    evidence = finding.evidence
    cite(text, evidence.start, evidence.end, evidence.text)
    if isinstance(finding, Quote):
        for segment in finding.segments:
            cite(text, segment.start, segment.end)
            if not evidence.start <= segment.start < segment.end <= evidence.end:
                raise ValueError(f"the segment {segment.start}:{segment.end} lies outside of its quote")
    if isinstance(finding, Position) and not finding.object:
        raise ValueError("the position has no object")
