import pytest
from edtf import parse_edtf

from generator.model.edtf import bounds, is_day, valid


@pytest.mark.parametrize(
    "edtf",
    ["0001-33", "2008-33", "2009-34", "2009-35", "9999-36", "0001-21", "2007-22", "2007-23", "2007-24", "200X", "999X", "20XX"],
)
def test_a_stretch_has_the_bounds_that_the_edtf_package_gives_it(edtf: str) -> None:
    parsed = parse_edtf(edtf)
    days = (f"{at.tm_year:04d}-{at.tm_mon:02d}-{at.tm_mday:02d}" for at in (parsed.lower_strict(), parsed.upper_strict()))
    assert tuple(days) == bounds(edtf)


@pytest.mark.parametrize("edtf", ["XXXX", "2009-20", "0000-21", "0000-33", "２００９-10-13", "٢٠٠٩", "٢٠0X"])
def test_years_before_1_and_other_than_edtf_are_not_valid(edtf: str) -> None:
    assert not valid(edtf)


@pytest.mark.parametrize(("year", "last"), [("1900", "28"), ("2000", "29"), ("2009", "28"), ("2012", "29"), ("2100", "28")])
def test_february_has_a_29th_in_leap_years_alone(year: str, last: str) -> None:
    assert (f"{year}-02-01", f"{year}-02-{last}") == bounds(f"{year}-02")
    assert (last == "29") == valid(f"{year}-02-29")


@pytest.mark.parametrize(("month", "days"), list(enumerate([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31], 1)))
def test_a_month_ends_on_its_last_day(month: int, days: int) -> None:
    assert f"2009-{month:02d}-{days}" == bounds(f"2009-{month:02d}")[1]
    assert not valid(f"2009-{month:02d}-{days + 1}")


@pytest.mark.parametrize(("text", "expected"), [("2009-10-13", True), ("2009-10", False), ("2009-21", False), ("2009-10-1X", False), ("2009-02-30", False), ("2009-10-13/2009-10-15", False), ("", False)])  # fmt: skip
def test_a_day_is_one_day_in_digits(text: str, expected: bool) -> None:
    assert expected == is_day(text)
