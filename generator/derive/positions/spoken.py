"""Positions that speech takes: each sentence of a quote is what its speaker stands for, in own words of the speaker.

"We cannot pay this," | Anna Berg said.        Anna Berg said | the plan was unacceptable.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.derive.positions.found_positions import FoundPosition
from generator.derive.positions.judgements import judge
from generator.derive.syntax.annotated_text import AnnotatedText
from generator.derive.syntax.clauses import VERBS
from generator.derive.syntax.word_classes import word_class
from generator.model.findings import Quote, Span

OWN_WORDS = "own words of the speaker"
REPORTED_WORDS = "a judgement in reported speech"
RULES = (OWN_WORDS, REPORTED_WORDS)

MIN_CHARACTERS = 25
MIN_CHARACTERS_JUDGED = 12
"""The fewest characters of quoted words that take a stand, and of those that judge by themselves ("a terrible mistake")."""


def find(text: AnnotatedText) -> Iterator[FoundPosition]:
    """Return the position of each sentence that somebody known says."""
    for quote in text.findings.quotes:
        for span in _sentences(text, quote):
            yield from _positions(text, quote, span)


def speakers(quote: Quote) -> tuple[str, ...]:
    """Return those who say a quote: its speakers, else the body that the speaker speaks for."""
    return quote.speakers or ((quote.speaker,) if quote.speaker else (quote.affiliation,) if quote.affiliation else ())


def _sentences(text: AnnotatedText, quote: Quote) -> Iterator[Span]:
    """Return the sentences of a quote's segments."""
    doc = text.doc
    for segment in quote.segments or (Span(quote.evidence.start, quote.evidence.end),):
        index = doc.sentence_at(segment.start)
        while index < len(doc.sentences) and doc.sentences[index].start < segment.end:
            sentence = doc.sentences[index]
            start, end = max(sentence.start, segment.start), min(sentence.end, segment.end)
            spelled = doc.text[start:end]
            start += len(spelled) - len(spelled.lstrip(" \n\"'“”‘’«»`,"))
            end -= len(spelled) - len(spelled.rstrip(" \n\"'“”‘’«»`,"))
            if end - start >= MIN_CHARACTERS_JUDGED:
                yield Span(start, end)
            index += 1


def _positions(text: AnnotatedText, quote: Quote, span: Span) -> Iterator[FoundPosition]:
    places = text.trees.words_in(span.start, span.end)
    judgement = judge(text.trees, places)
    is_short = span.end - span.start < MIN_CHARACTERS
    if not judgement.is_judged and (is_short or not quote.direct):
        return
    words = text.doc.text[span.start : span.end]
    if not quote.direct and words.split()[0].lower() in word_class("unasserted") | word_class("relative"):
        return
    if quote.direct and not any(text.trees.words[at].pos in VERBS for at in places) and words[0].isupper():
        return
    rule = OWN_WORDS if quote.direct else REPORTED_WORDS
    for speaker in speakers(quote):
        yield FoundPosition(
            span, speaker, judgement.stance, judgement.polarity, words.rstrip(".!?"), rule, said_on=quote.said_on
        )
