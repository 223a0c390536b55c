"""The picture that an editor's profile gives an actor."""

import pytest

from tests.conftest import REPORT, Project, files_of, problems_of

ARTICLE = {"content/articles/a.md": REPORT}
PNG = b"\x89PNG\r\n\x1a\n"


def profile(*lines: str) -> dict[str, str | bytes]:
    return {**ARTICLE, "content/actors/russia.md": "\n".join(["---", "name: Russia", *lines, "---", ""])}


def test_picture_has_its_alternative_text_and_credit_and_is_published(project: Project) -> None:
    files_with_profile = profile("image: moscow.png", 'alt: The "Kremlin"', "credit: A. Photographer, CC0")
    files = files_of(project({**files_with_profile, "content/pictures/moscow.png": PNG}))
    page = files["actors/russia.html"].decode()
    assert '<img src="../pictures/moscow.png" alt="The &#34;Kremlin&#34;"' in page
    assert "<figcaption>A. Photographer, CC0</figcaption>" in page
    assert PNG == files["pictures/moscow.png"]


def test_pictures_that_no_profile_names_are_not_published(project: Project) -> None:
    files = files_of(project({**profile(), "content/pictures/other.png": PNG}))
    assert [] == [path for path in files if path.startswith("pictures/")]
    assert b"<img" not in files["actors/russia.html"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("image: moscow.png",), "content/actors/russia.md:3:8: `alt` is missing"),
        (("image: none.png", "alt: A"), "content/actors/russia.md:3:8: there is no content/pictures/none.png"),
        (("image: ../../etc/passwd", "alt: A"), "content/actors/russia.md:3:8: `image` is not the name of a picture"),
        (("image: page.svg", "alt: A"), "content/actors/russia.md:3:8: `image` is not the name of a picture"),
        (("alt: A",), "content/actors/russia.md:3:6: `alt` is given and no `image`"),
    ],
)
def test_problems_of_a_picture_name_their_place(project: Project, lines: tuple[str, ...], expected: str) -> None:
    problems = problems_of(project({**profile(*lines), "content/pictures/moscow.png": PNG}))
    assert 1 == len(problems)
    assert problems[0].startswith(expected)
