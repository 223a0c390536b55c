"""Words that say that a name is a thing's: those of the table `kinds_of_things.tsv`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from generator.derive.lexicon import rows

PARTS_OF_NAMES = ("law", "programme")
SAID_AGAIN = ("vehicle", "product")


@lru_cache(maxsize=1)
def _kinds() -> Mapping[str, str]:
    return {noun.strip(): kind for kind, nouns in rows("kinds_of_things") for noun in nouns.split(";")}


@lru_cache(maxsize=1)
def things_end_with() -> Mapping[str, str]:
    """Return the words with a capital that end the name of a thing, each with its class: "Act", "Project"."""
    return {noun.capitalize(): kind for noun, kind in _kinds().items() if kind in PARTS_OF_NAMES}


@lru_cache(maxsize=1)
def things_open_with() -> frozenset[str]:
    """Return the words with a capital that begin the name of a thing: "Treaty of Delm", "Operation Sea Guard"."""
    laws = {noun.capitalize() for noun, kind in _kinds().items() if kind == "law"}
    return frozenset({"Operation", "Project", *laws})


@lru_cache(maxsize=1)
def nouns_of_things() -> Mapping[str, str]:
    """Return the nouns that stand behind the name of a thing, each with its class: "jet", "power plant"."""
    return {noun: kind for noun, kind in _kinds().items() if kind not in PARTS_OF_NAMES}


@lru_cache(maxsize=1)
def last_words_of_nouns() -> frozenset[str]:
    """Return the last words of those nouns: "jet", "plant"."""
    return frozenset(noun.split()[-1] for noun in nouns_of_things())


@lru_cache(maxsize=1)
def said_by_turns() -> Mapping[str, frozenset[str]]:
    """Return the nouns that are said of one thing by turns, by each of them: "the aircraft", "the plane"."""
    sets = (
        frozenset(noun.strip() for noun in nouns.split(";")) for kind, nouns in rows("kinds_of_things") if kind in SAID_AGAIN
    )
    return {noun: together for together in sets for noun in together}
