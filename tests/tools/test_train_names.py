"""Training of the name tagger on corpora in columns; the same bytes each time."""

from pathlib import Path

import pytest

from generator.derive.names.tagger import LABELS, Scorer
from tools import train_names
from tools.train_names import Corpus, labelled, read

COLUMNS = "Ann B-PER\nHolm I-PER\nleft O\nOslo B-LOC\n\nShe O\nleft O\n\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.conll").write_text(f"{COLUMNS}-DOCSTART- O\n\n{COLUMNS}", "utf-8")
    return tmp_path


def test_sentences_of_running_text_are_one_document(folder: Path) -> None:
    running = Corpus("somebody/corpus", "0" * 40, "CC BY 4.0", ("a.conll",), is_running_text=True)
    assert [2, 2] == [len(document) for document in read(running, folder)]
    assert [1, 1, 1, 1] == [len(document) for document in read(running._replace(is_running_text=False), folder)]


def test_labels_are_carried_over_to_our_own_tokens() -> None:
    words, labels = labelled([("U.S.-based", "B-LOC"), ("Acme", "I-corporation"), ("Inc", "I-corporation"), ("grew", "O")])
    assert ["Acme", "Inc", "grew"] == words[-3:]
    assert ["B-ORG", "I-ORG", "O"] == [LABELS[label] for label in labels[-3:]]


def test_trained_weights_separate_the_examples_and_are_reproducible(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(train_names, "RUNS", 1)
    documents = list(read(Corpus("somebody/corpus", "0" * 40, "CC BY 4.0", ("a.conll",)), folder))
    learned = train_names.train(documents)
    person, place = (Scorer(learned).scores([("word", word)]) for word in ("Ann", "Oslo"))
    assert (LABELS.index("B-PER"), LABELS.index("B-LOC")) == (person.index(max(person)), place.index(max(place)))
    assert learned == train_names.train(documents)
