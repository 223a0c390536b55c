from hypothesis import given
from hypothesis import strategies as st

from generator.contexts import Counts
from generator.render.charts.counts import bars, count_by_period
from generator.render.charts.times import MAX_PERIODS
from tests.render.charts.shown import shapes, words

DATES = st.sampled_from(("", "2009", "2009-10", "2009-10-13", "2009-12-01", "1914-08-01", "2010-36", "../2009-10-01", "200X"))


def counts(*numbers: int) -> Counts:
    """Return counts of consecutive months."""
    return Counts("month", "2009-10-01", tuple((f"Month {at}", number) for at, number in enumerate(numbers)))


def test_dates_are_counted_by_the_shortest_period_that_fits() -> None:
    assert Counts("week", "2009-10-05", (("2009-10-05", 1), ("2009-10-12", 2))) == count_by_period(
        [("2009-10-05", 1), ("2009-10-12", 1), ("2009-10-18", 1)]
    )
    assert "month" == getattr(count_by_period([("2009-01-05", 1), ("2010-10-12", 1)]), "unit", "")


def test_dates_wider_than_a_period_are_counted_as_coarse() -> None:
    found = count_by_period([("2009-10-05", 1), ("2009-10-12", 1), ("2009", 2), ("", 3)])
    assert found
    assert 5 == found.coarse


def test_dates_wider_than_a_month_alone_give_no_chart() -> None:
    assert count_by_period([("", 3), ("2009", 1)]) is None


@given(st.lists(st.tuples(DATES, st.integers(1, 5000))))
def test_every_date_is_counted_once_and_bars_are_limited(dates: list[tuple[str, int]]) -> None:
    found = count_by_period(dates)
    if found:
        assert (
            sum(number for _, number in dates)
            == sum(number for _, number in found.bars) + found.earlier + found.later + found.coarse
        )
        assert 1 <= len(found.bars) <= MAX_PERIODS


def test_bars_are_as_high_as_their_numbers_and_the_highest_is_labelled() -> None:
    picture = bars(counts(2000, 0, 1000, 1), "reported", "Reports a month", "", "en", "ltr")
    assert [72, 36, 2] == [int(bar.get("height", "")) for bar in shapes(picture, "rect")]
    assert "2,000" == words(picture)[-1]


def test_time_runs_from_the_right_in_right_to_left_languages() -> None:
    left, right = (bars(counts(2, 1), "reported", "", "", "ar", direction) for direction in ("rtl", "ltr"))
    assert [bar.get("height") for bar in shapes(left, "rect")] == [bar.get("height") for bar in shapes(right, "rect")]
    assert shapes(left, "rect")[0].get("x") == shapes(right, "rect")[1].get("x")
