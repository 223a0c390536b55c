"""Quotes in languages that the program has no rules for: words in quotation marks with a verb of speech beside them.

Who speaks is the subject of that verb where the pipeline has a parser, else the name nearest to it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from generator.derive import lexicon
from generator.derive.evidence import cite
from generator.derive.pipeline.reading import PipelineReading, TaggedToken
from generator.derive.syntax.document import Document
from generator.derive.syntax.quotation_marks import QuotedSpan, quoted_spans
from generator.model.findings import Confidence, Entity, Kind, Mention, Quote, Span

MAX_AWAY = 100
"""Characters from the marks within which the verb and the speaker stand."""
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "sb"})
SPEAKERS = frozenset({Kind.PERSON, Kind.ORGANISATION, Kind.COUNTRY, Kind.GROUP})
SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*\s")
MIN_WORDS_WITHOUT_LIST = 3
"""Words of a quotation that is taken for speech where the language has no list of verbs."""


class _Speech(NamedTuple):
    """Who says something: the verb, the entity or None, the words for it, and whether the verb is one of speech by the list."""

    verb: TaggedToken
    entity: str | None
    words: str | None
    is_subject: bool = False
    is_listed: bool = True


class _Read(NamedTuple):
    """A report as read, and who is named in it."""

    doc: Document
    tokens: Sequence[TaggedToken]
    starts: Sequence[int]
    mentions: Sequence[Mention]
    kinds: dict[str, Kind]
    spans: Sequence[QuotedSpan]


def quotes(
    doc: Document, reading: PipelineReading, entities: Sequence[Entity], mentions: Sequence[Mention], rule: str
) -> tuple[Quote, ...]:
    """Return the quotes of a report, in order."""
    spans = quoted_spans(doc)
    starts = [token.start for token in reading.tokens]
    read = _Read(doc, reading.tokens, starts, mentions, {one.id: one.kind for one in entities}, spans)
    return tuple(quote for span in spans if (quote := _quote(read, span, rule)))


def _quote(read: _Read, span: QuotedSpan, rule: str) -> Quote | None:
    words = read.doc.text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    end = span.end - (len(words) - len(words.rstrip()))
    speech = _speech(read, span)
    if start >= end or speech is None or (not speech.is_listed and len(words.split()) < MIN_WORDS_WITHOUT_LIST):
        return None
    is_sure = speech.is_listed and speech.is_subject and speech.entity is not None
    return Quote(
        id="",
        evidence=cite(read.doc.text, start, end),
        direct=True,
        segments=(Span(start, end),),
        speaker=speech.entity,
        speakers=(speech.entity,) if speech.entity else (),
        speaker_text=speech.words,
        affiliation=None,
        cue=speech.verb.text,
        addressee=None,
        addressee_text=None,
        said_on=None,
        confidence=Confidence.LIKELY if is_sure else Confidence.UNSURE,
        rule=rule,
    )


def _speech(read: _Read, span: QuotedSpan) -> _Speech | None:
    """Return who says the words between marks: by the nearest verb of speech, else by a verb with a name as subject."""
    beside = sorted(_beside(read, span))
    listed = speech_verbs(read.doc.lang.split("-")[0].lower())
    for _, number in beside:
        token = read.tokens[number]
        if listed and not {token.lemma.casefold(), token.text.casefold()}.isdisjoint(listed):
            return _said_by(read, number, span) or _near(read, number, [at for _, at in beside])
    for _, number in beside if not listed else ():
        if read.tokens[number].pos == "VERB" and (said := _said_by(read, number, span)) and said.entity:
            return said._replace(is_listed=False)
    return None


def _beside(read: _Read, span: QuotedSpan) -> Iterator[tuple[int, int]]:
    """Return the tokens near the marks, outside of all quotations and in the same sentence, each behind its distance."""
    text = read.doc.text
    behind = text[span.end : span.end + MAX_AWAY]
    ending = SENTENCE_END.search(behind, 2)
    limit = span.end + (ending.start() if ending else len(behind.partition("\n")[0]))
    before = text[max(0, span.start - MAX_AWAY) : span.start].rpartition("\n")[2]
    begin = span.start - len(before) + max((match.end() for match in SENTENCE_END.finditer(before)), default=0)
    for first, last, edge in ((span.end, limit, span.end), (begin, span.start, span.start)):
        for number in range(bisect_left(read.starts, first), bisect_left(read.starts, last)):
            token = read.tokens[number]
            if not any(other.start <= token.start < other.end for other in read.spans):
                yield abs(token.start - edge), number


def _said_by(read: _Read, verb: int, span: QuotedSpan) -> _Speech | None:
    """Return the subject of a verb as who speaks, where the pipeline says which one it is."""
    for number, token in enumerate(read.tokens[max(0, verb - MAX_AWAY) : verb + MAX_AWAY], max(0, verb - MAX_AWAY)):
        if token.head == verb and number != verb and token.relation in SUBJECTS:
            phrase = [number, *_below(read, number)]
            start = min(read.tokens[at].start for at in phrase)
            end = max(read.tokens[at].end for at in phrase)
            if start < span.end and span.start < end:
                return None
            entity = _named(read, start, end, token)
            return _Speech(read.tokens[verb], entity, " ".join(read.doc.text[start:end].split()), is_subject=True)
    return None


def _below(read: _Read, head: int) -> Iterator[int]:
    """Return the tokens that hang on one, on what hangs on it, and so on, as far as they stand near it."""
    nearby = range(max(0, head - MAX_AWAY), min(len(read.tokens), head + MAX_AWAY))
    found = {head}
    for _ in range(3):
        found |= {at for at in nearby if read.tokens[at].head in found and read.tokens[at].relation not in {"punct", ""}}
    return iter(sorted(found - {head}))


def _named(read: _Read, start: int, end: int, head: TaggedToken) -> str | None:
    """Return whom a phrase names: by the name that has its main word, else by a person's name within it."""
    inside = [one for one in read.mentions if start <= one.evidence.start and one.evidence.end <= end]
    for mention in inside:
        if mention.evidence.start <= head.start < mention.evidence.end:
            return mention.entity
    return next((one.entity for one in inside if read.kinds[one.entity] is Kind.PERSON), None)


def _near(read: _Read, verb: int, beside: Sequence[int]) -> _Speech:
    """Return the name nearest to a verb as who speaks; nobody where there is none beside the quotation."""
    token = read.tokens[verb]
    places = {read.tokens[number].start for number in beside}
    named = [
        (abs(one.evidence.start - token.start), one)
        for one in read.mentions
        if one.evidence.start in places and read.kinds[one.entity] in SPEAKERS
    ]
    if not named:
        return _Speech(token, None, None)
    nearest = min(named, key=lambda one: one[0])[1]
    return _Speech(token, nearest.entity, nearest.evidence.text)


@lru_cache(maxsize=16)
def speech_verbs(language: str) -> frozenset[str]:
    """Return a language's verbs of speech; none where there is no list."""
    return lexicon.words("speech_verbs", language) if language in lexicon.LANGUAGES_WITH_SPEECH_VERBS else frozenset()
