from pathlib import Path

from generator.model.page_kinds import PAGE_KINDS
from quality.kinds import EXAMPLES, one_of_each


def test_there_is_a_page_of_each_kind_that_readers_see(sample_site: Path) -> None:
    assert set(one_of_each(sample_site)) == {name for name, kind in PAGE_KINDS.items() if kind.template} - {
        "card",
        "single",
    }  # a picture, and the one file that is made on demand


def test_kinds_with_many_pages_are_shown_by_one_that_has_much(sample_site: Path) -> None:
    assert EXAMPLES.items() <= one_of_each(sample_site).items()


def test_a_kind_that_nobody_listed_is_found(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text('<body class="at-own">')
    (tmp_path / "b.html").write_text('<body class="at-own">')
    (tmp_path / "c.html").write_text("<body>")
    assert {"own": "a.html"} == one_of_each(tmp_path)
