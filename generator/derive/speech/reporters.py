"""Who tells of a position, if not the report itself: "diplomats say that Russia …", "Russia rejects …, officials said"."""

from __future__ import annotations

from typing import NamedTuple

from generator.derive.lexicon import words
from generator.derive.syntax.annotated_text import AnnotatedText
from generator.derive.syntax.document import Sentence
from generator.derive.syntax.subjects import Subject
from generator.derive.syntax.word_classes import word_class

LONGEST = 9
BOUNDARY = frozenset({",", ";", ":", "—", "–", "(", '"', "“", "”", "and", "but", "though", "although", "while", "as"})


class Reporter(NamedTuple):
    """Who tells: an entity's id where the words name one, and the words."""

    entity: str | None
    words: str


def reporter(text: AnnotatedText, sentence: Sentence, who: Subject, verb: int, last: int) -> Reporter | None:
    """Who tells of a clause; None for the report itself, and where somebody tells of themselves."""
    told = _by_quote(text, sentence, who, verb, last) or _before(text, sentence, who.start - 1) or _after(text, sentence, last)
    if told is None or not told.words or told.entity in {mention.entity for mention in who.mentions}:
        return None
    return told


def _by_quote(text: AnnotatedText, sentence: Sentence, who: Subject, verb: int, last: int) -> Reporter | None:
    """Reported speech that holds the clause; a new main clause after "and" is the report's own again."""
    start, end = text.tokens[who.start].start, text.tokens[last - 1].end
    for quote in text.findings.quotes:
        if not quote.direct and quote.evidence.start <= start and end <= quote.evidence.end:
            opens = quote.evidence.start < start and text.lower[who.start - 1] == "and"
            if not opens:
                return Reporter(quote.speaker, quote.speaker_text or "")
    return None


def _before(text: AnnotatedText, sentence: Sentence, at: int) -> Reporter | None:
    """ "Western powers say (that) …": the words before the verb of reporting that stands right before the clause."""
    if at > sentence.first and text.lower[at] == "that":
        at -= 1
    if at <= sentence.first:
        return None
    if at in text.time_ends:
        at = text.time_ends[at] - 1
        at -= text.lower[at] == "on"
    if text.lower[at] not in words("reporting_verbs") and text.lower[at] not in words("speech_verbs"):
        return None
    end = at
    while end > sentence.first and (text.is_adverb(end - 1) or text.lower[end - 1] in word_class("have")):
        end -= 1
    start = end
    while start > sentence.first and end - start < LONGEST and text.lower[start - 1] not in BOUNDARY:
        if start - 1 in text.time_ends:
            break
        start -= 1
    return _named(text, start, end)


def _after(text: AnnotatedText, sentence: Sentence, at: int) -> Reporter | None:
    """ "…, Western officials said on Monday", "…, according to diplomats": the words after the last comma."""
    comma = next((i for i in range(sentence.last - 1, max(at, sentence.last - 16), -1) if text.lower[i] == ","), None)
    if comma is None:
        return None
    first, last = comma + 1, sentence.last
    if text.lower[first : first + 2] == ("according", "to"):
        return _named(text, first + 2, last - 1)
    said = [i for i in range(first, last) if text.lower[i] in {"said", "says", "say", "added"}]
    if len(said) != 1:
        return None
    return _named(text, said[0] + 1, last - 1) if said[0] == first else _named(text, first, said[0])


def _named(text: AnnotatedText, start: int, end: int) -> Reporter | None:
    while start < end and text.lower[start] in word_class("conjunction") | {"but", "that", '"', "“", "”"}:
        start += 1
    if not start < end <= start + LONGEST:
        return None
    mention = text.mention_ends.get(end - 1)
    entity = mention.entity if mention and end - 1 not in text.role_tokens else None
    return Reporter(entity, text.slice(start, end))
