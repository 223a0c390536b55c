"""Clauses of stance: a clause of the tree whose predicate, or its plain verb with a noun, is a word of stance.

Russia | has supported | three sets of sanctions        Moscow | has ruled out | imposing oil sanctions
Berg | is wary of | tolls       Berg | joined | the lawsuit       Berg | called | the plan a disaster
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from generator.derive.positions.judgements import judge
from generator.derive.positions.objects import StanceObject, find_object, phrase
from generator.derive.positions.stance_words import StanceWord, phrases_of, predicates_of, verbs_of
from generator.derive.syntax.annotated_text import AnnotatedText
from generator.derive.syntax.clauses import Clause, tree_words
from generator.derive.syntax.trees import WordRange
from generator.model.findings import Polarity, Stance, polarity_of

AGAINST = frozenset({Stance.REJECTS, Stance.OPPOSES, Stance.DENIES})

VERB = "a verb of stance"
PREDICATE = "an adjective of stance"
NOUN = "a noun of stance"
JUDGEMENT = "a thing called good or bad"


class StanceClause(NamedTuple):
    """A clause with its stance on an object; `verb` is the word of stance with its particle.

    `complements` are the predicates that belong to its object, which take no stand of their own.
    """

    clause: Clause
    stance: Stance
    polarity: Polarity
    negated: bool
    verb: WordRange
    object: StanceObject
    rule: str
    complements: tuple[int, ...] = ()


def stance_clause(text: AnnotatedText, clause: Clause) -> StanceClause | None:
    """Return the stance that a clause takes, by the first construction that finds one."""
    return next((found for construction in CONSTRUCTIONS if (found := construction(text, clause)) is not None), None)


def _verb(text: AnnotatedText, clause: Clause) -> StanceClause | None:
    """ "Berg rejected the plan", "the plan was rejected by Berg", "Berg called for a ban"."""
    word = text.trees.words[clause.predicate]
    if clause.copula is not None and not word.text.endswith("ing"):
        return None
    for stance in verbs_of(word):
        found = _patient(text, clause, stance) if clause.passive else find_object(text, clause, stance)
        if found is not None:
            return _with_inner_stance(text, _stance_clause(clause, stance, found, VERB))
    return None


def _stance_clause(clause: Clause, stance: StanceWord, found: StanceObject, rule: str) -> StanceClause:
    first = clause.predicate if clause.copula is None else min(clause.copula, clause.predicate)
    # "agreed to lease": the marker of the infinitive is a word of the object, even where the tree makes it a particle.
    is_behind = found.words.first > clause.predicate
    verb = WordRange(first, min(found.verb_end, found.words.first) if is_behind else found.verb_end)
    polarity = polarity_of(stance.stance, negated=clause.negated)
    complements = () if found.complement is None else (found.complement,)
    return StanceClause(clause, stance.stance, polarity, clause.negated, verb, found, rule, complements)


def _patient(text: AnnotatedText, clause: Clause, stance: StanceWord) -> StanceObject | None:
    """Return the subject of a passive with "by" as the object of its stance."""
    trees = text.trees
    if not clause.agents or not clause.subjects or not stance.frames & {"np", "claim", "np+of", "np+with"}:
        return None
    last = clause.predicate
    if stance.particle:
        last += len(stance.particle)
        if tuple(word.text.lower() for word in trees.words[clause.predicate + 1 : last + 1]) != stance.particle:
            return None
    if stance.stance in {Stance.SEEKS, Stance.WARNS} or clause.subjects[0] > clause.predicate:
        return None
    head = clause.subjects[0]
    span = phrase(text, head)
    return StanceObject(WordRange(span.first, min(span.last, clause.predicate)), head, last + 1)


def _predicate(text: AnnotatedText, clause: Clause) -> StanceClause | None:
    """ "Berg is wary of tolls", "is opposed to tolls", "is against tolls", "is a critic of tolls", "seems ready to pay"."""
    trees, at = text.trees, clause.predicate
    word = trees.words[at]
    for case in trees.dependents(at, "case") if clause.copula is not None else ():
        if case > at:
            continue
        for stance in predicates_of(trees.words[case]):
            if not stance.particle and "np" in stance.frames:
                span = phrase(text, at)
                object_words = WordRange(max(span.first, case + 1), span.last)
                return _stance_clause(clause, stance, StanceObject(object_words, at, case + 1), PREDICATE)
            if stance.particle and trees.words[at].text.lower() == stance.particle[0]:
                inner = stance._replace(particle=stance.particle[1:])
                if (found := find_object(text, clause, inner)) is not None:
                    return _stance_clause(clause, stance, found, PREDICATE)
    is_predicate = clause.copula is not None or word.pos == "ADJ" or trees.dependent(at, "aux:pass") is not None
    if is_predicate and not clause.agents:
        for stance in predicates_of(word):
            if (found := find_object(text, clause, stance)) is not None:
                return _stance_clause(clause, stance, found, PREDICATE)
    return None


def _noun(text: AnnotatedText, clause: Clause) -> StanceClause | None:
    """ "Berg joined the lawsuit", "Berg expressed support for the plan", "a letter signed by Berg"."""
    trees, at = text.trees, clause.predicate
    nouns = phrases_of(trees.words[at])
    if not nouns:
        return None
    heads = [*trees.dependents(at, "obj")] if not clause.passive else list(clause.subjects[: len(clause.agents)])
    for head in heads:
        stance = nouns.get(trees.words[head].lemma.lower())
        if stance is None:
            continue
        span = phrase(text, head)
        tail = [] if clause.passive else [c for c in trees.dependents(at, "obl", "advcl") if _joins(text, c, span.last)]
        if tail:
            span = WordRange(span.first, phrase(text, head, tail[0]).last)
        if clause.passive:
            span = WordRange(span.first, max(min(span.last, at), span.first + 1))
        polarity = Polarity.FOR if stance is Stance.STATES else polarity_of(stance, negated=clause.negated)
        infinitive = next((child for child in (*trees.dependents(head, "acl"), *tail) if trees.words[child].tag == "VB"), None)
        noun = StanceObject(span, head, at + 1, infinitive)
        found = StanceClause(clause, stance, polarity, clause.negated, WordRange(at, at + 1), noun, NOUN)
        inner = None if infinitive is None else text.clause_at.get(infinitive)
        under = _verb(text, inner) if inner is not None else None
        return _turned(found) if under is not None and under.polarity is Polarity.AGAINST else found
    return None


def _joins(text: AnnotatedText, at: int, after: int) -> bool:
    """Return whether a phrase stands right after an object's words: "support | for the plan", "an appeal | to stop"."""
    span = text.trees.extent(at)
    return span.first == after and text.trees.words[span.first].text.lower() in {"for", "to", "against", "over", "about", "on"}


