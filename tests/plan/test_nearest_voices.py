"""Whom an actor speaks for at a date: by the reports nearest in time."""

from collections import Counter
from datetime import date
from itertools import product

from generator.dossier.index.rows import IndexRow
from generator.model.edtf import bounds
from generator.plan.voices import _TargetsByDate

DATES = ("", "2009", "2009-01-01", "2009-03", "2009-06-15", "2009-06-17", "2010-12-31")


def _row(when: str, target: str) -> IndexRow:
    return IndexRow("speaks_for", when, "report", target, 0, b"")


def _distance(one: str, other: str) -> int:
    if not one or not other:
        return date.max.toordinal() if one != other else 0
    return abs(date.fromisoformat(bounds(one)[0]).toordinal() - date.fromisoformat(bounds(other)[0]).toordinal())


def _plainly(rows: list[IndexRow], when: str) -> str:
    """Look at each row in turn."""
    nearest = min(rows, key=lambda row: (_distance(row.date, when), row.date)).date
    counts = Counter(row.section for row in rows if row.date == nearest)
    return max(counts, key=lambda target: (bool(target), counts[target], target))


def test_the_nearest_date_is_that_which_a_look_at_each_finds() -> None:
    for dates in product(DATES, repeat=3):
        rows = [_row(when, f"target-{number}") for number, when in enumerate(dates)]
        found = _TargetsByDate(rows)
        assert [_plainly(rows, when) for when in DATES] == [found.nearest(when) for when in DATES]


def test_most_reports_of_a_date_decide_and_somebody_comes_before_nobody() -> None:
    rows = [_row("2009", target) for target in ("", "", "iran", "iran", "norway")]
    assert "iran" == _TargetsByDate(rows).nearest("2010")
    assert "" == _TargetsByDate([]).nearest("2010")
