"""The actors that take part in an occurrence, with their parts, and the place of it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.derive.events.occurrences import EventOccurrence, event_words
from generator.derive.lexicon import words
from generator.derive.syntax.actors import actor
from generator.derive.syntax.annotated_text import AnnotatedText
from generator.derive.syntax.thing_words import nouns_of_things
from generator.derive.syntax.trees import ROOT, Trees
from generator.derive.syntax.word_classes import word_class
from generator.model.findings import Form, Kind, Mention, Part, Participant

MAX_LINKS = 3
"""What is named further below a main word takes part in something else."""
MODIFIERS = frozenset({"compound", "amod"})


def participants(text: AnnotatedText, occurrence: EventOccurrence) -> tuple[Participant, ...]:
    """Return the actors of an occurrence: who did it, to whom, and those named in its words besides."""
    parts: dict[str, Part] = {}
    for heads, part in ((occurrence.agents, Part.AGENT), (occurrence.patients, Part.PATIENT)):
        taking_part = [actor(text, head) for head in heads]
        known = [who.entity for who in taking_part if who.entity is not None]
        if not known and part is Part.AGENT:
            known = [who.affiliation for who in taking_part if who.affiliation is not None]
        parts.update({entity: part for entity in known if entity not in parts and text.entity_kinds[entity] is not Kind.PLACE})
    for mention in _named(text, occurrence):
        parts.setdefault(mention.entity, Part.OTHER)
    return tuple(Participant(entity, part) for entity, part in parts.items())


def _named(text: AnnotatedText, occurrence: EventOccurrence) -> Iterator[Mention]:
    """Return the actors named in an occurrence's words, but not those of a title, as a place, or as an adjective."""
    for mention in text.mentions_in(*text.tokens_of(occurrence.words)):
        at = text.first_token(mention)
        if at in text.role_tokens or text.entity_kinds[mention.entity] is Kind.PLACE:
            continue
        last = text.end_token(mention)
        if mention.form is Form.DEMONYM and not (last < len(text.lower) and text.lower[last] in words("officials")):
            continue
        if text.entity_kinds[mention.entity] is Kind.COUNTRY and text.lower[at - 1] in word_class("place_preposition"):
            continue
        if not _is_modifier(text, mention) and _links(text, occurrence.at, mention) <= MAX_LINKS:
            yield mention


def _links(text: AnnotatedText, at: int, mention: Mention) -> int:
    """Return the number of relations by which a name hangs on a main word; 0 where it does not."""
    word, links, name = text.trees.word_at(mention.evidence.end - 1), 0, mention.evidence
    while word not in {at, ROOT}:
        head = text.trees.words[word].head
        links += head == ROOT or not name.start <= text.trees.words[head].start < name.end
        word = head
    return links if word == at else 0


def _is_modifier(text: AnnotatedText, mention: Mention) -> bool:
    """Return whether a name only describes the noun behind it: "Airbus aircraft", "Norway's minister, Berg".

    A thing's is one with a noun of things behind it: "the M380 superjumbo".
    """
    at = text.trees.word_at(mention.evidence.end - 1)
    word = text.trees.words[at]
    if (
        word.head > at
        and text.entity_kinds[mention.entity] is Kind.THING
        and text.trees.words[word.head].lemma in nouns_of_things()
    ):
        return False
    if word.relation == "nmod:poss":
        return _is_described(text.trees, word.head)
    return word.relation in MODIFIERS and word.head > at


def place(text: AnnotatedText, occurrence: EventOccurrence) -> str | None:
    """Return the first place after a preposition of place, behind the main word, else before it."""
    first, last = text.tokens_of(occurrence.words)
    main = text.token_of_word[occurrence.at]
    for mention in (*text.mentions_in(main, last), *text.mentions_in(first, main)):
        if mention.form is not Form.NAME or text.entity_kinds[mention.entity] not in {Kind.PLACE, Kind.COUNTRY}:
            continue
        before = text.first_token(mention) - 1
        if text.lower[before] in word_class("article") or text.lower[before] in word_class("compass_adjective"):
            before -= 1
        if text.lower[before] == "of" and text.lower[before - 1] == "city":
            before -= 3
        if before >= 0 and text.lower[before] in event_words()["place"]:
            return mention.entity
    return None


def main_actor(text: AnnotatedText, occurrence: EventOccurrence) -> tuple[Participant, ...]:
    """Return the report's most frequent actor for a clause whose sentence names none."""
    sentence = text.doc.sentences[text.doc.sentence_at(text.trees.words[occurrence.at].start)]
    inside = text.mentions_in(sentence.first, sentence.last)
    if any(mention.form is not Form.DEMONYM and text.entity_kinds[mention.entity] is not Kind.PLACE for mention in inside):
        return ()
    return (Participant(text.main_actor, Part.OTHER),) if text.main_actor else ()


def _is_described(trees: Trees, at: int) -> bool:
    """Return whether a subject only describes the one behind it: "Norway's minister, Berg, signed"."""
    word = trees.words[at]
    return word.kind == "nsubj" and word.pos == "NOUN" and any(other > at for other in trees.dependents(word.head, "nsubj"))
