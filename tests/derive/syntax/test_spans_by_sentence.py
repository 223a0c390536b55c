"""Stretches by sentences: what shares words with a stretch is found, in its order, and little else."""

from __future__ import annotations

from generator.derive.syntax.document import Document
from generator.derive.syntax.spans_by_sentence import SpansBySentence
from generator.model.findings import Span

DOC = Document("one", "It rained. Anna Berg left. The town slept. Nobody came.")
FIRST, SECOND, FIRST_TO_THIRD, LAST = Span(3, 9), Span(11, 20), Span(0, 42), Span(43, 55)
SPANS = SpansBySentence(DOC, (LAST, FIRST_TO_THIRD, SECOND, FIRST), lambda span: span)


def test_what_touches_the_sentence_is_found_in_its_order() -> None:
    assert SPANS.near(12, 13) == [FIRST_TO_THIRD, SECOND]


def test_what_touches_several_sentences_is_found_once() -> None:
    assert SPANS.near(8, 12) == [FIRST_TO_THIRD, SECOND, FIRST]


def test_a_stretch_of_no_length_lies_in_the_sentence_at_its_start() -> None:
    assert SPANS.near(45, 45) == [LAST]


def test_before_the_first_sentence_is_nothing() -> None:
    later = Document("one", "  \n It rained.")
    assert SpansBySentence(later, (Span(4, 6),), lambda span: span).near(0, 1) == []
