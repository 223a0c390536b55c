"""Verbs of speech with their subjects, on either side of words in quotation marks.

"…," Anna Berg, the minister, said      "…," said Anna Berg      Anna Berg, who left, told reporters: "…"
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from generator.derive.lexicon import words
from generator.derive.speech.reporting import phrase_of, sources
from generator.derive.speech.subject_phrases import (
    MAX_PHRASE_TOKENS,
    SubjectPhrase,
    clause_subject,
    phrase_to_comma,
    resolve_phrase,
)
from generator.derive.syntax.annotated_text import AnnotatedText
from generator.derive.syntax.document import Document
from generator.derive.syntax.quotation_marks import quoted_spans
from generator.derive.syntax.word_classes import word_class

MAX_SUBJECT_TOKENS = 45
MAX_APPOSITION_TOKENS = 8
MAX_BRACKET_TOKENS = 8
MAX_LEAD_TOKENS = 30
MAX_TOKENS_TO_PARTICIPLE = 5
QUOTATION_MARKS = frozenset('"“”`„«»')
SINGLE_MARKS = frozenset("'‘’")
DASHES = frozenset({"-", "—", "–"})
CLAUSE_END_MARKS = frozenset(";:!?")
# A mark right after a verb of speech: no clause that it reports follows.
WHOLE_SPEECH_MARKS = DASHES | {".", ",", ";", ":", "(", "!", "?"}
ACCORDING_TO = ("according", "to")

VerbsByFirstWord = dict[str, list[tuple[str, ...]]]


class SpeechVerb(NamedTuple):
    """A verb of speech, the tokens `first:last`, with its subject; no tokens where a mark stands in its place."""

    first: int
    last: int
    subject: SubjectPhrase


@lru_cache(maxsize=1)
def _finite_verbs() -> VerbsByFirstWord:
    return _by_first_word({*words("speech_verbs"), *words("quoting_verbs")})


@lru_cache(maxsize=1)
def _verbs_and_participles() -> VerbsByFirstWord:
    return _by_first_word({*words("speech_verbs"), *words("quoting_verbs"), *words("speech_participles")})


def _by_first_word(verbs: set[str]) -> VerbsByFirstWord:
    by_first: VerbsByFirstWord = {}
    for verb in sorted(verbs, key=len, reverse=True):
        split = tuple(verb.split())
        by_first.setdefault(split[0], []).append(split)
    return by_first


def _verb_end(text: AnnotatedText, at: int, stop: int, verbs: VerbsByFirstWord) -> int:
    """Return one past the verb of speech that starts at a token; 0 if there is none."""
    if at >= stop or at in text.mention_starts or not text.tokens[at].text.islower():
        return 0
    for verb in verbs.get(text.lower[at], ()):
        if at + len(verb) <= stop and text.lower[at : at + len(verb)] == verb:
            return at + len(verb)
    return 0


def is_quotation_mark(text: AnnotatedText, at: int) -> bool:
    """Return whether a token is a quotation mark, or a part of one; an apostrophe by itself is none."""
    word = text.lower[at]
    return word in QUOTATION_MARKS or (word in SINGLE_MARKS and at in _tokens_of_marks(text.doc))


@lru_cache(maxsize=2)
def _tokens_of_marks(doc: Document) -> frozenset[int]:
    """Return the tokens right before and behind the quoted words of a report."""
    offsets = (offset for span in quoted_spans(doc) for offset in (span.start - 2, span.start - 1, span.end, span.end + 1))
    return frozenset(map(doc.token_at, offsets))


# --- After the quoted words -------------------------------------------------------------------------------------------


def verb_before_subject(text: AnnotatedText, at: int, stop: int) -> SpeechVerb | None:
    """ "said Anna Berg", "according to Anna Berg": the verb that starts at a token, with the subject after it."""
    end = at + 2 if text.lower[at : at + 2] == ACCORDING_TO else _verb_end(text, at, stop, _finite_verbs())
    if not end or end >= stop or not _can_open_subject(text.lower[end]):
        return None
    last = end + 1
    while last < stop and not _ends_clause(text, last, stop) and text.lower[last] != "," and not _follows_subject(text, last):
        last += 1
    if last < stop and text.lower[last] == "," and resolve_phrase(text, end, last) and not _names_somebody(text, end, last):
        limit = min(stop, last + MAX_APPOSITION_TOKENS)
        second = next((i for i in range(last + 1, limit) if text.lower[i] == "," or _ends_clause(text, i, stop)), limit)
        if (subject := resolve_phrase(text, end, second)) and subject.entity:
            return SpeechVerb(at, end, subject)
    subject = resolve_phrase(text, end, last)
    return SpeechVerb(at, end, subject) if subject else None


def _can_open_subject(word: str) -> bool:
    if word in WHOLE_SPEECH_MARKS or word in {"it", "him", "them"}:
        return False
    return word not in word_class("preposition") and word not in word_class("relative_or_adverb")


def subject_before_verb(text: AnnotatedText, first: int, stop: int, *, is_new_sentence: bool) -> SpeechVerb | None:
    """ "Anna Berg, the minister, said": the first verb of speech after a token, with the words before it as its subject."""
    if text.lower[first] in word_class("never_subject_start"):
        return None
    for at in range(first + 1, min(stop, first + (MAX_PHRASE_TOKENS if is_new_sentence else MAX_SUBJECT_TOKENS))):
        if text.lower[at] in CLAUSE_END_MARKS or is_quotation_mark(text, at):
            return None
        end = _verb_end(text, at, stop, _finite_verbs())
        if not end or not _can_precede_finite_verb(text.lower[at - 1]):
            continue
        if is_new_sentence and not _is_whole_speech(text, end, stop):
            return None
        start = _phrase_start(text, at, first) if text.lower[first] in word_class("preposition") else first
        subject = resolve_phrase(text, start, _subject_end(text, at, first))
        return SpeechVerb(at, end, subject) if subject else None
    return None


def _can_precede_finite_verb(word: str) -> bool:
    return not any(word in word_class(name) for name in ("never_before_finite", "relative_or_adverb", "preposition"))


def _is_whole_speech(text: AnnotatedText, end: int, stop: int) -> bool:
    """Return whether no reported clause follows a verb: a new sentence with "said that …" is about other words."""
    if end >= stop or end in text.time_starts or text.is_adverb(end) or text.lower[end - 1] in word_class("hearer_verb"):
        return True
    word = text.lower[end]
    return word in WHOLE_SPEECH_MARKS or word in word_class("preposition") or word in word_class("after_whole_speech")


def _follows_subject(text: AnnotatedText, at: int) -> bool:
    """Return whether the words of a subject after its verb end before a token: "in Oslo", "on Monday", "(", "when asked"."""
    if at in text.time_starts:
        return text.lower[at - 1] not in word_class("article")
    return text.lower[at] in word_class("after_subject")


def _ends_clause(text: AnnotatedText, at: int, stop: int) -> bool:
    """Return whether a clause ends at a token; a full stop within a sentence belongs to an abbreviation."""
    is_mark = text.lower[at] in CLAUSE_END_MARKS or is_quotation_mark(text, at)
    return is_mark or (text.lower[at] == "." and at + 1 >= stop)


def _names_somebody(text: AnnotatedText, first: int, last: int) -> bool:
    subject = resolve_phrase(text, first, last)
    return subject is not None and (subject.entity is not None or text.tokens[last - 1].text[0].isupper())


# --- Before the quoted words ------------------------------------------------------------------------------------------


def last_verb_before(text: AnnotatedText, low: int, opened: int) -> SpeechVerb | None:
    """Return the last verb of speech in the tokens `low:opened`, which lead to quoted words, with its subject."""
    for at in range(opened - 1, max(low, opened - MAX_LEAD_TOKENS) - 1, -1):
        if text.lower[at] in {";", "!", "?"} and at < opened - 1:
            return None
        if text.lower[at : at + 2] == ACCORDING_TO:
            end = next((i for i in range(at + 2, opened) if text.lower[i] in {",", ":"}), opened)
            subject = resolve_phrase(text, at + 2, end)
            return SpeechVerb(at, at + 2, subject) if subject else None
        end = _verb_end(text, at, opened, _verbs_and_participles())
        if not end:
            continue
        subject = subject_before(text, low, at)
        if subject and not _is_thing(text, subject):
            return SpeechVerb(at, end, subject)
    if text.lower[opened - 1] == ":" and opened - low <= MAX_PHRASE_TOKENS:
        subject = resolve_phrase(text, low, opened - 1)
        if subject and subject.entity:
            return SpeechVerb(opened - 1, opened - 1, subject)
    return None


def _is_thing(text: AnnotatedText, subject: SubjectPhrase) -> bool:
    return subject.last - subject.first == 1 and text.lower[subject.first] in word_class("thing_pronoun")


def subject_before(text: AnnotatedText, low: int, verb: int) -> SubjectPhrase | None:
    """Return the subject of a verb before it: the one that the tree gives its clause, else that of the words before."""
    end = _subject_end(text, verb, low)
    word = text.lower[end - 1] if end > low else ""
    is_participle = text.lower[verb].endswith("ing")
    if verb <= low or (not is_participle and word in word_class("never_subject_end")):
        return None
    near = range(verb - 1, max(low, verb - MAX_TOKENS_TO_PARTICIPLE), -1) if is_participle else ()
    if main_verb := next((at for at in near if _verb_end(text, at, verb, _finite_verbs())), 0):
        return subject_before(text, low, main_verb)
    is_named = not is_participle and end - 1 in text.mention_ends
    if is_named and (subject := resolve_phrase(text, _phrase_start(text, end, low), end)) and subject.entity:
        return subject
    clause = text.clause_at.get(text.trees.word_at(text.tokens[verb].start))
    heads = sources(text, clause) if clause and not is_participle else ()  # a participle hangs on the nearest noun too often
    if heads:
        first, last = text.tokens_of(phrase_of(text.trees, heads))
        if first < verb and (subject := resolve_phrase(text, first, last)):
            return subject._replace(lead_start=_phrase_start(text, last, low)) if subject.pronoun else subject
    if subject := clause_subject(text, low, end):
        return subject
    first = text.doc.sentences[text.doc.sentence_at(text.tokens[verb].start)].first
    return phrase_to_comma(text, low, end) if low == first else clause_subject(text, first, low)


def _subject_end(text: AnnotatedText, verb: int, low: int) -> int:
    """Return one past a verb's subject, without the adverbs, auxiliaries, brackets and dates between them."""
    end = verb
    while end > low + 1:
        if text.lower[end - 1] == ")" and (opened := _opening_bracket(text, end - 1, low)):
            end = opened
        elif end - 1 in text.time_ends and text.time_ends[end - 1] > low:
            end = text.time_ends[end - 1]
            end -= text.lower[end - 1] == "on"
        elif text.lower[end - 1] in word_class("speech_auxiliary") or text.is_adverb(end - 1):
            end -= 1
        else:
            break
    return end


def _opening_bracket(text: AnnotatedText, closed: int, low: int) -> int:
    places = range(closed - 1, max(low, closed - MAX_BRACKET_TOKENS), -1)
    return next((at for at in places if text.lower[at] == "("), 0)


def _phrase_start(text: AnnotatedText, end: int, low: int) -> int:
    """Return the first token of the words that end before a token, back to the opening of their clause."""
    start = end
    while start > low and end - start < MAX_PHRASE_TOKENS and text.lower[start - 1] not in word_class("phrase_boundary"):
        start -= 1
    return start
