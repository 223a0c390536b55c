import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model import permalinks
from generator.model.permalinks import Unsafe, output, root_from, slug_in, slug_of, slugs


@pytest.mark.parametrize(
    "path",
    [
        "../x.html",
        "/x.html",
        "a/../b.html",
        "a//b.html",
        "",
        ".hidden",
        "a/.b",
        "a\\b.html",
        "a\0.html",
        "x./y",
        "CON.html",
        "a/lpt1",
        "a" * 241,
    ],
)
def test_a_path_that_leaves_the_output_folder_or_trips_a_host_is_refused(path: str) -> None:
    with pytest.raises(Unsafe):
        output(path)


@given(st.text(max_size=300))
def test_any_name_gives_a_slug_that_makes_a_safe_path(name: str) -> None:
    assert permalinks.actor(slugs(name)).startswith("actors/")


def test_slugs_are_plain_ascii() -> None:
    assert "lula-da-silva-sao-paulo" == slugs("Lula da Silva (São Paulo)")
    assert "mosk-va" == slugs("Моск-ва")


def test_a_name_that_a_system_keeps_for_itself_gets_a_slug_of_its_own() -> None:
    assert "con-x" == slugs("CON")


def test_a_files_slug_is_its_name() -> None:
    assert "2009-10-13-talks" == slug_of("content/articles/deep/2009-10-13-talks.md")


def test_a_reports_slug_is_what_its_front_matter_says_else_its_files_name() -> None:
    assert "other-name" == slug_in("---\ntitle: T\nslug: 'Other Name'\n---\n\nText.\n", "content/articles/a.md")
    assert "a" == slug_in("---\ntitle: T\n---\n\nText.\n", "content/articles/a.md")


def test_the_way_to_the_root_depends_on_the_depth() -> None:
    assert ("", "../") == (root_from(output("index.html")), root_from(output("actors/x.html")))


def test_the_home_page_is_the_address_itself() -> None:
    assert "https://x.org/b/" == permalinks.absolute("https://x.org/b/", permalinks.HOME)
    assert "https://x.org/b/quotes.html" == permalinks.absolute("https://x.org/b/", permalinks.QUOTES)
    assert permalinks.absolute("", permalinks.QUOTES) == ""
