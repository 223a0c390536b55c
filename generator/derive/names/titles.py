"""Titles and forms of address before a name: "Mrs", "Foreign Minister", "House Speaker"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from generator.derive.lexicon import words
from generator.derive.names.gazetteer import titles
from generator.derive.syntax.document import Token

JOINING_WORDS = frozenset({"of", "the", "for", "and"})
ABBREVIATED_OWNERS = frozenset({"US", "UN", "EU", "U.S."})
MAX_TITLE_WORDS = 4
HONORIFIC_GENDER = {"Mr": "m", "Sir": "m", "Lord": "m", "Mrs": "f", "Ms": "f", "Miss": "f", "Lady": "f", "Dame": "f"}


def ends_title(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a capitalised word belongs to a title before the name: "Foreign Minister", "President", "Mrs"."""
    word = tokens[at].text
    if word == ".":
        return at > 0 and tokens[at - 1].text in words("honorifics")
    if word in JOINING_WORDS:
        return at > 0 and tokens[at - 1].text.lower() in title_words()
    return word in words("honorifics") or word.lower() in title_words() or word in ABBREVIATED_OWNERS


@lru_cache(maxsize=1)
def title_words() -> frozenset[str]:
    """Return the words of all titles, in small letters."""
    return frozenset(word for title in titles() for word in title.split())


@lru_cache(maxsize=1)
def last_words_of_titles() -> frozenset[str]:
    """Return the last words of all titles, in small letters."""
    return frozenset(title.rpartition(" ")[2] for title in titles())


def title_before(tokens: Sequence[Token], at: int) -> str:
    """Return the form of address or title that ends right before a token; "" for none."""
    end = at - 1 if at and tokens[at - 1].text == "." else at
    if end and tokens[end - 1].text in words("honorifics"):
        return tokens[end - 1].text
    if end != at or not at or tokens[at - 1].text.lower() not in last_words_of_titles():
        return ""
    for length in range(MAX_TITLE_WORDS, 0, -1):
        phrase = " ".join(token.text.lower() for token in tokens[max(0, at - length) : at])
        if length <= at and phrase in titles():
            return phrase
    return ""
