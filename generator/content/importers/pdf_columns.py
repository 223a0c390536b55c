"""The order in which a page's lines are read: from band to band downwards, inside a band column by column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from generator.content.importers.pdf_pages import COLUMN_GAP, MIN_COLUMN_GAP, PdfLine, PdfPage

MIN_ROWS = 3
"""The fewest rows in which two columns stand side by side; fewer are a line with a gap in it."""
MIN_WIDTH = 0.12
"""The least width of a column's lines, of the page's width."""
Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line with the edges of its column, and which column of the file it is in."""

    line: PdfLine
    left: float
    right: float
    column: int


@dataclass
class _Band:
    """Rows with the same spaces between columns, from the top down."""

    rows: list[list[PdfLine]] = field(default_factory=list)
    gaps: list[Span] = field(default_factory=list)


def spaces(page: PdfPage, lines: Sequence[PdfLine]) -> frozenset[int]:
    """Return where a page has spaces between columns: their middles, in points from its left edge."""
    bands = [band for band in _bands(_rows(lines)) if len(_columns(band, page.width, frozenset())) > 1]
    return frozenset(round((left + right) / 2) for band in bands for left, right in band.gaps)


def in_reading_order(page: PdfPage, lines: Sequence[PdfLine], first_column: int, known: frozenset[int]) -> list[PlacedLine]:
    """Return a page's lines as they are read; columns are numbered on from `first_column`.

    `known` are the spaces between columns that the document's pages have: there even a single row has columns.
    """
    placed: list[PlacedLine] = []
    column = first_column
    for band in _bands(_rows(lines)):
        for part in _columns(band, page.width, known):
            left, right = min(line.left for line in part), max(line.right for line in part)
            placed.extend(PlacedLine(line, left, right, column) for line in part)
            column += 1
    return placed


def _rows(lines: Sequence[PdfLine]) -> list[list[PdfLine]]:
    """Lines that stand beside each other, from the top down, each row from left to right."""
    rows: list[list[PdfLine]] = []
    for line in sorted(lines, key=lambda line: -line.middle):
        if rows and abs(rows[-1][0].middle - line.middle) < 0.4 * min(rows[-1][0].height, line.height):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [_without_small_gaps(sorted(row, key=lambda line: line.left)) for row in rows]


def _without_small_gaps(row: Sequence[PdfLine]) -> list[PdfLine]:
    """A row whose parts have wide spaces between them: a bullet and its text are one."""
    parts: list[list[PdfLine]] = []
    for line in row:
        if parts and line.left - parts[-1][-1].right <= max(MIN_COLUMN_GAP, COLUMN_GAP * line.height):
            parts[-1].append(line)
        else:
            parts.append([line])
    return [_joined(part) for part in parts]


def _bands(rows: Sequence[list[PdfLine]]) -> Iterator[_Band]:
    band = _Band()
    for row in rows:
        own = [(one.right, two.left) for one, two in pairwise(row) if two.left > one.right]
        if band.gaps:
            shared = [gap for one in band.gaps for gap in _narrowed(one, row)]
            if shared:
                band.rows.append(row)
                band.gaps = shared
                continue
        elif not own:
            band.rows.append(row)
            continue
        above = _beside(band, own) if own and not band.gaps else []
        if band.rows:
            yield band
        band = _Band([*above, row], _gaps_of([*above, row], own))
    if band.rows:
        yield band


def _beside(band: _Band, gaps: Sequence[Span]) -> list[list[PdfLine]]:
    """Take the last rows of a band off it that stand in one column of the next: one column may begin higher than the other."""
    taken: list[list[PdfLine]] = []
    while band.rows and all(_narrowed(gap, band.rows[-1]) for gap in gaps):
        taken.insert(0, band.rows.pop())
    return taken


def _gaps_of(rows: Sequence[list[PdfLine]], gaps: Sequence[Span]) -> list[Span]:
    found = list(gaps)
    for row in rows:
        found = [gap for one in found for gap in _narrowed(one, row)]
    return found


def _narrowed(gap: Span, row: Sequence[PdfLine]) -> list[Span]:
    """The rest of a space between columns beside a row's lines, as far as it is wide enough for one."""
    left, right = gap
    least = 0.6 * max(line.height for line in row)
    pieces: list[Span] = []
    for line in row:
        if line.left < right and line.right > left:
            pieces.append((left, line.left))
            left = max(left, line.right)
    pieces.append((left, right))
    return [(start, end) for start, end in pieces if end - start > least]


def _columns(band: _Band, width: float, known: frozenset[int]) -> list[list[PdfLine]]:
    """A band's lines by column, from left to right; all in one where it has no columns."""
    in_rows = [line for row in band.rows for line in row]
    is_known = all(any(left - 2 <= middle <= right + 2 for middle in known) for left, right in band.gaps)
    has_enough = is_known or sum(len(row) > 1 for row in band.rows) >= MIN_ROWS
    edges = [0.0, *sorted((left + right) / 2 for left, right in band.gaps), width]
    columns = [[line for line in in_rows if left <= (line.left + line.right) / 2 < right] for left, right in pairwise(edges)]
    found = [column for column in columns if column]
    is_wide = all(max(line.right - line.left for line in column) >= MIN_WIDTH * width for column in found)
    if len(found) > 1 and has_enough and is_wide and sum(map(len, found)) == len(in_rows):
        return found
    return [[_joined(row) for row in band.rows]] if band.gaps else [in_rows]


def _joined(row: Sequence[PdfLine]) -> PdfLine:
    """The parts of a row as one line."""
    first, last = row[0], row[-1]
    text = " ".join(line.text for line in row)
    return PdfLine(
        text, first.left, last.right, first.bottom, max(line.height for line in row), all(line.is_bold for line in row)
    )
