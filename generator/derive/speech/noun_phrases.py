"""Whom the words beside a quote name: the head of a subject, or who a clause is about.

Sen. | Anna Berg | of Norway        Anna Berg's aide, the actress | Carla Stone        a Berg aide (nobody named)
"""

from __future__ import annotations

from typing import NamedTuple

from generator.derive.lexicon import words
from generator.derive.syntax.annotated_text import AnnotatedText
from generator.derive.syntax.word_classes import word_class
from generator.model.findings import Form, Kind, Mention

SUBJECTS = frozenset({"he", "she"})
POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
RELATIVE = frozenset({"who", "whose", "which", "that", "where", "when", "whom"})
AFTER_HEAD = RELATIVE | frozenset({"and", "or", "himself", "herself", "themselves", "as", "then", "also", "later", "both"})
LEADING = frozenset({"and", "but", "as", "while", "then", "so", "though", "although", "when", "that", "because"})
APPOSITION = 6
CLAUSE = 120


class Named(NamedTuple):
    """The words of tokens `first:last`, whom they name and to whom that one belongs.

    `pronoun` for "he" and "she", with where the words that lead to it start: "After the talks on Monday he".
    """

    entity: str | None
    affiliation: str | None
    first: int
    last: int
    pronoun: str | None = None
    start: int | None = None


def named(text: AnnotatedText, first: int, last: int) -> Named | None:
    """Whom a subject of the tokens `first:last` names; None where there are no words."""
    while first < last and (text.lower[first] in LEADING or not text.lower[first][0].isalnum()):
        first += 1
    while first < last and (text.lower[last - 1] in {"himself", "herself"} or _is_mark(text.lower[last - 1])):
        last -= 1
    if last - first > 2 and text.lower[last - 1].isdigit() and text.lower[last - 2] == ",":
        last -= 2
    if first >= last:
        return None
    if text.lower[last - 1] in SUBJECTS:
        return Named(None, None, last - 1, last, text.lower[last - 1], first)
    inside = [text.mention_starts[at] for at in range(first, last) if at in text.mention_starts]
    head = _head(text, first, last)
    others = (m for m in inside if m.form in {Form.NAME, Form.METONYM} and (head is None or m.entity != head.entity))
    if head is None:
        belongs = next(
            (m for m in others if _is_actor(text, m) and text.first_token(m) - first <= (last - first) // 2 + 1), None
        )
        return Named(None, belongs.entity if belongs else None, first, last)
    before = (m for m in others if m.evidence.end <= head.evidence.start) if head.form is Form.NAME else iter(())
    return Named(head.entity, next((m.entity for m in before), None), first, last)


def _is_mark(word: str) -> bool:
    """Whether a token parts; a full stop within a sentence and a closing bracket belong to the words before them."""
    return not word[0].isalnum() and word not in {".", ")"}


def subject_of(text: AnnotatedText, first: int, last: int) -> Named | None:
    """Who a clause of the tokens `first:last` is about: the first person or "he" in it that is no object, or else a body."""
    body: Named | None = None
    first = max(first, last - CLAUSE)
    for at in range(first, last):
        if text.lower[at] in SUBJECTS:
            return Named(None, None, at, at + 1, text.lower[at])
        mention = text.mention_starts.get(at)
        if mention is None or mention.form is Form.PRONOUN or not _stands_free(text, mention, at, first, last, is_clause=True):
            continue
        one = Named(mention.entity, None, at, _end(text, mention))
        if text.entity_kinds[mention.entity] is Kind.PERSON:
            return one
        if body is None and _is_actor(text, mention) and mention.form is not Form.DEMONYM and _opens(text, at, first):
            body = one
    return body


def _opens(text: AnnotatedText, at: int, first: int) -> bool:
    """Whether a name opens a clause that may begin at a token: right there, or after a comma or conjunction."""
    start = at - (at > first and text.lower[at - 1] in word_class("article"))
    return start <= first or text.lower[start - 1] in LEADING | {","}


def _head(text: AnnotatedText, first: int, last: int) -> Mention | None:
    """The person that the words name, or else the body that they end with."""
    body: Mention | None = None
    comma = first
    for at in range(first, last):
        word = text.lower[at]
        if word in RELATIVE:
            break
        if word in {",", "("}:
            comma = at + 1
        mention = text.mention_starts.get(at)
        if mention is None or mention.form is Form.PRONOUN or not _stands_free(text, mention, at, first, last, is_clause=False):
            continue
        if text.entity_kinds[mention.entity] is Kind.PERSON:
            if comma == first or _is_apposed(text, comma, at):
                return mention
        elif body is None and comma == first and _is_actor(text, mention) and mention.form is not Form.DEMONYM:
            body = mention
    return body


def _is_apposed(text: AnnotatedText, comma: int, at: int) -> bool:
    return at - comma <= APPOSITION and not any(word.endswith("ing") for word in text.lower[comma:at])


def _is_actor(text: AnnotatedText, mention: Mention) -> bool:
    return text.entity_kinds[mention.entity] is not Kind.PLACE


def _end(text: AnnotatedText, mention: Mention) -> int:
    return text.end_token(mention)


def _stands_free(text: AnnotatedText, mention: Mention, at: int, first: int, last: int, *, is_clause: bool) -> bool:
    """Whether a name is neither an object of a preposition, nor a possessor, nor tells of a noun after it."""
    before = at - 1 - (at - 1 > first and text.lower[at - 1] in word_class("article"))
    if before >= first and text.lower[before] in word_class("preposition") - {"like"}:
        return False
    after = _end(text, mention)
    if after >= last:
        return True
    word = text.lower[after]
    if word in POSSESSIVE:
        return False
    if not word[0].isalnum() or word in AFTER_HEAD or word in word_class("preposition") or text.is_adverb(after):
        return True
    return is_clause and word not in words("belonging_nouns") and word not in words("officials") and not _goes_on(text, after)


def _goes_on(text: AnnotatedText, at: int) -> bool:
    """Whether a capital or another name follows: "Trump campaign", "Stone Foundation"."""
    return text.tokens[at].text[0].isupper()
