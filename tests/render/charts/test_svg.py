import pytest

from generator.render.charts.svg import fitted, mirrored, numeral, percent, picture, radius, to_text, width_of


def test_chart_has_a_role_a_title_and_a_description() -> None:
    text = to_text(picture("dates", "Events by date", "2 events & more.", 40))
    assert 'role="img" aria-labelledby="dates-title dates-says"' in text
    assert '<title id="dates-title">Events by date</title><desc id="dates-says">2 events &amp; more.</desc>' in text


def test_chart_with_links_is_a_group() -> None:
    assert 'role="group"' in to_text(picture("ego", "Whom", "", 40, links=True))


@pytest.mark.parametrize(
    ("parts", "expected"), [(0, "0%"), (10_000, "100%"), (2_550, "25.5%"), (1_205, "12.05%"), (7, "0.07%")]
)
def test_places_are_exact_percentages(parts: int, expected: str) -> None:
    assert expected == percent(parts)


def test_places_are_mirrored_in_right_to_left_languages() -> None:
    assert (2_500, 7_500) == (mirrored(2_500, "ltr"), mirrored(2_500, "rtl"))


def test_text_that_does_not_fit_is_cut_with_an_ellipsis() -> None:
    assert "Iran" == fitted("Iran", 60)
    cut = fitted("International Atomic Energy Agency", 100)
    assert cut.startswith("Internat")
    assert cut.endswith("…")
    assert width_of(cut) <= 100


@pytest.mark.parametrize("room", range(20, 60))
def test_text_is_not_cut_between_a_letter_and_its_accent(room: int) -> None:
    cut = fitted("e\u0301" * 9, room)
    assert cut.count("e") == cut.count("\u0301")


def test_wide_letters_have_greater_widths() -> None:
    assert width_of("iii") < width_of("aaa") < width_of("WWW") < width_of("中中中")
    assert 0 == width_of("\u200f")


def test_areas_of_circles_grow_with_numbers() -> None:
    assert [4, 7, 10] == [radius(number, 100) for number in (0, 25, 100)]


def test_numbers_are_written_as_the_language_writes_them() -> None:
    assert ("1,234", "1.234") == (numeral(1234, "en-GB"), numeral(1234, "de"))
