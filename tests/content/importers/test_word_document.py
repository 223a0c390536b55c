import pytest

from tests.content.importers import word_files
from tests.content.importers.reading import problems_of, reports_of, stated


def test_headings_lists_quotes_and_tables_are_markdown() -> None:
    (report,) = reports_of("a.docx", word_files.press_release())
    assert report.body.split("\n\n") == [
        "## Background",
        "The ministers met in **Sampleton** on Tuesday, \\*not\\* on Monday.",
        "- The first crossing opens.\n- The second opens.",
        "1. Apply.\n2. Wait.",
        "> No more queues.",
        "| Crossing | Day |\n|---|---|\n| North | 10 March |",
    ]


def test_properties_that_people_wrote_are_taken() -> None:
    (report,) = reports_of("a.docx", word_files.press_release())
    assert {"title": "Statement on the northern crossings", "author": "Ana Writer", "date": "2021-03-05"} == stated(report)
    assert {"document properties"} == {value.origin for value in report.fields.values()}


def test_properties_that_programs_wrote_are_not() -> None:
    (report,) = reports_of("a.docx", word_files.plain_letter())
    assert ({}, "The envoys met in Sampleton on Tuesday. They agreed on a plan.\n\nThey meet again in May.") == (
        stated(report),
        report.body,
    )


def test_changes_count_as_accepted_and_comments_are_left_out() -> None:
    (report,) = reports_of("a.docx", word_files.reviewed())
    assert ({"title": "Envoys meet"}, "heading") == (stated(report), report.fields["title"].origin)
    assert "They agreed on a plan[^1], see [its text](https://example.org/plan).\n\n[^1]: So the ministry says." == report.body


def test_a_headline_wins_over_the_title_of_an_older_document() -> None:
    heading = '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Envoys meet</w:t></w:r></w:p>'
    (report,) = reports_of("a.docx", word_files.package(f"{heading}<w:p><w:r><w:t>They met.</w:t></w:r></w:p>"))
    assert ({"title": "Envoys meet"}, "They met.") == (stated(report), report.body)


def test_a_document_is_known_by_its_content() -> None:
    assert 1 == len(reports_of("release", word_files.press_release()))


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        (b"", "the file is empty; save it again, or leave it out"),
        (b"PK\3\4 cut off", "the Word document is damaged, or is none; open it in Word and save it again"),
        (word_files.press_release()[:4000], "the Word document is damaged, or is none; open it in Word and save it again"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "the document is protected by a password; save it without one"),
        (word_files.with_picture_of_text(), "the Word document has no text; write the report into it, or leave it out"),
    ],
    ids=["empty", "not a zip", "cut off", "password", "no text"],
)
def test_a_document_that_cannot_be_read_says_why(content: bytes, wrong: str) -> None:
    assert [f"in/a.docx:1:1: {wrong}"] == problems_of("in/a.docx", content)
