"""The tree with the highest sum of scores below the likeliest main word (Chu, Liu and Edmonds)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

IMPOSSIBLE = -1e9


def heads_of_tree(scores: NDArray[np.float32]) -> NDArray[np.int64]:
    """Return the head of each word, counted from 1; the main word has 0.

    `scores` has shape (words, words + 1): column 0 is for being the main word, column `n` for depending on word `n`.
    """
    heads: NDArray[np.int64] = scores.argmax(1)
    (roots,) = np.nonzero(heads == 0)
    if len(roots) == 1 and not find_cycle([0, *heads.tolist()]):
        return heads
    root = int((scores[:, 0] - scores[:, 1:].max(1, initial=IMPOSSIBLE)).argmax())
    full = np.full((len(scores) + 1, len(scores) + 1), IMPOSSIBLE)
    full[1:, 1:] = scores[:, 1:]
    full[root + 1] = IMPOSSIBLE
    full[root + 1, 0] = 0
    return np.array(_best_tree(full)[1:], np.int64)


def find_cycle(heads: Sequence[int]) -> list[int]:
    """Return the nodes of a cycle, [] if there is none; node 0 is the root."""
    state = [0] * len(heads)
    state[0] = 2
    for start in range(1, len(heads)):
        path, node = [], start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = heads[node]
        if state[node] == 1:
            return path[path.index(node) :]
        for visited in path:
            state[visited] = 2
    return []


def _best_tree(scores: NDArray[np.float64]) -> list[int]:
    """Return the head of each node in the best tree from node 0; a cycle is shrunk to one node, and opened again."""
    heads = scores.argmax(1)
    heads[0] = 0
    cycle = find_cycle(heads.tolist())
    if not cycle:
        return list(heads.tolist())
    inside = np.zeros(len(scores), bool)
    inside[cycle] = True
    (outer,) = np.nonzero(~inside)
    nodes = np.array(cycle)
    lost = scores[nodes, heads[nodes]]
    entering = scores[np.ix_(nodes, outer)] - lost[:, None]
    leaving = scores[np.ix_(outer, nodes)]
    size = len(outer)
    shrunk = np.full((size + 1, size + 1), IMPOSSIBLE)
    shrunk[:size, :size] = scores[np.ix_(outer, outer)]
    shrunk[size, :size] = entering.max(0)
    shrunk[:size, size] = leaving.max(1)
    found = _best_tree(shrunk)
    into = int(found[size])
    opened = int(entering[:, into].argmax())
    heads[nodes[opened]] = outer[into]
    for number in range(1, size):
        head = found[number]
        heads[outer[number]] = outer[head] if head < size else nodes[int(leaving[number].argmax())]
    return list(heads.tolist())
