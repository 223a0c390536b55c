"""Requests while files change: every answer is a whole page, the old one or the new one, and a page of both is never missing."""

import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import REPORT, ROOT, Project
from tests.serve.live import Answer, Live, live, put, until

PAGES = ("index.html", "articles/a.html", "articles/b.html", "actors/russia.html", "timeline.html")
MARKED = re.compile(r"marked (\d+) times")


def report(number: int, town: str = "Vienna") -> str:
    return REPORT.replace("Vienna", town) + f"\nRussia rejected an offer that was marked {number} times.\n"


@contextmanager
def reading(served: Live, paths: tuple[str, ...], readers: int = 2) -> Iterator[list[tuple[str, Answer]]]:
    """Ask for pages all the time; the list has every answer."""
    answers: list[tuple[str, Answer]] = []
    stop = threading.Event()

    def read() -> None:
        while not stop.wait(0.01):
            answers.extend((path, served.get(f"/{path}")) for path in paths)

    threads = [threading.Thread(target=read) for _ in range(readers)]
    for thread in threads:
        thread.start()
    try:
        yield answers
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def until_shown(served: Live, path: str, words: str) -> None:
    until(lambda: words in served.text(path))


def numbers_in(answers: list[tuple[str, Answer]]) -> list[int]:
    """The number that each answer about the first report carries, in order."""
    texts = (got.body.decode() for path, got in answers if path == "articles/a.html")
    return [int(found[1]) for text in texts if (found := MARKED.search(text))]


def assert_whole(answers: list[tuple[str, Answer]]) -> None:
    assert answers
    for path, got in answers:
        assert got.status == 200, path
        assert len(got.body) == int(got.headers["content-length"]), path
        assert got.body.startswith(b"<!doctype html>"), path
        assert got.body.endswith(b"</html>\n"), path


def test_pages_are_whole_and_there_while_reports_change(project: Project) -> None:
    root = project({f"content/articles/{name}.md": report(0) for name in "ab"})
    with live(root) as served, reading(served, PAGES) as answers:
        for number in range(1, 5):
            put(root / "content/articles/a.md", report(number))
            until_shown(served, "articles/a.html", f"marked {number} times")
    assert_whole(answers)
    assert set(numbers_in(answers)) <= set(range(5))


def test_the_versions_that_one_reader_sees_never_go_back(project: Project) -> None:
    root = project({"content/articles/a.md": report(0)})
    with live(root) as served:
        with reading(served, ("articles/a.html",), readers=1) as answers:
            for number in range(1, 5):
                put(root / "content/articles/a.md", report(number))
                until_shown(served, "articles/a.html", f"marked {number} times")
        seen = numbers_in(answers)
    assert sorted(seen) == seen


def test_a_page_of_many_reports_shows_them_all_or_none_of_a_new_folder(project: Project, tmp_path: Path) -> None:
    root = project({"content/articles/a.md": report(0)})
    new = tmp_path / "new"
    new.mkdir()
    for number in range(12):
        (new / f"{number}.md").write_text(report(number, "Geneva"))
    with live(root) as served:
        with reading(served, ("index.html", "articles/a.html"), readers=2) as answers:
            new.rename(root / "content/articles/new")  # all at once
            until(lambda: served.get("/articles/11.html").status == 200)
        assert_whole(answers)
        assert [200] * 12 == [served.get(f"/articles/{number}.html").status for number in range(12)]


@pytest.mark.slow
@pytest.mark.parametrize("theme_file", ["templates/base.html", "static/style.css"])
def test_pages_are_whole_while_the_theme_changes(project: Project, theme_file: str) -> None:
    root = project({f"content/articles/{name}.md": report(0) for name in "ab"})
    shutil.copytree(ROOT / "themes", root / "themes")
    path = root / "themes/briefing" / theme_file
    good = path.read_text()
    with live(root) as served, reading(served, PAGES) as answers:
        for number in range(3):
            mark = f"<!-- mark {number} -->" if theme_file.endswith("html") else f"/* mark {number} */"
            put(path, f"{good}\n{mark}\n")
            shown = "" if theme_file.endswith("html") else "static/style.css"
            until_shown(served, shown, mark)
    assert all(got.status == 200 and len(got.body) == int(got.headers["content-length"]) for _, got in answers)
