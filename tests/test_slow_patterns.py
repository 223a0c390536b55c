"""Regular expressions that are looked for in long texts: their time grows with the text, not with its square."""

import importlib
import re
import time
from collections.abc import Callable

import pytest

MAX_SECONDS = 2
"""Seconds of a processor within which what grows with the length ends on any machine; what grows with its square takes longer."""
LENGTH = 30_000
SPLIT_OR_SEARCHED = (
    ("generator.content.importers.bylines", "AND"),
    ("generator.content.importers.bylines", "PART"),
    ("generator.content.importers.page_lines", "BEFORE_UPDATED"),
    ("generator.content.importers.page_lines", "PARTING"),
    ("generator.content.importers.page_lines", "RIGHTS"),
    ("generator.content.importers.page_metadata", "SEPARATOR"),
    ("generator.content.importers.pdf_paragraphs", "HYPHEN_AT_END"),
    ("generator.content.importers.press_lines", "AGENCY_BEHIND"),
    ("generator.content.limits", "BLOCK_LINE"),
    ("generator.content.limits", "DEEP"),
    ("generator.content.limits", "LINK_MARK"),
    ("generator.content.limits", "MARK"),
    ("generator.content.limits", "OF_LINES"),
    ("generator.content.limits", "TABLE"),
    ("generator.content.limits", "TAG"),
    ("generator.content.markdown_syntax", "HEADING"),
    ("generator.derive.syntax.document", "BREAK"),
    ("generator.derive.syntax.document", "TOKEN"),
    ("generator.derive.syntax.turns", "LAST_WORD"),
    ("generator.derive.syntax.word_splitting", "ONE_WORD"),
)
MATCHED = (
    ("generator.content.importers.factiva", "END"),
    ("generator.content.importers.factiva", "FOOTER"),
    ("generator.content.importers.factiva", "WORDS"),
    ("generator.content.importers.page_lines", "COPYRIGHT_BEHIND"),
    ("generator.content.importers.pdf_running_lines", "PAGE_NUMBER"),
    ("generator.content.toml", "ENTRY"),
    ("generator.content.toml", "HEAD"),
    ("generator.derive.speech.attribution", "UNNAMED_HEARERS"),
    ("generator.derive.syntax.turns", "CAPITALISED"),
    ("generator.derive.syntax.turns", "LABEL"),
    ("generator.derive.topics.phrases", "ABSTRACT_NOUN"),
)
UNITS = [
    "a",
    "A",
    "1",
    " ",
    "\n",
    "\t",
    ".",
    ",",
    "-",
    "'",
    "(",
    "[",
    "<",
    "\\",
    "=",
    "#",
    "|",
    "*",
    "a ",
    "a.",
    "1,",
    "a-",
    ". ",
    "Aa ",
    ", ",
    "|-",
    "a\n",
    "\n ",
    "©",
    "/",
]


def pattern_of(module: str, name: str) -> re.Pattern[str]:
    found: re.Pattern[str] = getattr(importlib.import_module(module), name)
    return found


def assert_linear(use: Callable[[str], object]) -> None:
    """Each unit, again and again, must be gone through within a time that grows with its length."""
    for unit in UNITS:
        text = unit * (LENGTH // len(unit)) + "\x01"
        began = time.process_time()
        use(text)
        assert time.process_time() - began < MAX_SECONDS, repr(unit)


@pytest.mark.parametrize(("module", "name"), SPLIT_OR_SEARCHED)
def test_a_pattern_is_searched_in_a_time_that_grows_with_the_text(module: str, name: str) -> None:
    pattern = pattern_of(module, name)
    assert_linear(lambda text: sum(1 for _ in pattern.finditer(text)))


@pytest.mark.parametrize(("module", "name"), MATCHED)
def test_a_pattern_is_matched_in_a_time_that_grows_with_the_text(module: str, name: str) -> None:
    assert_linear(pattern_of(module, name).fullmatch)
