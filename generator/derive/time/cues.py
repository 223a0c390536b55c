"""The lexicon's words around a time expression, by what they say of it."""

from __future__ import annotations

from functools import lru_cache

from generator.derive import lexicon


@lru_cache(maxsize=8)
def cues(table: str, lang: str = "en") -> dict[str, frozenset[str]]:
    """Return the words of a table of the lexicon by class; several rows may name one class."""
    classes: dict[str, frozenset[str]] = {}
    for name, words in lexicon.rows(table, lang):
        classes[name] = classes.get(name, frozenset()) | frozenset(words.split("|"))
    return classes
