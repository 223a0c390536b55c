"""The noun phrases of figures: their words for readers, their lemmas, and the tables of kinds and words."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from generator.derive.figures.numbers import Amount
from generator.derive.lexicon import rows
from generator.derive.syntax.annotated_text import AnnotatedText
from generator.derive.syntax.trees import ROOT, Trees, Word, WordRange
from generator.model.findings import Change

MAX_WORDS, MAX_GAP, MAX_STEPS = 8, 4, 4
WITHIN_NOUN = frozenset({"compound", "amod", "flat", "nmod"})


class CountKind(NamedTuple):
    """A kind of figure: the verbs to whose objects it happens, those whose subject does it, its words, its only nouns."""

    name: str
    happens: frozenset[str]
    does: frozenset[str]
    words: frozenset[str]
    only: frozenset[str]


class CountedThing(NamedTuple):
    """The thing that an amount counts: its words for readers, its kind, its evidence, and the word whose clause says it."""

    counts: str
    kind: str
    words: WordRange
    at: int
    rule: str
    change: Change | None = None
    unit: str | None = None
    is_known: bool = False


@lru_cache(maxsize=1)
def figure_words() -> dict[str, frozenset[str]]:
    """Return the classes of `figure_words.tsv`."""
    return {row[0]: frozenset(row[1].split()) for row in rows("figure_words")}


@lru_cache(maxsize=1)
def kinds() -> tuple[CountKind, ...]:
    """Return the rows of `figure_kinds.tsv`."""

    def listed(cell: str) -> frozenset[str]:
        return frozenset() if cell == "-" else frozenset(cell.split())

    return tuple(CountKind(row[0], *map(listed, row[1:5])) for row in rows("figure_kinds"))


def change_by(trees: Trees, at: int) -> Change | None:
    """Return the way in which a word says that something changed."""
    names = {trees.words[at].lemma.lower(), trees.words[at].text.lower()}
    if not names.isdisjoint(figure_words()["rise"]):
        return Change.UP
    return None if names.isdisjoint(figure_words()["fall"]) else Change.DOWN


def case_of(trees: Trees, at: int) -> str:
    """Return the preposition of a phrase; "" without one. Those of bounds are none."""
    cases = (trees.words[case] for case in trees.dependents(at, "case"))
    return next(
        (
            case.lemma.lower()
            for case in cases
            if case.lemma.lower() not in {"over", "under", "about", "around", "above", "below"}
        ),
        "",
    )


def predicate_above(text: AnnotatedText, at: int) -> int | None:
    """Return the nearest predicate at or above a word."""
    for _ in range(2 * MAX_STEPS):
        if at in text.clause_at:
            return at
        at = text.trees.words[at].head
        if at == ROOT:
            return None
    return None


def is_time(text: AnnotatedText, at: int) -> bool:
    """Return whether words of time begin or end at a word."""
    token = text.token_of_word[at]
    return token in text.time_starts or token in text.time_ends


def owner_of(text: AnnotatedText, noun: int) -> str:
    """Return the words of who has what a noun names: the subject of its verb."""
    trees = text.trees
    verb = trees.words[noun].head
    if trees.words[noun].kind != "obj" or verb == ROOT:
        return ""
    subject = trees.dependent(verb, "nsubj")
    if subject is None or trees.words[subject].pos not in {"NOUN", "PROPN"}:
        return ""
    return text.written(phrase_of(trees, subject))


def phrase_of(trees: Trees, noun: int, *, with_of: bool = False) -> WordRange:
    """Return a noun with the words before it that belong to it, without articles; `with_of` with a short phrase behind it."""
    first, last = noun, noun + 1
    while first > 0 and trees.words[first - 1].head == noun and trees.words[first - 1].kind in WITHIN_NOUN:
        first -= 1
    inside = [
        at
        for at in range(max(0, noun - MAX_WORDS), first)
        if trees.words[at].head == noun and trees.words[at].kind in WITHIN_NOUN
    ]
    first = min([first, *(min(trees.subtree(at)) for at in inside)])
    while trees.words[first].kind in {"det", "punct", "case"} and first < noun:
        first += 1
    if with_of:
        for child in trees.dependents(noun, "nmod"):
            behind = trees.extent(child, ("acl", "appos", "conj", "nmod", "obl", "cc", "punct", "parataxis"))
            if behind.first == last and behind.last - first <= MAX_WORDS and case_of(trees, child) in {"of", "in", "for"}:
                last = behind.last
    return WordRange(first, last)


def lemmas_of(trees: Trees, span: WordRange) -> str:
    """Return the lemmas of the content words of a phrase, by which kinds are compared."""
    content = (trees.words[at] for at in range(*span))
    return " ".join(noun_lemma(word) for word in content if word.pos in {"NOUN", "PROPN", "ADJ", "VERB"})


def joined(*parts: str) -> str:
    """Return the words of a kind as one."""
    return " ".join(filter(None, (part.lower() for part in parts)))


def from_to(at: int, amount: Amount) -> WordRange:
    """Return the words from a word to an amount, or from the amount to the word."""
    return WordRange(min(at, amount.first), max(at + 1, amount.last))


def noun_lemma(word: Word) -> str:
    """Return the lemma of a noun; "voter" where that of "voters" was read as a verb's."""
    lower, lemma = word.text.lower(), word.lemma.lower()
    return lower.removesuffix("s") if lower.endswith("ers") and not lemma.endswith("er") else lemma


def kind_of(text: AnnotatedText, noun: int) -> tuple[CountKind | None, int]:
    """Return the kind of a count by its noun or by what happens to that, and the word that says so."""
    trees, lemma = text.trees, noun_lemma(text.trees.words[noun])
    verbs = [
        (verb, happens, {trees.words[verb].lemma.lower(), trees.lower[verb]}) for verb, happens in _verbs_around(trees, noun)
    ]
    for kind in kinds():
        if kind.only and lemma not in kind.only:
            continue
        for verb, happens, names in verbs:
            if not names.isdisjoint(kind.happens if happens else kind.does):
                return kind, verb
    before = f"{trees.words[noun - 1].lemma.lower()}_{lemma}" if noun else ""
    return next(((kind, noun) for kind in kinds() if lemma in kind.words or before in kind.words), (None, noun))


def _verbs_around(trees: Trees, noun: int) -> Iterable[tuple[int, bool]]:
    """Return the verbs of which a noun is the subject or object, and whether it is that to which the thing happens."""
    while trees.words[noun].kind == "conj" and trees.words[noun].head != ROOT:
        noun = trees.words[noun].head
    word = trees.words[noun]
    if word.head != ROOT and word.kind in {"nsubj", "obj"}:
        passive = word.relation == "nsubj:pass" or trees.dependent(word.head, "aux:pass") is not None
        yield word.head, word.kind == "obj" or passive
        for other in trees.dependents(word.head, "conj"):
            if trees.words[other].pos == "VERB" and trees.dependent(other, "nsubj", "obj") is None and word.kind == "nsubj":
                yield other, trees.words[other].tag == "VBN"
    for child in trees.dependents(noun, "acl"):
        if trees.words[child].tag == "VBN" and trees.words[child].relation == "acl":
            yield child, True
