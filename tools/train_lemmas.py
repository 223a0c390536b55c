"""Learn the rules of `derive.syntax.lemmas` from treebanks: for each tag and ending, what becomes of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from tools.treebanks import TreebankWord

MAX_ENDING, MIN_COUNT, MAX_ADDED = 6, 2, 2
Rule = tuple[int, str]


def learn_rules(words: Iterable[TreebankWord]) -> dict[tuple[str, str], Rule]:
    """Return the rules: the commonest change for each ending, where it is not the one of the ending one letter shorter."""
    counts: dict[tuple[str, str], Counter[Rule]] = defaultdict(Counter)
    for word in words:
        if word.lemma == "_" or word.tag.startswith("NNP"):
            continue
        spelled = word.text.lower().replace("’", "'")
        marked = f"^{spelled}"
        for start in {*range(max(0, len(marked) - MAX_ENDING), len(marked) + 1), 0}:
            counts[word.tag, marked[start:]][_change(spelled, word.lemma.lower())] += 1
    rules: dict[tuple[str, str], Rule] = {}
    for tag, ending in sorted(counts, key=lambda key: (key[0], len(key[1]), key[1])):
        change, count = max(counts[tag, ending].items(), key=lambda pair: (pair[1], pair[0]))
        if count < MIN_COUNT or (not ending.startswith("^") and (len(change[1]) > MAX_ADDED or len(ending) < change[0])):
            continue
        shorter = next((rules[tag, ending[at:]] for at in range(1, len(ending) + 1) if (tag, ending[at:]) in rules), None)
        if change != shorter:
            rules[tag, ending] = change
    return rules


def _change(word: str, lemma: str) -> Rule:
    shared = next((at for at, (a, b) in enumerate(zip(word, lemma, strict=False)) if a != b), min(len(word), len(lemma)))
    return len(word) - shared, lemma[shared:]
