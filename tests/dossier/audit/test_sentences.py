"""A sentence is reduced to what can be held against another one."""

import pytest

from generator.dossier.audit.sentences import NO, CheckableSentence, plain
from tests.dossier.audit.told import read


def one(text: str) -> CheckableSentence:
    (sentence,) = read(text)
    return sentence


def test_names_numbers_dates_and_quoted_words_can_be_checked() -> None:
    sentence = one('Norway paid $4.6 billion for 20 ships on 3 May 2024, and Anna Berg called it "a fair price".')
    assert {"Norway", "Anna Berg"} <= sentence.names.keys()
    assert {("4600000000 USD", "pay"), ("20", "ship")} <= {*sentence.numbers}
    assert ("2024-05-03", "2024-05-03", "3 May 2024") in sentence.days
    assert ("a fair price",) == sentence.quoted


def test_a_sentence_without_any_of_these_cannot_be_checked() -> None:
    assert not one("The weather was fine, and nobody complained.").is_checkable


def test_who_did_it_and_to_whom_is_read_from_active_and_passive() -> None:
    for text in ("Norway sued Meridian Airlines.", "Meridian Airlines was sued by Norway."):
        (said,) = one(text).predications
        assert (("Norway",), ("Meridian Airlines",)) == (said.agents, said.patients)


@pytest.mark.parametrize(
    "text", ["Norway will sign the treaty.", "Norway may sign the treaty.", "Norway plans to sign the treaty."]
)
def test_what_is_planned_possible_or_to_come_is_open(text: str) -> None:
    assert next(said for said in one(text).predications if said.lemma == "sign").is_open


def test_what_somebody_refused_to_do_was_not_done() -> None:
    assert next(said for said in one("Norway refused to sign the treaty.").predications if said.lemma == "sign").negated


@pytest.mark.parametrize("text", ["Members have no vote.", "Norway rejected the vote.", "The vote was cancelled by Norway."])
def test_what_is_told_not_to_be_is_another_word(text: str) -> None:
    assert f"{NO}vote" in one(text).words


def test_words_that_say_the_same_are_one_word() -> None:
    assert one("Norway purchased planes.").words.keys() == one("Norway buys aircraft.").words.keys()
    assert one("Norway apologised.").words.keys() == one("Norway made an apology.").words.keys() - {"make"}


def test_names_beside_what_a_clause_says_are_no_parties() -> None:
    assert {"Anna Berg"} == one("Anna Berg of Meridian Airlines resigned in Oslo.").parties


def test_a_sentence_may_mean_those_of_the_sentences_before_it() -> None:
    first, second = read("Meridian Airlines lost money. The company cut 400 jobs.")
    assert second.refers_back
    assert "Meridian Airlines" in second.before
    assert not first.refers_back


def test_quotations_are_compared_without_case_marks_and_apostrophes() -> None:
    assert plain("We’ve “had” enough - Norway's minister") == plain("we've had enough; norway minister")
