"""Reports of paragraphs and headings without any other markup, as most are: their tree without HTML between.

All that Python-Markdown, the sanitiser and the reader of HTML would do with such a text is to fold its white space.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.content import limits
from generator.content.plain_characters import plain
from generator.content.tree import PARAGRAPH_BREAK, SPACE, no_prose
from generator.model.article import Element, ReportText, TextLeaf

MAX_LINES = limits.BLOCKS // 2
"""A text of no more lines is within all limits, as long as it has no other markup than headings."""
HEADING = re.compile(r"(#{1,6})[ ]+([^#\s][^#\n]*)")
"""A line that is a heading."""
TAGS = ("h2", "h2", "h3", "h4", "h5", "h6")
"""The elements of headings by level, which begin at the second: the page's title is the first."""


def read(source: str) -> ReportText | None:
    """Return the text and the tree of a report; None where it may have other markup than headings, or is very long."""
    if source.count("\n") > MAX_LINES or not limits.PROSE.fullmatch(source):
        return None
    blocks: list[tuple[str, str]] = []
    for block in limits.BLANK_LINES.split(source):
        heading = HEADING.fullmatch(block.strip("\n"))
        if heading:
            blocks.append((TAGS[len(heading[1]) - 1], heading[2]))
        elif limits.OF_LINES.search(block):
            return None
        elif block.strip():
            blocks.append(("p", block))
    return _text_of(blocks)


def _text_of(blocks: Iterable[tuple[str, str]]) -> ReportText:
    """Return a text of blocks, each with the tag of its element; its white space is folded."""
    pieces: list[str] = []
    tree: list[Element] = []
    start = 0
    for tag, block in blocks:
        piece = SPACE.sub(" ", plain(block)).strip(" ")
        leaves: tuple[TextLeaf, ...] = ()
        if piece:
            start += len(PARAGRAPH_BREAK) if pieces else 0
            leaves = (TextLeaf(start, start + len(piece)),)
            pieces.append(piece)
            start += len(piece)
        tree.append(Element(tag, (), leaves))
    text = PARAGRAPH_BREAK.join(pieces)
    return ReportText(text, tuple(tree), tuple(no_prose(text)))
