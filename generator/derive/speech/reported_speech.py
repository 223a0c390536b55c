"""Speech that the report gives in its own words: "diplomats say that …", "…, Anna Berg said", "according to …"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from generator.derive.speech import complements, words_beside
from generator.derive.speech.attribution import Attribution, date_between, quote
from generator.derive.speech.reporting import ReportedWords
from generator.derive.speech.speakers import Conversation
from generator.derive.speech.subject_phrases import joint_speakers, resolve_phrase
from generator.derive.syntax.actors import actor, actors, together
from generator.derive.syntax.annotated_text import AnnotatedText
from generator.derive.syntax.quotation_marks import quoted_by_sentence, quoted_spans
from generator.derive.syntax.trees import WordRange
from generator.model.findings import Confidence, Quote, Span

RULES = (*complements.RULES, *words_beside.RULES)

MIN_WORDS = 3
MAX_QUOTED_SHARE = 0.85
"""Words that stand in quotation marks almost whole are a direct quote, and no reported speech."""


def find(text: AnnotatedText) -> list[Quote]:
    """Return the reported speech of a report; words that are quoted almost whole are left to the direct quotes."""
    quotes: dict[tuple[Span, ...], Quote] = {}
    conversation = Conversation(text, quoted_spans(text.doc))
    cues: set[int] = set()
    for words in chain(words_beside.find(text), complements.find(text)):
        if words.cue.first in cues:
            continue
        cues.add(words.cue.first)
        pieces = tuple(_with_marks(text, _span(text, piece)) for piece in words.pieces)
        if sum(piece.last - piece.first for piece in words.pieces) < MIN_WORDS or _is_direct(text, pieces):
            continue
        quotes.setdefault(pieces, _quote(text, words, pieces, conversation))
    return list(quotes.values())


def _span(text: AnnotatedText, words: WordRange) -> Span:
    return Span(text.trees.words[words.first].start, text.trees.words[words.last - 1].end)


def _with_marks(text: AnnotatedText, piece: Span) -> Span:
    """Return a stretch with the quotation mark at its start or end whose other one stands within it."""
    start, end = piece.start, piece.end
    for span in quoted_by_sentence(text.doc).near(piece.start, piece.end):
        if span.start == piece.start and span.end < piece.end:
            start -= 2 if text.doc.text[max(0, span.start - 2) : span.start] in {"''", "``"} else 1
        if span.end == piece.end and span.start > piece.start:
            end += 2 if text.doc.text[span.end : span.end + 2] == "''" else 1
    return Span(start, min(end, len(text.doc.text)))


def _is_direct(text: AnnotatedText, pieces: Sequence[Span]) -> bool:
    """Return whether words stand in quotation marks almost whole."""
    length = sum(piece.end - piece.start for piece in pieces)
    quoted = sum(
        max(0, min(piece.end, span.end) - max(piece.start, span.start))
        for piece in pieces
        for span in quoted_by_sentence(text.doc).near(piece.start, piece.end)
    )
    return quoted >= MAX_QUOTED_SHARE * length


def _quote(text: AnnotatedText, words: ReportedWords, pieces: tuple[Span, ...], conversation: Conversation) -> Quote:
    source = _span(text, words.source)
    speakers, affiliation, pronoun = _speakers(text, words)
    cue = _span(text, words.cue)
    confidence = words.confidence
    if not speakers and pronoun:
        person = conversation.pronouns.resolve(pronoun, source.start, None)
        speakers, confidence = ((person,) if person else ()), Confidence.UNSURE
    elif words.rule == words_beside.BESIDE or (not speakers and words.rule != words_beside.ACCORDING_TO):
        confidence = Confidence.UNSURE
    hearer = actor(text, words.hearer) if words.hearer is not None else None
    attributed = Attribution(
        speakers[0] if speakers else None,
        text.doc.text[source.start : source.end],
        words.rule,
        confidence,
        affiliation,
        text.doc.text[cue.start : cue.end].lower(),
        addressee=hearer.entity if hearer else None,
        addressee_text=text.written(hearer.words) if hearer else None,
        said_on=_said_on(text, Span(min(source.start, cue.start), max(source.end, cue.end)), pieces),
        speakers=speakers,
    )
    return quote(text.doc, pieces, attributed, direct=False)


def _said_on(text: AnnotatedText, attributed: Span, pieces: Sequence[Span]) -> str | None:
    """Return the date (EDTF) among the words that attribute, up to the reported ones; also the one right before them."""
    following = [piece.start for piece in pieces if piece.start >= attributed.end]
    end = min(following, default=text.doc.sentences[text.doc.sentence_at(attributed.end - 1)].end)
    before = text.doc.token_at(attributed.start) - 1
    before -= before >= 0 and text.lower[before] == ","
    start = text.tokens[text.time_ends[before]].start if before in text.time_ends else attributed.start
    return date_between(text, start, end - 1)


def _speakers(text: AnnotatedText, words: ReportedWords) -> tuple[tuple[str, ...], str | None, str | None]:
    """Return the entities that speak, the one that an unnamed speaker belongs to, and the pronoun that stands for one."""
    if words.heads:
        found = actors(text, words.heads)
        named = [together(text, each.mention) if each.mention else (each.entity,) for each in found if each.entity]
        speakers = tuple(dict.fromkeys(entity for entities in named for entity in entities if entity))
        pronoun = text.trees.words[words.heads[0]].text.lower()
        affiliation = next((each.affiliation for each in found if each.affiliation), None)
        return speakers, affiliation, pronoun if pronoun in {"he", "she"} else None
    first, last = text.tokens_of(words.source)
    phrase = resolve_phrase(text, first, last)
    if phrase is None:
        return (), None, None
    return joint_speakers(text, phrase), phrase.affiliation, phrase.pronoun
