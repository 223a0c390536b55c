"""The parser's network in numpy: sentences of words to tags, heads and relations.

Words become vectors; convolutions over three words and attention over the sentence mix them; a biaffine layer scores every
word as the head of every other. `tools.train_syntax` learns the weights, one scale of 8-bit integers for each row.

Sentences are computed together, and a matrix product of another shape adds floating-point numbers in another order. So that
a sentence never depends on its neighbours, one in which any decision is closer than `NEAR_TIE` is computed again by itself.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from generator.derive.lexicon import weights
from generator.derive.syntax.lemmas import Lemmatiser, lemmatiser
from generator.derive.syntax.spanning_tree import heads_of_tree
from generator.derive.syntax.trees import ROOT, Analysis
from generator.derive.syntax.word_shapes import TABLES, feature_rows

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]

NEAR_TIE = 1e-3
MAX_CACHED_VECTORS = 20_000
EPSILON = 1e-5
LEAK = 0.1
IMPOSSIBLE = np.float32(-1e4)
MAX_WORDS_TOGETHER = 1_000
"""Words of sentences that are computed together: with many more the matrices are larger than a processor's cache."""
LENGTHS_TOGETHER = (16, 32, 64, 1 << 30)
"""Sentences up to these lengths are attended to together, padded to the longest of them."""


class Layout(NamedTuple):
    """Sentences one after another as rows of a matrix, with an empty row before, between and after them."""

    starts: Integers
    lengths: Integers
    rows: int
    inside: Floats
    """1 for rows of words, 0 for empty ones: shape (rows, 1)."""


class Group(NamedTuple):
    """Sentences of similar length: their numbers, and the row of each word, padded with the first, empty row."""

    sentences: Integers
    at: Integers
    outside: Floats
    """0 for words and `IMPOSSIBLE` for padding, to be added to scores: shape as `at`."""
    cells: Integers
    """The places of words in `at`, counted along its rows."""
    rows: Integers
    """The rows of these words."""


def analyse(lang: str, sentences: Sequence[Sequence[str]]) -> list[Analysis]:
    """Return the analysis of each sentence of a language, each given as the texts of its words; none may be empty."""
    return _network(lang).analyse(sentences)


@lru_cache(maxsize=2)
def _network(lang: str) -> ParserNetwork:
    return ParserNetwork(weights("syntax", lang), lemmatiser(lang))


