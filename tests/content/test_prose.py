"""Text without markup is read as the whole parser reads it."""

from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.content import front_matter, limits, markdown, prose
from generator.model.article import ReportText
from tests.conftest import ROOT

WORDS = "Talks 12 12. 3) - + # ## ####### #tag tag# ==  \t \u00a0 \u00ad \u200b \ufb01 \x0b \x0c \x1c \x85 \u2028 : x: \" ' ( ) % ~ $ @"
PIECES = st.one_of(
    st.sampled_from([*WORDS.split(" "), " ", "  ", "    ", "\n", "\n\n", "\n \n", "\n   \n", "# ", "## ", "###### "]),
    st.text(st.characters(codec="utf-8", exclude_characters="\r\0"), max_size=6),
)
SOURCES = st.lists(PIECES, max_size=40).map("".join)
SAMPLE = sorted((ROOT / "content/articles").glob("*.md"))


def by_the_whole_parser(source: str) -> ReportText:
    with patch.object(prose, "read", return_value=None), patch.object(limits, "is_prose", return_value=False):
        return markdown.to_report(source)


@settings(max_examples=400)
@given(SOURCES)
def test_prose_is_read_as_by_the_whole_parser(source: str) -> None:
    read = prose.read(source)
    assert read is None or read == by_the_whole_parser(source)


@pytest.mark.parametrize("file", SAMPLE, ids=lambda file: file.stem)
def test_reports_are_read_as_by_the_whole_parser(file: Path) -> None:
    body = front_matter.split(file.read_text("utf-8"))[1]
    assert markdown.to_report(body) == by_the_whole_parser(body)


def test_paragraphs_and_headings_need_no_parser() -> None:
    source = "OSLO - Talks\nbegan.\n\n## What  comes next \n\n\n They end\u00a0in 2010."
    assert prose.read(source) == by_the_whole_parser(source)
    assert by_the_whole_parser(source).text == "OSLO - Talks began.\n\nWhat comes next\n\nThey end in 2010."


@pytest.mark.parametrize(
    "source", ["a *b* c", "- a", "## a\nb", "    a", "a\n---", "a  \nb", "# a #", "a\n" * (prose.MAX_LINES + 1)]
)
def test_other_markup_is_left_to_the_parser(source: str) -> None:
    assert prose.read(source) is None
