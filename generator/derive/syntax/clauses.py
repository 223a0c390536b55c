"""Clauses: each predicate of a tree with its subjects, tense, negation and the words that are its own.

A clause is read off the tree alone, with a few classes of words (`tree_words.tsv`) and the forms that tags stand for
(`verb_tags.tsv`). Every kind of finding reads these clauses; a construction is a condition on one of them.

    Berg rejected the plan | and left   ->  reject (Berg, past)   leave (Berg, by coordination)
    Berg, who opposes tolls, …          ->  oppose (Berg, as a relative clause's noun)
    The plan was approved by the board  ->  approve (passive: the plan; agent: the board)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from generator.derive.lexicon import rows
from generator.derive.syntax.trees import ROOT, Trees, WordRange

CLAUSES = frozenset({"root", "conj", "ccomp", "xcomp", "advcl", "acl", "parataxis", "csubj", "appos", "dep", "list"})
"""Relations under which a predicate heads a clause."""
VERBS = frozenset({"VERB", "AUX"})
OUTSIDE = frozenset({"conj", "cc", "parataxis", "punct", "list", "dep", "discourse"})
"""Relations of words beside a predicate that are no part of its own clause, at its ends."""
PASSIVE = frozenset({"nsubj:pass", "csubj:pass", "aux:pass", "obl:agent"})
"""Relations under a predicate that make it passive."""
WITH_NEGATION = frozenset({"advmod", "cc", "det", "aux"})
NEGATING = WITH_NEGATION | {"nsubj"}
"""Relations under a predicate of words that may negate it."""
MAX_STEPS = 12
"""The most clauses that a subject is handed down through."""


class Tense(StrEnum):
    """The time of a clause by the form of its verb; `NONE` for infinitives, participles and gerunds by themselves."""

    PAST = "past"
    PRESENT = "present"
    PERFECT = "perfect"
    PAST_PERFECT = "past perfect"
    FUTURE = "future"
    NONE = "none"


class SubjectLink(StrEnum):
    """The source of a clause's subject: its own, the governing verb's by coordination or control, or a noun's."""

    OWN = "own"
    SHARED = "shared"
    CONTROLLED = "controlled"
    NOUN = "noun"
    NOBODY = "nobody"


NOBODY: tuple[tuple[int, ...], SubjectLink] = ((), SubjectLink.NOBODY)
SHARES_SUBJECT = frozenset({"conj", "xcomp", "advcl"})
MAY_SHARE = frozenset({"ccomp", "parataxis"})
"""Relations of clauses that share the governing verb's subject if they are participles."""


class Clause(NamedTuple):
    """One predicate with its parts; all numbers are indices of words.

    `predicate` is the verb, or the adjective or noun after a copula; `copula` that verb. `subjects` are the heads of the
    coordinated phrases that do it or, in the passive, to which it is done; `agents` those after "by". `modal` is the modal
    verb besides "will". `marker` is the word that makes it dependent ("that", "if"). `governor` is the word that it depends
    on, with `relation`; for a coordinated clause these are those of the first of its clauses.
    """

    predicate: int
    lemma: str
    copula: int | None
    subjects: tuple[int, ...]
    link: SubjectLink
    agents: tuple[int, ...]
    passive: bool
    tense: Tense
    negated: bool
    modal: str | None
    marker: str | None
    relation: str
    governor: int
    is_question: bool


@lru_cache(maxsize=1)
def tree_words() -> dict[str, frozenset[str]]:
    """Return the classes of `tree_words.tsv`."""
    return {row[0]: frozenset(row[1].split()) for row in rows("tree_words")}


@lru_cache(maxsize=1)
def _forms() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("verb_tags")}


@lru_cache(maxsize=2)
def clauses(trees: Trees) -> tuple[Clause, ...]:
    """Return all clauses of a report, in the order of their predicates."""
    found: dict[int, Clause] = {}
    heads = [at for at, word in enumerate(trees.words) if word.kind in CLAUSES or word.head == ROOT]
    for at in heads:
        if is_predicate(trees, at):
            _clause(trees, at, found, 0)
    return tuple(found[at] for at in sorted(found))


