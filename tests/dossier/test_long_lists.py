"""Pages are bounded: an actor of many reports has a page of readable length, and pages by time with the rest."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from generator.build import build
from generator.runtime.options import Options

pytestmark = pytest.mark.slow
REPORTS = 260
SAID = "Russia rejects sanctions against Iran. Mr Lavrov met Mrs Clinton in Geneva on Monday.\n\n“We wait,” Mr Lavrov said.\n"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dossier in which the same actors are in every report."""
    folder = tmp_path_factory.mktemp("long")
    (folder / "content/articles").mkdir(parents=True)
    (folder / "briefing.toml").write_text('title = "Long"\n')
    for number in range(REPORTS):
        day = date(2009, 1, 5) + timedelta(days=3 * number)
        head = f"---\ntitle: Report {number}\ndate: {day}\nsource: Example News\n---\n\n"
        (folder / f"content/articles/r{number:03d}.md").write_text(f"{head}{SAID}It was day {number}.\n")
    build(folder, options=Options(jobs=1))
    return folder


def page(root: Path, name: str) -> str:
    return (root / "site" / name).read_text("utf-8")


def test_no_page_is_larger_than_400_kilobytes(root: Path) -> None:
    sizes = {path.relative_to(root).as_posix(): path.stat().st_size for path in (root / "site").rglob("*.html")}
    assert {} == {name: size for name, size in sizes.items() if size > 400_000}


def test_the_pages_of_an_actor_link_to_every_report_that_mentions_it(root: Path) -> None:
    parts = re.findall(r'href="\.\./(actors/russia/by/[^"]+)"', page(root, "actors/russia.html"))
    assert len(parts) > 1
    linked = {slug for part in parts for slug in re.findall(r"articles/(r\d+)\.html", page(root, part))}
    assert REPORTS == len(linked)


def test_a_page_by_time_links_to_its_neighbours_only(root: Path) -> None:
    parts = sorted((root / "site/actors/russia/by").glob("*.html"))
    for path in parts:
        assert len(set(re.findall(r'by/([^"]+)\.html"', path.read_text("utf-8")))) <= 3


def test_one_edit_renders_few_pages(root: Path) -> None:
    report = root / "content/articles/r100.md"
    report.write_text(report.read_text().replace("It was day 100.", "It was another day."))
    done = build(root, options=Options(jobs=1))
    assert ["articles/r100.html", "search-index.js"] == [path for path, _ in done.reasons]
    report.write_text(report.read_text() + "\nRussia supports sanctions against Iran now.\n")
    done = build(root, options=Options(jobs=1))
    assert 1 < done.rendered < 30
