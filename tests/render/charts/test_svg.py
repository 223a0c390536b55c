import pytest

from generator.render.charts.svg import fitted, mirrored, numeral, picture, radius, share, text_of, width_of


def test_an_image_says_what_it_is_and_what_it_shows() -> None:
    text = text_of(picture("dates", "Events by date", "2 events & more.", 40))
    assert 'role="img" aria-labelledby="dates-title dates-says"' in text
    assert '<title id="dates-title">Events by date</title><desc id="dates-says">2 events &amp; more.</desc>' in text


def test_a_picture_with_links_is_a_group_since_nobody_can_reach_into_an_image() -> None:
    assert 'role="group"' in text_of(picture("ego", "Whom", "", 40, links=True))


@pytest.mark.parametrize(("parts", "said"), [(0, "0%"), (10_000, "100%"), (2_550, "25.5%"), (1_205, "12.05%"), (7, "0.07%")])
def test_places_are_exact_percentages(parts: int, said: str) -> None:
    assert said == share(parts)


def test_places_count_from_the_side_at_which_the_language_begins() -> None:
    assert (2_500, 7_500) == (mirrored(2_500, "ltr"), mirrored(2_500, "rtl"))


def test_words_that_fit_stay_and_longer_ones_are_cut_with_an_ellipsis() -> None:
    assert "Iran" == fitted("Iran", 60)
    cut = fitted("International Atomic Energy Agency", 100)
    assert cut.startswith("Internat")
    assert cut.endswith("…")
    assert width_of(cut) <= 100


@pytest.mark.parametrize("room", range(20, 60))
def test_a_letter_is_not_parted_from_its_accent(room: int) -> None:
    cut = fitted("e\u0301" * 9, room)
    assert cut.count("e") == cut.count("\u0301")


def test_wide_letters_take_more_room_than_thin_ones() -> None:
    assert width_of("iii") < width_of("aaa") < width_of("WWW") < width_of("中中中")
    assert 0 == width_of("\u200f")


def test_areas_grow_with_numbers() -> None:
    assert [4, 7, 10] == [radius(number, 100) for number in (0, 25, 100)]


def test_numbers_are_written_as_the_language_writes_them() -> None:
    assert ("1,234", "1.234") == (numeral(1234, "en-GB"), numeral(1234, "de"))
