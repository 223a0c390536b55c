import random

import numpy as np
import pytest

from generator.derive.syntax import network, parser
from generator.derive.syntax.document import Document
from generator.derive.syntax.parser import MAX_WORDS, SentenceCache, parse
from generator.derive.syntax.trees import ROOT, Analysis, Trees

SENTENCES = (
    "Anna Berg rejected the plan on Monday.",
    "The port of Delmar was bought by the state in 2009, and its chief resigned.",
    "Officials said that tolls would rise.",
    "Why?",
    "Berg, who opposes tolls, has asked the court to stop them; the court refused.",
)


def tree(text: str) -> dict[str, tuple[str, str]]:
    """Return the head and the relation of each word."""
    words = parse(Document("example", text)).words
    return {word.text: (words[word.head].text if word.head != ROOT else "", word.relation) for word in words}


def test_a_sentence_becomes_a_tree_with_lemmas_and_tags() -> None:
    trees = parse(Document("example", "Anna Berg rejected the plans."))
    assert ["Anna", "Berg", "reject", "the", "plan", "."] == [word.lemma for word in trees.words]
    assert ["NNP", "NNP", "VBD", "DT", "NNS", "."] == [word.tag for word in trees.words]
    assert [("rejected", "nsubj"), ("Anna", "flat"), ("", "root"), ("plans", "det"), ("rejected", "obj")] == [
        tree("Anna Berg rejected the plans.")[word] for word in ("Anna", "Berg", "rejected", "the", "plans")
    ]


def test_the_passive_has_a_subject_and_an_agent() -> None:
    found = tree("The plan was approved by the board.")
    assert {"plan": ("approved", "nsubj:pass"), "board": ("approved", "obl:agent")} == {
        word: found[word] for word in ("plan", "board")
    }


def is_tree(trees: Trees) -> bool:
    """Return whether each sentence has one main word, from which all others hang."""
    for first, last in trees.sentences:
        roots = [at for at in range(first, last) if trees.words[at].head == ROOT]
        if len(roots) != 1 or len(trees.subtree(roots[0])) != last - first:
            return False
    return True


@pytest.mark.parametrize("seed", range(5))
def test_any_words_in_any_order_make_a_tree(seed: int) -> None:
    order = random.Random(seed)
    words = " ".join(SENTENCES).replace(".", "").split()
    order.shuffle(words)
    assert is_tree(parse(Document("example", " ".join(words[:40]) + ".")))


def test_a_sentence_is_parsed_the_same_alone_and_among_others() -> None:
    together = [sentence.rstrip(".?").split() for sentence in SENTENCES]
    assert [network.analyse("en", [sentence])[0] for sentence in together] == network.analyse("en", together)


def test_a_close_decision_is_taken_on_the_sentence_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    shapes: list[int] = []
    counted = network.ParserNetwork._analyse

    def counting(self: network.ParserNetwork, sentences: list[list[str]]) -> tuple[list[Analysis], list[bool]]:
        shapes.append(len(sentences))
        return counted(self, sentences)

    monkeypatch.setattr(network.ParserNetwork, "_analyse", counting)
    monkeypatch.setattr(network, "NEAR_TIE", 1e9)
    network.analyse("en", [["It", "rains"], ["Berg", "left"]])
    assert [2, 1, 1] == shapes


def test_a_sentence_without_end_is_parsed_in_pieces() -> None:
    text = "and Berg left " * 200
    trees = parse(Document("example", text))
    assert (600, 600 // MAX_WORDS) == (len(trees.words), len(trees.sentences))
    assert 600 // MAX_WORDS == sum(word.head == ROOT for word in trees.words)


def test_only_new_sentences_are_analysed() -> None:
    asked: list[list[tuple[str, ...]]] = []

    def analyse(sentences: list[tuple[str, ...]]) -> list[Analysis]:
        asked.append(sentences)
        return [Analysis(("X",), ("X",), ("x",), (ROOT,), ("root",)) for _ in sentences]

    cache = SentenceCache(analyse)  # type: ignore[arg-type]
    cache.analyses([("a",), ("b",), ("a",)])
    cache.analyses([("b",), ("c",)])
    assert [[("a",), ("b",)], [("c",)]] == asked


def test_a_full_cache_is_emptied(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parser, "MAX_CACHED_SENTENCES", 1)
    cache = SentenceCache(lambda sentences: [Analysis((), (), (), (), ()) for _ in sentences])
    cache.analyses([("a",)])
    cache.analyses([("b",)])
    assert {("b",)} == set(cache.known)


def test_packed_matrices_come_back_within_half_a_step() -> None:
    matrix = np.random.default_rng(1).normal(size=(5, 7)).astype(np.float32)
    step = np.abs(matrix).max(1, keepdims=True) / 127
    assert (np.abs(network.unpack(network.pack(matrix)) - matrix) <= step * 0.51).all()


def test_packed_vectors_come_back_as_they_were() -> None:
    vector = np.array([1.5, -2.25, 0], np.float32)
    assert vector.tolist() == network.unpack(network.pack(vector)).tolist()


@pytest.mark.parametrize("lengths", [(), (3,), (600, 600, 1), (1, 1_500, 2), (400, 600, 400, 600, 400)])
def test_many_sentences_are_computed_in_batches_of_a_bounded_size(lengths: tuple[int, ...]) -> None:
    sentences = [["word"] * length for length in lengths]
    batches = list(network.batches(sentences))
    assert sentences == [sentence for batch in batches for sentence in batch]
    assert all(len(batch) == 1 or sum(map(len, batch)) <= network.MAX_WORDS_TOGETHER for batch in batches)


def test_an_extent_reaches_from_the_first_to_the_last_word_of_a_subtree() -> None:
    trees = parse(Document("example", " ".join(SENTENCES)))
    subtrees = [trees.subtree(at) for at in range(len(trees.words))]
    assert [(min(reached), max(reached) + 1) for reached in subtrees] == [tuple(each) for each in trees.extents]
