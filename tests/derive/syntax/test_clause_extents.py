"""Each rule of where a verb's words end, and of which date is the verb's, holds at the | of its example."""

import pytest

from generator.derive import derive
from generator.derive.syntax.annotated_text import annotate
from generator.derive.syntax.clause_extents import (
    DATES_OF_ANOTHER,
    DATES_OF_VERB,
    EXTENT_ENDS,
    ClausePlace,
    Rule,
    clause_date,
    clause_extent,
)
from generator.derive.syntax.document import Document
from generator.derive.syntax.subjects import subject_of_verb
from generator.derive.syntax.verb_groups import verb_group
from generator.derive.syntax.word_classes import verb_forms

RULES = (*EXTENT_ENDS, *DATES_OF_ANOTHER, *DATES_OF_VERB)
DATES = (*DATES_OF_ANOTHER, *DATES_OF_VERB)


def place_of(example: str) -> ClausePlace:
    """Return the place at the | of an example, for its first verb."""
    before, after = example.split("|")
    doc = Document("example", before + after.removeprefix(" "), date="2009-10-13")
    text = annotate(doc, derive(doc))
    sentence = doc.sentences[0]
    groups = (
        verb_group(text, sentence, at, at + 1, verb_forms()[doc.lower[at]])
        for at in range(sentence.last)
        if doc.lower[at] in verb_forms()
    )
    verb = next(group for group in groups if group is not None)
    at = doc.token_at(len(before))
    last = text.time_starts[at][0] if at in text.time_starts else at + 1
    subject = subject_of_verb(text, sentence, verb)
    extent_last = clause_extent(text, sentence, verb, subject).last if subject else sentence.last
    return ClausePlace(text, sentence, verb, at, last, extent_last)


@pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])
def test_a_rule_holds_in_its_example(rule: Rule) -> None:
    assert rule.holds(place_of(rule.example))


@pytest.mark.parametrize("rule", EXTENT_ENDS, ids=[rule.name for rule in EXTENT_ENDS])
def test_an_end_of_an_extent_is_where_its_one_rule_holds(rule: Rule) -> None:
    place = place_of(rule.example)
    assert place.at == place.extent_last


@pytest.mark.parametrize("rule", DATES, ids=[rule.name for rule in DATES])
def test_a_verb_has_the_date_of_an_example_by_the_rules_of_its_own_dates_alone(rule: Rule) -> None:
    place = place_of(rule.example)
    subject = subject_of_verb(place.text, place.sentence, place.verb)
    assert subject is not None
    date = clause_date(place.text, place.sentence, place.verb, clause_extent(place.text, place.sentence, place.verb, subject))
    assert (rule in DATES_OF_VERB) is (date is not None)
