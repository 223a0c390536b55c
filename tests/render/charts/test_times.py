from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.render.charts.svg import MARGIN, WHOLE
from generator.render.charts.times import (
    LAST_DAY,
    UNITS,
    Axis,
    day_number,
    edtf,
    first_day,
    period_of,
    shortest_unit,
    span_without_outliers,
)

DAYS = st.integers(1, LAST_DAY)


@given(DAYS, st.sampled_from(UNITS))
def test_period_of_a_day_begins_on_or_before_it_and_the_next_one_after_it(number: int, unit: str) -> None:
    found = period_of(number, unit)
    assert first_day(found, unit) <= number
    assert number < first_day(found + 1, unit) or first_day(found + 1, unit) == LAST_DAY


def test_weeks_begin_on_mondays() -> None:
    monday = day_number("2009-10-12")
    assert 0 == date.fromordinal(monday).weekday()
    assert monday == first_day(period_of(day_number("2009-10-18"), "week"), "week")


@pytest.mark.parametrize(
    ("unit", "expected"),
    [("week", "2009-10-12"), ("month", "2009-10"), ("quarter", "2009-36"), ("year", "2009"), ("decade", "200X")],
)
def test_periods_are_named_as_edtf_has_them(unit: str, expected: str) -> None:
    assert expected == edtf(period_of(day_number("2009-10-13"), unit), unit)


@pytest.mark.parametrize(
    ("last", "unit"), [("2009-03-01", "week"), ("2010-03-01", "month"), ("2014-01-01", "quarter"), ("2030-01-01", "year")]
)
def test_unit_is_the_shortest_that_fits(last: str, unit: str) -> None:
    assert unit == shortest_unit(day_number("2009-01-05"), day_number(last))


def test_few_outliers_are_left_out_and_many_are_not() -> None:
    story = [day_number(f"2009-10-{at:02d}") for at in range(1, 20)]
    assert (story[0], story[-1]) == span_without_outliers([day_number("1945-05-08"), *story])
    assert (day_number("1945-05-08"), story[-1]) == span_without_outliers([*[day_number("1945-05-08")] * 3, *story])


@given(st.lists(DAYS, min_size=1, max_size=40))
def test_at_most_one_day_in_eight_is_left_out(days: list[int]) -> None:
    first, last = span_without_outliers(days)
    assert len(days) - len(days) // 8 <= sum(first <= number <= last for number in days)


@given(DAYS, DAYS)
def test_marks_lie_within_the_axis_and_do_not_overlap(one: int, other: int) -> None:
    marks = Axis(min(one, other), max(one, other)).marks("en")
    places = [mark.place for mark in marks]
    assert places
    assert all(MARGIN <= place <= WHOLE - MARGIN for place in places)
    assert all(earlier.extent[1] <= later.extent[0] for earlier, later in pairwise(marks))


def test_marks_are_round_dates_that_do_not_move_when_the_axis_grows() -> None:
    assert ["Oct 2009", "Jan 2010", "Apr 2010"] == [
        mark.words for mark in Axis(day_number("2009-09-05"), day_number("2010-06-01")).marks("en")
    ]
    assert ["2000", "2005", "2010"] == [
        mark.words for mark in Axis(day_number("1997-09-05"), day_number("2012-06-01")).marks("en")
    ]
