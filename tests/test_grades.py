"""Grades of sources: in what cites a report, in its rows for programs, and with their words on the page of sources."""

import csv
import re

import pytest

from tests.build.test_build import left, left_anew
from tests.conftest import TITLED, Project, files_of

REPORT = "---\ntitle: {0}\ndate: 2009-10-13\nsource: {0}\n{1}---\n\nRussia rejects sanctions against Iran.\n"
FILES = {"content/articles/a.md": REPORT.format("First", ""), "content/articles/b.md": REPORT.format("Second", "grade: C3\n")}
GRADED = f'{TITLED}[sources.First]\ngrade = "B2"\n'


@pytest.fixture
def site(project: Project) -> dict[str, str]:
    texts = (".html", ".csv", ".json")
    return {path: content.decode() for path, content in files_of(project(FILES, GRADED)).items() if path.endswith(texts)}


def test_a_report_has_the_grade_of_its_source_unless_it_has_its_own(site: dict[str, str]) -> None:
    assert "B2</abbr>" in site["articles/a.html"]
    assert "C3</abbr>" in site["articles/b.html"]


def test_a_statement_is_cited_with_the_grade_of_its_report(site: dict[str, str]) -> None:
    page = site["actors/russia.html"]
    assert "B2</abbr>" in page
    assert "C3</abbr>" in page


def test_tables_of_reports_have_the_grades(site: dict[str, str]) -> None:
    rows = {row["title"]: row["grade"] for row in csv.DictReader(site["data/reports.csv"].splitlines())}
    assert {"First": "B2", "Second": "C3"} == rows
    assert '"B2"' in site["data/reports.json"]
    assert '"C3"' in site["data/reports.json"]


def test_the_page_of_sources_explains_the_letters_and_numbers_that_there_are(site: dict[str, str]) -> None:
    legend = site["sources.html"].partition('id="grades"')[2]
    assert ["2", "3", "B", "C"] == sorted(re.findall(r"<li><b>(.)</b> \w", legend))


def test_a_changed_grade_is_on_all_pages_that_cite_the_source(project: Project) -> None:
    root = project(FILES, GRADED)
    left(root)
    (root / "briefing.toml").write_text(GRADED.replace("B2", "A1"))
    graded = left(root)
    assert b"A1</abbr>" in graded["actors/russia.html"]
    assert left_anew(root) == graded


def test_a_site_without_grades_says_nothing_of_them(project: Project) -> None:
    files = files_of(project({"content/articles/a.md": FILES["content/articles/a.md"]}))
    assert [] == [path for path, content in files.items() if path.endswith(".html") and b"<abbr title" in content]
    assert b'id="grades"' not in files["sources.html"]
