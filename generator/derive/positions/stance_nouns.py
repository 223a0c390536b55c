"""Stances that a noun tells of: "Berg's opposition to tolls", "Berg, a critic of tolls, …"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from generator.derive.lexicon import rows
from generator.derive.positions.found_positions import FoundPosition
from generator.derive.positions.objects import openers, phrase
from generator.derive.syntax.actors import actor
from generator.derive.syntax.annotated_text import AnnotatedText
from generator.model.findings import Span, Stance, polarity_of

HOLDER = "holder"
OWNER = "a noun of stance with its owner"


class StanceNoun(NamedTuple):
    """A noun of stance: the words that may open its object, its stance, and whether it names who takes the stance."""

    openings: frozenset[str]
    stance: Stance
    is_holder: bool


@lru_cache(maxsize=1)
def _stance_nouns() -> dict[str, StanceNoun]:
    return {
        noun: StanceNoun(frozenset(openings.split()), Stance(stance), of == HOLDER)
        for nouns, openings, stance, of in rows("stance_nouns")
        for noun in nouns.split()
    }


def find(text: AnnotatedText) -> Iterator[FoundPosition]:
    """Return the stances that nouns tell of, outside of quotation marks."""
    nouns = _stance_nouns()
    for at, word in enumerate(text.trees.words):
        noun = nouns.get(word.lemma) if word.pos == "NOUN" else None
        if noun is None or text.token_of_word[at] in text.quoted_tokens:
            continue
        if (found := _stance(text, at, noun)) is not None:
            yield found


def _stance(text: AnnotatedText, at: int, noun: StanceNoun) -> FoundPosition | None:
    trees = text.trees
    object_head = next(
        (
            child
            for child in trees.dependents(at, "nmod", "acl", "obl")
            if child > at and openers(trees, child)[:1] and openers(trees, child)[0] in noun.openings
        ),
        None,
    )
    if noun.is_holder:
        owner = trees.words[at].head if trees.words[at].kind == "appos" else None
    else:
        owner = trees.dependent(at, "nmod:poss")
    if object_head is None or owner is None or owner > at:
        return None
    found = actor(text, owner)
    if found.entity is None:
        return None
    words = phrase(text, object_head)
    span = Span(trees.words[found.words.first].start, trees.words[words.last - 1].end)
    polarity = polarity_of(noun.stance, negated=False)
    return FoundPosition(span, found.entity, noun.stance, polarity, text.written(words), OWNER, trees.words[at].text)
