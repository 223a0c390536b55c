"""The turns of a transcript or interview, each with who its label names: "MAYOR IDA STRAND: We are …", "Q: …", "A: …"."""

from __future__ import annotations

from collections.abc import Iterator

from generator.derive.speech.attribution import Attribution, quote
from generator.derive.syntax.annotated_text import AnnotatedText
from generator.derive.syntax.turns import LabelledTurn, answers, asks, turns
from generator.model.findings import Confidence, Kind, Quote

TURN = "a turn of a transcript"
RULES = (TURN,)


def find(text: AnnotatedText) -> Iterator[Quote]:
    """Return the turns of a report whose speakers it names, without the questions of whoever asks."""
    for turn in turns(text.doc):
        speaker = _interviewed(text) if answers(text.doc, turn) else _labelled(text, turn)
        if speaker is None or asks(text.doc, turn):
            continue
        confidence = Confidence.UNSURE if answers(text.doc, turn) else Confidence.LIKELY
        label = text.doc.text[turn.label.start : turn.label.end]
        yield quote(text.doc, [turn.words], Attribution(speaker, label, TURN, confidence), direct=True)


def _labelled(text: AnnotatedText, turn: LabelledTurn) -> str | None:
    """Return whom a label names: the last name in it, after a title's."""
    inside = [m for m in text.findings.mentions if turn.label.start <= m.evidence.start < turn.label.end]
    return inside[-1].entity if inside else None


def _interviewed(text: AnnotatedText) -> str | None:
    """Return the only person whom an interview names before its first turn; None where it names several."""
    first = turns(text.doc)[0].label.start
    before = {mention.entity for mention in text.findings.mentions if mention.evidence.start < first}
    people = {entity for entity in before if text.entity_kinds[entity] is Kind.PERSON}
    return people.pop() if len(people) == 1 else None
