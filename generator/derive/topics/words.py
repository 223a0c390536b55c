"""Words as topics compare them: stems, the family that "deliver" and "delivery" share, and how much a word tells."""

from __future__ import annotations

import math
import re
from functools import lru_cache

from generator.derive.lexicon import rows, words
from generator.derive.syntax.word_cache import WordCache
from generator.derive.syntax.word_classes import usual_spellings, word_class

WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
MIXED_CODE = re.compile(r"(?:[A-Z]{1,4}-?\d{1,4}[A-Z]{0,3}|i[A-Z][a-z]+)s?$")
"""A product's name of letters and digits, or with a capital inside: "A380", "iPod"."""
CODE = re.compile(rf"{MIXED_CODE.pattern}|\d{{3}}s?$")
"""A product's name in a label, the "787" of "Boeing 787" among them."""
FAMILY_ENDING = re.compile(
    r"(?:ations?|itions?|ions?|ments?|eries|ery|ings?|ed|ers?|ors?|ants?|ances?|ists?|isms?|als?|ive|e|y)$"
)
MIN_FAMILY = 5
"""Letters that a family has at least."""
TEXTS_OF_PLAIN = 200
"""A word that so many of the texts behind `common_words` have says nothing."""
CERTAIN, NAME = 100, 40
"""How telling a product's name is, and at most any other name: who acts is told by the actors' pages."""


def stem(word: str) -> str:
    """Return a word in small letters, without a plural ending, in one of its spellings."""
    return STEMS[word]


def _stem(word: str) -> str:
    word = word.casefold()
    single = _singular(word)
    return usual_spellings().get(word) or usual_spellings().get(single, single)


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


STEMS = WordCache(_stem)


def _family(word: str) -> str:
    found = stem(word)
    while (ending := FAMILY_ENDING.search(found)) and ending.start() >= MIN_FAMILY:
        found = found[: ending.start()]
    return found


FAMILIES = WordCache(_family)
"""The beginning that a word shares with those made of it: "deliver" for "deliveries" and "delivered"."""


def families(text: str) -> list[str]:
    """Return the families of a text's words, of one with hyphens also those of its parts."""
    found = WORD.findall(text)
    parts = [part for word in found if "-" in word for part in word.split("-")]
    return [FAMILIES[word] for word in (*found, *parts)]


@lru_cache(maxsize=1)
def links() -> frozenset[str]:
    """Return the words that join the parts of a label: "war in Norland", "search for black boxes"."""
    return word_class("topic_link") | {"in"}


@lru_cache(maxsize=1)
def _joining() -> frozenset[str]:
    return links() | {"s", "the"}


@lru_cache(maxsize=20_000)
def content_words(text: str) -> tuple[str, ...]:
    """Return the words of a label but for those that only join them."""
    return tuple([word for word in WORD.findall(text) if word.casefold() not in _joining()])


@lru_cache(maxsize=20_000)
def label_key(label: str) -> frozenset[str]:
    """Return the stems of a label's words: labels with the same are one topic."""
    return frozenset(map(stem, content_words(label)))


@lru_cache(maxsize=1)
def event_heads() -> frozenset[str]:
    """Return the stems of the nouns that a subject of news is called by."""
    return frozenset(map(stem, words("topic_heads")))


@lru_cache(maxsize=1)
def _texts_with() -> dict[str, int]:
    counts: dict[str, int] = {}
    for noun, number in rows("common_words"):
        counts[stem(noun)] = counts.get(stem(noun), 0) + int(number)
    return counts


@lru_cache(maxsize=20_000)
def telling(word: str, *, is_name: bool) -> int:
    """Return how much a label's word says of what a report is about, up to 100: the less, the more texts have it."""
    if CODE.match(word):
        return CERTAIN
    share = 1 - math.log(1 + _texts_with().get(stem(word), 0)) / math.log(1 + TEXTS_OF_PLAIN)
    return min(round(99 * max(0.0, share)), NAME if is_name else CERTAIN - 1)
