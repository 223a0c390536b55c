"""What is made of Lighthouse's reports. Lighthouse itself is run by `make quality` only."""

from typing import Any

from quality.lighthouse import WANTED, faults, is_enough, scores_of, table


def report(**scores: float | None) -> dict[str, Any]:
    """A report in which each category rests on two audits of its own."""
    given = {name: scores.get(name.replace("-", "_"), 1.0) for name in WANTED}
    return {
        "categories": {
            name: {"score": score, "auditRefs": [{"id": f"{name}-a", "weight": 3}, {"id": f"{name}-b", "weight": 1}]}
            for name, score in given.items()
        },
        "audits": {
            f"{name}-{part}": {"title": f"{name} {part}", "score": score if part == "a" else 1.0, "displayValue": "2.1 s"}
            for name, score in given.items()
            for part in "ab"
        },
    }


def test_scores_are_of_a_hundred_in_the_order_of_the_table() -> None:
    assert {"performance": 99, "accessibility": 100, "best-practices": 100, "seo": 92} == scores_of(
        report(performance=0.99, seo=0.92)
    )


def test_a_category_that_could_not_be_told_counts_as_nothing() -> None:
    assert 0 == scores_of(report(seo=None))["seo"]


def test_a_page_is_enough_with_99_for_performance_and_100_in_all_else() -> None:
    assert is_enough(scores_of(report(performance=0.99)))
    assert not is_enough(scores_of(report(performance=0.98)))
    assert not is_enough(scores_of(report(accessibility=0.99)))


def test_what_keeps_a_page_from_a_hundred_is_named() -> None:
    assert [] == list(faults("home", report()))
    assert ["home: performance 90 of 99: performance a 2.1 s"] == list(faults("home", report(performance=0.9)))


def test_figures_stand_in_a_table_a_row_a_kind() -> None:
    rows = table({"home": scores_of(report())}, {"home": "index.html"}).splitlines()
    assert "| home: `index.html` | 100 | 100 | 100 | 100 |" == rows[-1]
    assert 3 == len(rows)
