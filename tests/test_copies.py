"""Copies of one text, on the pages, in the data and in the export: one source, however many publishers print it."""

import csv
import io
import re
from html import unescape
from pathlib import Path

import pytest

from generator.commands.export import project_rows
from tests.conftest import TITLED, Project, files_of, write
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


AGENCY = """Trade Minister Pedro Alvares said on Friday that Portugal would reject the harbour treaty with Morocco.

"We will not sign a treaty that closes our ports," Mr Alvares told reporters in Lisbon.

At least 12 fishermen were injured in Agadir on Thursday when police dispersed a protest against the treaty.

Rabat supports the treaty, and has called on the European Commission to pay 200 million euros in aid for the harbour.

The talks between Portugal and Morocco began in Rabat in January and are to resume on 20 March 2021.
"""
MASTHEADS = {
    "gazette": AGENCY,
    "herald": f"{AGENCY}\nThe harbour of Setubal has waited ten years for a new quay, said the mayor, Ana Costa.\n",
    "post": f"LISBON, March 5, 2021 (Example Wire) — {AGENCY}",
    "times": "Portugal opposes the harbour treaty, a union said on Saturday. At least 14 fishermen were injured on Thursday.\n",
    "star": "The European Commission urged Morocco on Sunday to resume talks. Morocco supports the harbour treaty.\n",
}
"""An agency's text in three papers, one of which adds a paragraph and one a dateline, and two other reports."""


@pytest.fixture(scope="module")
def mastheads(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    head = "---\ntitle: {0} on the harbour\ndate: 2021-03-05\nsource: The {0}\n---\n\n{1}"
    files: dict[str, str | bytes] = {
        f"content/articles/{name}.md": head.format(name.title(), text) for name, text in MASTHEADS.items()
    }
    return texts_of(write(tmp_path_factory.mktemp("mastheads"), files, TITLED))


def words_of(page: str) -> str:
    """Return the words of a page's main part."""
    main = page.partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", re.sub(r"(?s)<(script|style).*?</\1>", " ", main))).split())


@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        ("actors/portugal.html", "would reject the harbour treaty with Morocco. according to"),
        ("actors/morocco.html", "Rabat supports the treaty , and has called on"),
        ("topics/harbour-treaty.html", "Rabat supports the treaty , and has called on"),
        ("quotes.html", "We will not sign a treaty that closes our ports"),
        ("timeline.html", "Trade Minister Pedro Alvares said on Friday"),
        ("positions.html", "has called on the European Commission to pay 200 million"),
        ("topics/harbour-treaty.html", "At least 12 March 4, 2021"),
    ],
)
def test_each_statement_of_an_agency_stands_once_with_its_three_papers(
    page: str, sentence: str, mastheads: dict[str, str]
) -> None:
    words = words_of(mastheads[page])
    found = [at.start() for at in re.finditer(re.escape(sentence), words)]
    papers = re.findall(r"The (?:Gazette|Herald|Post|Times|Star)", words[found[0] :])[:3]
    assert (1, {"The Gazette", "The Herald", "The Post"}) == (len(found), set(papers))


def test_counts_of_an_agencys_text_are_of_one_text(mastheads: dict[str, str]) -> None:
    assert "5 reports from 5 publishers, 3 texts" in words_of(mastheads["index.html"])
    assert "5 reports from 5 publishers, 3 texts" in words_of(mastheads["sources.html"])
    assert "5 reports, 3 texts" in words_of(mastheads["topics.html"])
    assert "3 reports, one text" in words_of(mastheads["actors.html"])
    assert "latest of 2 4 publishers, 2 texts" in words_of(mastheads["positions.html"])


def test_tables_have_a_row_for_what_copies_say(mastheads: dict[str, str]) -> None:
    rows = list(csv.DictReader(io.StringIO(mastheads["data/positions.csv"])))
    (rejected,) = [row for row in rows if row["actor"] == "Portugal" and row["stance"] == "rejects"]
    assert ["articles/herald.html", "articles/post.html"] == [
        path.partition("#")[0] for path in rejected["also_in"].split("; ")
    ]
    figures = list(csv.DictReader(io.StringIO(mastheads["data/figures.csv"])))
    assert [("At least 12", 2), ("At least 14", 0)] == [
        (row["number"], len(list(filter(None, row["also_in"].split("; "))))) for row in figures if "fishermen" in row["counts"]
    ]


def test_mentions_and_sentences_in_common_are_counted_in_one_text(mastheads: dict[str, str]) -> None:
    words = words_of(mastheads["actors/pedro-alvares.html"])
    assert "3 reports from 3 publishers, one text, 2 times" in words
    assert "Morocco 1 shared sentence Portugal 1 shared sentence" in words
