"""The names that are most like one that nothing has: what its writer may have meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from difflib import get_close_matches

from generator.model.wording import folded

MAX_NEAR = 3
MIN_LIKENESS = 0.6
MIN_LETTERS = 2
"""Letters with which a word of one name begins like a word of the other, for them to be compared: comparing takes a while."""
MAX_COMPARED = 2_000
"""Names that are compared with one, those of about its length."""


class NearNames:
    """Many names, in which those that are like one are found; case and accents count for nothing."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_key: dict[str, str] = {}
        self._begun: dict[str, list[str]] = defaultdict(list)
        for name in names:
            key = folded(name)
            if self._by_key.setdefault(key, name) is name:
                for beginning in _beginnings(key):
                    self._begun[beginning].append(key)

    def near(self, name: str, without: Collection[str] = ()) -> list[str]:
        """Return a few names that are like one, the likest first, as they are written; none of those `without`, folded."""
        wanted = folded(name)
        keys = {key for beginning in _beginnings(wanted) for key in self._begun.get(beginning, ())}.difference(without)
        compared = sorted(keys, key=lambda key: (abs(len(key) - len(wanted)), key))[:MAX_COMPARED]
        found: list[str] = []
        for key in get_close_matches(wanted, compared, n=MAX_NEAR, cutoff=MIN_LIKENESS):
            if not any(set(key.split()) <= set(longer.split()) for longer in found):  # a surname after the whole name
                found.append(key)
        return [self._by_key[key] for key in found]

    def hint(self, name: str, without: Collection[str] = ()) -> str:
        """Return a question that offers the names which are most like one; empty where none is."""
        found = " or ".join(map(repr, self.near(name, without)))
        return f"did you mean {found}?" if found else ""


def hint(name: str, names: Iterable[str]) -> str:
    """Return a question that offers those of a few names which are most like one; empty where none is."""
    return NearNames(names).hint(name)


def _beginnings(key: str) -> set[str]:
    return {word[:MIN_LETTERS] for word in key.split()}
