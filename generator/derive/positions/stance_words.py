"""The words of stance of the lexicon, by the lemma of the verb, adjective or noun that carries them.

stance_verbs.tsv: "rule out", "be wary of"     stance_phrases.tsv: "join … lawsuit"     judging_words.tsv: "unacceptable"
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple, TypeVar

from generator.derive.lexicon import rows
from generator.derive.syntax.trees import Word
from generator.derive.syntax.word_cache import WordCache
from generator.model.findings import Stance

COPULA = "be"
ENDINGS = ("ed", "d", "es", "s", "ing")


class StanceWord(NamedTuple):
    """A word of stance: the particle or preposition after it, its stance, what may follow it, and what may not."""

    particle: tuple[str, ...]
    stance: Stance
    frames: frozenset[str]
    bars: frozenset[str]


Entry = TypeVar("Entry")
Table = dict[str, tuple[StanceWord, ...]]


@lru_cache(maxsize=1)
def _tables() -> tuple[Table, Table]:
    """Return the verbs, and the adjectives and nouns after "be", by their lemmas; those with a particle first."""
    verbs: dict[str, list[StanceWord]] = {}
    predicates: dict[str, list[StanceWord]] = {}
    for terms, stance, frames, *bars in rows("stance_verbs"):
        for term in terms.split(", "):
            lemma, *particle = term.removeprefix(f"{COPULA} ").removeprefix("a ").removeprefix("an ").split()
            table = predicates if term.startswith(f"{COPULA} ") else verbs
            word = StanceWord(tuple(particle), Stance(stance), frozenset(frames.split()), frozenset("".join(bars).split()))
            table.setdefault(lemma, []).append(word)
    return _sorted(verbs), _sorted(predicates)


def _sorted(table: dict[str, list[StanceWord]]) -> Table:
    return {lemma: tuple(sorted(found, key=lambda word: -len(word.particle))) for lemma, found in table.items()}


def verbs_of(word: Word) -> tuple[StanceWord, ...]:
    """Return the verbs of stance that a word can be a form of."""
    return VERBS[word.lemma, word.text]


def predicates_of(word: Word) -> tuple[StanceWord, ...]:
    """Return the adjectives, nouns or prepositions of stance that a word after "be" can be."""
    table = _tables()[1]
    return table.get(word.text.lower()) or table.get(word.lemma, ())


def phrases_of(word: Word) -> dict[str, Stance]:
    """Return the nouns that give a plain verb a stance."""
    return PHRASES[word.lemma, word.text]


def _known_form(lemma: str, spelled: str, table: Mapping[str, Entry]) -> Entry | None:
    """Return the entry of a word's lemma, or of what its ending leaves where the lemma is unknown."""
    if lemma in table:
        return table[lemma]
    spelled = spelled.lower()
    for ending in ENDINGS:
        stem = spelled.removesuffix(ending)
        if stem == spelled:
            continue
        for form in (stem, f"{stem}e", stem[:-1]):
            if form in table:
                return table[form]
    return None


@lru_cache(maxsize=1)
def stance_phrases() -> dict[str, dict[str, Stance]]:
    """Return the stance of a noun by the plain verb whose object it is: "join" and "lawsuit"."""
    phrases: dict[str, dict[str, Stance]] = {}
    for verbs, nouns, stance in rows("stance_phrases"):
        for verb in verbs.split():
            phrases.setdefault(verb, {}).update(dict.fromkeys(nouns.split(), Stance(stance)))
    return phrases


VERBS: WordCache[tuple[str, str], tuple[StanceWord, ...]] = WordCache(lambda word: _known_form(*word, _tables()[0]) or ())
"""The verbs of stance by the lemma and the text of a word."""
PHRASES: WordCache[tuple[str, str], dict[str, Stance]] = WordCache(lambda word: _known_form(*word, stance_phrases()) or {})
"""The nouns that give a plain verb a stance, likewise."""


@lru_cache(maxsize=1)
def judging_words() -> dict[str, frozenset[str]]:
    """Return the classes of `judging_words.tsv`."""
    classes: dict[str, set[str]] = {}
    for name, words in rows("judging_words"):
        classes.setdefault(name, set()).update(words.split())
    return {name: frozenset(words) for name, words in classes.items()}
