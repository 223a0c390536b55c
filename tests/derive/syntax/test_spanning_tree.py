from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from generator.derive.syntax.spanning_tree import find_cycle, heads_of_tree


def is_tree(heads: list[int]) -> bool:
    return heads.count(0) == 1 and not find_cycle([0, *heads])


def best_by_trial(scores: NDArray[np.float32], root: int) -> float:
    """Return the highest sum of scores of all trees below a main word."""
    size = len(scores)
    totals = [
        sum(float(scores[at, head]) for at, head in enumerate(heads))
        for heads in product(range(size + 1), repeat=size)
        if heads[root] == 0 and all(head != at + 1 for at, head in enumerate(heads)) and is_tree(list(heads))
    ]
    return max(totals)


def test_the_highest_scores_are_the_heads_where_they_make_a_tree() -> None:
    scores = np.array([[5, -9, 1], [0, 4, -9]], np.float32)
    assert [0, 1] == heads_of_tree(scores).tolist()


def test_two_words_never_depend_on_each_other() -> None:
    scores = np.array([[1, -9, 5], [0, 5, -9]], np.float32)
    assert [0, 1] == heads_of_tree(scores).tolist()


@given(st.lists(st.lists(st.integers(-50, 50), min_size=5, max_size=5), min_size=4, max_size=4))
def test_the_tree_is_the_best_below_its_main_word(rows: list[list[int]]) -> None:
    scores = np.array(rows, np.float32)
    scores[np.arange(4), np.arange(1, 5)] = -1e4
    heads = heads_of_tree(scores).tolist()
    assert is_tree(heads)
    total = sum(float(scores[at, head]) for at, head in enumerate(heads))
    assert best_by_trial(scores, heads.index(0)) == total


def test_a_cycle_is_named_by_its_nodes() -> None:
    assert {1, 2} == set(find_cycle([0, 2, 1, 0]))
    assert [] == find_cycle([0, 0, 1, 2])
