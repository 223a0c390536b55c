"""What was once found out about a word is kept: reports say the same few thousand words over and over."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

MOST = 100_000

Key = TypeVar("Key")
Told = TypeVar("Told")


class Kept(dict[Key, Told]):
    """What `tell` says of each key, asked once; `map(kept.__getitem__, words)` costs a fraction of calls to `lru_cache`.

    It is emptied when it holds too much, so that a stream of reports never fills the memory.
    """

    def __init__(self, tell: Callable[[Key], Told], most: int = MOST) -> None:
        super().__init__()
        self.tell = tell
        self.most = most

    def __missing__(self, key: Key) -> Told:
        if len(self) >= self.most:
            self.clear()
        told = self[key] = self.tell(key)
        return told
