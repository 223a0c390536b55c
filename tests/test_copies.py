"""Copies of one text, on the pages, in the data and in the export: one source, however many publishers print it."""

import csv
import io
from pathlib import Path

from generator.commands.export import project_rows
from tests.conftest import Project, files_of
from tests.report.test_sketch import WIRE

SAID = 'Ellen Falk met Nils Berg in Oslo on Monday. "The state cannot pay for such losses any more," Ellen Falk said.'


def texts_of(root: Path) -> dict[str, str]:
    """Return the pages of a project, with plain spaces."""
    return {path: content.decode(errors="replace").replace("\u00a0", " ") for path, content in files_of(root).items()}


def report(source: str, more: str = "") -> str:
    return f"---\ntitle: {source}\ndate: 2009-10-13\nsource: {source}\n{more}---\n\n{SAID}\n\n{WIRE}\n"


def reports(more: str = "") -> dict[str, str]:
    return {f"content/articles/{name}.md": report(f"The {name.title()}", more) for name in ("gazette", "herald", "post")}


OTHER = {"content/articles/times.md": f"---\ntitle: T\ndate: 2009-10-14\nsource: The Times\n---\n\n{SAID}\n"}


def test_pages_count_the_texts_behind_what_several_publishers_print(project: Project) -> None:
    files = texts_of(project(reports() | OTHER))
    assert "4 reports from 4 publishers, 2 texts" in files["actors/ellen-falk.html"]
    assert "4 reports from 4 publishers, 2 texts" in files["index.html"]
    assert "4 publishers, 2 texts" in files["timeline.html"]


def test_what_one_text_tells_is_marked_as_one_source(project: Project) -> None:
    timeline = texts_of(project(reports()))["timeline.html"]
    assert '<span class="behind one">3 publishers, one text</span>' in timeline


def test_a_report_leads_to_the_copies_of_its_text(project: Project) -> None:
    page = files_of(project(reports() | OTHER))["articles/herald.html"].decode()
    note = page.partition('class="note copies"')[2].partition("</p>")[0]
    assert "The same text, or nearly, as:" in note
    assert "../articles/gazette.html" in note
    assert "../articles/post.html" in note
    assert "times" not in note


def test_a_quote_of_several_reports_stands_once_with_links_to_the_others(project: Project) -> None:
    files = files_of(project(reports() | OTHER))
    page = files["quotes.html"].decode().partition("<main")[2]
    assert 1 == page.count("such losses any more</q>")
    assert "also in" in page
    (row,) = [row for row in csv.DictReader(io.StringIO(files["data/quotes.csv"].decode())) if "such losses" in row["words"]]
    assert ("gazette", "4", 3) == (row["report"], row["reports"], len(row["also_in"].split("; ")))


def test_an_editor_can_say_that_a_report_is_no_copy(project: Project) -> None:
    page = files_of(project(reports("own_text: true\n")))["articles/herald.html"].decode()
    assert "The same text" not in page


def test_export_and_the_table_of_reports_name_the_first_report_of_a_text(project: Project) -> None:
    root = project(reports() | OTHER)
    expected = {"gazette": "", "herald": "gazette", "post": "gazette", "times": ""}
    assert expected == {row["id"]: row["copy_of"] or "" for row in project_rows(root, [])}
    table = csv.DictReader(io.StringIO(files_of(root)["data/reports.csv"].decode()))
    assert expected == {row["id"]: row["copy_of"] for row in table}
