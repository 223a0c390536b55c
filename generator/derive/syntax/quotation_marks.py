"""Pairs of quotation marks, straight or curly, within a paragraph; one that is not closed goes on in the next paragraph."""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.derive.syntax.document import Document

OPEN_OR_CLOSE = re.compile(r"\"|“|”|``|''")


class Quoted(NamedTuple):
    """A stretch between marks, the marks left out. `continues`: the paragraph before ended within the same speech."""

    start: int
    end: int
    paragraph_start: bool
    continues: bool


def quoted(doc: Document) -> list[Quoted]:
    """All stretches in quotation marks, in text order."""
    found: list[Quoted] = []
    unclosed = False
    for index, paragraph in enumerate(doc.paragraphs):
        opened: int | None = None
        continues, unclosed = unclosed, False
        for mark in OPEN_OR_CLOSE.finditer(doc.text, paragraph.start, paragraph.end):
            if opened is None:
                if mark.group() in {"”", "''"}:
                    continue
                opened = mark.end()
            elif mark.group() not in {"“", "``"}:
                if mark.start() > opened:
                    at_start = opened - 2 <= paragraph.start
                    found.append(Quoted(opened, mark.start(), at_start, continues and at_start))
                opened = None
        at_start = opened is not None and opened - 2 <= paragraph.start
        if opened is not None and opened < paragraph.end and (at_start or _opens_next(doc, index)):
            found.append(Quoted(opened, paragraph.end, at_start, continues and at_start))
            unclosed = True
    return found


def _opens_next(doc: Document, index: int) -> bool:
    """Whether the paragraph after begins with an opening mark, so that an unclosed speech goes on in it."""
    following = doc.paragraphs[index + 1 : index + 2]
    return bool(following) and OPEN_OR_CLOSE.match(doc.text, following[0].start) is not None
