"""Dependency trees of a report's sentences: words with their tags, lemmas, heads and relations to them.

Tags and relations are those of Universal Dependencies; `tag` is the treebank's own, finer tag. All indices count the words
of the whole report, so that a word is named by one number.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from generator.derive.syntax.columns import rows

ROOT = -1
"""The head of a sentence's main word."""


class Word(NamedTuple):
    """One word as treebanks count them ("did" and "n't" are two): it stands at `start:end` of the report's text.

    `pos` is the universal part of speech, `tag` the treebank's, `relation` the one to `head`, which is an index or `ROOT`;
    `kind` is the relation without its subtype, "nsubj" of "nsubj:pass".
    """

    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    head: int
    relation: str
    kind: str


class Analysis(NamedTuple):
    """A parser's result for one sentence, by word; heads count the sentence's words from 0, the main word has `ROOT`."""

    tags: tuple[str, ...]
    poses: tuple[str, ...]
    lemmas: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]


class WordRange(NamedTuple):
    """The words `first:last` of a report; `last` is one past the last one."""

    first: int
    last: int


@dataclass(frozen=True, eq=False)
class Trees:
    """The trees of a report: its words in order, and the words of each of its sentences."""

    words: tuple[Word, ...]
    sentences: tuple[WordRange, ...]

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """The words that depend on each word, in order."""
        children: list[list[int]] = [[] for _ in self.words]
        for at, word in enumerate(self.words):
            if word.head != ROOT:
                children[word.head].append(at)
        return tuple(map(tuple, children))

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The offset at which each word starts, for bisection."""
        return tuple([word.start for word in self.words])

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The words' texts."""
        return tuple([word.text for word in self.words])

    @cached_property
    def lower(self) -> tuple[str, ...]:
        """The words' texts in small letters."""
        return tuple(map(str.lower, self.texts))

    def word_at(self, offset: int) -> int:
        """Return the index of the last word that starts at or before an offset; -1 if there is none."""
        return bisect_right(self.starts, offset) - 1

    def words_in(self, start: int, end: int) -> range:
        """Return the indices of the words that start in a stretch of text."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))

    @cached_property
    def extents(self) -> tuple[WordRange, ...]:
        """The words from the first to the last of each word's whole subtree."""
        first, last = [*range(len(self.words))], [*range(1, len(self.words) + 1)]
        heads = [word.head for word in self.words]
        downwards = [at for at, head in enumerate(heads) if head == ROOT]
        for at in downwards:  # which grows meanwhile
            if below := self.children[at]:
                downwards += below
        for at in reversed(downwards):
            head = heads[at]
            if head == ROOT:
                continue
            if first[at] < first[head]:  # noqa: PLR1730 - a call for each word of a report takes three times as long
                first[head] = first[at]
            if last[at] > last[head]:  # noqa: PLR1730
                last[head] = last[at]
        return tuple(rows(WordRange, first, last))

    def dependents(self, at: int, *relations: str) -> list[int]:
        """Return the dependents of a word with one of some relations, given with or without their subtypes."""
        words = self.words
        return [at for at in self.children[at] if words[at].relation in relations or words[at].kind in relations]

    def dependent(self, at: int, *relations: str) -> int | None:
        """Return the first dependent of a word with one of some relations; None if there is none."""
        words = self.words
        for child in self.children[at]:  # no generator: the parts of every clause are asked for
            word = words[child]
            if word.relation in relations or word.kind in relations:
                return child
        return None

    def subtree(self, at: int, without: Sequence[str] = ()) -> list[int]:
        """Return a word with all that hangs on it, in order; branches of the relations `without` are left out."""
        reached = [at]
        words, children = self.words, self.children
        for word in reached:  # which grows meanwhile
            if not (below := children[word]):
                continue
            if without:
                below = tuple([c for c in below if words[c].relation not in without and words[c].kind not in without])
            reached += below
        return sorted(reached)

    def extent(self, at: int, without: Sequence[str] = ()) -> WordRange:
        """Return the words from the first to the last of a subtree."""
        if not (without and self.children[at]):
            return self.extents[at]
        reached = self.subtree(at, without)
        return WordRange(reached[0], reached[-1] + 1)
