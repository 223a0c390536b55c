"""Train `syntax.weights`, the weights of `derive.syntax.network`: `make train CORPORA=DIR`.

DIR holds a clone of each treebank in `tools.treebanks`. Needs torch, for training only. The network is written twice: here
for its gradients, and in numpy to be run; `tools.measure_syntax` measures the latter.

Words become vectors (spelling, endings, shape), convolutions add their neighbours, attention the whole sentence; a biaffine
layer then scores every pair of words as dependent and head (Dozat and Manning 2017), and a small layer names the relation.
Tags are predicted halfway up and mixed in again. One thread, fixed seeds: the same bytes on the same processor and version
of torch; other processors add floating-point numbers in another order.
"""

from __future__ import annotations

import argparse
import math
import random
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
import torch
from torch import nn
from torch.nn import functional

from generator.derive.syntax.network import pack
from generator.derive.syntax.word_shapes import TABLES, feature_rows, normalised
from tools.train_lemmas import learn_rules
from tools.treebanks import TreebankSentence, read_sentences, training_files

MIN_COUNT = 2
WORD_SIZE, TABLE_SIZES = 96, {"suffix2": 24, "suffix3": 48, "suffix4": 32, "prefix3": 32, "shape": 32}
SIZE, PIECES, LAYERS_BEFORE_TAGS, LAYERS_AFTER_TAGS, ATTENTION_LAYERS, HEADS = 128, 2, 2, 1, 2, 4
ARC_SIZE, RELATION_SIZE, MAX_DISTANCE = 128, 128, 24
WORDS_IN_BATCH, EPOCHS, RATE, WARM_UP, DECAY = 1500, 30, 2.5e-3, 300, 0.999
INPUT_DROPOUT, HIDDEN_DROPOUT, TAG_DROPOUT, WORD_DROPOUT = 0.3, 0.33, 0.2, 1.0
SEED = 7
WEIGHTS = Path(__file__).resolve().parent.parent / "generator" / "derive" / "lexicon" / "en" / "syntax.weights"


class Vocabulary(NamedTuple):
    """Everything that is numbered: known words, tags, parts of speech and relations."""

    words: dict[str, int]
    tags: tuple[str, ...]
    poses: tuple[str, ...]
    relations: tuple[str, ...]


class Example(NamedTuple):
    """One sentence as numbers; `heads` counts from 1, 0 is the root."""

    features: np.ndarray
    counts: np.ndarray
    tags: np.ndarray
    poses: np.ndarray
    heads: np.ndarray
    relations: np.ndarray


def vocabulary(sentences: Sequence[TreebankSentence]) -> tuple[Vocabulary, Counter[str]]:
    """Number what occurs in the sentences; words of fewer than `MIN_COUNT` occurrences are unknown."""
    words = [word for sentence in sentences for word in sentence.words]
    counts = Counter(normalised(word.text) for word in words)
    known = sorted(text for text, count in counts.items() if count >= MIN_COUNT)

    def named(values: Iterator[str]) -> tuple[str, ...]:
        return tuple(sorted(set(values)))

    return Vocabulary(
        {text: number for number, text in enumerate(known, 1)},
        named(word.tag for word in words),
        named(word.pos for word in words),
        named(word.relation for word in words),
    ), counts


def example(sentence: TreebankSentence, known: Vocabulary, counts: Counter[str]) -> Example:
    """Return a sentence as numbers; `counts` says how often each word occurs."""
    words = sentence.words

    def numbers(values: Sequence[str], names: Sequence[str]) -> np.ndarray:
        index = {name: number for number, name in enumerate(names)}
        return np.array([index.get(value, 0) for value in values])

    return Example(
        np.array([feature_rows(word.text, known.words) for word in words]),
        np.array([counts[normalised(word.text)] for word in words]),
        numbers([word.tag for word in words], known.tags),
        numbers([word.pos for word in words], known.poses),
        np.array([word.head + 1 for word in words]),
        numbers([word.relation for word in words], known.relations),
    )


