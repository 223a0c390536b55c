"""Roles: titles and offices with their holders.

Before the name ("Russian president Dmitry Medvedev"), or after it between commas ("Sergei Lavrov, the foreign minister,").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from generator.derive.evidence import cite
from generator.derive.lexicon import words
from generator.derive.names.gazetteer import titles
from generator.derive.names.titles import last_words_of_titles
from generator.derive.syntax.document import Document
from generator.derive.time.cues import cues
from generator.derive.time.vocabulary import word_class
from generator.model.findings import Confidence, Entity, Form, Kind, Mention, Role

POSSESSIVES, MAX_GAP_CHARACTERS = frozenset({"", "'s", "’s"}), 4
TITLE_BEFORE = "a title before the name"
TITLE_AFTER = "a title after the name"
RULES = (TITLE_BEFORE, TITLE_AFTER)
DATE_ROLES = frozenset({"weekday", "month"})
# A full stop within is an initialism's: ", the envoy for U.S.-Cuban relations,".
DESCRIPTION_AFTER = re.compile(
    r",[^\S\n]+(?:(?:the|an?)\s+)?((?:[^,.;:()\"“”\n]|(?<=\b[A-Z])\.){3,80}?)(?=[,;\n]|$|(?<!\b[A-Z])\.|\s+(?:who|said|says|told)\b)"
)


def find(doc: Document, entities: Sequence[Entity], mentions: Sequence[Mention]) -> tuple[Role, ...]:
    """Return the roles of all people named."""
    people = {entity.id for entity in entities if entity.kind is Kind.PERSON}
    ends = {mention.evidence.end: mention for mention in mentions}
    starts = [mention.evidence.start for mention in mentions]
    found = []
    for mention in mentions:
        if mention.entity in people and mention.form is Form.NAME:
            role = _title_before(doc, mention, ends) or _title_after(doc, mention, mentions, starts, people)
            if role:
                found.append(role)
    return tuple(found)


def _title_before(doc: Document, mention: Mention, ends: Mapping[int, Mention]) -> Role | None:
    """Return the title that ends right before the name, with what stands before it ("former", "US", "Ford Motor Company")."""
    last = doc.token_at(mention.evidence.start)
    is_apposition = last > 0 and doc.tokens[last - 1].text == "," and doc.text.startswith((",", "."), mention.evidence.end)
    if is_apposition:
        last -= 1
    end = mention.evidence.start if not is_apposition else doc.tokens[last].start
    sentence = doc.sentences[doc.sentence_at(mention.evidence.start)]
    tokens = doc.tokens
    ends_title = last > 0 and doc.lower[last - 1] in last_words_of_titles()
    first = next(
        (
            last - length
            for length in (4, 3, 2, 1)
            if ends_title and last - length >= sentence.first and " ".join(doc.lower[last - length : last]) in titles()
        ),
        None,
    )
    if first is None:
        return None
    start = tokens[first].start
    while first > sentence.first and tokens[first - 1].text.lower() in words("role_modifiers"):
        first -= 1
        start = tokens[first].start
    while first > sentence.first and _is_of_title(tokens[first - 1].text) and tokens[first - 1].end not in ends:
        first -= 1
        start = tokens[first].start
    owners = (
        ends.get(start - gap) for gap in range(MAX_GAP_CHARACTERS + 1) if doc.text[start - gap : start].strip() in POSSESSIVES
    )
    owner = next((owner for owner in owners if owner), None)
    if owner is None:
        return None if is_apposition else _role(doc, start, end, mention, None, TITLE_BEFORE)
    first = doc.token_at(owner.evidence.start)
    while first > sentence.first and tokens[first - 1].text.lower() in words("role_modifiers"):
        first -= 1
    return _role(doc, tokens[first].start, end, mention, owner.entity, TITLE_BEFORE)


def _is_of_title(word: str) -> bool:
    """Return whether a word before a title belongs to it: "Tourism Minister", "Energy Secretary"."""
    is_word = word[:1].isupper() and word[1:].islower()
    is_other = word.lower() in words("sentence_openers") or word in words("honorifics")
    return is_word and not is_other and word_class(word) not in DATE_ROLES


def _title_after(
    doc: Document, mention: Mention, mentions: Sequence[Mention], starts: Sequence[int], people: Collection[str]
) -> Role | None:
    """Return the description between commas behind a name, where a title is in it."""
    match = DESCRIPTION_AFTER.match(doc.text, mention.evidence.end)
    if not match or _has_verb(match[1]) or not _has_title(match[1].lower()):
        return None
    inside = mentions[bisect_left(starts, match.start(1)) : bisect_left(starts, match.end(1))]
    if any(other.entity in people and other.evidence.end == match.end(1) for other in inside):
        return None  # the next of a list: "Norway, Defence Secretary Anna Berg, and …"
    affiliation = next((other.entity for other in inside if other.evidence.end <= match.end(1)), None)
    return _role(doc, match.start(1), match.end(1), mention, affiliation, TITLE_AFTER)


@lru_cache(maxsize=1)
def _spaced_titles() -> tuple[str, ...]:
    return tuple(f" {title} " for title in sorted(titles()))


def _has_title(description: str) -> bool:
    described = f" {description} "
    return any(title in described for title in _spaced_titles())


def _has_verb(description: str) -> bool:
    """Return whether a description is a clause: "met the king of Velmar", "but two …", "later claiming that …"."""
    described = description.split()
    if described[0] in words("role_modifiers"):
        return not cues("tense_cues")["back"].isdisjoint(described)
    is_regular = described[0].islower() and described[0].endswith(("ed", "ing"))
    opens_clause = described[0].lower() in words("sentence_openers") or "that" in described or "-" in described
    return is_regular or opens_clause or not cues("tense_cues")["back"].isdisjoint(described)


def _role(doc: Document, start: int, end: int, mention: Mention, affiliation: str | None, rule: str) -> Role | None:
    while end > start and doc.text[end - 1].isspace():
        end -= 1
    if end <= start:
        return None
    cited = cite(doc.text, start, end)
    return Role("", cited, mention.entity, cited.text, affiliation, Confidence.LIKELY, rule)
