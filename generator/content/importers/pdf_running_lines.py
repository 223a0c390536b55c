"""Headers, footers, page numbers and footnotes of a PDF's pages, told from the text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from generator.content.importers.pdf_pages import PdfLine, PdfPage

EDGE = 0.13
"""How far headers and footers reach into a page, of its height."""
EDGE_ROWS = 3
"""How many rows of text a header or a footer has at most."""
SHARE_OF_PAGES = 0.25
"""A line at the edge of this many pages is a header or a footer: each of two may have half, and chapters have their own."""
SAME_HEIGHT = 4.0
"""Points by which a header's place may differ between pages."""
SPACE_APART = 1.3
"""The least distance of a header from the text, in heights of a line."""
WIDE_SPACE = 1.6
"""The same where it is but a space that tells a header from the text."""
SAME_ROW = 2.5
MAX_WORDS = 14
"""The most words in such a row."""
MIN_PAGES = 3
"""The fewest pages on which headers are seen to repeat."""
PAGE_NUMBER = re.compile(
    r"[\W_]*(?:(?:page|seite|página|pagina|p|pg|стр|страница|s)\.?\s*)?(?:\d{1,4}|[ivxl]{1,6})"
    r"(?:\s*(?:of|/|von|de|di|sur|из|\|)\s*\d{1,4})?[\W_]*",
    re.IGNORECASE,
)
SMALL = 0.91
"""Footnotes are at most this high, of the text's height."""


@dataclass(frozen=True, slots=True)
class PageParts:
    """A page's text, its footnotes, and what its header and footer say; lines from the top down."""

    page: PdfPage
    text: tuple[PdfLine, ...]
    footnotes: tuple[PdfLine, ...]
    running: tuple[PdfLine, ...]


def parted(pages: Sequence[PdfPage], height: float) -> list[PageParts]:
    """Return the parts of pages whose text is `height` points high."""
    repeated, outside = _repeated(pages), _at_one_height(pages)
    found: list[PageParts] = []
    for number, page in enumerate(pages):
        alone = _in_two_parts(page) if len(pages) < MIN_PAGES else frozenset()
        running = frozenset(_apart(page, _page_numbers(page) | repeated[number] | outside[number] | alone))
        found.append(_parted(page, running, height))
    return found


def _row_at(page: PdfPage, *, is_top: bool) -> tuple[frozenset[PdfLine], float]:
    """The outermost row of a page that is no page number, and its distance from the next, in heights of a line."""
    numbers = _page_numbers(page)
    lines = sorted((line for line in page.lines if line not in numbers), key=lambda line: line.middle, reverse=is_top)
    if not lines:
        return frozenset(), 0.0
    row = frozenset(line for line in lines if abs(line.middle - lines[0].middle) < SAME_ROW)
    following = next((line for line in lines if line not in row), None)
    space = abs(following.middle - lines[0].middle) / lines[0].height if following else 0.0
    return row, space


def _at_one_height(pages: Sequence[PdfPage]) -> list[frozenset[PdfLine]]:
    """Outermost rows that stand at one height on several pages, with space between them and the text: chapters' headers."""
    found: list[frozenset[PdfLine]] = [frozenset() for _ in pages]
    for is_top in (True, False):
        rows = [_row_at(page, is_top=is_top) for page in pages]
        for number, (row, space) in enumerate(rows):
            if not row or space < WIDE_SPACE or not row <= set(_edge_lines(pages[number])):
                continue
            height = next(iter(row)).middle
            alike = [
                other
                for other, apart in rows
                if other and apart >= WIDE_SPACE and abs(next(iter(other)).middle - height) <= SAME_ROW
            ]
            words = sum(len(line.text.split()) for line in row)
            if len(alike) > 1 and words <= MAX_WORDS:
                found[number] |= row
    return found


def _in_two_parts(page: PdfPage) -> frozenset[PdfLine]:
    """The outermost row at the top and at the bottom if something stands at its left and at its right."""
    rows = [_row_at(page, is_top=is_top) for is_top in (True, False)]
    edge = set(_edge_lines(page))
    return frozenset(line for row, space in rows if len(row) > 1 and space >= WIDE_SPACE and row <= edge for line in row)


def _apart(page: PdfPage, lines: frozenset[PdfLine]) -> Iterator[PdfLine]:
    """Those of the lines that are parted from the text by a space: what stands on its rows belongs to it."""
    for is_top in (True, False):
        rows = sorted(page.lines, key=lambda line: line.middle, reverse=is_top)
        outer = list(takewhile(lambda line: line in lines, rows))
        inner = rows[len(outer)] if len(outer) < len(rows) else None
        while outer and inner and abs(outer[-1].middle - inner.middle) < SPACE_APART * max(outer[-1].height, inner.height):
            inner = outer.pop()
        yield from outer


def _parted(page: PdfPage, running: frozenset[PdfLine], height: float) -> PageParts:
    lines = [line for line in page.lines if line not in running]
    notes: list[PdfLine] = []
    for line in sorted(lines, key=lambda line: line.middle):
        if line.height > SMALL * height or line.middle > page.height / 2:
            break
        notes.append(line)
    if len(notes) == len(lines):
        notes = []
    kept = frozenset(notes)
    return PageParts(
        page,
        tuple(line for line in lines if line not in kept),
        tuple(reversed(notes)),
        tuple(sorted(running, key=lambda line: -line.middle)),
    )


def _edge_lines(page: PdfPage) -> list[PdfLine]:
    low, high = EDGE * page.height, (1 - EDGE) * page.height
    heights = sorted({round(line.middle) for line in page.lines})
    outer = {*heights[:EDGE_ROWS], *heights[-EDGE_ROWS:]}
    return [line for line in page.lines if not low < line.middle < high and round(line.middle) in outer]


def _page_numbers(page: PdfPage) -> frozenset[PdfLine]:
    """The outermost line, if it is but a number."""
    edge = sorted(_edge_lines(page), key=lambda line: line.middle)
    return frozenset(line for line in [*edge[:1], *edge[-1:]] if PAGE_NUMBER.fullmatch(line.text))


def _repeated(pages: Sequence[PdfPage]) -> list[frozenset[PdfLine]]:
    found: defaultdict[str, list[tuple[int, PdfLine]]] = defaultdict(list)
    for number, page in enumerate(pages):
        for line in _edge_lines(page):
            found[re.sub(r"\d+", "#", line.text.casefold())].append((number, line))
    running: list[set[PdfLine]] = [set() for _ in pages]
    for places in found.values():
        for number, line in places:
            alike = {other for other, one in places if abs(one.middle - line.middle) <= SAME_HEIGHT}
            if len(alike) >= max(2, SHARE_OF_PAGES * len(pages)):
                running[number].add(line)
    return [frozenset(lines) for lines in running]