class Maxout(nn.Module):
    """The largest of `PIECES` linear functions of the input, normalised."""

    def __init__(self, size_in: int, size: int) -> None:
        super().__init__()
        self.linear = nn.Linear(size_in, size * PIECES)
        self.norm = nn.LayerNorm(size)
        nn.init.orthogonal_(self.linear.weight)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Return the output for each row."""
        y = self.linear(x)
        return self.norm(y.reshape(*y.shape[:-1], PIECES, -1).amax(-2))


class Attention(nn.Module):
    """Self-attention over a sentence, with a learned bias for each distance."""

    def __init__(self) -> None:
        super().__init__()
        self.inputs = nn.Linear(SIZE, SIZE * 3)
        self.output = nn.Linear(SIZE, SIZE)
        self.norm = nn.LayerNorm(SIZE)
        self.distance = nn.Parameter(torch.zeros(HEADS, 2 * MAX_DISTANCE + 1))

    def forward(self, x: torch.Tensor, inside: torch.Tensor, distances: torch.Tensor) -> torch.Tensor:
        """Return each word's mixture of all words of its sentence."""
        batch, length, _ = x.shape
        query, key, value = (part.reshape(batch, length, HEADS, -1).transpose(1, 2) for part in self.inputs(x).chunk(3, dim=-1))
        scores = query @ key.transpose(-1, -2) / math.sqrt(SIZE / HEADS) + self.distance[:, distances]
        scores = scores.masked_fill(~inside[:, None, None, :], -1e4)
        mixed = (scores.softmax(-1) @ value).transpose(1, 2).reshape(batch, length, SIZE)
        return self.norm(self.output(mixed))