def is_predicate(trees: Trees, at: int) -> bool:
    """Return whether a word heads a clause: a verb under a relation of clauses, or what a copula or subject makes one."""
    word = trees.words[at]
    if word.kind not in CLAUSES and word.head != ROOT:
        return False
    if word.pos in VERBS and word.kind != "appos":
        return True
    return trees.dependent(at, "cop") is not None or (
        trees.dependent(at, "nsubj") is not None and word.kind not in {"appos", "dep"}
    )


def _clause(trees: Trees, at: int, found: dict[int, Clause], steps: int) -> Clause:
    """Return the clause of a predicate, after those that it has its subject from."""
    if at in found:
        return found[at]
    word = trees.words[at]
    first = _first_conjunct(trees, at)
    parts = _parts(trees, at)
    auxiliaries = parts.get("aux", [])
    copula = parts["cop"][0] if "cop" in parts else None
    passive = not PASSIVE.isdisjoint(parts)
    own = sorted([*parts.get("nsubj", ()), *parts.get("csubj", ())])
    subjects, link = _subjects(trees, at, own, found, steps)
    if word.kind == "acl" and word.relation != "acl:relcl" and not own and _forms().get(word.tag) == "participle":
        passive = True
    tense, modal = _tense(trees, at, auxiliaries, copula, has_subject=bool(own))
    if first != at and not auxiliaries and tense is Tense.NONE and not own and copula is None:
        tense, modal = _shared_tense(trees, at, first, found, steps)
    found[at] = Clause(
        predicate=at,
        lemma=_lemma(trees, at, parts),
        copula=copula,
        subjects=subjects,
        link=link,
        agents=tuple(each for agent in _agents(trees, at) for each in coordinated(trees, agent)) if passive else (),
        passive=passive,
        tense=tense,
        negated=(not NEGATING.isdisjoint(parts) and _is_negated(trees, at)) is not _is_undone(trees, at),
        modal=modal,
        marker=(_marker(trees, at) if "mark" in parts else None) or (_marker(trees, first) if first != at else None),
        relation=trees.words[first].relation,
        governor=trees.words[first].head,
        is_question=any(trees.words[child].text == "?" for child in parts.get("punct", ())),
    )
    return found[at]


def _parts(trees: Trees, at: int) -> dict[str, list[int]]:
    """Return the dependents of a word by their relations, with and without their subtypes."""
    parts: dict[str, list[int]] = {}
    for child in trees.children[at]:
        word = trees.words[child]
        parts.setdefault(word.kind, []).append(child)
        if word.relation != word.kind:
            parts.setdefault(word.relation, []).append(child)
    return parts


def _lemma(trees: Trees, at: int, parts: Mapping[str, Sequence[int]]) -> str:
    """Return the lemma of a predicate with its particle: "rule out"."""
    lemma = trees.words[at].lemma
    return f"{lemma} {trees.words[parts['compound:prt'][0]].lemma}" if "compound:prt" in parts else lemma


def _first_conjunct(trees: Trees, at: int) -> int:
    """Return the first of coordinated predicates."""
    while trees.words[at].kind == "conj" and trees.words[at].head != ROOT:
        at = trees.words[at].head
    return at


def coordinated(trees: Trees, at: int) -> Iterator[int]:
    """Return a noun and those coordinated with it: "Berg and the minister"."""
    yield at
    yield from (other for other in trees.dependents(at, "conj") if not _has_clause(trees, other))


def _has_clause(trees: Trees, at: int) -> bool:
    return trees.words[at].pos in VERBS or trees.dependent(at, "nsubj", "cop") is not None


def _agents(trees: Trees, at: int) -> Iterator[int]:
    """Return the nouns after "by", also where the tree hangs them on another phrase: "rejected on Monday | by Norway"."""
    phrases = list(trees.dependents(at, "obl"))
    for child in (*phrases, *(inner for phrase in phrases for inner in trees.dependents(phrase, "nmod"))):
        case = trees.dependent(child, "case")
        if trees.words[child].relation == "obl:agent" or (case is not None and trees.words[case].lemma == "by"):
            yield child


