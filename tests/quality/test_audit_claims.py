"""`briefing audit` on the sample: what the table of sentences says of each."""

from quality.audit_claims import HERE, judge_all, wrongly_supported


def test_of_thirty_sentences_about_the_sample_27_are_judged_right_and_none_is_supported_that_is_not() -> None:
    judged = judge_all(HERE.parent, HERE / "claims.tsv", "2009-12-01")
    assert 30 == len(judged)
    assert [] == wrongly_supported(judged)
    assert sum(one.is_right for one in judged) >= 27
