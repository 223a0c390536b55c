"""The reporter of a position, if not the report itself: "diplomats say that Russia …", "Russia rejects …, officials said"."""

from __future__ import annotations

from typing import NamedTuple

from generator.derive.lexicon import words
from generator.derive.syntax.annotated_text import AnnotatedText
from generator.derive.syntax.document import Sentence
from generator.derive.syntax.subjects import Subject
from generator.derive.syntax.word_classes import word_class

MAX_REPORTER_TOKENS = 9
MAX_ATTRIBUTION_TOKENS = 16


class Reporter(NamedTuple):
    """The reporter's words, and the id of the entity that they name, if they do."""

    entity: str | None
    words: str


def find_reporter(text: AnnotatedText, sentence: Sentence, subject: Subject, verb_end: int) -> Reporter | None:
    """Return the reporter of a clause; None for the report itself, and where the subject speaks of itself."""
    reporter = (
        _of_reported_speech(text, subject, verb_end)
        or _before_clause(text, sentence, subject.start - 1)
        or _after_clause(text, sentence, verb_end)
    )
    if reporter is None or not reporter.words or reporter.entity in {mention.entity for mention in subject.mentions}:
        return None
    return reporter


def _of_reported_speech(text: AnnotatedText, subject: Subject, verb_end: int) -> Reporter | None:
    """Return the speaker of the reported speech around a clause; a main clause after "and" is the report's own again."""
    start, end = text.tokens[subject.start].start, text.tokens[verb_end - 1].end
    for quote in text.findings.quotes:
        if not quote.direct and quote.evidence.start <= start and end <= quote.evidence.end:
            is_own_clause = quote.evidence.start < start and text.lower[subject.start - 1] == "and"
            if not is_own_clause:
                return Reporter(quote.speaker, quote.speaker_text or "")
    return None


def _before_clause(text: AnnotatedText, sentence: Sentence, at: int) -> Reporter | None:
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
    while start > sentence.first and end - start < MAX_REPORTER_TOKENS:
        if text.lower[start - 1] in word_class("reporter_boundary") or start - 1 in text.time_ends:
            break
        start -= 1
    return _reporter(text, start, end)


def _after_clause(text: AnnotatedText, sentence: Sentence, verb_end: int) -> Reporter | None:
    """ "…, Western officials said on Monday", "…, according to diplomats": the words after the last comma."""
    places = range(sentence.last - 1, max(verb_end, sentence.last - MAX_ATTRIBUTION_TOKENS), -1)
    comma = next((at for at in places if text.lower[at] == ","), None)
    if comma is None:
        return None
    first, last = comma + 1, sentence.last
    if text.lower[first : first + 2] == ("according", "to"):
        return _reporter(text, first + 2, last - 1)
    verbs = [at for at in range(first, last) if text.lower[at] in {"said", "says", "say", "added"}]
    if len(verbs) != 1:
        return None
    return _reporter(text, verbs[0] + 1, last - 1) if verbs[0] == first else _reporter(text, first, verbs[0])


def _reporter(text: AnnotatedText, start: int, end: int) -> Reporter | None:
    """Return the reporter in the tokens `start:end`; None where they are none or too many."""
    while start < end and (text.lower[start] in word_class("conjunction") or text.lower[start] in {"that", '"', "“", "”"}):
        start += 1
    if not start < end <= start + MAX_REPORTER_TOKENS:
        return None
    mention = text.mention_ends.get(end - 1)
    entity = mention.entity if mention and end - 1 not in text.role_tokens else None
    return Reporter(entity, text.slice(start, end))
