from PIL import Image, ImageDraw

from quality.difference import Difference, difference, side_by_side

PAGE = (195, 640)


def page(*boxes: tuple[int, int, int, int], size: tuple[int, int] = PAGE, ground: int = 250) -> Image.Image:
    """A light page with dark boxes on it."""
    picture = Image.new("RGB", size, (ground,) * 3)
    for box in boxes:
        ImageDraw.Draw(picture).rectangle(box, fill=(30, 30, 30))
    return picture


def test_a_page_does_not_differ_from_itself() -> None:
    assert Difference(0, 0, 0, (PAGE, PAGE)) == difference(page((5, 5, 80, 20)), page((5, 5, 80, 20)))
    assert not difference(page(), page()).is_seen


def test_smoothing_is_not_a_visible_difference() -> None:
    assert not difference(page(ground=250), page(ground=225)).is_seen


def test_a_few_pixels_are_not_a_visible_difference() -> None:
    assert not difference(page(), page((10, 10, 13, 13))).is_seen


def test_a_moved_word_is_visible_even_on_a_long_page() -> None:
    long = (195, 20_000)
    change = difference(page((10, 330, 50, 338), size=long), page((10, 345, 50, 353), size=long))
    assert change.is_seen
    assert change.share < 0.001
    assert 320 == change.top


def test_a_changed_colour_is_visible() -> None:
    before, after = page(), page()
    ImageDraw.Draw(before).rectangle((20, 100, 60, 112), fill=(30, 60, 140))
    ImageDraw.Draw(after).rectangle((20, 100, 60, 112), fill=(140, 60, 30))
    assert difference(before, after).is_seen


def test_a_longer_page_differs_by_its_additional_part() -> None:
    change = difference(page(), page(size=(195, 720)))
    assert change.is_seen
    assert round(80 / 720, 6) == round(change.share, 6)
    assert str(change).startswith("195×720 instead of 195×640 points")


def test_side_by_side_shows_both_pages_and_the_differences_in_red() -> None:
    shown = side_by_side(page(), page((10, 10, 40, 40)))
    assert (3 * 195, 640) == shown.size
    assert (250, 250, 250) == shown.getpixel((20, 20))
    assert (30, 30, 30) == shown.getpixel((195 + 20, 20))
    assert (220, 0, 0) == shown.getpixel((2 * 195 + 20, 20))
