import html
import io

import docx
import pytest

from generator.content.importers import format_of
from generator.content.importers.importer import ImportedReport, SourceFile
from tests.content.importers.pdf_files import pdf
from tests.content.importers.press_files import (
    ALL,
    BUDGET,
    ENVOYS,
    STORM,
    PressReport,
    factiva,
    factiva_labelled_page,
    factiva_labelled_text,
    factiva_labels,
    factiva_lines,
    factiva_page,
    lexis_page,
    lexis_text,
    nexis,
    nexis_lines,
    rtf,
    rtf_table,
)
from tests.content.importers.reading import reports_of, stated


def docx_of(lines: list[str]) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def page_of(lines: list[str]) -> str:
    return f"<html><body>{''.join(f'<p>{html.escape(line)}</p>' for line in lines)}</body></html>"


def expected(report: PressReport, source: str = "") -> tuple[dict[str, str], str]:
    fields = {
        "title": report.title,
        "source": source or report.source,
        "date": report.day,
        "author": report.author.replace(" and ", ", "),
        "lang": "en",
    }
    return {key: value for key, value in fields.items() if value}, "\n\n".join(report.body)


def read(reports: list[ImportedReport]) -> list[tuple[dict[str, str], str]]:
    return [(stated(report), report.body) for report in reports]


LABELLED_RTF = f"{{\\rtf1\\ansi {''.join(rtf_table(factiva_labels(report)) for report in (STORM, BUDGET))}}}"
DELIVERIES: list[tuple[str, str | bytes]] = [
    ("factiva.txt", "\n".join(factiva())),
    ("factiva.docx", docx_of(factiva())),
    ("factiva.rtf", rtf(factiva())),
    ("factiva.html", factiva_page()),
    ("labelled.html", factiva_labelled_page()),
    ("labelled.txt", factiva_labelled_text()),
    ("lexis.txt", lexis_text()),
    ("lexis.html", lexis_page()),
]
OF_NEXIS: list[tuple[str, str | bytes]] = [
    ("nexis.docx", docx_of(nexis())),
    ("nexis.rtf", rtf(nexis())),
    ("nexis.html", page_of(nexis())),
    ("nexis.txt", "\n".join(nexis())),
]


@pytest.mark.parametrize(
    ("name", "content"), DELIVERIES, ids=lambda value: value if isinstance(value, str) and len(value) < 20 else ""
)
def test_a_delivery_has_a_report_for_each_of_its_reports(name: str, content: str | bytes) -> None:
    assert list(map(expected, ALL)) == read(reports_of(name, content))


@pytest.mark.parametrize(
    ("name", "content"), OF_NEXIS, ids=lambda value: value if isinstance(value, str) and len(value) < 20 else ""
)
def test_a_delivery_of_nexis_uni_has_its_cover_passed_over(name: str, content: str | bytes) -> None:
    assert [expected(report, f"{report.source} (London)") for report in ALL] == read(reports_of(name, content))


@pytest.mark.parametrize(("lines", "city"), [(factiva(), ""), (nexis(), " (London)")], ids=["factiva", "nexis"])
def test_a_delivery_as_pdf_is_read_too(lines: list[str], city: str) -> None:
    page = page_of(lines).replace("<html>", "<html><style>body { font: 11pt sans-serif } p { margin: 0 0 .6em }</style>")
    assert [expected(report, f"{report.source}{city}") for report in ALL] == read(reports_of("a.pdf", pdf(page)))


def test_a_table_of_labels_in_rich_text_is_read() -> None:
    assert [expected(STORM), expected(BUDGET)] == read(reports_of("labelled.rtf", LABELLED_RTF))


@pytest.mark.parametrize(
    ("name", "content"), [*DELIVERIES, *OF_NEXIS], ids=lambda value: value if isinstance(value, str) and len(value) < 20 else ""
)
def test_each_report_says_which_of_how_many_it_is(name: str, content: str | bytes) -> None:
    assert ["1 of 3", "2 of 3", "3 of 3"] == [report.part for report in reports_of(name, content)]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", lexis_text(ALL, 4)),
        ("a.rtf", rtf(factiva(ALL, 4))),
        ("a.docx", docx_of(nexis(ALL, 4))),
    ],
    ids=["lexis", "factiva", "nexis"],
)
def test_a_delivery_that_is_short_of_reports_says_so_once(name: str, content: str | bytes) -> None:
    reports = reports_of(name, content)
    assert [("the delivery says that it has 4 reports, 3 were found",), (), ()] == [report.notes for report in reports]
    assert "1 of 4" == reports[0].part


def test_a_report_without_text_is_passed_over_and_told() -> None:
    empty = PressReport("Picture of the day", "", "Example Wire", "EXWIRE", "2021-03-05", ())
    reports = reports_of("a.rtf", rtf(factiva((ENVOYS, empty, BUDGET))))
    assert ["1 of 3", "3 of 3"] == [report.part for report in reports]
    assert ("report 2 (Picture of the day) has no text: passed over",) == reports[0].notes


def test_a_single_report_of_a_database_is_read_as_its_own() -> None:
    (report,) = reports_of("a.txt", "\n".join(nexis_lines(STORM)))
    assert (expected(STORM, "Example Wire (London)"), "") == ((stated(report), report.body), report.part)


