"""The names that are most like one that nothing has: what its writer may have meant."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from difflib import get_close_matches

from generator.model.wording import folded

MAX_NEAR = 3
MIN_LIKENESS = 0.6
MIN_LETTERS = 2
"""Letters with which a word of one name begins like a word of the other, for them to be compared: comparing takes a while."""


def near(name: str, names: Iterable[str]) -> list[str]:
    """Return a few of some names that are like one, the likest first; case and accents count for nothing."""
    wanted = folded(name)
    begins = _begins(wanted)
    by_key: dict[str, str] = {}
    for each in names:
        key = folded(each)
        if not begins.isdisjoint(_begins(key)):
            by_key.setdefault(key, each)
    found: list[str] = []
    for key in get_close_matches(wanted, by_key, n=MAX_NEAR, cutoff=MIN_LIKENESS):
        if not any(set(key.split()) <= set(longer.split()) for longer in found):  # a surname after the whole name
            found.append(key)
    return [by_key[key] for key in found]


def hint(name: str, names: Collection[str]) -> str:
    """Return a question that offers the names which are most like one; empty where none is."""
    found = " or ".join(map(repr, near(name, names)))
    return f"did you mean {found}?" if found else ""


def _begins(key: str) -> set[str]:
    return {word[:MIN_LETTERS] for word in key.split()}
