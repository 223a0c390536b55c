"""Verbs that share the subject of another verb: "met envoys and rejected", "met officials seeking", "…, rejecting claims"."""

from __future__ import annotations

from generator.derive.lexicon import words
from generator.derive.syntax.annotated_text import AnnotatedText
from generator.derive.syntax.clause_boundaries import can_open_clause
from generator.derive.syntax.document import Sentence
from generator.derive.syntax.subjects import Subject, noun_phrase, subject_of_verb
from generator.derive.syntax.verb_groups import VerbGroup, verb_group
from generator.derive.syntax.word_classes import verb_forms, word_class

MAX_TOKENS_TO_MAIN_SUBJECT = 30


def subject_of_coordinated_verb(text: AnnotatedText, sentence: Sentence, verb: VerbGroup) -> Subject | None:
    """ "Norway met envoys and rejected the plan": the subject of the verb before "and", if both have one tense."""
    at = verb.first - 1
    if at <= sentence.first or text.lower[at] not in {"and", "but"} or verb.form not in "sd":
        return None
    commas = 0
    for index in range(at - 1, sentence.first, -1):
        word = text.lower[index]
        commas += word == ","
        if word in word_class("shared_subject_barrier") or commas > 1:
            return None
        forms = verb_forms().get(word, "d" if word.endswith("ed") else "")
        if not forms or index in text.mention_ends or not (before := verb_group(text, sentence, index, index + 1, forms)):
            continue
        if before.form not in "sdn" or before.passive or before.form not in {verb.form, "n"}:
            continue
        subject = subject_of_verb(text, sentence, before)
        if subject and subject.link in {"direct", "apposition"}:
            return subject._replace(link="coordination")
    return None


def subject_of_participle(text: AnnotatedText, sentence: Sentence, verb: int) -> Subject | None:
    """ "Clinton met officials in Moscow seeking support", "…, rejecting claims": the subject that opens the sentence."""
    if verb <= sentence.first + 1:
        return None
    main = _main_clause(text, sentence)
    if main is None or main[1] >= verb:
        return None
    subject, main_verb = main
    between = text.lower[main_verb + 1 : verb]
    if not word_class("shared_subject_barrier").isdisjoint(between) or any(
        _is_finite_verb(text, i) for i in range(main_verb + 1, verb)
    ):
        return None
    before = text.lower[verb - 1]
    if before == "," or (
        before not in word_class("preposition") | word_class("be") and text.lower[main_verb] in word_class("meeting_verb")
    ):
        return subject._replace(link="participle")
    return None


def _is_finite_verb(text: AnnotatedText, at: int) -> bool:
    word = text.lower[at]
    return word in word_class("have") | word_class("modal") or word in word_class("be_finite") or word in words("finite_verbs")


def _main_clause(text: AnnotatedText, sentence: Sentence) -> tuple[Subject, int] | None:
    """Return the subject that opens the sentence, and the token of its active verb."""
    for at in range(sentence.first, min(sentence.last - 1, sentence.first + MAX_TOKENS_TO_MAIN_SUBJECT)):
        if at not in text.mention_ends and text.lower[at] not in words("officials"):
            continue
        if noun_phrase(text, sentence, at) is None:
            continue
        verb = at + 1
        while verb < sentence.last and (text.is_adverb(verb) or text.lower[verb] in word_class("have") | word_class("modal")):
            verb += 1
        if verb >= sentence.last:
            return None
        word = text.lower[verb]
        forms = verb_forms().get(word, "d" if word.endswith("ed") else "")
        group = verb_group(text, sentence, verb, verb + 1, forms) if forms else None
        subject = subject_of_verb(text, sentence, group) if group and not group.passive else None
        if subject and can_open_clause(text, sentence, subject.start):
            return subject, verb
    return None