class Network(nn.Module):
    """The parser; its parameters' names are the keys in `syntax.weights`."""

    def __init__(self, known: Vocabulary) -> None:
        super().__init__()
        self.words = nn.Embedding(len(known.words) + 1, WORD_SIZE)
        self.tables = nn.ModuleDict({name: nn.Embedding(rows, TABLE_SIZES[name]) for name, rows in TABLES.items()})
        nn.init.normal_(self.words.weight, std=0.1)
        for table in self.tables.values():
            nn.init.normal_(table.weight, std=0.1)
        self.mix = Maxout(WORD_SIZE + sum(TABLE_SIZES.values()), SIZE)
        self.before = nn.ModuleList(Maxout(SIZE * 3, SIZE) for _ in range(LAYERS_BEFORE_TAGS))
        self.tag = nn.Linear(SIZE, len(known.tags))
        self.tag_vectors = nn.Linear(len(known.tags), SIZE, bias=False)
        self.after = nn.ModuleList(Maxout(SIZE * 3, SIZE) for _ in range(LAYERS_AFTER_TAGS))
        self.attention = nn.ModuleList(Attention() for _ in range(ATTENTION_LAYERS))
        self.last = nn.ModuleList(Maxout(SIZE * 3, SIZE) for _ in range(1))
        self.pos = nn.Linear(SIZE, len(known.poses))
        self.root = nn.Parameter(torch.randn(SIZE) * 0.1)
        self.arc_dependent, self.arc_head = nn.Linear(SIZE, ARC_SIZE), nn.Linear(SIZE, ARC_SIZE)
        self.arc = nn.Parameter(torch.zeros(ARC_SIZE, ARC_SIZE))
        nn.init.orthogonal_(self.arc)
        self.arc_bias = nn.Linear(ARC_SIZE, 1)
        self.arc_distance = nn.Parameter(torch.zeros(2 * MAX_DISTANCE + 1))
        self.relation_dependent = nn.Linear(SIZE, RELATION_SIZE * PIECES)
        self.relation_head = nn.Linear(SIZE, RELATION_SIZE * PIECES)
        self.relation = nn.Linear(RELATION_SIZE, len(known.relations))
        self.dropout, self.input_dropout = nn.Dropout(HIDDEN_DROPOUT), nn.Dropout(INPUT_DROPOUT)

    def encode(self, features: torch.Tensor, inside: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Return the vectors of words, scores of their tags, and distances between words."""
        parts = [self.words(features[..., 0])]
        parts += [table(features[..., n]) for n, table in enumerate(self.tables.values(), 1)]
        mask = inside[..., None].float()
        x = self.mix(self.input_dropout(torch.cat(parts, -1))) * mask
        for layer in self.before:
            x = (x + self.dropout(layer(neighbours(x)))) * mask
        tags = self.tag(x)
        x = (x + self.tag_vectors(self.seen_tags(tags))) * mask
        for layer in self.after:
            x = (x + self.dropout(layer(neighbours(x)))) * mask
        at = torch.arange(x.shape[1])
        distances = (at[None, :] - at[:, None]).clamp(-MAX_DISTANCE, MAX_DISTANCE) + MAX_DISTANCE
        for layer in self.attention:
            x = (x + self.dropout(layer(x, inside, distances))) * mask
        for layer in self.last:
            x = (x + self.dropout(layer(neighbours(x)))) * mask
        return self.dropout(x), tags, distances

    def seen_tags(self, scores: torch.Tensor) -> torch.Tensor:
        """Return the chances of tags; in training those of some words are hidden, since later ones are not as sure."""
        chances = scores.softmax(-1)
        if not self.training:
            return chances
        return chances * (torch.rand(*chances.shape[:-1], 1) >= TAG_DROPOUT)

    def arcs(self, x: torch.Tensor, inside: torch.Tensor, distances: torch.Tensor) -> torch.Tensor:
        """Return the score of each word as the head of each; column 0 is the root."""
        heads = torch.cat([self.root.expand(x.shape[0], 1, -1), x], 1)
        dependent = self.dropout(functional.leaky_relu(self.arc_dependent(x), 0.1))
        head = self.dropout(functional.leaky_relu(self.arc_head(heads), 0.1))
        scores = dependent @ self.arc @ head.transpose(-1, -2) / math.sqrt(ARC_SIZE) + self.arc_bias(head).transpose(-1, -2)
        near = torch.cat([torch.zeros(x.shape[1], 1), self.arc_distance[distances]], 1)
        allowed = torch.cat([torch.ones(x.shape[0], 1, dtype=torch.bool), inside], 1)[:, None, :]
        diagonal = torch.cat([torch.zeros(x.shape[1], 1), torch.eye(x.shape[1])], 1).bool()
        return (scores + near).masked_fill(~allowed | diagonal, -1e4)

    def relations(self, x: torch.Tensor, heads: torch.Tensor) -> torch.Tensor:
        """Return the scores of the relation of each word to its head."""
        vectors = torch.cat([self.root.expand(x.shape[0], 1, -1), x], 1)
        head = vectors.gather(1, heads[..., None].expand(-1, -1, SIZE))
        both = self.relation_dependent(x) + self.relation_head(head)
        return self.relation(self.dropout(both.reshape(*both.shape[:-1], PIECES, -1).amax(-2)))


def neighbours(x: torch.Tensor) -> torch.Tensor:
    """Return each word's vector between those of its neighbours; zeros beyond the sentence."""
    padded = functional.pad(x, (0, 0, 1, 1))
    return torch.cat([padded[:, :-2], padded[:, 1:-1], padded[:, 2:]], -1)


def batches(examples: Sequence[Example], chance: random.Random) -> Iterator[list[Example]]:
    """Return the examples in batches of similar length, in random order."""
    ordered = sorted(examples, key=lambda e: len(e.heads) + chance.random() * 4)
    groups, group, words = [], [], 0
    for one in ordered:
        group.append(one)
        words += len(one.heads)
        if words >= WORDS_IN_BATCH:
            groups.append(group)
            group, words = [], 0
    if group:
        groups.append(group)
    chance.shuffle(groups)
    yield from groups


def padded(rows: Sequence[np.ndarray], fill: int) -> torch.Tensor:
    """Return rows of different lengths as one tensor, filled up at their ends."""
    length = max(map(len, rows))
    out = np.full((len(rows), length, *rows[0].shape[1:]), fill)
    for number, row in enumerate(rows):
        out[number, : len(row)] = row
    return torch.from_numpy(out)


def loss(network: Network, batch: Sequence[Example], *, word_dropout: bool) -> torch.Tensor:
    """Return the loss of a batch; with `word_dropout` rare words are often taken for unknown ones."""
    features, heads = padded([e.features for e in batch], 0), padded([e.heads for e in batch], -1)
    inside = heads >= 0
    if word_dropout:
        counts = padded([e.counts for e in batch], 1).float()
        features = features.clone()
        features[..., 0][torch.rand(counts.shape) < WORD_DROPOUT / (WORD_DROPOUT + counts)] = 0
    x, tags, distances = network.encode(features, inside)
    arcs = network.arcs(x, inside, distances)
    relations = network.relations(x, heads.clamp(min=0))

    def entropy(scores: torch.Tensor, right: torch.Tensor) -> torch.Tensor:
        return functional.cross_entropy(scores[inside], right[inside])

    return (
        entropy(arcs, heads)
        + entropy(relations, padded([e.relations for e in batch], 0))
        + 0.5 * entropy(tags, padded([e.tags for e in batch], 0))
        + 0.3 * entropy(network.pos(x), padded([e.poses for e in batch], 0))
    )


def accuracy(network: Network, examples: Sequence[Example], known: Vocabulary) -> dict[str, float]:
    """Return the shares of right tags, heads and relations, by the highest score of each."""
    network.eval()
    coarse = torch.tensor([sorted({r.split(":")[0] for r in known.relations}).index(r.split(":")[0]) for r in known.relations])
    right = Counter[str]()
    with torch.no_grad():
        for batch in batches(examples, random.Random(SEED)):  # noqa: S311 - an order, no secret
            features, heads = padded([e.features for e in batch], 0), padded([e.heads for e in batch], -1)
            inside = heads >= 0
            x, tags, distances = network.encode(features, inside)
            found = network.arcs(x, inside, distances).argmax(-1)
            relations = network.relations(x, found).argmax(-1)
            good = (found == heads) & inside
            same = coarse[relations] == coarse[padded([e.relations for e in batch], 0)]
            right.update(
                words=int(inside.sum()),
                tags=int(((tags.argmax(-1) == padded([e.tags for e in batch], 0)) & inside).sum()),
                pos=int(((network.pos(x).argmax(-1) == padded([e.poses for e in batch], 0)) & inside).sum()),
                uas=int(good.sum()),
                las=int((good & same).sum()),
            )
    network.train()
    return {name: round(value / right["words"], 4) for name, value in right.items() if name != "words"}


def train(examples: Sequence[Example], dev: Sequence[Example], known: Vocabulary, epochs: int) -> Network:
    """Train a network and return it with the averages of its weights over the last steps."""
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    chance = random.Random(SEED)  # noqa: S311 - an order, no secret
    network = Network(known)
    average = {name: value.detach().clone() for name, value in network.state_dict().items()}
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, betas=(0.9, 0.95), weight_decay=0.03)
    steps = epochs * sum(1 for _ in batches(examples, random.Random(SEED)))  # noqa: S311 - an order, no secret
    step, start = 0, time.perf_counter()
    for epoch in range(epochs):
        for batch in batches(examples, chance):
            step += 1
            rate = RATE * min(1, step / WARM_UP) * (0.5 + 0.5 * math.cos(math.pi * step / steps))
            for group in optimiser.param_groups:
                group["lr"] = rate
            optimiser.zero_grad()
            loss(network, batch, word_dropout=True).backward()
            nn.utils.clip_grad_norm_(network.parameters(), 2.0)
            optimiser.step()
            decay = min(DECAY, step / (step + 20))
            with torch.no_grad():
                for name, value in network.state_dict().items():
                    average[name].lerp_(value, 1 - decay)
        if epoch % 3 == 2 or epoch == epochs - 1:
            current = {name: value.clone() for name, value in network.state_dict().items()}
            network.load_state_dict(average)
            print(epoch + 1, round(time.perf_counter() - start), accuracy(network, dev, known), flush=True)
            network.load_state_dict(current)
    network.load_state_dict(average)
    return network


