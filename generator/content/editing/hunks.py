"""Edits taken back: what was put in is found, exactly once, and the text is what it was before.

A place counts where without the edit the front matter has all else that it has with it: without the key, with one entry of its
list less, or with another text there.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.content.editing import places
from generator.content.editing.lines import Splice, spliced
from generator.content.editing.places import Tree
from generator.content.front_matter import Refused
from generator.model.decisions import Hunk


def without(path: str, text: str, hunk: Hunk) -> Splice | None:
    """Return the splice that takes an edit back; None where the text does not have it, or has it in several places."""
    front = places.read(path, text)
    found: dict[str, Splice] = {}
    at = text.find(hunk.into, front.start)
    while at >= 0 and at + len(hunk.into) <= front.end:
        splice = Splice(at, at + len(hunk.into), hunk.out)
        before = spliced(text, splice)
        if _is_one_less(_tree(path, before), front.tree, hunk.key):
            found.setdefault(before, splice)
        at = text.find(hunk.into, at + 1)
    return next(iter(found.values())) if len(found) == 1 else None


def _tree(path: str, text: str) -> dict[str, Tree] | None:
    try:
        return places.read(path, text).tree
    except Refused:
        return None


def _is_one_less(before: dict[str, Tree] | None, now: dict[str, Tree], key: str) -> bool:
    """Return whether one front matter can be another before an edit of a key."""
    if before is None or before.keys() | {key} != now.keys():
        return False
    if any(before[name] != value for name, value in now.items() if name != key):
        return False
    return key not in before or _is_one_entry_less(before[key], now[key])


def _is_one_entry_less(before: Tree, now: Tree) -> bool:
    if not isinstance(now, list):
        return isinstance(before, str)
    listed = before if isinstance(before, list) else [before] if before else []
    return any(listed == [*_without(now, number)] for number in range(len(now)))


def _without(entries: list[Tree], number: int) -> Iterator[Tree]:
    return (entry for place, entry in enumerate(entries) if place != number)
