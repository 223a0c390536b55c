"""Sentences that are none: too long, or too many and too short."""

import time

import pytest

from generator.derive.syntax.document import MAX_TOKENS, Document
from generator.derive.syntax.word_splitting import split_sentence

MAX_SECONDS = 20
"""Seconds of a processor within which what grows with the length ends on any machine; what grows with its square takes longer."""


def test_a_sentence_with_very_many_words_goes_on_as_another_one() -> None:
    text = "word " * 1_000 + "end."
    sentences = Document("a", text).sentences
    assert all(sentence.last - sentence.first <= MAX_TOKENS for sentence in sentences)
    assert text == " ".join(text[sentence.start : sentence.end] for sentence in sentences)
    assert [sentence.last for sentence in sentences[:-1]] == [sentence.first for sentence in sentences[1:]]


def test_a_sentence_of_a_hundred_words_stays_whole() -> None:
    assert 1 == len(Document("a", "word " * 100 + "end.").sentences)


def test_very_many_sentences_of_a_mark_stay_together() -> None:
    text = "? " * 2_000
    assert 10_000 // MAX_TOKENS > len(Document("a", text).sentences)


def test_short_sentences_of_a_report_are_sentences() -> None:
    assert 40 == len(Document("a", "Go. No! " * 20).sentences)


@pytest.mark.parametrize(
    "text", ["." * 50_000 + "a", "?" * 50_000 + "a", ".)" * 25_000 + "a", "well-" * 20_000, "a." * 25_000 + "@"]
)
def test_marks_without_a_blank_are_split_in_bounded_time(text: str) -> None:
    began = time.process_time()
    doc = Document("a", text)
    for sentence in doc.sentences:
        split_sentence(doc, sentence)
    assert time.process_time() - began < MAX_SECONDS
