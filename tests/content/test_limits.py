from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.content import limits, markdown, prose
from generator.model.article import Element
from tests.conftest import ROOT

SHAPES = {
    "brackets": "[" * 8_000,
    "pictures": "![" * 8_000,
    "links without words": "[](" * 8_000,
    "links": "[a](b) " * 2_000,
    "references": "[a][b] " * 2_000,
    "definitions": "[a]: http://b.example\n" * 2_000,
    "marks of footnotes": "[^1]" * 2_000,
    "tags": "<div>" * 8_000,
    "comments": "<!--" * 8_000,
    "backticks": "`a " * 8_000,
    "emphasis": "*a" * 8_000,
    "escapes": r"\*" * 8_000,
    "characters by name": "&amp;" * 8_000,
    "addresses": "https://a.example/ " * 8_000,
    "breaks": "a  \n" * 8_000 + "*",
    "underlined headings": "a\n=\n" * 8_000,
    "headings": "# a\n" * 8_000,
    "rules": "a\n---\n" * 8_000,
    "nested quotations": "> " * 8_000,
    "nested items on a line": "- " * 8_000,
    "nested items": "".join(f"{' ' * 4 * depth}- a\n" for depth in range(500)),
    "many paragraphs of many marks": ("[a](b) " * 200 + "\n\n") * 100,
    "a table of many marks": "a|b\n-|-\n" + ("x|" + "[a](b) " * 200 + "\n") * 100,
}


@pytest.mark.parametrize("shape", sorted(SHAPES))
def test_what_would_take_too_long_is_read_as_plain_text(shape: str) -> None:
    source = SHAPES[shape]
    assert limits.is_too_much(source)
    read = markdown.to_report(f"Before.\n\n{source}\n\nAfter.")
    assert {"p"} == {element.tag for element in read.tree if isinstance(element, Element)}
    assert read.text.startswith("Before.\n\n")
    assert read.text.endswith("\n\nAfter.")


def test_what_people_write_is_not_too_much() -> None:
    lists = "- one\n    - two\n        - three\n" * 300
    table = "| a | b |\n|---|--:|\n" + "| [x](https://x.example/) | *12* |\n" * 500
    quoted = "> He wrote *this* and that.\n" * 500
    sources = [path.read_text("utf-8") for path in (ROOT / "content/articles").glob("*.md")]
    sources += [path.read_text("utf-8") for path in (ROOT / "docs").glob("*.md")]
    assert [False] * (len(sources) + 3) == [limits.is_too_much(source) for source in (*sources, lists, table, quoted)]


@pytest.mark.parametrize(
    "source",
    [
        "a *b* c",
        "a_b_",
        "# a",
        "a\n===",
        "a\n---",
        "- a",
        "1. a",
        "> a",
        "    a",
        "a | b",
        "a & b",
        "[a]: b",
        "~~~\na\n~~~",
        "a <b>",
    ],
)
def test_text_with_markup_is_no_prose(source: str) -> None:
    assert not limits.is_prose(source)


def test_most_reports_are_prose() -> None:
    assert limits.is_prose(
        "“We met,” she said; it was 5:30 (or so): no more.\n\nHe left – at once.\nThen she did, too. It's 40% off, $3 + 4 = 7."
    )


@settings(max_examples=500)
@given(
    st.lists(
        st.sampled_from(
            [
                "Anna",
                "Berg",
                "said:",
                "5-6",
                "1.",
                "(a)",
                "“b”",
                " ",
                "  ",
                "\n",
                "\n\n",
                "\n \n",
                "-",
                "+",
                "it's",
                ".",
                "\t",
                "a:b",
                "=",
                "#x",
                "~",
                "(",
                "1)",
                "{a}",
            ]
        )
    )
)
def test_prose_reads_as_the_converter_would_read_it(words: list[str]) -> None:
    source = " ".join(words)
    if not limits.is_prose(source):
        return
    with patch.object(prose, "read", return_value=None):
        found = markdown.to_report(source)
        with patch.object(limits, "is_prose", return_value=False):
            expected = markdown.to_report(source)
    assert expected.text == found.text
    assert expected == found


def test_markup_on_which_the_library_fails_is_read_as_plain_text() -> None:
    with patch("markdown.Markdown.convert", side_effect=RecursionError("too deep")):
        read = markdown.to_report("One *two*.\n\nThree.")
        assert "<p>One *two*.</p>" == markdown.to_safe_html("One *two*.")
    assert "One *two*.\n\nThree." == read.text
    assert "the markup cannot be read (RecursionError: too deep)" == read.unread_markup


@pytest.mark.parametrize("note", ["", " ", "[b]: https://b.example", "\n    ", "<!-- -->"])
@pytest.mark.parametrize("name", ["1", "a note", "1]["])
def test_a_footnote_without_words_is_one(name: str, note: str) -> None:
    for text in ("No mark.", f"A mark[^{name}].", f"Marks[^{name}] and[^2].\n\n[^2]: Words."):
        assert "" == markdown.to_report(f"{text}\n\n[^{name}]: {note}").unread_markup
