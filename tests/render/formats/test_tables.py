"""Tables for programs: rows as CSV and as JSON."""

import csv
import io
import json

import pytest
from msgspec.structs import replace

from generator.contexts import ActorCard, ActorLink, Page, Record, Site, Table, When
from generator.model import permalinks
from generator.render.formats import tables

SITE = Site("Test", "", "en", "ltr", (), "", "", "Briefing 1")
ADDRESSED = replace(SITE, base_url="https://example.org/b/")
REPORT = Record(
    title="Talks; then more",
    path=permalinks.article("a"),
    canonical="",
    url="",
    source="News",
    author="",
    summary='He said "no",\nand left.',
    language="en",
    when=When("2009-10", "October 2009", "2009-10", "month"),
    actors=(ActorLink("Russia", "actors/russia.html", "country"), ActorLink("Iran", "actors/iran.html", "country")),
)


def page(kind: str) -> Page:
    return Page(permalinks.table("x", "csv"), "../", "", "", kind, "")


def rows(site: Site, kind: str, *given: tables.Row) -> list[dict[str, str]]:
    written = tables.as_csv(site, page(kind), Table(given))
    assert written.endswith(b"\r\n")
    return list(csv.DictReader(io.StringIO(written.decode(), newline="")))


def test_a_row_is_the_same_in_csv_and_in_json() -> None:
    (row,) = rows(SITE, "reports.csv", REPORT)
    (whole,) = json.loads(tables.as_json(SITE, page("reports.json"), Table((REPORT,))))
    assert whole.keys() == row.keys()
    assert (whole["summary"], ["Russia", "Iran"]) == (row["summary"], whole["actors"])
    assert ("Russia; Iran", "russia; iran") == (row["actors"], row["actor_ids"])


def test_a_date_is_as_exact_as_its_source() -> None:
    assert "2009-10" == rows(SITE, "reports.csv", REPORT)[0]["date"]
    assert "" == rows(SITE, "reports.csv", replace(REPORT, when=None))[0]["date"]


def test_pages_are_addressed_where_the_site_is_else_from_its_root() -> None:
    assert "articles/a.html" == rows(SITE, "reports.csv", REPORT)[0]["page"]
    assert "https://example.org/b/articles/a.html" == rows(ADDRESSED, "reports.csv", REPORT)[0]["page"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_what_a_spreadsheet_would_work_out_stays_text(text: str) -> None:
    assert f"'{text}" == rows(SITE, "reports.csv", replace(REPORT, title=text))[0]["title"]
    assert text == json.loads(tables.as_json(SITE, page("reports.json"), Table((replace(REPORT, title=text),))))[0]["title"]


def test_a_table_without_rows_has_its_names() -> None:
    assert [] == rows(SITE, "actors.csv")
    assert [] == json.loads(tables.as_json(SITE, page("actors.json"), Table(())))


def test_numbers_are_of_reports_and_of_mentions() -> None:
    card = ActorCard(ActorLink("Russia", "actors/russia.html", "country"), "", 9, 3, 2)
    (row,) = rows(SITE, "actors.csv", card)
    assert ("russia", "3", "2", "9") == tuple(row[name] for name in ("id", "reports", "publishers", "mentions"))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n"])
def test_text_that_a_spreadsheet_would_read_as_a_formula_has_an_apostrophe(start: str) -> None:
    text = f"{start}HYPERLINK(1)"
    assert [f"'{text}"] == [row["title"] for row in rows(SITE, "reports.csv", replace(REPORT, title=text))]
