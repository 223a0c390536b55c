"""Clauses as read off trees: subjects, tense, negation and the words that are a clause's own."""

import pytest

from generator.derive.syntax.clauses import Clause, SubjectLink, Tense, clauses, own_words
from generator.derive.syntax.document import Document
from generator.derive.syntax.parser import parse
from generator.derive.syntax.trees import Trees


def found(text: str) -> tuple[Trees, dict[str, Clause]]:
    trees = parse(Document("example", text))
    return trees, {clause.lemma: clause for clause in clauses(trees)}


def subjects(text: str, lemma: str) -> list[str]:
    trees, by_lemma = found(text)
    return [trees.words[at].text for at in by_lemma[lemma].subjects]


@pytest.mark.parametrize(
    ("text", "lemma", "expected", "link"),
    [
        ("Berg rejected the plan.", "reject", ["Berg"], SubjectLink.OWN),
        ("Norway and Sweden rejected the plan.", "reject", ["Norway", "Sweden"], SubjectLink.OWN),
        ("Berg rejected the plan and left the room.", "leave", ["Berg"], SubjectLink.SHARED),
        ("Berg vowed to stop the plan.", "stop", ["Berg"], SubjectLink.CONTROLLED),
        ("The ministry asked Berg to stop.", "stop", ["Berg"], SubjectLink.CONTROLLED),
        ("The senator who opposes tolls left.", "oppose", ["senator"], SubjectLink.NOUN),
        ("It rained.", "rain", ["It"], SubjectLink.OWN),
    ],
)
def test_a_clause_has_the_subject_that_its_construction_gives_it(
    text: str, lemma: str, expected: list[str], link: SubjectLink
) -> None:
    _, by_lemma = found(text)
    assert (expected, link) == (subjects(text, lemma), by_lemma[lemma].link)


def test_the_passive_has_its_agents_after_by() -> None:
    trees, by_lemma = found("The plan was approved by the board and the port.")
    clause = by_lemma["approve"]
    assert (True, ["plan"], ["board", "port"]) == (
        clause.passive,
        [trees.words[at].text for at in clause.subjects],
        [trees.words[at].text for at in clause.agents],
    )


@pytest.mark.parametrize(
    ("text", "lemma", "tense", "modal"),
    [
        ("Berg left.", "leave", Tense.PAST, None),
        ("Berg leaves.", "leave", Tense.PRESENT, None),
        ("Berg has left.", "leave", Tense.PERFECT, None),
        ("Berg had left.", "leave", Tense.PAST_PERFECT, None),
        ("Berg will leave.", "leave", Tense.FUTURE, None),
        ("Berg might leave.", "leave", Tense.NONE, "might"),
        ("The plan was bad.", "bad", Tense.PAST, None),
        ("Berg wants to leave.", "leave", Tense.NONE, None),
    ],
)
def test_the_tense_is_that_of_the_first_finite_word(text: str, lemma: str, tense: Tense, modal: str | None) -> None:
    clause = found(text)[1][lemma]
    assert (tense, modal) == (clause.tense, clause.modal)


@pytest.mark.parametrize(
    "text", ["Berg did not leave.", "Berg never left.", "No minister left.", "Berg didn't leave.", "Nobody left."]
)
def test_negation_is_told_by_adverb_determiner_or_subject(text: str) -> None:
    assert found(text)[1]["leave"].negated


def test_a_particle_belongs_to_its_verb() -> None:
    assert "rule out" in found("Berg ruled out new tolls.")[1]


@pytest.mark.parametrize(
    ("text", "lemma", "expected"),
    [
        ("The port bought two ships, and the state paid for them.", "buy", "The port bought two ships"),
        ("The port bought two ships, and the state paid for them.", "pay", "the state paid for them"),
        ("On Monday the port, a state firm, bought two ships.", "buy", "On Monday the port, a state firm, bought two ships"),
    ],
)
def test_own_words_leave_out_the_clauses_beside(text: str, lemma: str, expected: str) -> None:
    trees, by_lemma = found(text)
    first, last = own_words(trees, by_lemma[lemma])
    assert expected == text[trees.words[first].start : trees.words[last - 1].end]
