"""The features of a word that the parser reads: its spelling in small letters, beginnings, endings and shape, as numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from zlib import crc32

from generator.derive.syntax.word_cache import WordCache

QUOTATION_MARKS = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‐": "-", "‑": "-"})
LATEX_QUOTES = {"``": '"', "''": '"'}
MAX_RUN = 3
LONG_RUN = re.compile(rf"(.)\1{{{MAX_RUN},}}", re.DOTALL)
"""One character more than `MAX_RUN` times."""


def _kind(code: int) -> str:
    letter = chr(code).translate(QUOTATION_MARKS)
    return "X" if letter.isupper() else "x" if letter.isalpha() else "d" if letter.isdigit() else letter


KINDS: WordCache[int, str] = WordCache(_kind)
"""What a shape has for a character, by its code."""

TABLES: Mapping[str, int] = {"suffix2": 1024, "suffix3": 4096, "suffix4": 4096, "prefix3": 4096, "shape": 512}
"""The tables of features besides the vocabulary's, with the number of their rows; a feature's row is a hash of its text."""


def normalised(word: str) -> str:
    """Return a word in small letters, with plain quotation marks and every digit as 0."""
    word = LATEX_QUOTES.get(word, word).translate(QUOTATION_MARKS).lower()
    return "".join(["0" if letter.isdigit() else letter for letter in word]) if any(map(str.isdigit, word)) else word


def shape(word: str) -> str:
    """Return the shape of a word: "Xxx" for "Berlin", "XX" for "EU", "dd" for "12"; runs are cut at three characters."""
    kinds = word.translate(KINDS)
    return LONG_RUN.sub(r"\1" * MAX_RUN, kinds) if len(kinds) > MAX_RUN else kinds


def feature_rows(word: str, vocabulary: Mapping[str, int]) -> tuple[int, ...]:
    """Return the row of a word in the vocabulary (0 if unknown), then its row in each table of `TABLES`."""
    plain = normalised(word)
    texts = (f"{plain[-2:]}", f"{plain[-3:]}", f"{plain[-4:]}", f"{plain[:3]}", shape(word))
    hashed = (crc32(text.encode()) % size for text, size in zip(texts, TABLES.values(), strict=True))
    return vocabulary.get(plain, 0), *hashed
