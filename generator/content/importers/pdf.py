"""Reports in PDF, from its text layer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.content.importers import document_properties, plain_text, press_exports
from generator.content.importers.importer import ImportedReport, SourceFile, Stated
from generator.content.importers.pdf_columns import PlacedLine, in_reading_order, spaces
from generator.content.importers.pdf_pages import DamagedPdfError, EncryptedPdfError, PdfFile, opened
from generator.content.importers.pdf_paragraphs import FOOTNOTE_NUMBER, RAISED_NUMBER, PdfBlock, blocks, number_of, text_height
from generator.content.importers.pdf_running_lines import PageParts, parted
from generator.content.importers.written_dates import dates_in
from generator.model.problems import Problem, Where

HEADING, PAGE_HEADER = "heading", "page header"
MIN_LETTERS = 20
"""Fewer letters and digits than this on all pages are a stamp or a page number, not a text."""
UNREADABLE = re.compile("[\ufffd\ue000-\uf8ff]")
CREATED = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?")
NAME = re.compile(r"[^\W\d_][^\d|]{2,50}")
OCR = "run it through OCR (ocrmypdf) first"
BEGINNING = 3000
"""Characters of a text in which its title is looked for."""


def read_pdf(file: SourceFile, problems: list[Problem]) -> Iterator[ImportedReport]:
    """Return the reports of a PDF with a text layer: one, or those of a press database's export."""
    start = Where(file.name)
    if not file.content.strip():
        problems.append(Problem(start, "the file is empty", "export it again, or leave it out"))
        return
    try:
        document = opened(file.content)
    except EncryptedPdfError:
        problems.append(
            Problem(start, "the PDF opens with a password only", "save it without one (print it to PDF, or qpdf --decrypt)")
        )
        return
    except DamagedPdfError:
        problems.append(
            Problem(
                start, "the PDF is damaged, or is none", "download it again, or print it to PDF from a viewer that opens it"
            )
        )
        return
    if sum(page.letters for page in document.pages) < MIN_LETTERS:
        problems.append(Problem(start, "the PDF has no text layer: scanned pages", OCR))
        return
    if _is_unreadable(document):
        problems.append(Problem(start, "the PDF's text layer has no readable characters (its fonts do not say which)", OCR))
        return
    yield from _reports(document)


def _is_unreadable(document: PdfFile) -> bool:
    text = "".join(line.text for page in document.pages for line in page.lines)
    return 4 * len(UNREADABLE.findall(text)) > len(text)


def _reports(document: PdfFile) -> list[ImportedReport]:
    height = text_height(line for page in document.pages for line in page.lines)
    pages = parted(document.pages, height)
    known = frozenset[int]().union(*(spaces(parts.page, parts.text) for parts in pages))
    lines: list[PlacedLine] = []
    for parts in pages:
        lines += in_reading_order(parts.page, parts.text, lines[-1].column + 1 if lines else 0, known)
    notes = _footnotes(pages, height)
    numbers = frozenset(found[1] for note in notes if (found := FOOTNOTE_NUMBER.match(note.text)))
    text = blocks(lines, height, numbers)
    delivery = press_exports.reports_in_paragraphs("\n".join(block.text for block in text))
    return delivery if delivery is not None else [_report(text, notes, document, pages)]


def _footnotes(pages: Sequence[PageParts], height: float) -> list[PdfBlock]:
    found: list[PdfBlock] = []
    for parts in pages:
        placed = [
            PlacedLine(line, min(one.left for one in parts.footnotes), max(one.right for one in parts.footnotes), 0)
            for line in parts.footnotes
        ]
        found += blocks(placed, min(height, *(one.line.height for one in placed)) if placed else height, frozenset())
    return found


def _report(
    text: Sequence[PdfBlock], notes: Sequence[PdfBlock], document: PdfFile, pages: Sequence[PageParts]
) -> ImportedReport:
    headline = _headline(text)
    beginning = " ".join(block.text for block in text)[:BEGINNING]
    properties = document.properties
    title = document_properties.title(properties.get("Title", ""), beginning, has_headline=headline is not None)
    created = CREATED.match(properties.get("CreationDate", ""))
    fields = document_properties.stated(
        {
            "title": title,
            "author": document_properties.author(properties.get("Author", "")),
            "date": "-".join(part for part in created.groups() if part) if created else "",
        }
    )
    if headline and not title:
        fields["title"] = Stated(RAISED_NUMBER.sub("", headline.text), HEADING)
    day, publisher = _day_and_publisher_in_headers(pages)
    fields |= {key: Stated(value, PAGE_HEADER) for key, value in (("date", day), ("source", publisher)) if value}
    known = fields["title"].value.casefold() if "title" in fields else ""
    body = [block for block in text if block is not headline or RAISED_NUMBER.sub("", block.text).casefold() != known]
    return ImportedReport(_markdown(body, notes), fields, notes=_scanned(pages))


def _headline(text: Sequence[PdfBlock]) -> PdfBlock | None:
    """The largest heading among the first blocks; the first of those of one size."""
    headings = [block for block in text[:12] if block.is_heading and any(letter.isalpha() for letter in block.text)]
    return max(headings, key=lambda block: block.height, default=None)


def _day_and_publisher_in_headers(pages: Sequence[PageParts]) -> tuple[str, str]:
    """The one day that headers and footers name, and what stands alone beside it, as newspapers have their name there."""
    days: set[str] = set()
    names: set[str] = set()
    for parts in pages:
        for line in parts.running:
            found = [one.day for one in dates_in(line.text) if len(one.day) > len("YYYY-MM")]
            days.update(found)
            beside = [one.text for one in parts.running if one is not line and abs(one.middle - line.middle) < line.height / 2]
            names.update(name for name in beside if found and NAME.fullmatch(name))
    return days.pop() if len(days) == 1 else "", names.pop() if len(names) == 1 else ""


def _scanned(pages: Sequence[PageParts]) -> tuple[str, ...]:
    numbers = [str(number) for number, parts in enumerate(pages, start=1) if not parts.page.letters]
    return (f"no text on page {', '.join(numbers)}: if it is a scan, {OCR}",) if numbers else ()


def _markdown(found: Sequence[PdfBlock], notes: Sequence[PdfBlock]) -> str:
    """Blocks as Markdown, footnotes below them; without their marks where one number has several notes."""
    numbered = [FOOTNOTE_NUMBER.match(note.text) for note in notes]
    numbers = [found_number[1] for found_number in numbered if found_number]
    is_clear = len(set(numbers)) == len(numbers)
    parts: list[str] = []
    for before, block in zip([None, *found], found, strict=False):
        text = plain_text.escaped(block.text)
        text = RAISED_NUMBER.sub(lambda mark: f"[^{number_of(mark[0])}]" if is_clear else "", text)
        text = f"## {text}" if block.is_heading else f"- {text}" if block.is_entry else text
        is_next_entry = before is not None and before.is_entry and block.is_entry
        parts.append(("\n" if is_next_entry else "\n\n") + text)
    marks = {number_of(mark) for block in found for mark in RAISED_NUMBER.findall(block.text)} if is_clear else set()
    for note, number in zip(notes, numbered, strict=True):
        is_marked = number is not None and number[1] in marks
        words = plain_text.escaped(note.text[number.end() :] if number and is_marked else note.text)
        parts.append(f"\n\n[^{number[1]}]: {words}" if number and is_marked else f"\n\n{words}")
    return "".join(parts).strip()
