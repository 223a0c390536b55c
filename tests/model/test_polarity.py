from generator.model.findings import Polarity, Stance, polarity_of


def test_a_stance_points_one_way_or_neither() -> None:
    pointing = {stance: polarity_of(stance, negated=False) for stance in (Stance.PLANS, Stance.CRITICISES, Stance.DENIES)}
    assert {Stance.PLANS: Polarity.FOR, Stance.CRITICISES: Polarity.AGAINST, Stance.DENIES: Polarity.OTHER} == pointing


def test_a_negated_stance_points_the_other_way() -> None:
    negated = [polarity_of(stance, negated=True) for stance in (Stance.SUPPORTS, Stance.REJECTS, Stance.WARNS)]
    assert [Polarity.AGAINST, Polarity.FOR, Polarity.OTHER] == negated
