"""Words in quotation marks within a paragraph; a mark left open goes on in the next paragraph.

All houses' marks are read: "…", “…”, ``…'', ''…'', «…», „…“, and ‘…’ or '…' in a report that sets its speech in them. Marks
within marks belong to the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from generator.derive.syntax.document import Document
from generator.derive.syntax.spans_by_sentence import SpansBySentence
from generator.model.findings import Span

CLOSING_BY_OPENING = {
    '"': frozenset('"”“'),
    "“": frozenset('"”'),
    "”": frozenset(),
    "``": frozenset({"''", '"', "``"}),
    "''": frozenset({"''", '"'}),
    "„": frozenset("“”"),
    "«": frozenset("»"),
    "»": frozenset(),
    "‘": frozenset("’"),
    "'": frozenset("'"),
    "’": frozenset(),
}
"""The marks that close what each mark opens; none for marks that only close."""
SINGLE = frozenset("‘'")
MARK = re.compile(r"``|''|[\"“”„«»]")
SINGLE_OPENING = r"[‘'](?<![\w'‘’].)(?=[^\W\d]|[“\"…])(?!(?:tis|twas|em|til|cause|n)\b)"
SINGLE_CLOSING = r"(?:(?<=[,.?!…—])[’']|[’'](?=[,.;:?!]|\s*$))(?!['’])"
SINGLE_SPAN = re.compile(rf"{SINGLE_OPENING}(?:[^\n]*?){SINGLE_CLOSING}")
ANY_MARK = re.compile(rf"``|''|[\"“”„«»]|{SINGLE_OPENING}|{SINGLE_CLOSING}", re.MULTILINE)


class QuotedSpan(NamedTuple):
    """The offsets of the words between two marks, the marks left out.

    `opens_paragraph`: the words begin the paragraph. `continues`: the mark of the paragraph before was left open.
    """

    start: int
    end: int
    opens_paragraph: bool
    continues: bool


@lru_cache(maxsize=2)
def quoted_spans(doc: Document) -> tuple[QuotedSpan, ...]:
    """Return all spans in quotation marks, in the order of the text."""
    mark_pattern = _marks_of_house(doc)
    spans: list[QuotedSpan] = []
    is_left_open = False
    for index, paragraph in enumerate(doc.paragraphs):
        continues, is_left_open = is_left_open, False
        for start, end in _within(doc.text, paragraph, mark_pattern):
            opens_paragraph = start - 2 <= paragraph.start
            if end is None:
                if start >= paragraph.end or not (
                    (opens_paragraph and doc.text[start - 1] not in SINGLE)
                    or _next_paragraph_opens_with_mark(doc, index, mark_pattern)
                ):
                    continue
                is_left_open = True
            spans.append(
                QuotedSpan(start, paragraph.end if end is None else end, opens_paragraph, continues and opens_paragraph)
            )
    return tuple(spans)


@lru_cache(maxsize=2)
def quoted_by_sentence(doc: Document) -> SpansBySentence[QuotedSpan]:
    """Return all spans in quotation marks by their sentences."""
    return SpansBySentence(doc, quoted_spans(doc), lambda span: span)


def _marks_of_house(doc: Document) -> re.Pattern[str]:
    """Return the pattern of a report's marks: single ones count where there are more of them than of others."""
    if "'" not in doc.text and "‘" not in doc.text:
        return MARK
    singles = sum(1 for _ in SINGLE_SPAN.finditer(doc.text))
    return ANY_MARK if singles and singles >= sum(1 for _ in MARK.finditer(doc.text)) / 2 else MARK


def _within(text: str, paragraph: Span, pattern: re.Pattern[str]) -> Iterator[tuple[int, int | None]]:
    """Return the offsets of the quoted words in a paragraph; the end is None where a mark is left open."""
    opened: re.Match[str] | None = None
    for mark in pattern.finditer(text, paragraph.start, paragraph.end):
        if opened is None:
            opened = mark if _opens(text, mark, paragraph) else None
        elif mark.group() in CLOSING_BY_OPENING[opened.group()]:
            if mark.start() > opened.end():
                yield opened.end(), mark.start()
            opened = None
    if opened is not None:
        yield opened.end(), None


def _opens(text: str, mark: re.Match[str], paragraph: Span) -> bool:
    """Return whether a mark can open quoted words: two apostrophes only before a word, after a space."""
    if not CLOSING_BY_OPENING[mark.group()]:
        return False
    if mark.group() not in {"''", "'"}:
        return True
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    return (mark.start() == paragraph.start or before.isspace() or before in "([—–-") and not after.isspace()


def _next_paragraph_opens_with_mark(doc: Document, index: int, pattern: re.Pattern[str]) -> bool:
    """Return whether the next paragraph begins with a quotation mark, so that a speech left open goes on in it."""
    following = doc.paragraphs[index + 1 : index + 2]
    return bool(following) and pattern.match(doc.text, following[0].start) is not None
