"""The words of a report that are most like some that it does not have: what a changed report says now."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

WORD = re.compile(r"\S+")
MIN_LIKENESS = 0.6
MAX_COMPARED = 400
"""Stretches that are compared letter by letter, those that share most words."""


def near_words(words: str, text: str) -> str:
    """Return a question for the words of a text that are most like others; empty where none are."""
    found = nearest(words, text)
    return f"did you mean {found!r}?" if found else ""


def nearest(words: str, text: str) -> str:
    """Return the stretch of one line of a text that is most like some words; empty where none is."""
    wanted = words.split()
    if not wanted:
        return ""
    bag = {word.casefold() for word in wanted}
    stretches = [stretch for line in text.split("\n") for stretch in _stretches(line, len(wanted))]
    ranked = sorted(stretches, key=lambda one: -len(bag.intersection(one.casefold().split())))[:MAX_COMPARED]
    matcher = SequenceMatcher(b=words.casefold(), autojunk=False)
    best, likeness = "", MIN_LIKENESS
    for stretch in ranked:
        matcher.set_seq1(stretch.casefold())
        if matcher.real_quick_ratio() > likeness and matcher.quick_ratio() > likeness and (ratio := matcher.ratio()) > likeness:
            best, likeness = stretch, ratio
    return best.strip(" ,.;:")


def _stretches(line: str, length: int) -> list[str]:
    """Return all stretches of a number of words, and of one more or less."""
    spans = [match.span() for match in WORD.finditer(line)]
    found = []
    for size in {max(1, length - 1), length, length + 1}:
        found += [line[spans[at][0] : spans[at + size - 1][1]] for at in range(len(spans) - size + 1)]
    return found or ([line] if line.strip() else [])
