import pytest

from tests.content.importers.press_files import rtf
from tests.content.importers.reading import problems_of, reports_of, stated

WORDPAD = rtf(
    [
        "Envoys meet in Sampleton",
        "",
        "The envoys met on Tuesday. They “agreed” on a plan for the café.",
        "They left. All was quiet.",
    ]
)
INFO = rb"{\info{\title Statement on the crossings}{\author Ana Writer}{\creatim\yr2021\mo3\dy5\hr9\min30}}"
WORD = (
    rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman Times;}}{\colortbl;\red0\green0\blue0;}"
    + INFO
    + rb"{\header Page 1\par}"
    rb"\pard {\b The envoys} met in the caf\'e9. They agreed{\*\footnote no}, see "
    rb'{\field{\*\fldinst HYPERLINK "https://example.org/plan"}{\fldrslt its text}}.\par'
    rb"\pard They meet again in May.\par}"
)
TEXT_EDIT = rb"{\rtf1\ansi\ansicpg1251\cocoartf2580{\fonttbl\f0\fswiss Helvetica;}\pard\f0 \'cf\'ee\'f1\'eb\'fb \'e2\'f1\'f2\'f0\'e5\'f2\'e8\'eb\'e8\'f1\'fc.\par}"


def test_a_first_line_that_reads_as_one_is_the_title() -> None:
    (report,) = reports_of("a.rtf", WORDPAD)
    assert {"title": "Envoys meet in Sampleton"} == stated(report)
    assert "The envoys met on Tuesday. They “agreed” on a plan for the café.\n\nThey left. All was quiet." == report.body


def test_information_that_people_wrote_is_taken() -> None:
    (report,) = reports_of("a.rtf", WORD)
    assert {"title": "Statement on the crossings", "author": "Ana Writer", "date": "2021-03-05"} == stated(report)
    assert "The envoys met in the café. They agreed, see its text.\n\nThey meet again in May." == report.body


def test_letters_are_of_the_code_page_that_the_file_names() -> None:
    (report,) = reports_of("a.rtf", TEXT_EDIT)
    assert "Послы встретились." == report.body


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        (b"", "the file is empty; save it again, or leave it out"),
        (rb"{\rtf1\ansi }", "the rich text file has no text; write the report into it, or leave it out"),
        (WORDPAD[:200], "the rich text file is damaged, or is none; open it in a word processor and save it again"),
        (b"They met.", "the rich text file is damaged, or is none; open it in a word processor and save it again"),
    ],
    ids=["empty", "no text", "cut off", "plain text"],
)
def test_a_rich_text_file_that_cannot_be_read_says_why(content: bytes, wrong: str) -> None:
    assert [f"in/a.rtf:1:1: {wrong}"] == problems_of("in/a.rtf", content)