def main() -> None:
    """Train on the treebanks below a folder and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--keep", type=Path)
    arguments = parser.parse_args()
    sentences = [s for path in training_files(arguments.folder) for s in read_sentences(path)]
    known, counts = vocabulary(sentences)
    dev_file = arguments.folder / "UD_English-EWT" / "en_ewt-ud-dev.conllu"
    dev = [example(s, known, counts) for s in read_sentences(dev_file)]
    print(len(sentences), sum(len(s.words) for s in sentences), len(known.words), known.relations, known.tags)
    examples = [example(s, known, counts) for s in sentences if len(s.words) < 150]
    network = train(examples, dev, known, arguments.epochs)
    if arguments.keep:
        torch.save({"known": known._asdict(), "weights": network.state_dict()}, arguments.keep)
    rules = learn_rules(word for sentence in sentences for word in sentence.words)
    WEIGHTS.write_bytes(packed(network, known, rules))


def packed(network: Network, known: Vocabulary, rules: Mapping[tuple[str, str], tuple[int, str]]) -> bytes:
    """Return the file of weights: names by line, and arrays as `derive.syntax.network` packs them."""
    lines = {
        "words": sorted(known.words, key=known.words.__getitem__),
        "tags": known.tags,
        "poses": known.poses,
        "relations": known.relations,
        "lemmas": [f"{tag}\t{ending}\t{cut}\t{added}" for (tag, ending), (cut, added) in rules.items()],
    }
    content = {f"names {key}": "\n".join(values).encode() for key, values in lines.items()}
    content |= {name: pack(value.numpy()) for name, value in network.state_dict().items()}
    return msgspec.msgpack.encode(content)


if __name__ == "__main__":
    main()