def _judgement(text: AnnotatedText, clause: Clause) -> StanceClause | None:
    """ "Berg called the plan a disaster", "described it as shocking"."""
    trees, at = text.trees, clause.predicate
    if trees.words[at].lemma not in tree_words()["calling"] or clause.passive:
        return None
    named = trees.dependent(at, "obj")
    if named is None or named < at:
        return None
    later = [
        child
        for child in trees.children[at]
        if child > named and trees.words[child].kind in {"obj", "xcomp", "advcl", "obl", "ccomp", "nmod"}
    ]
    if not later:
        return None
    span = phrase(text, named, later[0])
    stance, _, is_judged = judge(trees, range(*phrase(text, later[0])))
    if not is_judged or stance not in {Stance.CRITICISES, Stance.PRAISES}:
        return None
    polarity = polarity_of(stance, negated=clause.negated)
    verb, found = WordRange(at, at + 1), StanceObject(span, named, at + 1)
    return StanceClause(clause, stance, polarity, clause.negated, verb, found, JUDGEMENT)


def _with_inner_stance(text: AnnotatedText, found: StanceClause) -> StanceClause:
    """Return a stance with that of its infinitive heeded.

    "refused to rule out sanctions" is that of the inner verb, negated; "vowed to fight the plan" is against it.
    """
    complement = found.object.complement
    inner = None if complement is None else text.clause_at.get(complement)
    if complement is None or inner is None:
        return found
    if inner.negated and found.stance not in AGAINST:
        return _turned(found)
    under = _verb(text, inner)
    if under is None:
        return found
    if found.stance is Stance.REJECTS and under.stance in AGAINST:
        negated = not found.negated
        verb = WordRange(found.verb.first, under.verb.last)
        polarity = polarity_of(under.stance, negated=negated)
        complements = (complement, *under.complements)
        return under._replace(clause=found.clause, negated=negated, polarity=polarity, verb=verb, complements=complements)
    if (
        found.stance in {Stance.SEEKS, Stance.PLANS}
        and under.stance in {Stance.PRAISES, Stance.CRITICISES}
        and not found.negated
    ):
        verb = WordRange(found.verb.first, under.verb.last)
        return under._replace(clause=found.clause, verb=verb, complements=(complement, *under.complements))
    is_against = under.polarity is Polarity.AGAINST and found.stance is not Stance.DEMANDS
    return _turned(found) if is_against else found


def _turned(found: StanceClause) -> StanceClause:
    """Return a stance that is for or against, with the other polarity."""
    if found.polarity is Polarity.OTHER:
        return found
    return found._replace(polarity=Polarity.AGAINST if found.polarity is Polarity.FOR else Polarity.FOR)


Construction = Callable[[AnnotatedText, Clause], StanceClause | None]
CONSTRUCTIONS: tuple[Construction, ...] = (_judgement, _verb, _predicate, _noun)
