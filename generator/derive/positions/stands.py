"""A stand that somebody takes, before it is a position: what each kind of rule yields, and the position that it becomes."""

from __future__ import annotations

from typing import NamedTuple

from generator.derive.evidence import cite
from generator.derive.positions.reporters import Reporter
from generator.derive.syntax.document import Document
from generator.model.findings import Confidence, Polarity, Position, Span, Stance


class FoundPosition(NamedTuple):
    """The fields of a position, with the span of its words; without a verb where words of a speaker are the stand."""

    span: Span
    entity: str
    stance: Stance
    polarity: Polarity
    object: str
    rule: str
    verb: str = ""
    negated: bool = False
    hedge: str | None = None
    condition: str | None = None
    reporter: Reporter | None = None
    said_on: str | None = None
    confidence: Confidence = Confidence.UNSURE


def position(doc: Document, stand: FoundPosition) -> Position:
    """Return the position that a stand is, with its evidence."""
    return Position(
        id="",
        evidence=cite(doc.text, stand.span.start, stand.span.end),
        entity=stand.entity,
        stance=stand.stance,
        polarity=stand.polarity,
        verb=stand.verb,
        object=stand.object,
        negated=stand.negated,
        hedge=stand.hedge,
        condition=stand.condition,
        reported_by=stand.reporter.entity if stand.reporter else None,
        reported_by_text=stand.reporter.words if stand.reporter else None,
        topic=None,
        said_on=stand.said_on,
        confidence=stand.confidence,
        rule=stand.rule,
    )
