"""The deed of an event: one word for what happened, the same for "resigned", "stepped down" and "his resignation"."""

from __future__ import annotations

from functools import lru_cache

from generator.derive.lexicon import rows
from generator.derive.syntax.trees import Trees

LIGHT = "light"
"""Verbs that say little: what happened is their object ("took medical leave", "placed an order")."""
SIDES = 3
"""The column of `deed_classes.tsv` that says so of a class of which both sides act."""


@lru_cache(maxsize=1)
def _classes() -> dict[str, dict[str, str]]:
    """Return the class of each verb and of each noun of `deed_classes.tsv`; a lemma in two classes is of the first."""
    classes: dict[str, dict[str, str]] = {"VERB": {}, "NOUN": {}}
    for name, verbs, *nouns in rows("deed_classes"):
        for verb in verbs.split():
            classes["VERB"].setdefault(verb, name)
        for noun in nouns[0].split() if nouns else ():
            classes["NOUN"].setdefault(noun, name)
    return classes


@lru_cache(maxsize=1)
def sides() -> dict[str, str]:
    """Return the deeds of which both sides can be told as who acts: "converse" in other words, "either" in the same."""
    return {row[0]: row[SIDES] for row in rows("deed_classes") if len(row) > SIDES}


def deed(trees: Trees, at: int) -> str:
    """Return the deed that a main word tells; a word of no class is its own lemma."""
    word = trees.words[at]
    lemma = word.lemma.lower()
    name = _classes()["VERB" if word.pos == "VERB" else "NOUN"].get(lemma, lemma)
    if name != LIGHT:
        return name
    objects = (*trees.dependents(at, "obj"), *trees.dependents(at, "nsubj:pass"), *trees.dependents(at, "obl"))
    nouns = [trees.words[child].lemma.lower() for child in objects if trees.words[child].pos == "NOUN"]
    known = next((_classes()["NOUN"][noun] for noun in nouns if noun in _classes()["NOUN"]), None)
    return known or (f"{lemma} {nouns[0]}" if nouns else lemma)
