import pytest

from generator.report.dates_in_words import span, spoken, when
from tests.conftest import words_in

ENGLISH = words_in("en-GB")


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2009-10-13", "13 October 2009"),
        ("2009-10", "October 2009"),
        ("2009", "2009"),
        ("0987", "987"),
        ("2009-22", "summer 2009"),
        ("2009-36", "Q4 2009"),
        ("199X", "the 1990s"),
        ("19XX", "the 20th century"),
        ("20XX", "the 21st century"),
        ("10XX", "the 11th century"),
        ("2009~", "around 2009"),
        ("2009-10?", "perhaps October 2009"),
        ("2009%", "perhaps around 2009"),
        ("../2009-10", "until October 2009"),
        ("2009-10/..", "from October 2009"),
        ("2009-10-13/2009-10-15", "13 – 15 Oct 2009"),
        ("2009-10/2010-02", "October 2009 – February 2010"),
        ("2009-XX", "2009"),
        ("2009-12-XX", "December 2009"),
        ("201X-10-13", "201X-10-13"),
    ],
)
def test_a_date_is_said_as_exactly_as_it_is_known(edtf: str, expected: str) -> None:
    assert expected == spoken(ENGLISH, edtf)


@pytest.mark.parametrize(
    ("language", "day", "bounded", "century"),
    [
        ("en-US", "October 13, 2009", "October 2009, by October 13", "the 20th century"),
        ("de", "13. Oktober 2009", "Oktober 2009, bis 13. Oktober", "20. Jahrhundert"),
        ("fr", "13 octobre 2009", "octobre 2009, au plus tard le 13 octobre", "XXe siècle"),
        ("es", "13 de octubre de 2009", "octubre de 2009, hasta el 13 de octubre", "siglo XX"),
        ("ru", "13 октября 2009\u202fг.", "октябрь 2009\u202fг., не позднее 13 октября", "XX век"),
        ("ar", "13 أكتوبر 2009", "أكتوبر 2009، حتى 13 أكتوبر", "القرن 20"),
    ],
)
def test_a_date_is_said_as_the_language_says_it(language: str, day: str, bounded: str, century: str) -> None:
    words = words_in(language)
    assert [day, century] == [spoken(words, "2009-10-13"), spoken(words, "19XX")]
    told = when(words, "2009-10", None, "2009-10-13")
    assert told
    assert bounded == told.text


def test_days_that_bound_a_date_are_said_behind_it_unless_it_is_a_day_itself() -> None:
    told = when(ENGLISH, "2009-10", "2009-10-03", "2009-10-13")
    assert told
    assert ("October 2009, from 3 October, by 13 October", "2009-10", "month") == (told.text, told.datetime, told.precision)
    exact = when(ENGLISH, "2009-10-13", "2009-10-13", "2009-10-13")
    assert exact
    assert "13 October 2009" == exact.text


@pytest.mark.parametrize("edtf", ["2009-22", "199X", "2009~", "2009/2010"])
def test_html_is_told_only_dates_that_it_has_a_value_for(edtf: str) -> None:
    told = when(ENGLISH, edtf)
    assert told
    assert "" == told.datetime


def test_a_term_may_be_open_at_either_end() -> None:
    first, last = when(ENGLISH, "2008"), when(ENGLISH, "2012-05")
    assert "2008 – May 2012" == span(ENGLISH, first, last)
    assert ("since 2008", "until May 2012", "2008", "") == (
        span(ENGLISH, first, None),
        span(ENGLISH, None, last),
        span(ENGLISH, first, first),
        span(ENGLISH, None, None),
    )


@pytest.mark.parametrize(
    ("edtf", "not_before", "not_after", "expected"),
    [
        ("2009-10-13", None, None, ""),
        ("2009-10", None, None, ""),
        ("2009-10", None, "2009-10-13", "before"),
        ("2009-10", "2009-10-13", None, "from"),
        ("2009-10", "2009-10-02", "2009-10-13", ""),
        ("../2009-10-13", None, None, "before"),
        ("2009-10-13/..", None, None, "from"),
        ("2009-10-13/2009-10-15", None, None, ""),
    ],
)
def test_which_end_of_a_date_is_known_is_told_for_pictures(
    edtf: str, not_before: str | None, not_after: str | None, expected: str
) -> None:
    told = when(ENGLISH, edtf, not_before, not_after)
    assert told
    assert expected == told.bound


@pytest.mark.parametrize(
    ("edtf", "machine"), [("2009-12-XX", "2009-12"), ("2009-XX-XX", "2009"), ("201X-10-13", ""), ("2009-40", "")]
)
def test_html_gets_as_much_of_a_date_as_is_known(edtf: str, machine: str) -> None:
    shown = when(ENGLISH, edtf)
    assert shown
    assert machine == shown.datetime
