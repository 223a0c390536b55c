import pytest

from generator.dossier.weighty import MAIN_WEIGHT, is_prominent, split_by_weight
from generator.model.findings import Confidence
from tests.told_events import happening


def split(weights: list[int], limit: int) -> tuple[list[int], list[int]]:
    return split_by_weight(weights, lambda weight: weight, limit)


def test_the_weightiest_keep_their_order_and_so_do_the_others() -> None:
    assert ([9, 7, 8], [1, 2, 3]) == split([1, 9, 2, 7, 3, 8], 3)


def test_a_few_more_than_the_limit_are_not_worth_folding() -> None:
    assert ([5, 1, 4, 2, 3], []) == split([5, 1, 4, 2, 3], 4)


def test_what_weighs_nothing_is_never_chosen_of_many() -> None:
    assert ([1], [0, 0, 0]) == split([0, 1, 0, 0], 2)


def test_of_equal_ones_the_later_are_chosen() -> None:
    first, _ = split_by_weight([("a", 1), ("b", 1), ("c", 1)], lambda entry: entry[1], 1)
    assert [("c", 1)] == first


@pytest.mark.parametrize(
    ("confidence", "weight", "reports", "expected"),
    [
        (Confidence.LIKELY, 0, 1, True),
        (Confidence.UNSURE, MAIN_WEIGHT - 1, 1, False),
        (Confidence.UNSURE, MAIN_WEIGHT, 1, True),
        (Confidence.UNSURE, 0, 2, True),
    ],
)
def test_an_unsure_event_stands_among_all_where_it_is_main_or_several_tell_it(
    confidence: Confidence, weight: int, reports: int, expected: bool
) -> None:
    assert expected == is_prominent(happening("r", "Berg signed", confidence=confidence, weight=weight), reports)
