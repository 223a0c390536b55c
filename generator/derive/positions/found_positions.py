"""Positions as rules of all kinds find them, and the findings that they become."""

from __future__ import annotations

from typing import NamedTuple

from generator.derive.evidence import cite
from generator.derive.positions.reporters import Reporter
from generator.derive.syntax.document import Document
from generator.model.findings import Confidence, Polarity, Position, Span, Stance


class FoundPosition(NamedTuple):
    """The fields of a position, with the span of its words; without a verb where a speaker's own words take it."""

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


def finding(doc: Document, found: FoundPosition) -> Position:
    """Return a position with its evidence, cut out of the report's text."""
    return Position(
        id="",
        evidence=cite(doc.text, found.span.start, found.span.end),
        entity=found.entity,
        stance=found.stance,
        polarity=found.polarity,
        verb=found.verb,
        object=found.object,
        negated=found.negated,
        hedge=found.hedge,
        condition=found.condition,
        reported_by=found.reporter.entity if found.reporter else None,
        reported_by_text=found.reporter.words if found.reporter else None,
        topic=None,
        said_on=found.said_on,
        confidence=found.confidence,
        rule=found.rule,
    )
