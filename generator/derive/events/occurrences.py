"""Occurrences: the clauses that say that something happened, or firmly will.

    Berg signed the treaty      Berg was elected       Berg, arrested in May, …      Work is to begin in 2012
    Norway denied that it had attacked the port        Berg refused to sign          (nothing happened)

Any verb will do, except those of being and thinking, and with fewer rights those of speech (`event_words.tsv`); what is
denied, asked, possible or open is no occurrence.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from generator.derive.lexicon import rows
from generator.derive.syntax.actors import BESIDE_HEAD
from generator.derive.syntax.annotated_text import AnnotatedText
from generator.derive.syntax.clauses import Clause, Tense, own_words, tree_words, trimmed
from generator.derive.syntax.trees import ROOT, Trees, WordRange

ACTIVE = "a clause in which somebody acts"
PASSIVE = "a clause in which something is done"
PARTICIPLE = "a participle with its date"
SCHEDULED = "a clause about what will be with its date"
HAPPENING = "a noun of happening that was at its date"
SPEECH = "a clause in which somebody says something"
NEED_DATE = frozenset({PARTICIPLE, SCHEDULED, HAPPENING})
"""Rules by which a clause is an occurrence only where it has a date."""

TOLD = frozenset({Tense.PAST, Tense.PERFECT, Tense.PAST_PERFECT})
MAX_GOVERNORS = 8
"""The most clauses up to which one is read as depending on another."""
MIN_WORDS_OF_SPEECH = 5
MIN_WORDS_BESIDE_QUOTE = 6


class EventOccurrence(NamedTuple):
    """Something that happened: `at` is its main word, `words` its own words; `agents` and `patients` head noun phrases."""

    at: int
    words: WordRange
    agents: tuple[int, ...]
    patients: tuple[int, ...]
    tense: Tense
    rule: str


@lru_cache(maxsize=1)
def event_words() -> dict[str, frozenset[str]]:
    """Return the classes of `event_words.tsv`."""
    return {row[0]: frozenset(row[1].split()) for row in rows("event_words")}


def clause_occurrences(text: AnnotatedText) -> list[EventOccurrence]:
    """Return the occurrences that clauses tell, in the order of their predicates."""
    return [
        _occurrence(text.trees, clause, rule)
        for clause in text.clauses
        if (rule := _rule(text, clause)) is not None and _is_told_as_true(text.trees, clause, text.clause_at)
    ]


def _occurrence(trees: Trees, clause: Clause, rule: str) -> EventOccurrence:
    objects = tuple(trees.dependents(clause.predicate, "obj", "iobj"))
    agents, patients = (clause.agents, clause.subjects + objects) if clause.passive else (clause.subjects, objects)
    return EventOccurrence(clause.predicate, _words(trees, clause), agents, patients, clause.tense, rule)


def _words(trees: Trees, clause: Clause) -> WordRange:
    """Return a clause's own words without the word that makes it dependent or clauses with a subject of their own beside it.

    A relative clause or participle has its noun.
    """
    first, last = own_words(trees, clause)
    subject = min((at for at in clause.subjects if first <= at < clause.predicate), default=clause.predicate)
    for child in trees.dependents(clause.predicate, "advcl"):
        if trees.dependent(child, "nsubj", "csubj") is None:
            continue
        inner = trees.extent(child)
        if child > clause.predicate:
            last = min(last, inner.first)
        elif inner.last <= subject:
            first = max(first, inner.last)
    # Where branches cross, the clause beside it reaches over the predicate.
    first, last = min(first, clause.predicate), max(last, clause.predicate + 1)
    first, last = trimmed(trees, WordRange(first, last))
    while first < clause.predicate and trees.words[first].kind in {"mark", "cc", "punct"}:
        first += 1
    if clause.relation.startswith("acl") and clause.governor != ROOT and clause.governor < first:
        first = trees.extent(clause.governor, BESIDE_HEAD).first
    return WordRange(first, last)


def _rule(text: AnnotatedText, clause: Clause) -> str | None:
    """Return the rule by which a clause is an occurrence; None if it is none."""
    verb, word, known = clause.lemma.lower().partition(" ")[0], text.trees.words[clause.predicate], event_words()
    if _is_scheduled(text.trees, clause):
        return SCHEDULED
    if clause.copula is not None:
        return HAPPENING if clause.tense in TOLD and _is_happening(text.trees, clause) else None
    if word.pos != "VERB" or verb in known["state"]:
        return None
    if verb in known["speech"] and _is_said(text.trees, clause):
        return None if _is_frame_of_quote(text, clause) else SPEECH
    if clause.tense in TOLD:
        return PASSIVE if clause.passive else ACTIVE
    is_participle = clause.tense is Tense.NONE and clause.relation in {"acl", "advcl"} and word.tag in {"VBN", "VBG"}
    return PARTICIPLE if is_participle and clause.marker is None and verb not in known["speech"] else None


def _is_said(trees: Trees, clause: Clause) -> bool:
    """Return whether a verb of speech tells of speech: in the past, or as reports do of that day ("Berg says …")."""
    if clause.tense is not Tense.PRESENT:
        return clause.tense in TOLD
    return clause.relation == "root" and any(child > clause.predicate for child in trees.dependents(clause.predicate, "ccomp"))


def _is_scheduled(trees: Trees, clause: Clause) -> bool:
    """Return whether a clause says that something will be: "will begin", "is to begin", "is expected to", "is scheduled"."""
    if clause.tense is Tense.FUTURE:
        return clause.copula is None and trees.words[clause.predicate].pos == "VERB"
    if clause.tense is not Tense.PRESENT:
        return False
    if clause.passive:
        return clause.lemma in event_words()["scheduled"]
    return clause.copula is not None and clause.marker == "to" and trees.words[clause.predicate].pos == "VERB"


def _is_happening(trees: Trees, clause: Clause) -> bool:
    return any(trees.words[subject].lemma.lower() in event_words()["happening"] for subject in clause.subjects)


def _is_frame_of_quote(text: AnnotatedText, clause: Clause) -> bool:
    """Return whether a verb of speech only says who spoke words that are quoted."""
    words = own_words(text.trees, clause)
    quoted = sum(token in text.quoted_tokens for token in range(*text.tokens_of(words)))
    count = words.last - words.first
    return count < MIN_WORDS_OF_SPEECH or (quoted > 0 and count - quoted < MIN_WORDS_BESIDE_QUOTE)


# --- What is told as true ---------------------------------------------------------------------------------------------


def _is_told_as_true(trees: Trees, clause: Clause, by_predicate: Mapping[int, Clause]) -> bool:
    """Return whether a report tells a clause as what happened: neither denied nor asked, possible, open or untrue."""
    if clause.negated or clause.modal is not None or _is_left_open(clause) or _has_open_infinitive(trees, clause):
        return False
    for _ in range(MAX_GOVERNORS):
        kind = clause.relation.partition(":")[0]
        if kind == "acl" and (clause.marker == "that" or _is_account(trees, clause.governor)) and clause.subjects:
            return False
        governor = by_predicate.get(clause.governor)
        if governor is None or kind not in {"ccomp", "xcomp", "advcl"}:
            return True
        if _is_left_open(governor) or (kind != "advcl" and not _asserts(governor, kind)):
            return False
        clause = governor
    return True


def _is_account(trees: Trees, at: int) -> bool:
    """Return whether a noun is of what somebody says, true or not: "a report that Sweden attacked …"."""
    return at != ROOT and trees.words[at].lemma.lower() in event_words()["account"]


def _is_left_open(clause: Clause) -> bool:
    """Return whether a clause is asked or a condition."""
    return clause.is_question or clause.marker in tree_words()["unasserting_marker"]


def _asserts(governor: Clause, kind: str) -> bool:
    """Return whether a clause tells the one that is its object as true."""
    verb = governor.lemma.lower().partition(" ")[0]
    if governor.negated or governor.modal is not None or verb in event_words()["untrue"]:
        return False
    return kind != "xcomp" or verb not in tree_words()["unasserting"]


def _has_open_infinitive(trees: Trees, clause: Clause) -> bool:
    """Return whether a verb leaves its infinitive open, and so tells nothing by itself: "refused to sign"."""
    if clause.lemma not in event_words()["open_act"]:
        return False
    infinitive = trees.dependent(clause.predicate, "xcomp")
    return infinitive is not None and infinitive > clause.predicate
