"""A picture of an actor, given by an editor."""

import pytest

from tests.conftest import REPORT, Project, files_of, problems_of

ARTICLE = {"content/articles/a.md": REPORT}
PNG = b"\x89PNG\r\n\x1a\n"


def profile(*lines: str) -> dict[str, str | bytes]:
    return {**ARTICLE, "content/actors/russia.md": "\n".join(["---", "name: Russia", *lines, "---", ""])}


def test_a_picture_is_shown_with_its_words_and_its_credit_and_comes_with_the_site(project: Project) -> None:
    given = profile("image: moscow.png", 'alt: The "Kremlin"', "credit: A. Photographer, CC0")
    files = files_of(project({**given, "content/pictures/moscow.png": PNG}))
    page = files["actors/russia.html"].decode()
    assert '<img src="../pictures/moscow.png" alt="The &#34;Kremlin&#34;"' in page
    assert "<figcaption>A. Photographer, CC0</figcaption>" in page
    assert PNG == files["pictures/moscow.png"]


def test_only_pictures_that_somebody_shows_come_with_the_site(project: Project) -> None:
    files = files_of(project({**profile(), "content/pictures/other.png": PNG}))
    assert [] == [path for path in files if path.startswith("pictures/")]
    assert b"<img" not in files["actors/russia.html"]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("image: moscow.png",), "content/actors/russia.md:3:8: `alt` is missing"),
        (("image: none.png", "alt: A"), "content/actors/russia.md:3:8: there is no content/pictures/none.png"),
        (("image: ../../etc/passwd", "alt: A"), "content/actors/russia.md:3:8: `image` is not the name of a picture"),
        (("image: page.svg", "alt: A"), "content/actors/russia.md:3:8: `image` is not the name of a picture"),
        (("alt: A",), "content/actors/russia.md:3:6: `alt` is given and no `image`"),
    ],
)
def test_what_is_wrong_with_a_picture_is_told_with_its_place(project: Project, lines: tuple[str, ...], said: str) -> None:
    found = problems_of(project({**profile(*lines), "content/pictures/moscow.png": PNG}))
    assert 1 == len(found)
    assert found[0].startswith(said)
