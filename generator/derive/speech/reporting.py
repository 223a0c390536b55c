"""The verbs of speech and thought by lemma (`speech.tsv`), and words that a report attributes without marks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from generator.derive.lexicon import rows
from generator.derive.syntax.annotated_text import AnnotatedText
from generator.derive.syntax.clauses import Clause, SubjectLink, trimmed
from generator.derive.syntax.trees import ROOT, Trees, WordRange
from generator.model.findings import Confidence

BESIDE_SOURCE = (
    *("acl", "appos", "conj", "cc", "parataxis", "punct", "cop", "nsubj", "advcl", "aux", "ccomp", "case", "mark", "advmod"),
    "dep",
)
FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD"})


class ReportedWords(NamedTuple):
    """The stretches that a report attributes, the words of the source by their heads, and the cue's own words.

    `source` is the stretch of the source's phrase, `hearer` the head of the phrase that names the hearer.
    """

    pieces: tuple[WordRange, ...]
    heads: tuple[int, ...]
    source: WordRange
    cue: WordRange
    hearer: int | None
    confidence: Confidence
    rule: str


@lru_cache(maxsize=1)
def _frames() -> dict[str, frozenset[str]]:
    return {lemma: frozenset(frames.split()) for lemma, frames in rows("speech")}


@lru_cache(maxsize=1)
def _first_words() -> frozenset[str]:
    return frozenset(lemma.split()[0] for lemma in _frames())


def may_report(lemma: str) -> bool:
    """Return whether a verb, by itself or with a particle, reports clauses."""
    return lemma in _first_words()


def frames_of(lemma: str) -> frozenset[str]:
    """Return the frames of a verb by its lemma; none for a verb that reports nothing."""
    return _frames().get(lemma, frozenset())


def lemma_with_particle(trees: Trees, at: int) -> str:
    """Return the lemma of a verb with its particle: "point out"."""
    particle = trees.dependent(at, "compound:prt")
    return trees.words[at].lemma if particle is None else f"{trees.words[at].lemma} {trees.words[particle].lemma}"


def has_finite_verb(trees: Trees, words: WordRange) -> bool:
    """Return whether a stretch of words has a finite verb."""
    return any(trees.words[at].tag in FINITE_TAGS for at in range(*words))


def is_time(text: AnnotatedText, at: int) -> int | None:
    """Return one past the last word of the date that begins with a word; None if none does."""
    token = text.token_of_word[at]
    date = text.time_starts.get(token)
    return None if date is None else text.trees.word_at(date[1].evidence.end - 1) + 1


def phrase_of(trees: Trees, heads: Sequence[int]) -> WordRange:
    """Return the words of the phrases with some heads, from the first to the last, without descriptions and clauses."""
    extents = [trees.extent(head, BESIDE_SOURCE) for head in heads]
    return trimmed(trees, WordRange(min(span.first for span in extents), max(span.last for span in extents)))


def is_quoted(text: AnnotatedText, at: int) -> bool:
    """Return whether a word stands in a direct quote."""
    return text.token_of_word[at] in text.quoted_tokens


def sources(text: AnnotatedText, clause: Clause) -> tuple[int, ...]:
    """Return the heads of the phrases that speak: the subjects before the verb, or the agents of a passive.

    A participle without a subject has that of the nearest clause above it.
    """
    if clause.passive:
        return clause.agents
    own = clause.link is SubjectLink.OWN
    heads = tuple(head for head in clause.subjects if not own or head < clause.predicate)
    trees, above = text.trees, clause.governor
    while not heads and trees.words[clause.predicate].tag == "VBG" and above != ROOT:
        governing = text.clause_at.get(above)
        heads = tuple(head for head in governing.subjects if head < clause.predicate) if governing else ()
        above = trees.words[above].head
    return heads
