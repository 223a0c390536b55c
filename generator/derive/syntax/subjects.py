"""The subject of a verb: the actor that the words before it name.

    Russia | has formally rejected        Russian diplomats | refused        Lavrov, the foreign minister, | is likely to reject
    Clinton, who | opposes                Norway met envoys and | rejected   (of the envoy of Norway, rejecting: nobody)

A verb that asserts nothing ("if Russia supports", "whether", a question, "must support") has no verb group or no subject here.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from generator.derive.lexicon import words
from generator.derive.syntax.annotated_text import AnnotatedText
from generator.derive.syntax.clause_boundaries import can_open_clause
from generator.derive.syntax.document import Document, Sentence
from generator.derive.syntax.verb_groups import VerbGroup
from generator.derive.syntax.word_classes import title_words, word_class
from generator.model.findings import Form, Kind, Mention

MAX_APPOSITION_TOKENS = 24
MAX_MODIFIERS = 3
MAX_BRACKET_TOKENS = 8


class Subject(NamedTuple):
    """The actors that a verb's subject names, its first token, and its grammatical link to the verb.

    Links are "direct" (the surest), "relative", "apposition", "passive", "coordination" and "participle".
    `by_officials`: officials act for a state. `denied`: "neither … nor".
    """

    mentions: tuple[Mention, ...]
    start: int
    link: str
    by_officials: bool = False
    denied: bool = False


class NounPhrase(NamedTuple):
    """An actor, the first token of the phrase that names it, and whether officials in the phrase act for it."""

    mention: Mention
    start: int
    by_officials: bool


@lru_cache(maxsize=1)
def _preposition_before() -> re.Pattern[str]:
    prepositions = "|".join(sorted(word_class("object_preposition")))
    return re.compile(rf"\b(?:{prepositions})\s(?:the\s|Mr\.?\s|Mrs\.?\s|Ms\.?\s)?$")


def is_after_preposition(doc: Document, mention: Mention) -> bool:
    """Return whether a mention follows a preposition, and so is no subject."""
    start = mention.evidence.start
    return _preposition_before().search(doc.text[max(0, start - 14) : start]) is not None


def subject_of_verb(text: AnnotatedText, sentence: Sentence, verb: VerbGroup) -> Subject | None:
    """Return the subject that stands before a finite verb; None where no known actor is, or it is not certain.

    Verbs that share the subject of another verb are left to `shared_subjects`.
    """
    at = verb.first - 1
    if at < sentence.first:
        return None
    if text.lower[at] in {"who", "which"}:
        return _of_relative_clause(text, sentence, at)
    if text.lower[at] == ",":
        return _before_apposition(text, sentence, at)
    return _direct(text, sentence, at, verb)


def _direct(text: AnnotatedText, sentence: Sentence, at: int, verb: VerbGroup) -> Subject | None:
    """ "Russia rejects", "Russian diplomats refused": the noun phrase that ends at a token, if a clause can begin with it."""
    phrase = noun_phrase(text, sentence, at)
    if phrase is None:
        return None
    mention, start, by_officials = phrase
    if by_officials and text.lower[at] in word_class("plural_officials") and verb.number == "s":
        return None
    others, start, denied = _coordinated_actors(text, sentence, start, verb)
    if others is None or not can_open_clause(text, sentence, start):
        return None
    kind = text.entity_kinds[mention.entity]
    is_plural = by_officials or others or kind is Kind.GROUP or text.lower[at] in {"they", "we"}
    if verb.form == "b" and verb.number == "p" and not is_plural and kind is not Kind.ORGANISATION:
        return None
    return Subject((*others, mention), start, "direct", by_officials, denied)


def noun_phrase(text: AnnotatedText, sentence: Sentence, at: int) -> NounPhrase | None:
    """Return the phrase that ends at a token, if it names an actor; a bracket at its end is passed over."""
    if text.lower[at] == ")":
        places = range(at - 1, max(sentence.first, at - MAX_BRACKET_TOKENS), -1)
        opened = next((i for i in places if text.lower[i] == "("), None)
        return noun_phrase(text, sentence, opened - 1) if opened and opened > sentence.first else None
    by_officials = False
    mention = text.mention_ends.get(at)
    if mention is None and text.lower[at] in words("officials"):
        mention, at = _state_of(text, sentence, at - 1)
        by_officials = True
    if mention is None or at in text.role_tokens or not _can_act(text, mention, by_officials):
        return None
    return NounPhrase(mention, _phrase_start(text, sentence, text.first_token(mention)), by_officials)


def _state_of(text: AnnotatedText, sentence: Sentence, at: int) -> tuple[Mention | None, int]:
    """Return the state of officials: "Russian senior diplomats", "Iran's foreign ministry"; not "some Iranian officials"."""
    while at > sentence.first and text.lower[at] in word_class("office_word") and at not in text.mention_ends:
        at -= 1
    if text.lower[at] in {"'s", "’s"}:
        at -= 1
    mention = text.mention_ends.get(at) if at >= sentence.first else None
    if mention is None or text.entity_kinds[mention.entity] not in {Kind.COUNTRY, Kind.ORGANISATION, Kind.GROUP}:
        return None, at
    before = text.first_token(mention) - 1
    while before > sentence.first and text.lower[before] in word_class("office_word"):
        before -= 1
    if before >= sentence.first and text.lower[before] in word_class("quantity"):
        return None, at
    return mention, at


def _can_act(text: AnnotatedText, mention: Mention, by_officials: bool) -> bool:
    if by_officials:
        return True
    if text.entity_kinds[mention.entity] is Kind.PLACE or mention.form is Form.DEMONYM:
        return False
    return mention.form is not Form.PRONOUN or mention.evidence.text.lower() in word_class("subject_pronoun")


def _phrase_start(text: AnnotatedText, sentence: Sentence, start: int) -> int:
    """Return the first token of the phrase that a name closes: its title, article and description."""
    modifiers = 0
    while start > sentence.first:
        before = start - 1
        word = text.lower[before]
        if word in word_class("article") or word in {"mr", "mrs", "ms"}:
            start = before
            if word in word_class("article"):
                break
        elif before in text.role_tokens or word in title_words() or (word == "." and text.lower[before - 1] in title_words()):
            start = before
        elif before in text.mention_ends and start in text.role_tokens | _titled(text, start):
            start = text.first_token(text.mention_ends[before])
        elif modifiers < MAX_MODIFIERS and _is_modifier(text, sentence, before):
            modifiers += 1
            start = before
        else:
            break
    return start


def _titled(text: AnnotatedText, start: int) -> frozenset[int]:
    return frozenset({start}) if text.lower[start] in title_words() else frozenset()


def _is_modifier(text: AnnotatedText, sentence: Sentence, at: int) -> bool:
    """Return whether a plain word before a name may describe it ("oil giant BP"): only where these words open the sentence."""
    reach = range(sentence.first, at + 1)
    if at - sentence.first >= MAX_MODIFIERS + 1 or at in text.mention_ends:
        return False
    return all(text.lower[i].replace("-", "").isalpha() and not _is_function_word(text, i) for i in reach)


def _is_function_word(text: AnnotatedText, index: int) -> bool:
    word = text.lower[index]
    classes = ("preposition", "conjunction", "subordinator", "unasserted", "relative", "be", "have", "do", "modal", "duty")
    return (
        any(word in word_class(name) for name in classes)
        or any(word in words(name) for name in ("reporting_verbs", "speech_verbs", "finite_verbs"))
        or word in word_class("opener")
        or word in word_class("subject_pronoun")
        or index in text.time_starts
        or (word in word_class("article") and index > 0 and text.lower[index - 1] in word_class("article"))
    )


def _coordinated_actors(
    text: AnnotatedText, sentence: Sentence, start: int, verb: VerbGroup
) -> tuple[tuple[Mention, ...] | None, int, bool]:
    """Return the other actors in "Cuba, Malaysia and Norway voted", the first token of all, and whether "nor" denies them.

    The actors are None where an unknown one stands before "and", so that nothing is certain.
    """
    before = start - 1
    if before <= sentence.first or text.lower[before] not in {"and", "or", "nor"}:
        return (), start, False
    denied = text.lower[before] == "nor"
    left = before - 2 if text.lower[before - 1] == "," else before - 1
    phrase = noun_phrase(text, sentence, left) if left >= sentence.first else None
    if verb.number == "s" and not denied:
        return (), start, False
    if phrase is None:
        return ((), start, False) if _has_own_verb(text, sentence, before) else (None, start, False)
    actors = [phrase.mention]
    start = phrase.start
    while start - 2 >= sentence.first and text.lower[start - 1] == ",":
        further = noun_phrase(text, sentence, start - 2)
        if further is None:
            break
        actors.append(further.mention)
        start = further.start
    if denied and start > sentence.first and text.lower[start - 1] == "neither":
        return tuple(reversed(actors)), start - 1, True
    return tuple(reversed(actors)), start, denied


def _has_own_verb(text: AnnotatedText, sentence: Sentence, conjunction: int) -> bool:
    """Return whether a clause of its own stands before a conjunction, so that another one follows."""
    for index in range(conjunction - 1, sentence.first, -1):
        word = text.lower[index]
        if word in word_class("preposition") and conjunction - index < 4:
            return False
        if word in word_class("have") or word in word_class("modal") or word in {"is", "are", "was", "were", "did"}:
            return True
        if word in words("reporting_verbs") or word in words("speech_verbs"):
            return True
    return False


def _of_relative_clause(text: AnnotatedText, sentence: Sentence, at: int) -> Subject | None:
    """ "Clinton, who supports", "the agency, which rejected": the name right before the relative pronoun."""
    before = at - 2 if text.lower[at - 1] == "," else at - 1
    phrase = noun_phrase(text, sentence, before) if before >= sentence.first else None
    if phrase is None or phrase.by_officials:
        return None
    is_person = text.entity_kinds[phrase.mention.entity] is Kind.PERSON
    if is_person is not (text.lower[at] == "who") or text.lower[phrase.start - 1] in {"and", "or"}:
        return None
    return Subject((phrase.mention,), phrase.start, "relative")


def _before_apposition(text: AnnotatedText, sentence: Sentence, comma: int) -> Subject | None:
    """ "Lavrov, the foreign minister, rejects": the name before the words between commas, if it opens the clause."""
    for index in range(comma - 1, max(sentence.first, comma - MAX_APPOSITION_TOKENS), -1):
        if text.lower[index] in {";", ":", '"', "“", "”"}:
            return None
        if text.lower[index] != ",":
            continue
        inner = text.lower[index + 1]
        if inner not in word_class("apposition_opener") and not inner.isdigit():
            continue
        phrase = noun_phrase(text, sentence, index - 1)
        if phrase and can_open_clause(text, sentence, phrase.start):
            if text.lower[phrase.start - 1] == ",":
                return None
            return Subject((phrase.mention,), phrase.start, "apposition", phrase.by_officials)
    return None
