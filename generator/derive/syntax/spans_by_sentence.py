"""Stretches of a report by the sentences in which they stand: those around a place are found without trying all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Generic, Protocol, TypeVar

from generator.derive.syntax.document import Document

Entry = TypeVar("Entry")


class Stretch(Protocol):
    """A stretch of a text."""

    @property
    def start(self) -> int:
        """The offset of the first character."""

    @property
    def end(self) -> int:
        """One past the offset of the last character."""


class SpansBySentence(Generic[Entry]):
    """Entries by the sentences that their stretches touch."""

    def __init__(self, doc: Document, entries: Iterable[Entry], stretch_of: Callable[[Entry], Stretch]) -> None:
        self._doc = doc
        self._entries = tuple(entries)
        self._at: dict[int, list[int]] = defaultdict(list)
        for number, entry in enumerate(self._entries):
            stretch = stretch_of(entry)
            for sentence in self._sentences(stretch.start, stretch.end):
                self._at[sentence].append(number)

    def near(self, start: int, end: int) -> list[Entry]:
        """Return the entries that touch a sentence of a stretch, in their order: among them all that share words with it."""
        sentences = self._sentences(start, end)
        if len(sentences) == 1:
            return [self._entries[number] for number in self._at.get(sentences[0], ())]
        touched = {number for sentence in sentences for number in self._at.get(sentence, ())}
        return [self._entries[number] for number in sorted(touched)]

    def _sentences(self, start: int, end: int) -> range:
        """Return the numbers of the sentences of a stretch; one of no length lies in that at its start."""
        first = self._doc.sentence_at(start)
        return range(first, max(first, self._doc.sentence_at(end - 1)) + 1)
