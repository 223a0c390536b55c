"""Who the subject of a verb is.

    Russia | has formally rejected        Russian diplomats | refused        Lavrov, the foreign minister, | is likely to reject
    Clinton, who | opposes                Norway met envoys and | rejected   (of the envoy of Norway, rejecting: nobody)

What is not asserted ("if Russia supports", "whether", a question, "must support") has no group or no subject here.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.derive.lexicon import words
from generator.derive.syntax.annotated_text import AnnotatedText
from generator.derive.syntax.document import Document, Sentence
from generator.derive.syntax.verb_groups import NEGATED_BY, Group
from generator.derive.syntax.word_classes import title_words, word_class
from generator.model.findings import Form, Kind, Mention

APPOSITION = 24
MODIFIERS = 3
NO_SUBJECT = re.compile(
    r"\b(?:of|with|against|by|from|for|to|in|on|at|between|near|into|about|over)\s(?:the\s|Mr\.?\s|Mrs\.?\s|Ms\.?\s)?$"
)
APPOSED = frozenset("who which whose a an the his her its their formerly long now along together like including once".split())
OFFICE_WORDS = frozenset(
    "foreign defence defense ministry government senior top state military nuclear trade treasury finance embassy".split()
)
CLOSING = frozenset({",", "(", "—", "–", ":", ";", '"', "“", "”", "-", "*", ".", "…"})


class Subject(NamedTuple):
    """Who a verb's subject is, where its words begin, and how sure the link is ("direct" is the surest)."""

    mentions: tuple[Mention, ...]
    start: int
    link: str
    by_officials: bool = False
    denied: bool = False


def is_after_preposition(doc: Document, mention: Mention) -> bool:
    """Whether a mention follows a preposition, and so is no subject."""
    return NO_SUBJECT.search(doc.text[max(0, mention.evidence.start - 14) : mention.evidence.start]) is not None


def subject(text: AnnotatedText, sentence: Sentence, verb: Group) -> Subject | None:
    """Who the subject of a finite verb is; None where that is nobody known, or not certain."""
    at = verb.first - 1
    if at < sentence.first:
        return None
    if text.lower[at] in {"who", "which"}:
        return _relative(text, sentence, at)
    if text.lower[at] == ",":
        return _apposed(text, sentence, at, verb)
    return _direct(text, sentence, at, verb, "direct")


def _direct(text: AnnotatedText, sentence: Sentence, at: int, verb: Group, link: str) -> Subject | None:
    """The name, or the officials of a state, that the token `at` ends, where a clause begins with it."""
    head = noun_phrase(text, sentence, at)
    if head is None:
        return None
    mention, start, by_officials = head
    if (
        by_officials
        and text.lower[at] in {"officials", "diplomats", "leaders", "authorities", "ministers"}
        and verb.number == "s"
    ):
        return None
    others, start, denied = _together(text, sentence, start, verb)
    if others is None or not opens_clause(text, sentence, start):
        return None
    plural = by_officials or others or text.entity_kinds[mention.entity] is Kind.GROUP or text.lower[at] in {"they", "we"}
    if verb.form == "b" and verb.number == "p" and not plural and text.entity_kinds[mention.entity] is not Kind.ORGANISATION:
        return None
    return Subject((*others, mention), start, link, by_officials, denied)


def noun_phrase(text: AnnotatedText, sentence: Sentence, at: int) -> tuple[Mention, int, bool] | None:
    """The actor whose words end at a token, the first token of its phrase, and whether officials stand for it."""
    if text.lower[at] == ")":
        opened = next((i for i in range(at - 1, max(sentence.first, at - 8), -1) if text.lower[i] == "("), None)
        return noun_phrase(text, sentence, opened - 1) if opened and opened > sentence.first else None
    by_officials = False
    mention = text.mention_ends.get(at)
    if mention is None and text.lower[at] in words("officials"):
        mention, at = _state_of(text, sentence, at - 1)
        by_officials = True
    if mention is None or at in text.role_tokens or not _can_act(text, mention, by_officials):
        return None
    return mention, _phrase_start(text, sentence, text.first_token(mention)), by_officials


def _state_of(text: AnnotatedText, sentence: Sentence, at: int) -> tuple[Mention | None, int]:
    """The state that officials are of: "Russian senior diplomats", "Iran's foreign ministry"; not "some Iranian officials"."""
    while at > sentence.first and text.lower[at] in OFFICE_WORDS and at not in text.mention_ends:
        at -= 1
    if text.lower[at] in {"'s", "’s"}:
        at -= 1
    mention = text.mention_ends.get(at) if at >= sentence.first else None
    if mention is None or text.entity_kinds[mention.entity] not in {Kind.COUNTRY, Kind.ORGANISATION, Kind.GROUP}:
        return None, at
    before = text.first_token(mention) - 1
    while before > sentence.first and text.lower[before] in OFFICE_WORDS:
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
    """The first token of the phrase that a name closes: its title, article, and what describes it."""
    loose = 0
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
        elif loose < MODIFIERS and _describes(text, sentence, before):
            loose += 1
            start = before
        else:
            break
    return start


def _titled(text: AnnotatedText, start: int) -> frozenset[int]:
    return frozenset({start}) if text.lower[start] in title_words() else frozenset()


def _describes(text: AnnotatedText, sentence: Sentence, at: int) -> bool:
    """Whether a plain word before a name may describe it ("oil giant BP"): only where these words open the sentence."""
    reach = range(sentence.first, at + 1)
    if at - sentence.first >= MODIFIERS + 1 or at in text.mention_ends:
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


