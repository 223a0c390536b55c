import pytest

from generator.content.importers import document_properties, formats
from tests.content.importers import pdf_files
from tests.content.importers.pdf_files import paragraphs, pdf
from tests.content.importers.reading import problems_of, reports_of, stated

EMPTY_PAGE = pdf("<p></p>")


def body_of(html: str) -> str:
    (report,) = reports_of("a.pdf", pdf(html))
    return report.body


def test_two_columns_are_read_one_after_the_other_over_all_pages() -> None:
    (report,) = reports_of("a.pdf", pdf_files.newspaper())
    texts = paragraphs(24)
    assert [*texts[:12], "## What comes next", *texts[12:]] == report.body.split("\n\n")


def test_a_newspapers_headline_writer_name_and_day_are_known() -> None:
    (report,) = reports_of("a.pdf", pdf_files.newspaper(3))
    headline = "Crossings to open by month's end"
    assert {"title": headline, "author": "Ana Writer", "date": "2021-03-04", "source": "The Daily Example"} == stated(report)
    origins = {key: report.fields[key].origin for key in ("title", "date", "source")}
    assert {"title": "document properties", "date": "page header", "source": "page header"} == origins


def test_a_ministrys_headers_footers_and_page_numbers_are_taken_off() -> None:
    (report,) = reports_of("a.pdf", pdf_files.ministry())
    entries = "- The first crossing opens on 10 March.\n- The second opens on 12 March."
    assert ["Press release", "Published: 5 March 2021", *paragraphs(8), "## Notes to editors", entries] == report.body.split(
        "\n\n"
    )


def test_a_title_that_a_program_made_is_not_taken() -> None:
    (report,) = reports_of("a.pdf", pdf_files.ministry(1))
    assert {"title": "Statement on the opening of the northern crossings"} == stated(report)
    assert "heading" == report.fields["title"].origin


def test_a_think_tanks_paper_keeps_its_footnotes_and_joins_words_at_line_ends() -> None:
    (report,) = reports_of("a.pdf", pdf_files.think_tank())
    texts = paragraphs(20)
    assert report.body.split("\n\n") == [
        "Policy brief no. 12",
        "## Introduction",
        "It rained.[^1]",
        *texts[:10],
        "## Findings",
        *texts[10:],
        "[^1]: See the annex for the method.",
    ]


def test_a_think_tanks_properties_give_title_authors_and_day() -> None:
    (report,) = reports_of("a.pdf", pdf_files.think_tank(1))
    assert {"title": "Borders after the flood", "author": "Bea Analyst, Cyd Scholar", "date": "2021-03-06"} == stated(report)
    assert {"document properties"} == {value.origin for value in report.fields.values()}


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("inspec-", "tions", "They made inspections there. All left."),
        ("inspec\u2010", "tions", "They made inspections there. All left."),
        ("self-", "made", "They made self-made there. All left."),
        ("Franco-", "German", "They made Franco-German there. All left."),
        ("cross-", "border", "They made cross-border there. All left. The cross-border talks end."),
    ],
)
def test_hyphens_at_line_ends(first: str, second: str, expected: str) -> None:
    more = "<p>The cross-border talks end.</p>" if first == "cross-" else ""
    body = body_of(
        f"<p>They made {first}<br>{second} there. All left.</p>{more}<p>And a last paragraph of some length for good measure.</p>"
    )
    assert body.replace("\n\n", " ").startswith(expected)


def test_ligatures_are_letters() -> None:
    assert "The official office flew off first, as all said." == body_of("<p>The oﬃcial oﬃce ﬂew oﬀ ﬁrst, as all said.</p>")


def test_entries_of_a_table_of_contents_are_left_out() -> None:
    body = body_of(
        "<p>1 Introduction . . . . . . . . . . . . 3</p><p>The text of the report itself begins below, on its own page.</p>"
    )
    assert "The text of the report itself begins below, on its own page." == body


def test_signs_of_markdown_are_kept_as_they_are() -> None:
    assert "It costs \\*5 &amp; &lt;6 at \\[the\\] gate, as they all said." == body_of(
        "<p>It costs *5 &amp; &lt;6 at [the] gate, as they all said.</p>"
    )


def test_pages_without_text_are_told() -> None:
    (report,) = reports_of("a.pdf", pdf_files.pages_joined(pdf_files.ministry(1), pdf_files.scan()))
    assert ("no text on page 2: if it is a scan, run it through OCR (ocrmypdf) first",) == report.notes


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        (b"", "the file is empty; export it again, or leave it out"),
        (pdf_files.scan(), "the PDF has no text layer: scanned pages; run it through OCR (ocrmypdf) first"),
        (EMPTY_PAGE, "the PDF has no text layer: scanned pages; run it through OCR (ocrmypdf) first"),
        (
            pdf_files.encrypted(pdf_files.ministry(1), "secret"),
            "the PDF opens with a password only; save it without one (print it to PDF, or qpdf --decrypt)",
        ),
        (
            pdf_files.ministry(1)[:2000],
            "the PDF is damaged, or is none; download it again, or print it to PDF from a viewer that opens it",
        ),
    ],
    ids=["empty", "scan", "no text", "encrypted", "damaged"],
)
def test_a_pdf_that_cannot_be_read_says_why(content: bytes, wrong: str) -> None:
    assert [f"in/a.pdf:1:1: {wrong}"] == problems_of("in/a.pdf", content)


def test_a_pdf_that_only_forbids_printing_is_read() -> None:
    assert 1 == len(reports_of("a.pdf", pdf_files.encrypted(pdf_files.ministry(1), "")))


def test_without_its_extra_a_pdf_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "find_spec", lambda _: None)
    wrong = "reading PDF files needs what is not installed; run: pip install 'briefing-site[pdf-text]'"
    assert [f"a.pdf:1:1: {wrong}"] == problems_of("a.pdf", b"%PDF-1.7\n")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Envoys meet", "Envoys meet"),
        ("Microsoft Word - talks.docx", ""),
        ("talks_final.pdf", ""),
        ("Document1", ""),
        ("Untitled 3", ""),
        ("PowerPoint Presentation", ""),
        ("2021-03-04", ""),
        ("press_release v2", ""),
        ("Title", ""),
        ("", ""),
    ],
)
def test_only_titles_that_people_give_are_taken(title: str, expected: str) -> None:
    assert expected == document_properties.title(title, "", has_headline=False)


def test_a_title_of_which_the_document_says_nothing_gives_way_to_its_headline() -> None:
    assert "" == document_properties.title("Annual budget figures", "Envoys meet in Sampleton", has_headline=True)
    assert "Envoys meet" == document_properties.title("Envoys meet", "Envoys meet in Sampleton", has_headline=True)


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("Ana Writer", "Ana Writer"),
        ("Ana Writer; Bob Desk", "Ana Writer, Bob Desk"),
        ("awriter", ""),
        ("Microsoft Office User", ""),
        ("Administrator", ""),
        ("python-docx", ""),
        ("", ""),
    ],
)
def test_only_authors_that_are_persons_are_taken(author: str, expected: str) -> None:
    assert expected == document_properties.author(author)
