"""Of a site that is as planned, only the pages of stale owners are read; what comes of it is a site built from nothing."""

from pathlib import Path

import pytest

from generator.build import build, staged_pages
from generator.runtime.options import Options
from tests.build.test_build import left, left_anew
from tests.conftest import REPORT, Project

A, B, C = "content/articles/a.md", "content/articles/b.md", "content/articles/c.md"
OTHER = REPORT.replace("Envoys", "Ministers")


def _refuse_comparing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staged_pages, "pages_to_render", lambda *_: pytest.fail("all pages were read"))


def test_an_edit_reads_no_pages_but_those_of_stale_owners(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    root = project({A: REPORT, B: OTHER}, 'base_url = "https://example.org/"\n')
    left(root)
    _refuse_comparing(monkeypatch)
    (root / A).write_text(f"{REPORT}\nOn Monday Anna Berg rejected the sanctions.\n")
    edited = left(root)
    monkeypatch.undo()
    assert left_anew(root) == edited


def test_pages_that_come_and_go_are_in_the_sitemap_or_not(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    root = project({A: REPORT, B: OTHER}, 'base_url = "https://example.org/"\n')
    left(root)
    _refuse_comparing(monkeypatch)
    (root / C).write_text(OTHER.replace("Vienna", "Oslo"))
    came = left(root)
    (root / B).unlink()
    went = left(root)
    monkeypatch.undo()
    assert b"articles/c.html" in came["sitemap.xml"]
    assert left_anew(root) == went


def test_a_page_that_somebody_changed_is_written_again(project: Project) -> None:
    root = project({A: REPORT, B: OTHER})
    before = left(root)
    (root / "site/articles/b.html").write_text("mine")
    (root / A).write_text(f"{REPORT}\nMore.\n")
    assert before["articles/b.html"] == left(root)["articles/b.html"]


def test_another_folder_has_all_pages(project: Project, tmp_path: Path) -> None:
    root = project({A: REPORT, B: OTHER})
    left(root)
    build(root, tmp_path / "other", Options(jobs=1))
    (root / A).write_text(f"{REPORT}\nMore.\n")
    edited = left(root)
    build(root, tmp_path / "other", Options(jobs=1))
    assert edited["articles/a.html"] == (tmp_path / "other/articles/a.html").read_bytes()