def _together(text: AnnotatedText, sentence: Sentence, start: int, verb: Group) -> tuple[tuple[Mention, ...] | None, int, bool]:
    """The others in "Brazil and Turkey oppose", "Cuba, Malaysia and Norway voted"; None when it cannot be told who acts."""
    before = start - 1
    if before <= sentence.first or text.lower[before] not in {"and", "or", "nor"}:
        return (), start, False
    denied = text.lower[before] == "nor"
    left = before - 2 if text.lower[before - 1] == "," else before - 1
    head = noun_phrase(text, sentence, left) if left >= sentence.first else None
    if verb.number == "s" and not denied:
        return (), start, False
    if head is None:
        return ((), start, False) if _has_own_verb(text, sentence, before) else (None, start, False)
    found = [head[0]]
    start = head[1]
    while start - 2 >= sentence.first and text.lower[start - 1] == ",":
        further = noun_phrase(text, sentence, start - 2)
        if further is None:
            break
        found.append(further[0])
        start = further[1]
    if denied and start > sentence.first and text.lower[start - 1] == "neither":
        return tuple(reversed(found)), start - 1, True
    return tuple(reversed(found)), start, denied


def _has_own_verb(text: AnnotatedText, sentence: Sentence, conjunction: int) -> bool:
    """Whether a clause of its own stands before "and", so that what follows is another one."""
    for index in range(conjunction - 1, sentence.first, -1):
        word = text.lower[index]
        if word in word_class("preposition") and conjunction - index < 4:
            return False
        if word in word_class("have") or word in word_class("modal") or word in {"is", "are", "was", "were", "did"}:
            return True
        if word in words("reporting_verbs") or word in words("speech_verbs"):
            return True
    return False


def opens_clause(text: AnnotatedText, sentence: Sentence, start: int) -> bool:  # noqa: PLR0911 - a case a line
    """Whether a clause can begin at a token, and is asserted: what stands before it tells."""
    before = start - 1
    if before < sentence.first:
        return True
    word = text.lower[before]
    if word == "that":
        return _is_told(text, sentence, before - 1)
    if word in word_class("unasserted") or (word in word_class("preposition") and word not in word_class("subordinator")):
        return False
    if word in CLOSING or word in word_class("conjunction") or word in word_class("subordinator"):
        return not (word == "," and _is_in_list(text, sentence, before))
    if before in text.time_ends or text.is_adverb(before) or word in word_class("opener"):
        return True
    if word in words("reporting_verbs") or word in words("speech_verbs"):
        return word not in word_class("clause_verb") and word not in {"told", "called", "asked"}
    if word in word_class("adverbial_noun") and text.lower[before - 1] in {"in", "for", "on", "at"}:
        return opens_clause(text, sentence, before - 1)
    return _opens_with_place(text, sentence, before)


def _is_in_list(text: AnnotatedText, sentence: Sentence, comma: int) -> bool:
    """Whether a comma parts a list that "between" or "including" opens: "between France, Russia rejected …"."""
    return any(text.lower[i] in {"between", "including"} for i in range(max(sentence.first, comma - 4), comma))


def _is_told(text: AnnotatedText, sentence: Sentence, at: int) -> bool:
    """Whether what "that" opens is told as a fact or as somebody's words, not hoped for or denied."""
    for index in range(at, max(sentence.first - 1, at - 5), -1):
        word = text.lower[index]
        if word in word_class("clause_noun") or word in word_class("clause_verb") or word in {"so", "such", "not"}:
            return False
        if word.endswith(NEGATED_BY):
            return False
        if word in words("reporting_verbs") or word in words("speech_verbs"):
            return True
    return False


def _opens_with_place(text: AnnotatedText, sentence: Sentence, at: int) -> bool:
    """ "In Moscow President Medvedev welcomed": a place right at the sentence's beginning."""
    place = text.mention_ends.get(at)
    if place is None:
        return False
    first = text.first_token(place)
    return first - 1 == sentence.first and text.lower[first - 1] in word_class("place_preposition")


def _relative(text: AnnotatedText, sentence: Sentence, at: int) -> Subject | None:
    """ "Clinton, who supports", "the agency, which rejected": the name right before the relative pronoun."""
    before = at - 2 if text.lower[at - 1] == "," else at - 1
    head = noun_phrase(text, sentence, before) if before >= sentence.first else None
    if head is None or head[2]:
        return None
    is_person = text.entity_kinds[head[0].entity] is Kind.PERSON
    if is_person is not (text.lower[at] == "who") or text.lower[head[1] - 1] in {"and", "or"}:
        return None
    return Subject((head[0],), head[1], "relative")


def _apposed(text: AnnotatedText, sentence: Sentence, comma: int, verb: Group) -> Subject | None:
    """ "Lavrov, the foreign minister, rejects": the name before the stretch between commas, if it opens the clause."""
    for index in range(comma - 1, max(sentence.first, comma - APPOSITION), -1):
        if text.lower[index] in {";", ":", '"', "“", "”"}:
            return None
        if text.lower[index] != ",":
            continue
        inner = text.lower[index + 1]
        head = noun_phrase(text, sentence, index - 1)
        if head and (inner in APPOSED or inner.isdigit()) and opens_clause(text, sentence, head[1]):
            return Subject((head[0],), head[1], "apposition", head[2]) if text.lower[head[1] - 1] != "," else None
    return None
