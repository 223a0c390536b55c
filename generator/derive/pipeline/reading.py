"""A report as a pipeline of spaCy reads it: plain values, with places in the report's own text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from generator.derive.syntax.document import Document
from generator.model.findings import Span

MAX_CHARACTERS = 20_000
"""Characters of a piece that is given to a pipeline, unless a sentence is longer."""


class TaggedToken(NamedTuple):
    """A token: its place, words, lemma ("" where the pipeline has none), part of speech, head and relation to it.

    `head` is the number of another token, or its own where it has none.
    """

    start: int
    end: int
    text: str
    lemma: str
    pos: str
    head: int
    relation: str


class LabelledSpan(NamedTuple):
    """Words that the pipeline says are a name, a date or the like."""

    start: int
    end: int
    label: str


class PipelineReading(NamedTuple):
    """All tokens and labelled stretches of a report, in order."""

    tokens: tuple[TaggedToken, ...]
    labelled: tuple[LabelledSpan, ...]


def read(nlp: Any, doc: Document) -> PipelineReading:
    """Return a report as a pipeline reads it, piece by piece."""
    tokens: list[TaggedToken] = []
    labelled: list[LabelledSpan] = []
    pieces = [*_pieces(doc)]
    for piece, result in zip(pieces, nlp.pipe(doc.text[piece.start : piece.end] for piece in pieces), strict=True):
        before = len(tokens)
        labelled += (LabelledSpan(piece.start + one.start_char, piece.start + one.end_char, one.label_) for one in result.ents)
        tokens += (_token(one, piece.start, before) for one in result)
    return PipelineReading(tuple(tokens), tuple(labelled))


def _token(token: Any, offset: int, before: int) -> TaggedToken:
    start = offset + token.idx
    head = before + token.head.i
    return TaggedToken(start, start + len(token), token.text, token.lemma_, token.pos_, head, token.dep_)


def _pieces(doc: Document) -> Iterator[Span]:
    """Return a report in paragraphs; those that are too long in runs of sentences."""
    start = end = 0
    paragraph = -1
    for sentence in doc.sentences:
        if sentence.paragraph != paragraph or sentence.end - start > MAX_CHARACTERS:
            if end > start:
                yield Span(start, end)
            start, paragraph = sentence.start, sentence.paragraph
        end = sentence.end
    if end > start:
        yield Span(start, end)
