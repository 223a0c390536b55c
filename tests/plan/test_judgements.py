"""How judgements turned out: the score, and what it takes to have one."""

from generator.model.judgements import EditorsJudgement
from generator.model.problems import NOWHERE
from generator.plan.judgements import track_record


def judged(likelihood: str, outcome: str, percent: int | None = None) -> EditorsJudgement:
    return EditorsJudgement("a", NOWHERE, "?", "!", "icd203", likelihood, percent, "low", ("x",), (), outcome=outcome)


def test_the_score_is_the_mean_of_squared_errors() -> None:
    found = track_record([judged("likely", "yes", 60)] * 4 + [judged("likely", "no", 60)], "icd203")
    assert ("0.20", 5) == (found.brier, found.judged)  # (4 * 0.4² + 0.6²) / 5


def test_of_few_judgements_there_is_no_score() -> None:
    assert "" == track_record([judged("likely", "yes")] * 4, "icd203").brier


def test_an_unclear_outcome_counts_as_neither() -> None:
    found = track_record([judged("likely", "unclear"), judged("very likely", "yes")], "icd203")
    assert (1, 1) == (found.judged, found.unclear)
    assert [("very_likely", 1, 1)] == [(row.band, row.number, row.came_true) for row in found.bands]


def test_a_judgement_without_a_number_counts_as_the_middle_of_its_band() -> None:
    assert 67.5 == judged("likely", "").chance