@pytest.mark.parametrize(
    ("words", "language", "day", "code"),
    [
        ("Wörter", "Deutsch", "4 März 2021", "de"),
        ("mots", "Français", "4 mars 2021", "fr"),
        ("palabras", "Español", "4 marzo 2021", "es"),
    ],
)
def test_factiva_speaks_the_readers_language(words: str, language: str, day: str, code: str) -> None:
    lines = [day if line == "4 March 2021" else line for line in factiva_lines(ENVOYS, words, language)]
    (report,) = reports_of("a.txt", "\n".join(lines))
    assert ("2021-03-04", code, ENVOYS.source) == tuple(stated(report)[key] for key in ("date", "lang", "source"))


def test_a_dateline_and_a_highlight_of_nexis_are_place_and_summary() -> None:
    lines = nexis_lines(STORM)
    at = lines.index("Body")
    lines[at:at] = ["Dateline:\u00a0SAMPLETON", "Highlight:\u00a0No ship leaves before Sunday."]
    (report,) = reports_of("a.txt", "\n".join(lines))
    assert ("Sampleton", "No ship leaves before Sunday.") == (stated(report)["place"], stated(report)["summary"])


def test_the_address_below_a_text_of_nexis_is_the_reports() -> None:
    lines = nexis_lines(STORM)
    lines.insert(lines.index("Graphic"), "http://www.example.org/2021/03/05/storm.html")
    (report,) = reports_of("a.txt", "\n".join(lines))
    assert ("http://www.example.org/2021/03/05/storm.html", "\n\n".join(STORM.body)) == (stated(report)["url"], report.body)


def test_pages_numbers_and_contents_of_factiva_are_passed_over() -> None:
    lines = [
        "Storm closes port .............. 2",
        "Page 1 of 2 © 2021 Factiva, Inc. All rights reserved.",
        *factiva_lines(STORM),
    ]
    lines.insert(-2, "Page 2 of 2 © 2021 Factiva, Inc. All rights reserved.")
    (report,) = reports_of("a.rtf", rtf(lines))
    assert expected(STORM) == (stated(report), report.body)


@pytest.mark.parametrize(
    ("byline", "author"),
    [
        ("Ana Busby (now), Bob Desk (earlier)", "Ana Busby (now), Bob Desk (earlier)"),
        ("BY ANA WRITER AND BOB DESK", "Ana Writer, Bob Desk"),
        ("Ana Writer, Sampleton Post Staff Writer", "Ana Writer"),
        ("Ana Writer in Brussels", "Ana Writer"),
        ("ANA WRITER; Bob Desk contributed reporting from Sampleton.", "Ana Writer"),
        ("Writer, Ana; Desk, Bob", "Ana Writer, Bob Desk"),
        ("ANA WRITER, --(AGY)", "Ana Writer"),
        ("--(AGY)", "AGY"),
        ("THE EXAMPLE AGENCY", "The Example Agency"),
        ("Ana Writer, with files from Bob Desk, Sampleton Post", "Ana Writer"),
    ],
)
def test_a_byline_of_nexis_gives_names(byline: str, author: str) -> None:
    lines = [f"Byline:\u00a0{byline}" if line.startswith("Byline") else line for line in nexis_lines(ENVOYS)]
    (report,) = reports_of("a.txt", "\n".join(lines))
    assert author == stated(report)["author"]


def test_a_report_of_nexis_without_its_day_has_the_day_on_which_it_was_loaded() -> None:
    lines = [line for line in nexis_lines(STORM) if "9:20 AM" not in line]
    lines[0:2] = [f"{STORM.title} - Correction Appended", "Example Wire", "Correction Appended"]
    (report,) = reports_of("a.txt", "\n".join(lines))
    assert (STORM.title, "Example Wire", "2021-03-05") == tuple(stated(report)[key] for key in ("title", "source", "date"))
    assert ("Nexis gives no date for it: taken for 2021-03-05, when it was loaded",) == report.notes


def test_a_headline_of_several_lines_is_one() -> None:
    page = page_of(nexis_lines(STORM)).replace(f"<p>{STORM.title}</p>", "<p>SHIPPING;<br>Storm closes port</p>")
    (report,) = reports_of("a.html", page)
    assert "SHIPPING; Storm closes port" == stated(report)["title"]


def test_reports_say_which_database_told_what_they_know() -> None:
    (report,) = reports_of("a.txt", "\n".join(factiva_lines(STORM)))
    assert {"Factiva"} == {value.origin for value in report.fields.values()}


@pytest.mark.parametrize(
    "text",
    [
        "The talks\n\nThe archive closes with the words:\n\nEnd of Document\n\nNothing follows.\n",
        "Storm\n\nThe file is called\nDocument DEX0000020210304eh3400001\n",
    ],
)
def test_a_text_that_only_looks_like_a_delivery_is_one_report(text: str) -> None:
    assert 1 == len(reports_of("a.txt", text))


def test_a_delivery_is_known_by_its_content() -> None:
    content = factiva_page().encode()
    found = format_of(SourceFile("anything", content), [])
    assert found is not None
    assert "press-page" == found.name
