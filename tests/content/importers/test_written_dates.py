import pytest

from generator.content.importers.written_dates import dates_in, read


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("4 March 2021 08:15 GMT", "2021-03-04T08:15+00:00"),
        ("Thu 4 Mar 2021 08.15 GMT", "2021-03-04T08:15+00:00"),
        ("2021-03-04T08:15:00+02:00", "2021-03-04T08:15+02:00"),
        ("March 4, 2021 at 3:15 p.m. ET", "2021-03-04T15:15-05:00"),
        ("8:15 AM EST, March 4th, 2021", "2021-03-04T08:15-05:00"),
        ("4 March 2021 08:15", "2021-03-04"),
        ("4 March 2021 08:15 IST", "2021-03-04"),
        ("Sept. 3, 2021", "2021-09-03"),
        ("March 2021", "2021-03"),
        ("4. März 2021, 08:15 Uhr", "2021-03-04"),
        ("1er avril 2021", "2021-04-01"),
        ("4 de marzo de 2021", "2021-03-04"),
        ("4 марта 2021 г.", "2021-03-04"),
        ("٤ مارس ٢٠٢١", "2021-03-04"),
        ("2021年3月4日", "2021-03-04"),
        ("04.03.2021", "2021-03-04"),
        ("14/03/21", "2021-03-14"),
    ],
)
def test_a_date_is_read_with_its_time_where_its_zone_is_known(words: str, expected: str) -> None:
    found = read(words)
    assert found
    assert expected == found[0].value


@pytest.mark.parametrize("words", ["30 February 2021", "version 1.2.2021.5", "4 Smarch 2021", "in 2021", "13/13/2021"])
def test_what_is_no_date_is_not_read(words: str) -> None:
    assert not read(words)


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("04/03/2021", "en", [("2021-03-04", "2021-04-03")]),
        ("04/03/2021", "en-US", [("2021-04-03", "")]),
        ("04/03/2021", "en-GB", [("2021-03-04", "")]),
        ("04/03/2021", "fr", [("2021-03-04", "")]),
        ("04/03/2021 and 03/14/2021", "en", [("2021-04-03", ""), ("2021-03-14", "")]),
        ("04/04/2021", "en", [("2021-04-04", "")]),
    ],
)
def test_the_order_of_numbers_is_the_languages_or_that_of_another_date(
    text: str, lang: str, expected: list[tuple[str, str]]
) -> None:
    assert expected == [(one.value, one.other) for one in dates_in(text, lang)]