class ParserNetwork:
    """The trained network; `analyse` is all that it does."""

    def __init__(self, learned: Mapping[str, bytes], lemmas: Lemmatiser) -> None:
        self.lemmas = lemmas
        self.names = {key: learned[f"names {key}"].decode().split("\n") for key in ("words", "tags", "poses", "relations")}
        self.vocabulary = {word: number for number, word in enumerate(self.names["words"], 1)}
        self.weights = {key: unpack(value) for key, value in learned.items() if not key.startswith("names ")}
        self.layers = {
            part: [number for number in range(9) if f"{part}.{number}.norm.weight" in self.weights]
            for part in ("before", "after", "attention", "last")
        }
        self.tables = self._mixed_tables()
        self.numbers: dict[str, int] = {}
        """The row of each known word in `vectors`."""
        self.vectors: Floats = np.zeros((0, self.weights["root"].shape[0]), np.float32)
        self.max_distance = self.weights["arc_distance"].shape[0] // 2

    def analyse(self, sentences: Sequence[Sequence[str]]) -> list[Analysis]:
        """Return the analysis of each sentence; none may be empty."""
        found: list[Analysis] = []
        for together in batches(sentences):
            for analysis, is_close, sentence in zip(*self._analyse(together), together, strict=True):
                found.append(self._analyse([sentence])[0][0] if is_close and len(together) > 1 else analysis)
        return found

    def _analyse(self, sentences: Sequence[Sequence[str]]) -> tuple[list[Analysis], list[bool]]:
        layout = lay_out(sentences)
        groups = list(_groups(layout))
        x = np.zeros((layout.rows, self.weights["root"].shape[0]), np.float32)
        x[layout.inside[:, 0] > 0] = self._vectors([word for sentence in sentences for word in sentence])
        x, tag_scores = self._encode(x, layout, groups)
        pos_scores = self._linear("pos", x)
        heads, close_heads = self._heads(x, layout, groups)
        relation_scores = self._relations(x, heads)
        names = [
            [self.names[key][at] for at in scores.argmax(1).tolist()]
            for key, scores in (("tags", tag_scores), ("poses", pos_scores), ("relations", relation_scores))
        ]
        close = close_heads | (np.minimum.reduce([_margin(s) for s in (tag_scores, pos_scores, relation_scores)]) < NEAR_TIE)
        analyses: list[Analysis] = []
        are_close: list[bool] = []
        for start, length in zip(layout.starts.tolist(), layout.lengths.tolist(), strict=True):
            rows = slice(start, start + length)
            tags, poses, relations = (tuple(column[rows]) for column in names)
            own = tuple([head - start if head else ROOT for head in heads[rows].tolist()])
            lemmas = self.lemmas.lemmas_of(sentences[len(analyses)], tags)
            analyses.append(Analysis(tags, poses, lemmas, own, relations))
            are_close.append(bool(close[rows].any()))
        return analyses, are_close

    def _vectors(self, words: Sequence[str]) -> Floats:
        """Return the vectors of words by themselves, computed once for each word."""
        new = [*dict.fromkeys(word for word in words if word not in self.numbers)]
        if len(self.numbers) + len(new) > MAX_CACHED_VECTORS:
            self.numbers, self.vectors = {}, self.vectors[:0]
            new = [*dict.fromkeys(words)]
        if new:
            self.numbers.update(zip(new, range(len(self.numbers), len(self.numbers) + len(new)), strict=True))
            self.vectors = np.concatenate([self.vectors, self._new_vectors(new)])
        return self.vectors[[self.numbers[word] for word in words]]

    def _new_vectors(self, words: Sequence[str]) -> Floats:
        """Return the vectors of words: sums of a row of each table, in which the first layer is worked in."""
        rows = np.array([feature_rows(word, self.vocabulary) for word in words])
        y = self.tables[0][rows[:, 0]]
        for column, table in enumerate(self.tables[1:], 1):
            y += table[rows[:, column]]
        half = y.shape[1] // 2
        return self._normalised("mix", np.maximum(y[:, :half], y[:, half:]))

    def _mixed_tables(self) -> list[Floats]:
        """Return each table of features times its part of the first layer; the layer's bias is added to the first."""
        tables, at = [], 0
        mix = self.weights["mix.linear.weight"]
        for name in ("words", *(f"tables.{name}" for name in TABLES)):
            table = self.weights.pop(f"{name}.weight")
            tables.append(table @ mix[:, at : at + table.shape[1]].T)
            at += table.shape[1]
        tables[0] += self.weights["mix.linear.bias"]
        return tables

    def _encode(self, x: Floats, layout: Layout, groups: Sequence[Group]) -> tuple[Floats, Floats]:
        """Return the vectors of all rows in their sentences, and the scores of tags, which are mixed in halfway."""
        for number in self.layers["before"]:
            x = (x + self._maxout(f"before.{number}", _neighbours(x))) * layout.inside
        tags = self._linear("tag", x)
        x = (x + _softmax(tags) @ self.weights["tag_vectors.weight"].T) * layout.inside
        for number in self.layers["after"]:
            x = (x + self._maxout(f"after.{number}", _neighbours(x))) * layout.inside
        for number in self.layers["attention"]:
            x = (x + self._attention(f"attention.{number}", x, groups)) * layout.inside
        for number in self.layers["last"]:
            x = (x + self._maxout(f"last.{number}", _neighbours(x))) * layout.inside
        return x, tags

    def _linear(self, name: str, x: Floats) -> Floats:
        y: Floats = x @ self.weights[f"{name}.weight"].T
        y += self.weights[f"{name}.bias"]
        return y

    def _maxout(self, name: str, x: Floats) -> Floats:
        y = self._linear(f"{name}.linear", x)
        half = y.shape[1] // 2
        return self._normalised(name, np.maximum(y[:, :half], y[:, half:]))

    def _normalised(self, name: str, y: Floats) -> Floats:
        """Return rows with mean 0 and variance 1, scaled and shifted as learned."""
        size = np.float32(y.shape[1])
        y -= y.sum(1, keepdims=True) / size
        y *= 1 / np.sqrt(np.einsum("ij,ij->i", y, y)[:, None] / size + np.float32(EPSILON))
        y *= self.weights[f"{name}.norm.weight"]
        y += self.weights[f"{name}.norm.bias"]
        return y

    def _attention(self, name: str, x: Floats, groups: Sequence[Group]) -> Floats:
        bias = self.weights[f"{name}.distance"]
        heads, size = bias.shape[0], x.shape[1]
        mixed = np.zeros_like(x)
        inputs = self._linear(f"{name}.inputs", x)
        inputs[:, :size] *= np.float32(1 / math.sqrt(size / heads))
        for group in groups:
            count, length = group.at.shape
            parts = inputs[group.at].reshape(count, length, 3, heads, size // heads).transpose(2, 0, 3, 1, 4)
            scores = parts[0] @ parts[1].transpose(0, 1, 3, 2)
            scores += bias[:, _distances(length, self.max_distance)]
            scores += group.outside[:, None, None, :]
            values = (_softmax(scores) @ parts[2]).transpose(0, 2, 1, 3).reshape(count * length, size)
            mixed[group.rows] = values[group.cells]
        return self._normalised(name, self._linear(f"{name}.output", mixed))

    def _heads(self, x: Floats, layout: Layout, groups: Sequence[Group]) -> tuple[Integers, NDArray[np.bool_]]:
        """Return the row of each row's head (0 for main words), and the rows for which the choice is close."""
        root = _leaky(self._linear("arc_head", self.weights["root"][None, :]))
        dependent = _leaky(self._linear("arc_dependent", x)) @ self.weights["arc"]
        dependent *= np.float32(1 / math.sqrt(dependent.shape[1]))
        head = _leaky(self._linear("arc_head", x))
        bias = self._linear("arc_bias", head)[:, 0]
        of_root = dependent @ root[0] + self._linear("arc_bias", root)[0, 0]
        heads, close = np.zeros(layout.rows, np.int64), np.zeros(layout.rows, np.bool_)
        for group in groups:
            length = group.at.shape[1]
            scores: Floats = np.asarray(dependent[group.at] @ head[group.at].transpose(0, 2, 1), np.float32)
            scores += bias[group.at][:, None, :]
            scores += self.weights["arc_distance"][_distances(length, self.max_distance)]
            scores += group.outside[:, None, :]
            scores[:, np.arange(length), np.arange(length)] = IMPOSSIBLE
            scores = np.concatenate([of_root[group.at][..., None], scores], 2, dtype=np.float32)
            close[group.rows] = (_margin(scores).ravel() < NEAR_TIE)[group.cells]
            for number, sentence in enumerate(group.sentences.tolist()):
                start, size = int(layout.starts[sentence]), int(layout.lengths[sentence])
                own = heads_of_tree(scores[number, :size, : size + 1].astype(np.float32))
                heads[start : start + size] = np.where(own > 0, own + (start - 1), 0)
        return heads, close

    def _relations(self, x: Floats, heads: Integers) -> Floats:
        """Return the scores of the relation of each row to its head."""
        of_head = self._linear("relation_head", x)
        of_head[0] = self._linear("relation_head", self.weights["root"][None, :])[0]
        both = self._linear("relation_dependent", x) + of_head[heads]
        half = both.shape[1] // 2
        return self._linear("relation", np.maximum(both[:, :half], both[:, half:]))


def batches(sentences: Sequence[Sequence[str]]) -> Iterator[Sequence[Sequence[str]]]:
    """Return sentences one after another in batches of up to `MAX_WORDS_TOGETHER`, or of one that has more."""
    first = words = 0
    for at, sentence in enumerate(sentences):
        if at > first and words + len(sentence) > MAX_WORDS_TOGETHER:
            yield sentences[first:at]
            first, words = at, 0
        words += len(sentence)
    if first < len(sentences):
        yield sentences[first:]


def lay_out(sentences: Sequence[Sequence[str]]) -> Layout:
    """Return the rows of sentences."""
    lengths = np.array([len(sentence) for sentence in sentences], np.int64)
    starts = np.cumsum(lengths + 1) - lengths
    rows = int(lengths.sum()) + len(sentences) + 1
    inside = np.ones((rows, 1), np.float32)
    inside[0] = 0
    inside[starts + lengths] = 0
    return Layout(starts, lengths, rows, inside)


def _groups(layout: Layout) -> Iterator[Group]:
    """Return the sentences in groups of similar length."""
    lowest = 0
    for highest in LENGTHS_TOGETHER:
        (numbers,) = np.nonzero((layout.lengths > lowest) & (layout.lengths <= highest))
        lowest = highest
        if len(numbers):
            lengths = layout.lengths[numbers]
            columns = np.arange(int(lengths.max()))
            inside = columns[None, :] < lengths[:, None]
            at = np.where(inside, layout.starts[numbers][:, None] + columns[None, :], 0)
            outside = np.where(inside, np.float32(0), IMPOSSIBLE)
            (cells,) = np.nonzero(inside.ravel())
            yield Group(numbers, at, outside, cells, at.ravel()[cells])


def _neighbours(x: Floats) -> Floats:
    """Return each row between the one before it and the one after it."""
    rows, size = x.shape
    three = np.zeros((rows, 3 * size), np.float32)
    three[1:, :size] = x[:-1]
    three[:, size : 2 * size] = x
    three[:-1, 2 * size :] = x[1:]
    return three


@lru_cache(maxsize=256)
def _distances(length: int, longest: int) -> Integers:
    at = np.arange(length)
    distances: Integers = np.clip(at[None, :] - at[:, None], -longest, longest) + longest
    return distances


def _softmax(scores: Floats) -> Floats:
    powers: Floats = np.exp(scores - scores.max(-1, keepdims=True))
    powers /= powers.sum(-1, keepdims=True)
    return powers


def _leaky(x: Floats) -> Floats:
    sloped: Floats = np.maximum(x, x * np.float32(LEAK))
    return sloped


def _margin(scores: Floats) -> Floats:
    """Return how far the best score is ahead of the second best."""
    best: Floats = np.partition(scores, scores.shape[-1] - 2, axis=-1)
    margin: Floats = best[..., -1] - best[..., -2]
    return margin


def pack(array: Floats) -> bytes:
    """Pack an array: rows of a matrix as 8-bit integers with a scale for each, all else as they are."""
    header: bytes = np.array([array.ndim, *array.shape], "<i4").tobytes()
    if array.ndim < 2:
        return header + bytes(array.astype("<f4").tobytes())
    scales = np.maximum(np.abs(array).max(1), 1e-12).astype("<f4") / 127
    return header + bytes(scales.tobytes()) + bytes(np.rint(array / scales[:, None]).astype("i1").tobytes())


def unpack(packed: bytes) -> Floats:
    """Return the array that was packed."""
    dimensions = int(np.frombuffer(packed, "<i4", 1)[0])
    shape = np.frombuffer(packed, "<i4", dimensions, 4)
    at = 4 + 4 * dimensions
    if dimensions < 2:
        return np.frombuffer(packed, "<f4", -1, at).reshape(shape).astype(np.float32)
    rows = int(shape[0])
    scales = np.frombuffer(packed, "<f4", rows, at)
    values = np.frombuffer(packed, "i1", -1, at + 4 * rows).reshape(shape)
    matrix: Floats = values.astype(np.float32) * scales[:, None]
    return matrix
