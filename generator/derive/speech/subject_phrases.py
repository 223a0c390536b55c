"""The person or body that a subject's words name, beside a quote: the head of the phrase, or the subject of a clause.

Sen. | Anna Berg | of Norway        Anna Berg's aide, the actress | Carla Stone        a Berg aide (of Berg, nobody named)
"""

from __future__ import annotations

from typing import NamedTuple

from generator.derive.lexicon import words
from generator.derive.syntax.actors import together
from generator.derive.syntax.annotated_text import AnnotatedText
from generator.derive.syntax.document import TokenSpan
from generator.derive.syntax.word_classes import word_class
from generator.model.findings import Form, Kind, Mention

MAX_APPOSITION_TOKENS = 6
MAX_CLAUSE_TOKENS = 120
MAX_PHRASE_TOKENS = 14


class SubjectPhrase(NamedTuple):
    """The tokens `first:last` of a subject, the entity that they name, and the one that it belongs to.

    For "he" and "she" `pronoun` is set instead of an entity; `lead_start` is then the first token of the words that lead
    to it: "After the talks on Monday he".
    """

    entity: str | None
    affiliation: str | None
    first: int
    last: int
    pronoun: str | None = None
    lead_start: int | None = None


def resolve_phrase(text: AnnotatedText, first: int, last: int) -> SubjectPhrase | None:
    """Return the subject that the tokens `first:last` are; None where there are no words among them."""
    span = trim(text, TokenSpan(first, last))
    if span.first >= span.last:
        return None
    if phrase := pronoun(text, span):
        return phrase
    mention = head(text, span)
    return SubjectPhrase(mention.entity if mention else None, affiliation(text, span, mention), *span)


def joint_speakers(text: AnnotatedText, phrase: SubjectPhrase) -> tuple[str, ...]:
    """Return the entity of a subject, and those named with it by "and": "Anna Berg and the minister Paul Martin"."""
    named = (text.mention_starts[at] for at in range(phrase.first, phrase.last) if at in text.mention_starts)
    mention = next((each for each in named if each.entity == phrase.entity), None)
    return together(text, mention) if mention else (phrase.entity,) if phrase.entity else ()


def trim(text: AnnotatedText, span: TokenSpan) -> TokenSpan:
    """Return a span without conjunctions and marks at its beginning, and marks, "himself" and an age at its end."""
    first, last = span
    while first < last and (text.lower[first] in word_class("phrase_leader") or not text.lower[first][0].isalnum()):
        first += 1
    while first < last and (text.lower[last - 1] in word_class("emphatic_pronoun") or _is_separator(text.lower[last - 1])):
        last -= 1
    is_age = last - first > 2 and text.lower[last - 1].isdigit() and text.lower[last - 2] == ","
    return TokenSpan(first, last - 2 if is_age else last)


def _is_separator(word: str) -> bool:
    """Return whether a token separates; a full stop within a sentence and a closing bracket belong to the words before."""
    return not word[0].isalnum() and word not in {".", ")"}


def pronoun(text: AnnotatedText, span: TokenSpan) -> SubjectPhrase | None:
    """Return the "he" or "she" that a span ends with."""
    word = text.lower[span.last - 1]
    if word not in word_class("personal_pronoun"):
        return None
    return SubjectPhrase(None, None, span.last - 1, span.last, word, span.first)


def head(text: AnnotatedText, span: TokenSpan) -> Mention | None:
    """Return the person that a span names, or else the body that it names before any comma."""
    body: Mention | None = None
    after_comma = span.first
    for at in range(*span):
        word = text.lower[at]
        if word in word_class("relative_or_adverb"):
            break
        if word in {",", "("}:
            after_comma = at + 1
        mention = text.mention_starts.get(at)
        if mention is None or mention.form is Form.PRONOUN or not _is_free(text, mention, at, span, is_clause=False):
            continue
        if text.entity_kinds[mention.entity] is Kind.PERSON:
            if after_comma == span.first or _is_apposition(text, after_comma, at):
                return mention
        elif body is None and after_comma == span.first and _is_actor(text, mention) and mention.form is not Form.DEMONYM:
            body = mention
    return body


