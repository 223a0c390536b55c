"""A cache of a function's results by word: reports repeat the same few thousand words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

MAX_ENTRIES = 100_000

Key = TypeVar("Key")
Result = TypeVar("Result")


class WordCache(dict[Key, Result]):
    """The results of `compute` by key, each computed once.

    `map(cache.__getitem__, words)` costs a fraction of calls to a function under `lru_cache`. The cache is emptied
    when it is full, so that a long stream of reports never fills the memory.
    """

    def __init__(self, compute: Callable[[Key], Result], max_entries: int = MAX_ENTRIES) -> None:
        super().__init__()
        self.compute = compute
        self.max_entries = max_entries

    def __missing__(self, key: Key) -> Result:
        if len(self) >= self.max_entries:
            self.clear()
        result = self[key] = self.compute(key)
        return result
