from pathlib import Path

import pytest

from generator.commands.known_reports import KnownReports, plain_address, print_of
from tests.conftest import write


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.x.org/a/", "http://x.org/a"),
        ("https://x.org/a?utm_source=mail&id=1#top", "https://x.org/a?id=1"),
        ("https://x.org/a?b=1&a=2", "https://x.org/a?a=2&b=1"),
    ],
)
def test_addresses_of_one_page_are_one(one: str, other: str) -> None:
    assert plain_address(one) == plain_address(other)


def test_addresses_of_two_pages_are_two() -> None:
    assert plain_address("https://x.org/a?id=1") != plain_address("https://x.org/a?id=2")


def test_a_report_is_like_none_of_another_text(tmp_path: Path) -> None:
    root = write(tmp_path, {"content/articles/a.md": "---\ntitle: T\n---\n\nHe said no.\n"})
    known = KnownReports(root)
    assert {"a": "content/articles/a.md"} == known.slugs
    assert known.like(print_of("---\ntitle: U\n---\n\nHe said yes.\n")) is None
    like = known.like(print_of("---\ntitle: U\n---\n\nHe *said* no.\n"))
    assert like
    assert ("content/articles/a.md", 1.0) == (like.path, like.part)