def affiliation(text: AnnotatedText, span: TokenSpan, head: Mention | None) -> str | None:
    """Return the entity that the subject belongs to: named before its head, or in the first half of a phrase without one."""
    inside = [text.mention_starts[at] for at in range(*span) if at in text.mention_starts]
    named = [mention for mention in inside if mention.form in {Form.NAME, Form.METONYM}]
    if head is None:
        near = span.first + (span.last - span.first) // 2 + 1
        owners = [mention for mention in named if _is_actor(text, mention) and text.first_token(mention) <= near]
    elif head.form is Form.NAME:
        owners = [mention for mention in named if mention.entity != head.entity and mention.evidence.end <= head.evidence.start]
    else:
        owners = []
    return owners[0].entity if owners else None


def clause_subject(text: AnnotatedText, first: int, last: int) -> SubjectPhrase | None:
    """Return the subject of a clause of the tokens `first:last`: the first person or "he" that is no object, or else a body."""
    body: SubjectPhrase | None = None
    first = max(first, last - MAX_CLAUSE_TOKENS)
    for at in range(first, last):
        if text.lower[at] in word_class("personal_pronoun"):
            return SubjectPhrase(None, None, at, at + 1, text.lower[at])
        mention = text.mention_starts.get(at)
        if mention is None or mention.form is Form.PRONOUN:
            continue
        if not _is_free(text, mention, at, TokenSpan(first, last), is_clause=True):
            continue
        phrase = SubjectPhrase(mention.entity, None, at, text.end_token(mention))
        if text.entity_kinds[mention.entity] is Kind.PERSON:
            return phrase
        if body is None and _is_actor(text, mention) and mention.form is not Form.DEMONYM and _opens_clause(text, at, first):
            body = phrase
    return body


def phrase_to_comma(text: AnnotatedText, first: int, last: int) -> SubjectPhrase | None:
    """Return the words up to the first comma as a subject, where they are few: the opening of a clause about nobody known."""
    comma = next((at for at in range(first, last) if text.lower[at] in {",", "("}), last)
    return resolve_phrase(text, first, comma) if comma - first <= MAX_PHRASE_TOKENS else None


def _opens_clause(text: AnnotatedText, at: int, first: int) -> bool:
    """Return whether a name opens a clause: right at its beginning, or after a comma or conjunction."""
    start = at - (at > first and text.lower[at - 1] in word_class("article"))
    return start <= first or text.lower[start - 1] == "," or text.lower[start - 1] in word_class("phrase_leader")


def _is_apposition(text: AnnotatedText, after_comma: int, at: int) -> bool:
    return at - after_comma <= MAX_APPOSITION_TOKENS and not any(word.endswith("ing") for word in text.lower[after_comma:at])


def _is_actor(text: AnnotatedText, mention: Mention) -> bool:
    return text.entity_kinds[mention.entity] is not Kind.PLACE


def _is_free(text: AnnotatedText, mention: Mention, at: int, span: TokenSpan, *, is_clause: bool) -> bool:
    """Return whether a name is no object of a preposition, no possessor, and no modifier of the noun after it."""
    before = at - 1 - (at - 1 > span.first and text.lower[at - 1] in word_class("article"))
    if before >= span.first and text.lower[before] in word_class("preposition") and text.lower[before] != "like":
        return False
    after = text.end_token(mention)
    if after >= span.last:
        return True
    word = text.lower[after]
    if word in word_class("possessive"):
        return False
    if not word[0].isalnum() or word in word_class("phrase_follower") or word in word_class("preposition"):
        return True
    if text.is_adverb(after):
        return True
    is_owner = word in words("belonging_nouns") or word in words("officials")
    return is_clause and not is_owner and not text.tokens[after].text[0].isupper()
