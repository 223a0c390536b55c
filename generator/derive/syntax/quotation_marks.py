"""Words in quotation marks, straight or curly, within a paragraph; a mark left open goes on in the next paragraph."""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.derive.syntax.document import Document

MARK = re.compile(r"\"|“|”|``|''")


class QuotedSpan(NamedTuple):
    """The offsets of the words between two marks, the marks left out.

    `opens_paragraph`: the words begin the paragraph. `continues`: the mark of the paragraph before was left open.
    """

    start: int
    end: int
    opens_paragraph: bool
    continues: bool


def quoted_spans(doc: Document) -> list[QuotedSpan]:
    """Return all spans in quotation marks, in the order of the text."""
    spans: list[QuotedSpan] = []
    is_left_open = False
    for index, paragraph in enumerate(doc.paragraphs):
        opened: int | None = None
        continues, is_left_open = is_left_open, False
        for mark in MARK.finditer(doc.text, paragraph.start, paragraph.end):
            if opened is None:
                if mark.group() in {"”", "''"}:
                    continue
                opened = mark.end()
            elif mark.group() not in {"“", "``"}:
                if mark.start() > opened:
                    opens_paragraph = opened - 2 <= paragraph.start
                    spans.append(QuotedSpan(opened, mark.start(), opens_paragraph, continues and opens_paragraph))
                opened = None
        opens_paragraph = opened is not None and opened - 2 <= paragraph.start
        if opened is not None and opened < paragraph.end and (opens_paragraph or _next_paragraph_opens_with_mark(doc, index)):
            spans.append(QuotedSpan(opened, paragraph.end, opens_paragraph, continues and opens_paragraph))
            is_left_open = True
    return spans


def _next_paragraph_opens_with_mark(doc: Document, index: int) -> bool:
    """Return whether the next paragraph begins with a quotation mark, so that a speech left open goes on in it."""
    following = doc.paragraphs[index + 1 : index + 2]
    return bool(following) and MARK.match(doc.text, following[0].start) is not None
