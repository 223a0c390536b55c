"""Nouns that say that something happened: "Friday's strike", "the rejection of the bid by Norway", "his arrest in May".

A noun is an occurrence with a date of its own, or with the actor who did it or to whom it was done; not where the clause
around it says the same ("the strike began on Friday").
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from generator.derive.events.occurrences import EventOccurrence, event_words
from generator.derive.syntax.actors import BESIDE_HEAD, actor
from generator.derive.syntax.annotated_text import AnnotatedText
from generator.derive.syntax.clauses import Tense, trimmed
from generator.derive.syntax.trees import Trees, WordRange

DATED_NOUN = "a noun of happening with its date"
NOUN_OF_ACTOR = "a noun of happening with its actor"


def noun_occurrences(text: AnnotatedText, covered: Collection[int], dated: Collection[int]) -> Iterator[EventOccurrence]:
    """Return the occurrences that nouns tell, but those that the clauses with the predicates `covered` tell as well."""
    trees = text.trees
    for at, word in enumerate(trees.words):
        if word.pos != "NOUN" or word.lemma.lower() not in event_words()["happening"] or _is_open(trees, at):
            continue
        is_dated = at in dated
        if word.head in covered and (word.kind in {"nsubj", "obj"} or (is_dated and word.kind == "obl")):
            continue
        agents, patients = _agents(trees, at), _patients(trees, at)
        if is_dated or any(actor(text, head).entity for head in (*agents, *patients)):
            rule = DATED_NOUN if is_dated else NOUN_OF_ACTOR
            yield EventOccurrence(at, _words(trees, at), agents, patients, Tense.NONE, rule)


def _words(trees: Trees, at: int) -> WordRange:
    """Return a noun phrase without the preposition before it."""
    first, last = trees.extent(at, BESIDE_HEAD)
    while first < at and trees.words[first].kind in {"case", "cc", "mark", "punct"}:
        first += 1
    return trimmed(trees, WordRange(first, last))


def _agents(trees: Trees, at: int) -> tuple[int, ...]:
    """Return the heads of those who did it: "Norway's rejection", "a rejection by Norway"."""
    return (*trees.dependents(at, "nmod:poss"), *_after(trees, at, frozenset({"by"})))


def _patients(trees: Trees, at: int) -> tuple[int, ...]:
    """Return the heads of what it was done to: "the rejection of the bid", "the attack on the port"."""
    return _after(trees, at, event_words()["patient"])


def _after(trees: Trees, at: int, prepositions: frozenset[str]) -> tuple[int, ...]:
    return tuple(
        child
        for child in trees.dependents(at, "nmod", "obl")
        if trees.words[child].relation != "nmod:poss"
        and (case := trees.dependent(child, "case")) is not None
        and trees.words[case].lemma.lower() in prepositions
    )


def _is_open(trees: Trees, at: int) -> bool:
    """Return whether nothing happened: "no strike", "a possible strike"."""
    return any(trees.words[child].lemma.lower() in event_words()["open"] for child in trees.children[at])
