"""Verbs whose subject stands with another verb: "met envoys and rejected", "met officials seeking", "…, rejecting claims"."""

from __future__ import annotations

from generator.derive.lexicon import words
from generator.derive.syntax.annotated_text import AnnotatedText
from generator.derive.syntax.document import Sentence
from generator.derive.syntax.subjects import Subject, noun_phrase, opens_clause, subject
from generator.derive.syntax.verb_groups import Group, group
from generator.derive.syntax.word_classes import verb_forms, word_class

PARTING = frozenset(
    {"who", "which", "that", "whom", "whose", "because", "if", "when", "while", "whether", ";", ":", '"', "“", "”"}
)
MEETING = frozenset(
    "met meets visited visits arrived arrives travelled traveled flew came went returned toured wrote is was".split()
)
OPENING = 30


def coordinated(text: AnnotatedText, sentence: Sentence, verb: Group) -> Subject | None:
    """ "Norway met envoys and rejected the plan": the subject of the verb before "and", if both are of one tense."""
    at = verb.first - 1
    if at <= sentence.first or text.lower[at] not in {"and", "but"} or verb.form not in "sd":
        return None
    commas = 0
    for index in range(at - 1, sentence.first, -1):
        word = text.lower[index]
        commas += word == ","
        if word in PARTING or commas > 1:
            return None
        forms = verb_forms().get(word, "d" if word.endswith("ed") else "")
        if not forms or index in text.mention_ends or not (before := group(text, sentence, index, index + 1, forms)):
            continue
        if before.form not in "sdn" or before.passive or before.form not in {verb.form, "n"}:
            continue
        found = subject(text, sentence, before)
        if found and found.link in {"direct", "apposition"}:
            return found._replace(link="coordination")
    return None


def participial(text: AnnotatedText, sentence: Sentence, verb: int) -> Subject | None:
    """ "Clinton met officials in Moscow seeking support", "…, rejecting claims": the subject that opens the sentence."""
    if verb <= sentence.first + 1:
        return None
    main = _main(text, sentence)
    if main is None or main[1] >= verb:
        return None
    found, after = main
    between = text.lower[after + 1 : verb]
    if PARTING & set(between) or any(_is_finite(text, i) for i in range(after + 1, verb)):
        return None
    before = text.lower[verb - 1]
    if before == "," or (before not in word_class("preposition") | word_class("be") and text.lower[after] in MEETING):
        return found._replace(link="participle")
    return None


def _is_finite(text: AnnotatedText, at: int) -> bool:
    word = text.lower[at]
    return (
        word in word_class("have") | word_class("modal")
        or word in {"is", "are", "was", "were"}
        or word in words("finite_verbs")
    )


def _main(text: AnnotatedText, sentence: Sentence) -> tuple[Subject, int] | None:
    """The subject that opens the sentence, with its active verb."""
    for at in range(sentence.first, min(sentence.last - 1, sentence.first + OPENING)):
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
        verb_read = group(text, sentence, verb, verb + 1, forms) if forms else None
        found = subject(text, sentence, verb_read) if verb_read and not verb_read.passive else None
        if found and opens_clause(text, sentence, found.start):
            return found, verb
    return None
