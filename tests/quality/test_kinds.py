from pathlib import Path

from generator.model.page_kinds import FILES_BESIDE, PAGE_KINDS
from quality.kinds import EXAMPLES, one_of_each


def test_one_page_of_each_kind_for_readers_is_found(sample_site: Path) -> None:
    of_pages = {name for name, kind in PAGE_KINDS.items() if kind.template} - FILES_BESIDE
    assert set(one_of_each(sample_site)) == of_pages - {"card", "moved"}  # a picture, and what the sample has none of


def test_one_rich_page_is_chosen_per_kind(sample_site: Path) -> None:
    assert EXAMPLES.items() <= one_of_each(sample_site).items()


def test_an_unlisted_kind_is_found(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text('<body class="at-own">')
    (tmp_path / "b.html").write_text('<body class="at-own">')
    (tmp_path / "c.html").write_text("<body>")
    assert {"own": "a.html"} == one_of_each(tmp_path)
