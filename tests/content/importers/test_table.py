import json

import pytest

from tests.content.importers.reading import problems_of, reports_of, stated

CSV = (
    "Headline,Pub Date,Outlet,URL,Body,Word count\n"
    'Talks resume,2021-03-04,Example News,https://x.org/1,"Envoys met, and spoke.\n\nThey left.",5\n'
    "Talks end,2021-03-05T08:00:00Z,Example News,https://x.org/2,They left for good.,4\n"
    "Nothing,2021-03-06,Example News,https://x.org/3,,0\n"
)


def test_each_row_of_a_table_is_a_report() -> None:
    first, second = reports_of("a.csv", CSV)
    expected = {"title": "Talks resume", "date": "2021-03-04", "source": "Example News", "url": "https://x.org/1"}
    assert (expected, "Envoys met, and spoke.\n\nThey left.", "1 of 3") == (stated(first), first.body, first.part)
    assert ("2021-03-05T08:00:00Z", "They left for good.") == (stated(second)["date"], second.body)
    assert "column 'Headline'" == first.fields["title"].origin


def test_columns_that_are_read_and_not_read_and_rows_without_a_text_are_told() -> None:
    first, second = reports_of("a.csv", CSV)
    assert (
        "columns: text from 'Body', title from 'Headline', date from 'Pub Date', source from 'Outlet', url from 'URL'",
        "columns that are not read: Word count",
        "left out without a text: line 6",
    ) == first.notes
    assert () == second.notes


def test_a_table_of_a_spreadsheet_with_semicolons_and_in_windows_1252_is_read_and_told() -> None:
    table = "Titel;Datum;Text\nHäfen;04.03.2021;Die Häfen öffnen.\n"
    (report,) = reports_of("a.csv", table.encode("cp1252"))
    assert ({"title": "Häfen", "date": "04.03.2021"}, "Die Häfen öffnen.") == (stated(report), report.body)
    assert ("read as Windows-1252", "read as a table with a semicolon between columns") == report.notes[:2]


@pytest.mark.parametrize("name", ["a.tsv", "a.csv"])
def test_a_table_with_tabs_is_read(name: str) -> None:
    (report,) = reports_of(name, "title\ttext\tauthors\nTalks\tThey met.\tAna, Ben\n")
    assert ({"title": "Talks", "author": "Ana, Ben"}, "They met.") == (stated(report), report.body)


def test_columns_are_mapped_as_the_person_says() -> None:
    (report,) = reports_of("a.csv", "T,B,text\nTalks,They met.,no\n", columns={"title": "T", "text": "B"})
    assert ({"title": "Talks"}, "They met.") == (stated(report), report.body)


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        (
            {},
            "no column of this table is known to hold the reports' text; say which by `--map text=COLUMN`; the columns are T, B",
        ),
        ({"text": "Body"}, "there is no column 'Body'; the columns are T, B"),
    ],
)
def test_what_cannot_be_mapped_is_told_with_the_columns_that_there_are(columns: dict[str, str], expected: str) -> None:
    assert [f"a.csv:1:1: {expected}"] == problems_of("a.csv", "T,B\nTalks,They met.\n", columns)


def test_a_table_without_a_text_is_a_problem() -> None:
    expected = "a.csv:1:1: no row of this table has a text; write texts into it, or leave it out"
    assert [expected] == problems_of("a.csv", "title,text\nTalks,\n")


def test_html_in_a_cell_is_read_as_such() -> None:
    (report,) = reports_of("a.csv", 'title,content\nTalks,"<p>They <b>met</b>.</p><p>They left.</p>"\n')
    assert "They **met**.\n\nThey left." == report.body


def test_a_cell_longer_than_the_library_takes_by_itself_is_read() -> None:
    (report,) = reports_of("a.csv", f'title,text\nTalks,"{"They met. " * 20000}"\n')
    assert 199_999 == len(report.body)


NEWS_API = {
    "status": "ok",
    "articles": [
        {
            "source": {"id": None, "name": "Example News"},
            "author": "Ana Writer",
            "title": "Talks resume",
            "description": "Short.",
            "url": "https://x.org/1",
            "publishedAt": "2021-03-04T08:00:00Z",
            "content": "Envoys met.",
        }
    ],
}


def test_the_answer_of_a_news_service_is_read() -> None:
    (report,) = reports_of("a.json", json.dumps(NEWS_API, indent=1))
    expected = {
        "title": "Talks resume",
        "date": "2021-03-04T08:00:00Z",
        "source": "Example News",
        "author": "Ana Writer",
        "url": "https://x.org/1",
        "summary": "Short.",
    }
    assert (expected, "Envoys met.") == (stated(report), report.body)
    assert not any("not read" in note for note in report.notes)


def test_a_list_of_scraped_reports_is_read() -> None:
    rows = [
        {"headline": "A", "authors": ["Ana", "Ben"], "date_publish": None, "maintext": "They met."},
        {"headline": "B", "maintext": None},
    ]
    (report,) = reports_of("a.json", json.dumps(rows))
    assert ({"title": "A", "author": "Ana, Ben"}, "They met.", "1 of 2") == (stated(report), report.body, report.part)
    assert "left out without a text: row 2" in report.notes


@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson", "a.json", "a.txt"])
def test_lines_of_json_are_read(name: str) -> None:
    lines = '{"title": "A", "text": "They met."}\n{"title": "B", "text": "They left."}\n'
    assert ["They met.", "They left."] == [report.body for report in reports_of(name, lines)]


def test_the_place_of_a_value_in_lines_of_json_is_known() -> None:
    (report, _) = reports_of("a.jsonl", '{"title": "A", "text": "x."}\n{"title": "B", "text": "y."}\n')
    assert "a.jsonl:1:1" == str(report.fields["title"].where)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('[{"title": "A",]', "a.json:1:16: this is not valid JSON: "),
        ('{"a": 1}', "a.json:1:1: there is no list of reports in this JSON; give a list of objects, or an object a line"),
    ],
)
def test_json_without_reports_is_a_problem(content: str, expected: str) -> None:
    (problem,) = problems_of("a.json", content)
    assert problem.startswith(expected)


def test_a_line_of_json_that_is_not_valid_is_a_problem_and_the_others_are_read() -> None:
    from generator.content.importers import read_reports
    from generator.content.importers.importer import SourceFile
    from generator.model.problems import Problem

    problems: list[Problem] = []
    lines = b'{"title": "A", "text": "They met."}\n{"title": \n[1]\n'
    reports = list(read_reports(SourceFile("a.jsonl", lines), problems))
    assert ["They met."] == [report.body for report in reports]
    assert ["a.jsonl:2:11: this is not valid JSON", "a.jsonl:3:1: this line holds no report"] == [
        str(problem).partition(";")[0].partition(": Exp")[0] for problem in problems
    ]
