"""Splits a report's sentences into the words of treebanks: "didn't" is "did" and "n't", "well-known" three words.

Every word is a stretch of the text; nothing is changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from generator.derive.lexicon import rows, words
from generator.derive.syntax.document import Document, Sentence
from generator.derive.syntax.word_cache import WordCache

CLITIC = re.compile(r"(?i)(?<=\w)(?:n[’']t|[’'](?:s|re|ve|ll|d|m))$|(?<=s)[’']$")
HYPHENS = re.compile("([-\u2010\u2011])")
NUMBER_AND_UNIT = re.compile(r"(?i)(\d[\d.,]*)([a-z%€£$]+)")
ONE_WORD = re.compile(
    r"https?://\S+|www\.\S+|(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]*\w"  # addresses
    r"|(?<!\d)\d+/\d+(?:/\d+)?\b|\b\d{3}-\d{3}-\d{4}\b|\b\d{3}-\d{4}\b"  # dates in figures, fractions, telephone numbers
    r"|(?<!\d)\d+(?:st|nd|rd|th|s)\b"
    r"|(?<!\w)[:;]-?[()]|[$]{2,}|[!?]{2,}|\.{2,}|[=*_~-]{3,}"
)
MAY_BE_ONE_WORD = re.compile(r"[/@$!?=*_~:;-]|\.\.|\d[a-z]|www")
REPEATED = frozenset(".!?…-–'`*=_<>")
"""Marks that go on with the same before them; a full stop belongs to an abbreviation, too."""


class WordSpan(NamedTuple):
    """The offsets of a word."""

    start: int
    end: int


def split_sentence(doc: Document, sentence: Sentence) -> list[WordSpan]:
    """Return the offsets of a sentence's words."""
    spans: list[WordSpan] = []
    whole = _whole_words(doc.text, sentence)
    last = WordSpan(-1, -1)
    for start, end, spelled in doc.tokens[sentence.first : sentence.last]:
        if start < last.end:
            continue
        if start in whole:
            spans.append(WordSpan(start, whole[start]))
        elif last.end == start and spelled in REPEATED and _belongs_to(doc.text[last.start : start], spelled):
            spans[-1] = WordSpan(last.start, end)
        elif len(parts := PARTS[spelled]) == 1:
            spans.append(WordSpan(start, end))
        else:
            at = start
            for part in parts:
                spans.append(WordSpan(at, at + len(part)))
                at += len(part)
        last = spans[-1]
    return spans


def _whole_words(text: str, sentence: Sentence) -> dict[int, int]:
    """Return the ends, by their starts, of words that tokens would cut up: addresses, dates in figures, ordinals."""
    if not MAY_BE_ONE_WORD.search(text, sentence.start, sentence.end):
        return {}
    return {match.start(): match.end() for match in ONE_WORD.finditer(text, sentence.start, sentence.end)}


def _belongs_to(before: str, mark: str) -> bool:
    """Return whether a mark goes on with those before it ("...", "``", "''") or is the stop of an abbreviation ("Mr.")."""
    if before[-1] == mark:
        return True
    return mark == "." and before.isalpha() and (len(before) == 1 or before.lower() in _abbreviations())


@lru_cache(maxsize=1)
def _abbreviations() -> frozenset[str]:
    return words("abbreviations") | words("abbreviations_before_names")


@lru_cache(maxsize=1)
def _fused_words() -> dict[str, int]:
    """Return the words that are two, with the length of the first."""
    return {(first + second).lower(): len(first) for first, second in rows("fused_words")}


def split_word(word: str) -> tuple[str, ...]:
    """Return the words of treebanks in one token; joined they are the token."""
    if word.isalpha():
        first = _fused_words().get(word.lower(), len(word))
        return (word[:first], word[first:]) if first < len(word) else (word,)
    return tuple(part for piece in _pieces(word) for part in _without_clitic(piece) if part)


PARTS = WordCache(split_word)
"""The words in each token seen."""


def _pieces(word: str) -> Iterator[str]:
    """Return the pieces of a token: around its hyphens, and a number apart from its unit."""
    if HYPHENS.search(word):
        pieces = HYPHENS.split(word)
        has_prefix = pieces[0].lower() in words("prefixes")
        yield from (("".join(pieces[:3]), *pieces[3:]) if has_prefix else pieces)
    elif match := NUMBER_AND_UNIT.fullmatch(word):
        yield from match.groups()
    else:
        yield word


def _without_clitic(word: str) -> tuple[str, ...]:
    clitic = CLITIC.search(word)
    return (word[: clitic.start()], word[clitic.start() :]) if clitic else (word,)
