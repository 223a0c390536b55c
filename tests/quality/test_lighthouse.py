"""Evaluation of Lighthouse's reports. Lighthouse itself is run by `make quality` only."""

from typing import Any

from quality.lighthouse import WANTED_SCORES, faults, is_enough, scores_of, table


def report(**scores: float | None) -> dict[str, Any]:
    """A report in which each category rests on two audits of its own."""
    by_category = {name: scores.get(name.replace("-", "_"), 1.0) for name in WANTED_SCORES}
    return {
        "categories": {
            name: {"score": score, "auditRefs": [{"id": f"{name}-a", "weight": 3}, {"id": f"{name}-b", "weight": 1}]}
            for name, score in by_category.items()
        },
        "audits": {
            f"{name}-{part}": {"title": f"{name} {part}", "score": score if part == "a" else 1.0, "displayValue": "2.1 s"}
            for name, score in by_category.items()
            for part in "ab"
        },
    }


def test_scores_are_percentages_in_the_order_of_the_table() -> None:
    assert {"performance": 99, "accessibility": 100, "best-practices": 100, "seo": 92} == scores_of(
        report(performance=0.99, seo=0.92)
    )


def test_an_unmeasured_category_scores_zero() -> None:
    assert 0 == scores_of(report(seo=None))["seo"]


def test_99_for_performance_and_100_for_the_rest_is_enough() -> None:
    assert is_enough(scores_of(report(performance=0.99)))
    assert not is_enough(scores_of(report(performance=0.98)))
    assert not is_enough(scores_of(report(accessibility=0.99)))


def test_failed_audits_are_listed() -> None:
    assert [] == list(faults("home", report()))
    assert ["home: performance 90 of 99: performance a 2.1 s"] == list(faults("home", report(performance=0.9)))


def test_the_table_has_a_row_for_each_kind() -> None:
    rows = table({"home": scores_of(report())}, {"home": "index.html"}).splitlines()
    assert "| home: `index.html` | 100 | 100 | 100 | 100 |" == rows[-1]
    assert 3 == len(rows)
