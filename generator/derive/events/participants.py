"""The actors that take part in an event besides its subject, and the place of it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.derive.events.clauses import EventClause
from generator.derive.lexicon import words
from generator.derive.syntax.annotated_text import AnnotatedText
from generator.derive.syntax.word_classes import word_class
from generator.model.findings import Form, Kind, Mention


def participants(text: AnnotatedText, clause: EventClause) -> Iterator[Mention]:
    """Return the actors named after the verb, but not those of somebody's title, as a place, or as an adjective."""
    for at in range(clause.verb.first, clause.extent.last):
        mention = text.mention_starts.get(at)
        if mention is None or at in text.role_tokens or text.entity_kinds[mention.entity] is Kind.PLACE:
            continue
        last = text.end_token(mention)
        if mention.form is Form.DEMONYM and not (last < len(text.lower) and text.lower[last] in words("officials")):
            continue
        if text.entity_kinds[mention.entity] is Kind.COUNTRY and text.lower[at - 1] in word_class("place_preposition"):
            continue
        yield mention


def place(text: AnnotatedText, clause: EventClause) -> str | None:
    """Return the first place after a preposition of place, behind the verb or before the subject."""
    for at in (*range(clause.verb.last, clause.extent.last), *range(clause.extent.first, clause.subject.start)):
        mention = text.mention_starts.get(at)
        if mention is None or mention.form is not Form.NAME:
            continue
        if text.entity_kinds[mention.entity] not in {Kind.PLACE, Kind.COUNTRY}:
            continue
        before = at - 1
        if text.lower[before] in word_class("article") or text.lower[before] in word_class("compass_adjective"):
            before -= 1
        if text.lower[before] == "of" and text.lower[before - 1] == "city":
            before -= 3
        if before >= 0 and text.lower[before] in word_class("place_preposition"):
            return mention.entity
    return None
