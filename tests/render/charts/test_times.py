from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.render.charts.svg import MARGIN, WHOLE
from generator.render.charts.times import LAST_DAY, UNITS, Axis, begins, core, day, edtf, fitting, period

DAYS = st.integers(1, LAST_DAY)


@given(DAYS, st.sampled_from(UNITS))
def test_every_day_lies_in_the_period_that_begins_last_before_it(number: int, unit: str) -> None:
    found = period(number, unit)
    assert begins(found, unit) <= number
    assert number < begins(found + 1, unit) or begins(found + 1, unit) == LAST_DAY


def test_weeks_begin_on_mondays() -> None:
    monday = day("2009-10-12")
    assert 0 == date.fromordinal(monday).weekday()
    assert monday == begins(period(day("2009-10-18"), "week"), "week")


@pytest.mark.parametrize(
    ("unit", "said"),
    [("week", "2009-10-12"), ("month", "2009-10"), ("quarter", "2009-36"), ("year", "2009"), ("decade", "200X")],
)
def test_periods_are_named_as_edtf_has_them(unit: str, said: str) -> None:
    assert said == edtf(period(day("2009-10-13"), unit), unit)


@pytest.mark.parametrize(
    ("last", "unit"), [("2009-03-01", "week"), ("2010-03-01", "month"), ("2014-01-01", "quarter"), ("2030-01-01", "year")]
)
def test_periods_are_as_short_as_leaves_room_for_all(last: str, unit: str) -> None:
    assert unit == fitting(day("2009-01-05"), day(last))


def test_what_lies_far_off_is_left_out_when_it_is_little() -> None:
    story = [day(f"2009-10-{at:02d}") for at in range(1, 20)]
    assert (story[0], story[-1]) == core([day("1945-05-08"), *story])
    assert (day("1945-05-08"), story[-1]) == core([*[day("1945-05-08")] * 3, *story])


@given(st.lists(DAYS, min_size=1, max_size=40))
def test_most_days_stay_in_the_picture(days: list[int]) -> None:
    first, last = core(days)
    assert len(days) - len(days) // 8 <= sum(first <= number <= last for number in days)


@given(DAYS, DAYS)
def test_an_axis_has_marks_within_it_and_far_enough_from_each_other(one: int, other: int) -> None:
    marks = Axis(min(one, other), max(one, other)).marks("en")
    places = [mark.place for mark in marks]
    assert places
    assert all(MARGIN <= place <= WHOLE - MARGIN for place in places)
    assert all(earlier.room[1] <= later.room[0] for earlier, later in pairwise(marks))


def test_marks_are_round_dates_that_do_not_move_when_the_axis_grows() -> None:
    assert ["Oct 2009", "Jan 2010", "Apr 2010"] == [
        mark.words for mark in Axis(day("2009-09-05"), day("2010-06-01")).marks("en")
    ]
    assert ["2000", "2005", "2010"] == [mark.words for mark in Axis(day("1997-09-05"), day("2012-06-01")).marks("en")]