def _subjects(
    trees: Trees, at: int, own: list[int], found: dict[int, Clause], steps: int
) -> tuple[tuple[int, ...], SubjectLink]:
    word = trees.words[at]
    if own:
        return _own_subjects(trees, at, own)
    if word.head == ROOT or steps > MAX_STEPS:
        return NOBODY
    if word.kind == "acl":
        is_infinitive = _forms().get(word.tag) == "base" and word.relation != "acl:relcl"
        return NOBODY if is_infinitive else (tuple(coordinated(trees, word.head)), SubjectLink.NOUN)
    is_participle = _forms().get(word.tag) in {"gerund", "participle"}
    if not is_predicate(trees, word.head) or not (word.kind in SHARES_SUBJECT or (word.kind in MAY_SHARE and is_participle)):
        return NOBODY
    return _from_governor(trees, at, _clause(trees, word.head, found, steps + 1))


def _from_governor(trees: Trees, at: int, above: Clause) -> tuple[tuple[int, ...], SubjectLink]:
    """Return the subject that a clause shares with the verb it hangs on, or the object that controls it."""
    kind = trees.words[at].kind
    if kind == "conj":
        return above.subjects, SubjectLink.SHARED if above.link is SubjectLink.OWN else above.link
    if kind == "xcomp" and not above.passive and above.lemma.partition(" ")[0] in tree_words()["object_control"]:
        controller = trees.dependent(above.predicate, "obj", "iobj")
        if controller is not None:
            return tuple(coordinated(trees, controller)), SubjectLink.CONTROLLED
    if above.passive and kind == "advcl" and above.agents:
        return above.agents, SubjectLink.CONTROLLED
    return above.subjects, SubjectLink.CONTROLLED


def _own_subjects(trees: Trees, at: int, own: list[int]) -> tuple[tuple[int, ...], SubjectLink]:
    """Return the subjects that hang on the predicate; a relative pronoun stands for its noun."""
    word = trees.words[at]
    subject = own[-1]
    is_relative = trees.words[subject].lemma.lower() in tree_words()["relative_pronoun"]
    near = _noun_before(trees, subject) if is_relative else None
    if is_relative and word.kind == "acl" and word.head != ROOT:
        is_name = near is not None and trees.words[near].pos == "PROPN" != trees.words[word.head].pos
        person = trees.words[subject].text.lower() == "who" and is_name
        return tuple(coordinated(trees, near if near is not None and person else word.head)), SubjectLink.NOUN
    if (noun := near) is not None:
        return tuple(coordinated(trees, noun)), SubjectLink.NOUN
    # Where a verb has a subject before it, one after it is that of another verb: "Norway rejected it, diplomats said".
    own = [subject for subject in own if subject < at] or own
    return tuple(each for subject in own for each in coordinated(trees, subject)), SubjectLink.OWN


def _noun_before(trees: Trees, at: int) -> int | None:
    """Return the noun right before a relative pronoun that the tree hangs elsewhere: "Anna Berg, | who opposes it, said"."""
    before = at - 1 - (at > 0 and trees.words[at - 1].text == ",")
    if before < 0 or trees.words[before].pos not in {"NOUN", "PROPN"} or trees.words[at].text.lower() == "that":
        return None
    while trees.words[before].kind in {"flat", "compound", "nmod"} and trees.words[before].head != ROOT:
        before = trees.words[before].head
    return before


def _tense(trees: Trees, at: int, auxiliaries: list[int], copula: int | None, *, has_subject: bool) -> tuple[Tense, str | None]:
    """Return the tense of a predicate by its auxiliaries, copula and form, and its modal verb."""
    words, forms = trees.words, _forms()
    chain = sorted([*auxiliaries, *([copula] if copula is not None else [])])
    modals = [words[aux] for aux in chain if forms.get(words[aux].tag) == "modal"]
    if modals:
        lemma = modals[0].lemma.lower()
        is_future = lemma in tree_words()["future_modal"] or words[chain[0]].text.lower() in tree_words()["future_modal"]
        return (Tense.FUTURE, None) if is_future else (Tense.NONE, lemma)
    finite = next((aux for aux in chain if forms.get(words[aux].tag) in {"past", "present"}), None)
    if finite is None:
        form = forms.get(words[at].tag)
        if chain:
            return Tense.NONE, None
        if form == "participle" and has_subject:
            return Tense.PAST, None
        return {"past": Tense.PAST, "present": Tense.PRESENT}.get(form or "", Tense.NONE), None
    is_past = forms.get(words[finite].tag) == "past"
    has_perfect = words[finite].lemma == "have" and (finite != copula)
    if has_perfect:
        return (Tense.PAST_PERFECT if is_past else Tense.PERFECT), None
    return (Tense.PAST if is_past else Tense.PRESENT), None


