"""Relations of two states as a subject: "ties with Moscow", "relations between France and Norway", "US-Russian relations"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.derive.syntax.annotated_text import AnnotatedText
from generator.derive.topics.phrases import SHORT_NAMES, TopicHit, name_of
from generator.model.findings import Form, Kind, Mention

RELATIONS = "relations of two states"
RULES = (RELATIONS,)
RELATION_WORDS = frozenset({"ties", "relations", "relationship"})
PAIR = re.compile(r"([A-Z][\w.]*)[-–]([A-Z]\w+)$")


def find(read: AnnotatedText) -> Iterator[TopicHit]:
    """Return every mention of the relations of two states."""
    if RELATION_WORDS.isdisjoint(read.lower):
        return
    for at, word in enumerate(read.lower):
        if word not in RELATION_WORDS or at in read.quoted_tokens:
            continue
        hit = _with(read, at) or _between(read, at) or _paired(read, at)
        if hit:
            yield hit


def _country(read: AnnotatedText, at: int) -> Mention | None:
    mention = read.mention_starts.get(at)
    return mention if mention and read.entity_kinds[mention.entity] is Kind.COUNTRY else None


def _hit(read: AnnotatedText, one: str, other: str, start: int, end: int) -> TopicHit | None:
    return TopicHit(f"{one}-{other} relations", start, end, RELATIONS) if one != other else None


def _with(read: AnnotatedText, at: int) -> TopicHit | None:
    """ "ties with Moscow": the other side is named before, or holds an office that is."""
    if at + 1 >= len(read.lower) or read.lower[at + 1] not in {"with", "to"}:
        return None
    partner = _country(read, at + 2)
    if partner is None or partner.form is Form.DEMONYM:
        return None
    other = _other_side(read, partner.entity, at)
    return _hit(read, other, name_of(read, partner), read.tokens[at].start, partner.evidence.end) if other else None


def _between(read: AnnotatedText, at: int) -> TopicHit | None:
    if at + 2 >= len(read.lower) or read.lower[at + 1] != "between":
        return None
    near = [m for i in range(at + 2, min(len(read.lower), at + 8)) if (m := _country(read, i))]
    if len(near) < 2:
        return None
    return _hit(read, name_of(read, near[0]), name_of(read, near[1]), read.tokens[at].start, near[1].evidence.end)


def _paired(read: AnnotatedText, at: int) -> TopicHit | None:
    """ "US-Russian relations": two names or adjectives in one word, or side by side."""
    pair = PAIR.match(read.tokens[at - 1].text) if at else None
    if pair is None:
        return None
    known = {
        m.evidence.text: name_of(read, m) for m in read.mention_starts.values() if read.entity_kinds[m.entity] is Kind.COUNTRY
    }
    known |= {short: short for short in SHORT_NAMES.values()}
    one, other = known.get(pair[1]), known.get(pair[2])
    return _hit(read, one, other, read.tokens[at - 1].start, read.tokens[at].end) if one and other else None


def _other_side(read: AnnotatedText, partner: str, at: int) -> str | None:
    """Return the nearest country before in the sentence, else that of an office there, else of the report's first office."""
    sentence = read.doc.sentences[read.doc.sentence_at(read.tokens[at].start)]
    inside = [read.mention_starts[i] for i in range(sentence.first, at) if i in read.mention_starts]
    for mention in reversed(inside):
        if read.entity_kinds[mention.entity] is Kind.COUNTRY and mention.entity != partner:
            return name_of(read, mention)
    offices = [r for r in read.findings.roles if r.affiliation and read.entity_kinds.get(r.affiliation) is Kind.COUNTRY]
    holders = {m.entity for m in inside}
    for role in (*(r for r in offices if r.entity in holders), *offices[:1]):
        if role.affiliation and role.affiliation != partner:
            return next((name_of(read, m) for m in read.mention_starts.values() if m.entity == role.affiliation), None)
    return None
