"""Words as headings and sentences show them, and as they are compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import chain, islice

STROKES = {"Ł": "L", "ł": "l", "Ø": "O", "ø": "o", "Đ": "D", "đ": "d", "Ħ": "H", "ħ": "h", "ı": "i"}
"""Letters with a stroke, or without a dot, which Unicode takes for letters of their own."""
ACCENTS = re.compile("[\u0300-\u036f]+")
MAYBE_ACCENTED = re.compile("[\u00c0-\u052f\u1e00-\u1fff]")
"""A letter of Latin, Greek or Cyrillic that may have an accent, a stroke or no dot."""
WORD = re.compile(r"\S+")
MAX_QUOTED_WORDS = 12
BETWEEN_WORDS = re.compile(r"[\s_.,'’‘ʼ`\"“”„«»‐-―-]+")


def as_opening(text: str) -> str:
    """Return words as a sentence begins: with a capital, unless the first word has one inside ("iPhone")."""
    first, _, _ = text.partition(" ")
    has_capital_inside = any(letter.isupper() for letter in first[1:])
    return text if has_capital_inside else text[:1].upper() + text[1:]


def first_words(text: str) -> str:
    """Return the first `MAX_QUOTED_WORDS` words of a text, as they stand: all that is quoted where no text is published."""
    ends = [word.end() for word in islice(WORD.finditer(text), MAX_QUOTED_WORDS)]
    return text[: ends[-1]] if ends else text


def folded(name: str) -> str:
    """Return a name as names are compared: its case, accents, apostrophes, hyphens and full stops aside."""
    plain = name
    if not name.isascii():
        plain = ACCENTS.sub("", unicodedata.normalize("NFKD", name)).translate(_strokes())
    return BETWEEN_WORDS.sub(" ", plain.casefold()).strip() or name


def without_accents(text: str) -> str:
    """Return a text with plain letters in the place of accented ones, of the same length."""
    return text.translate(_plain_letters()) if not text.isascii() and MAYBE_ACCENTED.search(text) else text


@lru_cache(maxsize=1)
def _strokes() -> dict[int, str]:
    return str.maketrans(STROKES)


@lru_cache(maxsize=1)
def _plain_letters() -> dict[int, str]:
    """Return the letters without accents by the code points of those with: of Latin, Greek and Cyrillic."""
    accented = map(chr, chain(range(0xC0, 0x530), range(0x1E00, 0x2000)))
    split = ((letter, unicodedata.normalize("NFD", letter)) for letter in accented)
    found = {ord(letter): parts[0] for letter, parts in split if len(parts) > 1 and ACCENTS.fullmatch(parts, 1)}
    return found | _strokes()
