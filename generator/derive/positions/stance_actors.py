"""The actors of a stance: those whom the subject of its clause names, describes or speaks for.

Anna Berg | rejected     the minister, Anna Berg, | rejected     leaders like Anna Berg | rejected     Norway's plan | rejects
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.derive.lexicon import words
from generator.derive.positions.spoken import speakers
from generator.derive.syntax.actors import actor, together
from generator.derive.syntax.annotated_text import AnnotatedText
from generator.derive.syntax.clauses import Clause, SubjectLink, Tense, tree_words
from generator.derive.syntax.trees import ROOT
from generator.derive.syntax.word_classes import word_class
from generator.model.findings import Form, Kind, Mention, Quote

DASHES = frozenset({"—", "–", "--"})
OWN_VERB = frozenset({"aux", "advmod", "cop"})


class StanceActor(NamedTuple):
    """The entity that takes a stance; `is_named` where a name is the subject of the clause itself."""

    entity: str
    is_named: bool


def actors_of(text: AnnotatedText, clause: Clause, quote: Quote | None) -> Iterator[StanceActor]:
    """Return the actors of a clause; in a direct quote only "I" and "we" are known ones, its speakers."""
    heads = clause.agents if clause.passive and clause.agents else clause.subjects
    if quote is not None and quote.direct:
        if any(text.trees.words[head].text.lower() in tree_words()["speaker_pronoun"] for head in heads):
            yield from (StanceActor(speaker, is_named=False) for speaker in speakers(quote))
        return
    if not heads and (mention := _before_verb(text, clause)) is not None:
        yield StanceActor(mention.entity, is_named=False)
    for head in (*heads, *_likened(text, clause)):
        yield from _of_phrase(text, clause, head)


def _likened(text: AnnotatedText, clause: Clause) -> Iterator[int]:
    """Return the head of the phrase after "like" before a clause: "Like Norway, Sweden rejects …"."""
    for at in text.trees.dependents(clause.predicate, "obl"):
        case = text.trees.dependent(at, "case")
        if at < clause.predicate and case is not None and text.trees.words[case].lemma.lower() == "like":
            yield at


def _of_phrase(text: AnnotatedText, clause: Clause, head: int) -> Iterator[StanceActor]:
    """Return the actors of a noun phrase: the one it names, else those that it gives as examples or owns it."""
    if _has_dash(text, head, clause.predicate) and (mention := _before_verb(text, clause)) is not None:
        yield StanceActor(mention.entity, is_named=False)
        return
    found = actor(text, head)
    if found.entity is not None:
        is_named = found.mention is not None and found.mention.form in {Form.NAME, Form.METONYM} and not found.by_officials
        others = together(text, found.mention) if is_named and found.mention is not None else (found.entity,)
        yield from (StanceActor(entity, is_named) for entity in others)
        return
    examples = list(_examples(text, head))
    if examples:
        yield from examples
    elif (owner := _owner(text, head)) is not None:
        yield StanceActor(owner, is_named=False)
    elif clause.link is SubjectLink.OWN and head < clause.predicate and (mention := _before_verb(text, clause)) is not None:
        yield StanceActor(mention.entity, is_named=False)


def _has_dash(text: AnnotatedText, head: int, predicate: int) -> bool:
    """Return whether a dash parts a subject from its verb, as a dateline does: "OSLO (NTB) — Norway rejected"."""
    return any(word.text in DASHES for word in text.trees.words[head:predicate])


def _examples(text: AnnotatedText, head: int) -> Iterator[StanceActor]:
    """Return the actors that a noun gives as examples: "candidates like Anna Berg and Paul Holm"."""
    trees = text.trees
    for child in trees.dependents(head, "nmod", "obl"):
        case = trees.dependent(child, "case")
        if case is not None and trees.words[case].text.lower() in tree_words()["example"]:
            for each in (child, *trees.dependents(child, "conj")):
                found = actor(text, each)
                if found.entity is not None:
                    yield StanceActor(found.entity, is_named=False)


def _owner(text: AnnotatedText, head: int) -> str | None:
    """Return the owner of a thing that speaks for it, or the body that people belong to.

    "Norway's proposal | rejects", "the company's board", "officials from Norway", "members of the union".
    """
    trees = text.trees
    noun = trees.words[head]
    of = []
    if noun.lemma.lower() in words("speaking_things"):
        of += [*trees.dependents(head, "nmod:poss")]
    if noun.text.lower() in words("officials"):
        of += [*trees.dependents(head, "nmod")]
    for child in of:
        found = actor(text, child)
        if found.entity is not None and text.entity_kinds[found.entity] is not Kind.PLACE:
            return found.entity
    return None


def _before_verb(text: AnnotatedText, clause: Clause) -> Mention | None:
    """Return the name right before a finite verb, which the tree missed: "Minister for Trade Anna Berg | has rejected"."""
    trees = text.trees
    if clause.tense is Tense.NONE or clause.link not in {SubjectLink.OWN, SubjectLink.NOBODY} or clause.passive:
        return None
    own = [child for child in trees.dependents(clause.predicate, *OWN_VERB) if child < clause.predicate]
    first = min([clause.predicate, *[trees.extent(child).first for child in own]])
    before = first - 1 - (first > 0 and trees.words[first - 1].text == ",")
    if before < 0 or trees.words[before].head == ROOT == trees.words[clause.predicate].head:
        return None
    mention = text.mention_at(before)
    if mention is None or mention.form is not Form.NAME or text.entity_kinds[mention.entity] is Kind.PLACE:
        return None
    start = trees.word_at(mention.evidence.start)
    spelled = trees.words[start - 1].text.lower() if start else ""
    return None if spelled in word_class("preposition") or spelled in {"and", "or", "'s", "’s"} else mention
