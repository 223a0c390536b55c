"""An editor's judgement as its file is read: bands and their numbers, and what may not stand in one sentence."""

from typing import Any

import pytest

from generator.content import judgements
from generator.content.config import Config
from generator.model.judgements import EditorsJudgement
from generator.model.problems import Problem

HEAD = {
    "question": "Will the envoys sign?",
    "answer": "They will sign in spring.",
    "likelihood": "likely",
    "confidence": "moderate",
    "because": "[two of them say so]",
    "rests_on": "[vienna-talks/q1a2b3c4d5e]",
    "on": "2009-10-14",
}


def read(body: str = "", config: Config | None = None, **changes: str) -> tuple[EditorsJudgement | None, list[str]]:
    problems: list[Problem] = []
    entries = {key: value for key, value in (HEAD | changes).items() if value}
    head = "".join(f"{key}: {value}\n" for key, value in entries.items())
    text = f"---\n{head}---\n{body}"
    found = judgements.judgement("content/judgements/a.md", text, config=config or Config(), problems=problems)
    return found, [str(problem) for problem in problems]


def test_a_judgement_has_its_band_and_its_number() -> None:
    found, problems = read(likelihood="likely (60)")
    assert found
    assert not problems
    assert ("likely", 60, 60.0) == (found.likelihood, found.percent, found.chance)


def test_another_word_for_a_band_is_the_band() -> None:
    found, _ = read(likelihood="nearly certain")
    assert found
    assert found.likelihood == "almost certain"


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"likelihood": "likley"}, "4:13: `likelihood` does not know 'likley'; did you mean 'likely' (55 to 80 per cent)?"),
        ({"likelihood": "highly likely"}, "`likelihood` does not know 'highly likely'; did you mean 'very likely'"),
        ({"likelihood": "likely (90)"}, "`likelihood` 'likely' is 55 to 80 per cent, not 90; write a number from 55 to 80, or"),
        ({"likelihood": "likely (60)", "percent": "70"}, "`likelihood` says 60 per cent and `percent` 70; keep one"),
        ({"because": ""}, "`because` is missing"),
        ({"rests_on": ""}, "`rests_on` is missing; name a statement"),
        ({"outcome": "yes"}, "`outcome_on` is missing"),
    ],
)
def test_a_wrong_judgement_is_told_with_its_place(changes: dict[str, Any], problem: str) -> None:
    found, problems = read(**changes)
    assert found is None
    assert any(problem in one for one in problems)


def test_likelihood_and_confidence_in_one_sentence_are_a_problem_at_their_line() -> None:
    _, problems = read("\nFirst line.\nIt is likely, and we have high confidence in that.\n")
    (problem,) = problems
    assert problem.startswith("content/judgements/a.md:12:7: one sentence says how likely it is ('likely')")


def test_a_vote_of_confidence_is_nobody_being_sure() -> None:
    assert [] == read(answer="The government will likely survive the vote of confidence.")[1]


def test_likelihood_and_confidence_in_two_sentences_are_right() -> None:
    assert [] == read("It is likely. We have high confidence in the grounds.")[1]


def test_a_word_of_the_other_yardstick_in_the_answer_is_a_warning() -> None:
    found, _ = read(answer="It is highly likely that they sign.")
    assert found
    assert ["the answer says 'highly likely', which is no word of ICD 203"] == [one.wrong for one in found.warnings]


def test_the_yardstick_is_that_of_the_settings() -> None:
    found, problems = read(config=Config(judgements_yardstick="phia"), likelihood="realistic possibility")
    assert found
    assert not problems


def test_a_statement_is_named_by_id_by_address_or_by_words() -> None:
    named = "[vienna/q1, https://example.org/articles/vienna.html#s-2, {report: vienna.md, words: they met}, q3]"
    found, _ = read(rests_on=named)
    assert found
    assert ["vienna/q1", "vienna/s-2", "vienna/'they met'", "q3"] == [ground.key for ground in found.rests_on]