def _shared_tense(trees: Trees, at: int, first: int, found: dict[int, Clause], steps: int) -> tuple[Tense, str | None]:
    """Return the tense of the first of coordinated verbs, whose auxiliaries a later one of its form shares."""
    forms = _forms()
    if first == at or steps > MAX_STEPS or not is_predicate(trees, first):
        return Tense.NONE, None
    if forms.get(trees.words[at].tag) != forms.get(trees.words[first].tag):
        return (Tense.PAST if forms.get(trees.words[at].tag) == "participle" else Tense.NONE), None
    clause = _clause(trees, first, found, steps + 1)
    return clause.tense, clause.modal


def _is_negated(trees: Trees, at: int) -> bool:
    negation = tree_words()["negation"]
    for child in trees.children[at]:
        word = trees.words[child]
        if word.kind in WITH_NEGATION and word.lemma.lower() in negation:
            return True
        if word.kind == "aux" and word.text.lower() == "cannot":
            return True
        if word.kind == "advmod" and any(trees.words[inner].lemma == "no" for inner in trees.children[child]):
            return True
        if word.kind == "nsubj" and _has_no(trees, child):
            return True
    return False


def _is_undone(trees: Trees, at: int) -> bool:
    """Return whether the verb above says that an infinitive or gerund did not happen: "failed to sign", "has yet to sign"."""
    above = trees.words[at].head
    if above == ROOT or trees.words[at].kind not in {"xcomp", "advcl"} or above > at:
        return False
    if trees.words[above].lemma == "have":
        return trees.words[above + 1].text.lower() == "yet"
    return trees.words[at].kind == "xcomp" and trees.words[above].lemma in tree_words()["undoing"]


def _has_no(trees: Trees, at: int) -> bool:
    """Return whether a noun phrase denies: "no minister", "neither side", "nobody"."""
    if trees.words[at].lemma.lower() in {"nobody", "none"}:
        return True
    return any(trees.words[child].lemma.lower() in {"no", "neither"} for child in trees.dependents(at, "det", "cc"))


def _marker(trees: Trees, at: int) -> str | None:
    child = trees.dependent(at, "mark")
    return trees.words[child].lemma.lower() if child is not None else None


def own_words(trees: Trees, clause: Clause, *, with_subject: bool = True) -> WordRange:
    """Return the stretch of a clause's own words: without clauses beside it, a trailing attribution, or marks at its ends."""
    first, last = clause.predicate, clause.predicate + 1
    for child in trees.children[clause.predicate]:
        kind = trees.words[child].kind
        if kind in OUTSIDE and not (kind == "conj" and not _has_clause(trees, child)):
            continue
        if not with_subject and kind in {"nsubj", "csubj"} and child < clause.predicate:
            continue
        first, last = min(first, trees.extents[child].first), max(last, trees.extents[child].last)
    for child in trees.children[clause.predicate]:
        if (
            child > clause.predicate
            and child < last
            and trees.words[child].kind in {"conj", "parataxis"}
            and _has_clause(trees, child)
        ):
            start = trees.extents[child].first
            if start > clause.predicate:
                last = min(last, start)
    return trimmed(trees, WordRange(first, last))


def trimmed(trees: Trees, span: WordRange) -> WordRange:
    """Return a range without marks at its ends, and without a conjunction before it."""
    first, last = span
    while first < last - 1 and (trees.words[first].kind in {"punct", "cc"} and trees.words[first].text not in {"$", "€", "£"}):
        first += 1
    while last - 1 > first and trees.words[last - 1].pos == "PUNCT" and trees.words[last - 1].text not in {"%", ")"}:
        last -= 1
    return WordRange(first, last)
