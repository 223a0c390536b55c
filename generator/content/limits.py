"""Markdown that would take too long to read as such, or nests too deep: it is read as plain text instead.

Python-Markdown's time grows with the square of the marks in a paragraph, of headings and rules in a block, and of tags. No
report that a person wrote comes near these limits; what does is a broken file or an attack.
"""

from __future__ import annotations

import html
import re

BLOCK_MARKS = 1_000
"""Marks in one paragraph, table row or item."""
SQUARED_MARKS = 4_000_000
"""The sum of the squares of the marks of all blocks, for each `LENGTH` characters: what bounds the time."""
LENGTH = 100_000
TAGS = 2_000
MARK = re.compile(r"[\[\]!<*_`&\\^]|://|  $|^[ >]*(?:=+|-+|(?:[-*_] ?){3,}|#+.*)$", re.MULTILINE)
"""What Python-Markdown stops at: inline marks, addresses, breaks, and lines that are headings or rules."""
BLANK_LINES = re.compile(r"\n[ \t]*\n")
TABLE = re.compile(r"\n(?=[^\n|]*\|)[ \t:|-]*-[ \t:|-]*\n")
"""The row below the head of a table."""
DEEP = re.compile(
    r"^(?:[ \t]{44,}(?:[-+*>]|\d+[.)])[ \t]|[ \t]*(?:>[ \t]*){24}|[ \t]*(?:(?:[-+*]|\d+[.)])[ \t]+){24})", re.MULTILINE
)
"""The start of a line that is an item or a quotation more than ten, or two dozen levels deep."""
PROSE = re.compile(r"(?:[^\[\]!<>*_`&\\^|:\x00-\x09]|:(?!//))*")
"""Text without a single character that is markup wherever it stands, or a tab, which the converter makes blanks of."""
OF_LINES = re.compile(r"^(?: {4}|[ ]{0,3}(?:(?:[-+]|\d+[.)])(?:\s|$)|-{2}|[=~#]))|  $", re.MULTILINE)
"""What is markup where a line starts or ends."""


def is_prose(source: str) -> bool:
    """Return whether a text is paragraphs without any markup, as most reports are."""
    return PROSE.fullmatch(source) is not None and not OF_LINES.search(source)


def is_too_much(source: str) -> bool:
    """Return whether a Markdown text has more marks in one place, or deeper nesting, than can be read in bounded time."""
    if source.count("<") > TAGS or DEEP.search(source):
        return True
    squared = 0
    for block in BLANK_LINES.split(source):
        for part in block.split("\n") if TABLE.search(block) else (block,):
            marks = sum(1 for _ in MARK.finditer(part))
            if marks > BLOCK_MARKS:
                return True
            squared += marks * marks
    return squared > SQUARED_MARKS * max(1, len(source) / LENGTH)


def plain_html(source: str) -> str:
    """Return a text's paragraphs as HTML, every mark in it as it stands."""
    blocks = (block.strip() for block in BLANK_LINES.split(source))
    return "\n".join(f"<p>{html.escape(block, quote=False)}</p>" for block in blocks if block)
