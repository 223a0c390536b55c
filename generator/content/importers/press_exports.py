"""Files of press databases that hold many reports: which database a file is of, and its reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.content.importers import factiva, nexis
from generator.content.importers.encodings import decode
from generator.content.importers.html_page import declared_encoding, read_html
from generator.content.importers.importer import ImportedReport, SourceFile
from generator.content.importers.press_lines import PressLine, lines_of_html, lines_of_paragraphs, lines_of_text
from generator.content.importers.text import read_text
from generator.model.problems import Problem

DATABASES = (nexis.reports, factiva.reports)


def reports_in_text(text: str) -> list[ImportedReport] | None:
    """Return the reports of a delivery in plain text; None where it is none."""
    return reports_in_lines(lines_of_text(text))


def reports_in_paragraphs(text: str) -> list[ImportedReport] | None:
    """Return the reports of a delivery in a text in which a line is a paragraph; None where it is none."""
    return reports_in_lines(lines_of_paragraphs(text))


def reports_in_html(source: str) -> list[ImportedReport] | None:
    """Return the reports of a delivery in HTML; None where it is none."""
    return reports_in_lines(lines_of_html(source))


def reports_in_lines(lines: Sequence[PressLine]) -> list[ImportedReport] | None:
    """Return the reports of a delivery; None where the lines are not of one."""
    return next((found for read in DATABASES if (found := read(lines)) is not None), None)


def read_text_export(file: SourceFile, problems: list[Problem]) -> Iterator[ImportedReport]:
    """Return the reports of a delivery in plain text; a text that only looks like one is a report."""
    decoded = decode(file, problems)
    if not decoded:
        return
    delivery = reports_in_text(decoded.text)
    if delivery is None:
        yield from read_text(file, problems)
    else:
        yield from (replace(report, notes=(*decoded.notes, *report.notes)) for report in delivery)


def read_page_export(file: SourceFile, problems: list[Problem]) -> Iterator[ImportedReport]:
    """Return the reports of a delivery in HTML; a page that only looks like one has its own report."""
    declared = declared_encoding(file.content)
    decoded = decode(replace(file, encoding=file.encoding or declared), problems)
    if not decoded:
        return
    delivery = reports_in_html(decoded.text)
    yield from delivery if delivery is not None else read_html(file, problems)
