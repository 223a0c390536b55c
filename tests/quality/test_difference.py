from PIL import Image, ImageDraw

from quality.difference import Difference, beside, difference

PAGE = (195, 640)


def page(*boxes: tuple[int, int, int, int], size: tuple[int, int] = PAGE, ground: int = 250) -> Image.Image:
    """A light page with dark boxes on it."""
    picture = Image.new("RGB", size, (ground,) * 3)
    for box in boxes:
        ImageDraw.Draw(picture).rectangle(box, fill=(30, 30, 30))
    return picture


def test_a_page_is_like_itself() -> None:
    assert Difference(0, 0, 0, (PAGE, PAGE)) == difference(page((5, 5, 80, 20)), page((5, 5, 80, 20)))
    assert not difference(page(), page()).is_seen


def test_what_smoothing_changes_is_not_seen() -> None:
    assert not difference(page(ground=250), page(ground=225)).is_seen


def test_a_few_points_are_not_seen() -> None:
    assert not difference(page(), page((10, 10, 13, 13))).is_seen


def test_a_word_that_moved_is_seen_on_a_page_however_long() -> None:
    long = (195, 20_000)
    found = difference(page((10, 330, 50, 338), size=long), page((10, 345, 50, 353), size=long))
    assert found.is_seen
    assert found.share < 0.001
    assert 320 == found.top


def test_a_colour_that_changed_is_seen() -> None:
    before, after = page(), page()
    ImageDraw.Draw(before).rectangle((20, 100, 60, 112), fill=(30, 60, 140))
    ImageDraw.Draw(after).rectangle((20, 100, 60, 112), fill=(140, 60, 30))
    assert difference(before, after).is_seen


def test_a_page_that_became_longer_differs_by_what_it_has_more() -> None:
    found = difference(page(), page(size=(195, 720)))
    assert found.is_seen
    assert round(80 / 720, 6) == round(found.share, 6)
    assert str(found).startswith("195×720 instead of 195×640 points")


def test_what_differs_is_shown_in_red_beside_both() -> None:
    shown = beside(page(), page((10, 10, 40, 40)))
    assert (3 * 195, 640) == shown.size
    assert (250, 250, 250) == shown.getpixel((20, 20))
    assert (30, 30, 30) == shown.getpixel((195 + 20, 20))
    assert (220, 0, 0) == shown.getpixel((2 * 195 + 20, 20))
