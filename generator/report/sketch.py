"""A report's sketch: a few hashes that stand for its text, by which copies of one text are found.

The hashes of all runs of `RUN` words are worked out, and the smallest `SIZE` of them kept. Two texts share of the smallest what
they share of their runs, whatever else a text has: its headline, an agency's name, paragraphs of its own.
"""

from __future__ import annotations

import re
from hashlib import blake2b

import numpy as np

from generator.derive.syntax.word_cache import WordCache

RUN, SIZE = 8, 48
MIN_SHARED = 16
"""Hashes that two sketches of one text share at least; texts of fewer runs are none's copies."""
MIN_SHARE = 0.6
"""Of the runs of the shorter of two texts, the share that both have where they are one text."""
WORD = re.compile(r"\w+")
FACTOR, MIXER, SHIFT = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xFF51AFD7ED558CCD), np.uint64(33)
"""Odd numbers, and a shift, that spread hashes evenly; arithmetic is modulo 2**64."""
SIGN = np.uint64(1)
"""Bits that are cut off, since SQLite's integers have a sign."""
Sketch = tuple[int, ...]
"""Hashes in ascending order; all of them where a text has no more."""


def sketch(text: str) -> Sketch:
    """Return the sketch of a text; none of one that is too short to be told from others."""
    words = [_hashes[word] for word in WORD.findall(text.casefold())]
    if len(words) < RUN + MIN_SHARED - 1:
        return ()
    hashes = np.array(words, np.uint64)
    runs = hashes[: len(hashes) - RUN + 1]
    for at in range(1, RUN):
        runs = runs * FACTOR + hashes[at : len(hashes) - RUN + 1 + at]
    runs = (runs ^ (runs >> SHIFT)) * MIXER
    smallest = np.unique((runs ^ (runs >> SHIFT)) >> SIGN)[:SIZE]
    return tuple(map(int, smallest))


def is_same_text(one: Sketch, other: Sketch) -> bool:
    """Return whether two sketches are of one text, or nearly: most of the shorter text's runs of words are in the other."""
    return shared_part(one, other) >= MIN_SHARE


def shared_part(one: Sketch, other: Sketch) -> float:
    """Return the part of the shorter text's runs of words that are in the other, from 0 to 1; 0 where too few are to say.

    Compared are the hashes below which both sketches are complete.
    """
    shared = len(set(one) & set(other))
    if shared < MIN_SHARED:
        return 0.0
    limit = min((sketch[-1] for sketch in (one, other) if len(sketch) == SIZE), default=max(one[-1], other[-1]))
    return shared / min(sum(hash_ <= limit for hash_ in sketch) for sketch in (one, other))


def _hash(word: str) -> int:
    return int.from_bytes(blake2b(word.encode(errors="surrogatepass"), digest_size=8).digest(), "big")


_hashes: WordCache[str, int] = WordCache(_hash)
