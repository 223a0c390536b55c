"""Boundaries of clauses: tokens where a new clause begins, looking ahead; and places where an asserted one can, looking back.

Norway voted | and Sweden rejected the plan        officials say that | Norway rejects        if Norway rejects (not asserted)
"""

from __future__ import annotations

from generator.derive.lexicon import words
from generator.derive.syntax.annotated_text import AnnotatedText
from generator.derive.syntax.document import Sentence
from generator.derive.syntax.verb_groups import NEGATIVE_SUFFIXES
from generator.derive.syntax.word_classes import verb_forms, word_class

CLOSING_MARKS = frozenset({",", "(", "—", "–", ":", ";", '"', "“", "”", "-", "*", ".", "…"})
MAX_SUBJECT_TOKENS = 7


def starts_new_clause(text: AnnotatedText, sentence: Sentence, at: int) -> bool:
    """Return whether a new clause begins at a token: with a finite verb, or with a subject and one within a few words."""
    while at < sentence.last and text.is_adverb(at):
        at += 1
    if at >= sentence.last:
        return False
    if is_finite_verb(text, at) or text.lower[at] in word_class("subject_pronoun") or text.lower[at] == "there":
        return True
    for index in range(at, min(sentence.last, at + MAX_SUBJECT_TOKENS)):
        word = text.lower[index]
        if word in {",", ";", '"', "“", "”", "who", "which", "that", "to"} or word in word_class("conjunction"):
            return False
        if index > at and is_finite_verb(text, index) and text.lower[index - 1] not in word_class("preposition"):
            return True
    return False


def is_finite_verb(text: AnnotatedText, at: int) -> bool:
    """Return whether a token is surely a finite verb: an auxiliary, or a verb of speech, stance or happening in the past."""
    if at >= len(text.lower) or at in text.mention_starts:
        return False
    word = text.lower[at]
    return (
        any(word in word_class(name) for name in ("have", "modal", "do", "be_finite"))
        or word in words("speech_verbs")
        or word in words("finite_verbs")
        or ("d" in verb_forms().get(word, "") and _has_own_object(text, at))
    )


def _has_own_object(text: AnnotatedText, at: int) -> bool:
    """Return whether a past form after "and" has an object of its own: "and proposed a ban", not "old and proposed rules"."""
    if text.lower[at - 1] not in {"and", "but", "or"} or at + 1 >= len(text.lower):
        return False
    after = text.lower[at + 1]
    return (
        after in word_class("determiner")
        or after in {'"', "“"}
        or after in word_class("preposition")
        or at + 1 in text.mention_starts
    )


def can_open_clause(text: AnnotatedText, sentence: Sentence, start: int) -> bool:  # noqa: PLR0911 - a case a line
    """Return whether an asserted clause can begin at a token, by the words before it."""
    before = start - 1
    if before < sentence.first:
        return True
    word = text.lower[before]
    if word == "that":
        return _is_asserted_that(text, sentence, before - 1)
    if word in word_class("unasserted") or (word in word_class("preposition") and word not in word_class("subordinator")):
        return False
    if word in CLOSING_MARKS or word in word_class("conjunction") or word in word_class("subordinator"):
        return not (word == "," and _is_in_list(text, sentence, before))
    if before in text.time_ends or text.is_adverb(before) or word in word_class("opener"):
        return True
    if word in words("reporting_verbs") or word in words("speech_verbs"):
        return word not in word_class("clause_verb") and word not in {"told", "called", "asked"}
    if word in word_class("adverbial_noun") and text.lower[before - 1] in {"in", "for", "on", "at"}:
        return can_open_clause(text, sentence, before - 1)
    return _opens_with_place(text, sentence, before)


def _is_in_list(text: AnnotatedText, sentence: Sentence, comma: int) -> bool:
    """Return whether a comma is in a list that "between" or "including" opens: "between France, Russia rejected …"."""
    return any(text.lower[i] in {"between", "including"} for i in range(max(sentence.first, comma - 4), comma))


def _is_asserted_that(text: AnnotatedText, sentence: Sentence, at: int) -> bool:
    """Return whether the clause after "that" is a fact or somebody's words, not hoped for or denied."""
    for index in range(at, max(sentence.first - 1, at - 5), -1):
        word = text.lower[index]
        if word in word_class("clause_noun") or word in word_class("clause_verb") or word in {"so", "such", "not"}:
            return False
        if word.endswith(NEGATIVE_SUFFIXES):
            return False
        if word in words("reporting_verbs") or word in words("speech_verbs"):
            return True
    return False


def _opens_with_place(text: AnnotatedText, sentence: Sentence, at: int) -> bool:
    """Return whether a sentence opens with a place that ends at a token: "In Moscow President Medvedev welcomed"."""
    place = text.mention_ends.get(at)
    if place is None:
        return False
    first = text.first_token(place)
    return first - 1 == sentence.first and text.lower[first - 1] in word_class("place_preposition")
