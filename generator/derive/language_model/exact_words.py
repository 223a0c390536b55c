"""Exact words found again in a report's text: white space, quotation marks and dashes make no difference, all else does.

A model is asked for words as they stand in the report, and does not count characters: where they stand is found here. Words
are never matched by likeness.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model.findings import Span

FOLDS = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
    }
)
"""One character for all that mean the same mark; none becomes more or fewer."""
SPACES = re.compile(r"\s+")
MAX_PLACES = 200
"""Places of the same words that are looked at."""


def folded(words: str) -> str:
    """Return words as they are compared."""
    return SPACES.sub(" ", words.translate(FOLDS)).strip()


class ExactWords:
    """A text in which words are looked for."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._folded, self._offsets = _with_offsets(text)

    def places(self, words: str, within: Span | None = None) -> list[Span]:
        """Return the stretches of the text that are these words, from one end of a word to another, in order."""
        wanted = folded(words)
        return [] if not wanted else list(self._places(wanted, within or Span(0, len(self.text))))

    def follow(self, place: Span, before: str) -> bool:
        """Return whether a stretch stands right behind some words."""
        return folded(self.text[max(0, place.start - 2 * len(before) - 20) : place.start]).endswith(folded(before))

    def precede(self, place: Span, after: str) -> bool:
        """Return whether a stretch stands right before some words."""
        return folded(self.text[place.end : place.end + 2 * len(after) + 20]).startswith(folded(after))

    def _places(self, wanted: str, within: Span) -> Iterator[Span]:
        at, found = self._folded.find(wanted), 0
        while at >= 0 and found < MAX_PLACES:
            start, end = self._offsets[at], self._offsets[at + len(wanted) - 1] + 1
            if within.start <= start and end <= within.end and self._is_whole(start, end):
                found += 1
                yield Span(start, end)
            at = self._folded.find(wanted, at + 1)

    def _is_whole(self, start: int, end: int) -> bool:
        """Return whether no word is cut at either end of a stretch."""
        text = self.text
        is_cut = (start > 0 and text[start - 1 : start + 1].isalnum()) or (
            end < len(text) and text[end - 1 : end + 1].isalnum()
        )
        return not is_cut


def _with_offsets(text: str) -> tuple[str, list[int]]:
    """Return a text as it is compared, not stripped, and where each of its characters stands."""
    characters: list[str] = []
    offsets: list[int] = []
    for at, character in enumerate(text.translate(FOLDS)):
        if not character.isspace():
            characters.append(character)
            offsets.append(at)
        elif not characters or characters[-1] != " ":
            characters.append(" ")
            offsets.append(at)
    return "".join(characters), offsets
