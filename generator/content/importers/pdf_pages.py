"""Pages of a PDF with their lines of text, each with its place: PDFium's characters, put together line by line."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median
from typing import Any

LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st", 0xA0: " "}
HYPHENS = {0x02: "-", 0xFFFE: "-", 0xAD: "\u00ad", 0x2010: "\u00ad"}
"""PDFium's signs for a hyphen at a line's end, whichever it is, and hyphens that are there because the line ends."""
CHARACTERS = {**LIGATURES, **HYPHENS}
RAISED = {digit: chr(0xE000 + digit) for digit in range(10)}
"""Raised digits, as characters for private use until it is known whether they lead to a footnote."""
COLUMN_GAP = 1.1
"""The least space between two columns, in heights of their lines."""
MIN_COLUMN_GAP = 9.0
"""The same in points."""


class EncryptedPdfError(Exception):
    """The file opens with a password only."""


class DamagedPdfError(Exception):
    """The file is no PDF that can be read."""


@dataclass(frozen=True, slots=True)
class PdfLine:
    """A line of text, or the part of it that is in one column. Points from the page's lower left corner."""

    text: str
    left: float
    right: float
    bottom: float
    height: float
    """From the font's lowest to its highest point, a little more than its size."""
    is_bold: bool = False

    @property
    def middle(self) -> float:
        """Half way up."""
        return self.bottom + self.height / 2


@dataclass(frozen=True)
class PdfPage:
    """A page with its lines in the order of the file."""

    width: float
    height: float
    lines: tuple[PdfLine, ...]

    @cached_property
    def letters(self) -> int:
        """The number of letters and digits in its text."""
        return sum(letter.isalnum() for line in self.lines for letter in line.text)


@dataclass(frozen=True, slots=True)
class PdfFile:
    """A PDF's pages, and what its properties say: "Title", "Author", "CreationDate" …."""

    pages: tuple[PdfPage, ...]
    properties: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Character:
    text: str
    left: float
    right: float
    bottom: float
    height: float
    at: int
    """Its number on the page."""


def opened(content: bytes) -> PdfFile:
    """Return a PDF's pages and properties. Raises EncryptedPdfError or DamagedPdfError."""
    import pypdfium2
    from pypdfium2 import raw

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        needs_password = getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD
        raise (EncryptedPdfError if needs_password else DamagedPdfError)(str(error)) from None
    try:
        pages = tuple(_page(document[number]) for number in range(len(document)))
        return PdfFile(pages, document.get_metadata_dict(skip_empty=True))
    except pypdfium2.PdfiumError as error:
        raise DamagedPdfError(str(error)) from None
    finally:
        document.close()


def _page(page: Any) -> PdfPage:
    text_page = page.get_textpage()
    lines = [line for row in _rows(_characters(text_page)) for line in _parts(row, text_page)]
    width, height = page.get_size()
    return PdfPage(width, height, tuple(line for line in lines if line.text and line.height > 0))


def _characters(text_page: Any) -> Iterator[_Character | None]:
    """The characters of a page in the order of the file; None where PDFium begins another line."""
    from pypdfium2 import raw

    box = raw.FS_RECTF()
    for at in range(text_page.count_chars()):
        code = raw.FPDFText_GetUnicode(text_page.raw, at)
        if code in {10, 13}:
            yield None
        elif raw.FPDFText_GetLooseCharBox(text_page.raw, at, ctypes.byref(box)) and code:
            text = CHARACTERS.get(code) or chr(code)
            yield _Character(text, box.left, box.right, min(box.bottom, box.top), abs(box.top - box.bottom), at)


def _rows(characters: Iterator[_Character | None]) -> Iterator[list[_Character]]:
    row: list[_Character] = []
    for character in characters:
        if character is None or (row and not _is_on(row[-1], character)):
            if row:
                yield row
            row = []
        if character is not None:
            row.append(character)
    if row:
        yield row


def _is_on(before: _Character, character: _Character) -> bool:
    """Return whether a character stands on the line of the one before it, not far to its left."""
    height = max(before.height, character.height)
    is_level = character.text.isspace() or before.text.isspace() or abs(before.bottom - character.bottom) < height
    return is_level and character.left > before.left - 3 * height


def _parts(row: Sequence[_Character], text_page: Any) -> Iterator[PdfLine]:
    """The parts of a row between wide spaces."""
    part: list[_Character] = []
    for character in row:
        if character.text.isspace() and not part:
            continue
        seen = next((one for one in reversed(part) if not one.text.isspace()), None)
        if (
            seen
            and not character.text.isspace()
            and character.left - seen.right > max(MIN_COLUMN_GAP, COLUMN_GAP * seen.height)
        ):
            yield _line(part, text_page)
            part = []
        part.append(character)
    if part:
        yield _line(part, text_page)


def _line(part: Sequence[_Character], text_page: Any) -> PdfLine:
    inked = [one for one in part if not one.text.isspace()]
    if not inked:
        return PdfLine("", 0, 0, 0, 0)
    height, bottom = median(one.height for one in inked), median(one.bottom for one in inked)
    pieces = [_raised(one, height, bottom) for one in part]
    text = " ".join("".join(pieces).split())
    return PdfLine(
        text, min(one.left for one in inked), max(one.right for one in inked), bottom, height, _is_bold(inked, text_page)
    )


def _raised(one: _Character, height: float, bottom: float) -> str:
    is_raised = one.height < 0.8 * height and one.bottom > bottom + 0.15 * height
    return RAISED[int(one.text)] if is_raised and one.text.isdecimal() and one.text.isascii() else one.text


def _is_bold(part: Sequence[_Character], text_page: Any) -> bool:
    """Return whether the font at a line's start and end is a bold one, by its name."""
    return all("bold" in name or "black" in name for name in (_font(part[0].at, text_page), _font(part[-1].at, text_page)))


def _font(at: int, text_page: Any) -> str:
    from pypdfium2 import raw

    buffer = ctypes.create_string_buffer(128)
    raw.FPDFText_GetFontInfo(text_page.raw, at, buffer, len(buffer), ctypes.byref(ctypes.c_int()))
    return buffer.value.decode("utf-8", "ignore").casefold()
