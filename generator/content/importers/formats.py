"""The formats that are read: a row each. What a format needs is imported when a file of it is read."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module, metadata
from importlib.util import find_spec

from generator.content.importers import recognise
from generator.content.importers.document_signs import (
    is_bibtex,
    is_csl_json,
    is_press_page,
    is_press_text,
    is_ris,
    is_word_document,
)
from generator.content.importers.importer import Importer
from generator.content.importers.recognise import Sample, Sign
from generator.model.problems import Problem, Where

GROUP = "briefing.importers"
"""Entry points by which another distribution adds a format: each names a `ReportFormat`, or a list of them."""
HERE = "generator.content.importers"


def never(sample: Sample) -> bool:
    """The sign of a format that only its ending tells."""
    return False


@dataclass(frozen=True, slots=True)
class ReportFormat:
    """A file format that holds reports."""

    name: str
    """As `--format` takes it."""
    title: str
    """As messages call it, in the plural: "saved web pages"."""
    endings: tuple[str, ...]
    reader: str
    """The importer, as "package.module:function"."""
    sign: Sign = never
    """Recognises the format by its content; it then counts for more than the file's ending."""
    needs: tuple[str, ...] = ()
    """Modules that the importer imports and that an extra installs."""
    extra: str = ""
    """The extra of this distribution that installs them."""

    def load(self, name: str, problems: list[Problem]) -> Importer | None:
        """Import the importer; None, with a problem noted for file `name`, where what it needs is not installed."""
        if any(find_spec(module) is None for module in self.needs):
            todo = f"run: pip install 'briefing-site[{self.extra}]'"
            problems.append(Problem(Where(name), f"reading {self.title} needs what is not installed", todo))
            return None
        module, _, function = self.reader.partition(":")
        importer: Importer = getattr(import_module(module), function)
        return importer


# The first whose sign a file has, in this order, is taken: a page in a mail's parts (MHTML) has a mail's headers too.
FORMATS = (
    ReportFormat(
        "mhtml",
        "web pages saved in one file",
        (".mhtml", ".mht"),
        f"{HERE}.html_page:read_web_archive",
        recognise.is_web_archive,
        needs=("trafilatura",),
        extra="html",
    ),
    ReportFormat("press-page", "press databases' pages", (), f"{HERE}.press_exports:read_page_export", is_press_page),
    ReportFormat(
        "html",
        "saved web pages",
        (".html", ".htm", ".xhtml"),
        f"{HERE}.html_page:read_html",
        recognise.is_html,
        needs=("trafilatura",),
        extra="html",
    ),
    ReportFormat("feed", "feeds", (".rss", ".atom", ".rdf"), f"{HERE}.feed:read_feed", recognise.is_feed),
    ReportFormat("jsonfeed", "JSON feeds", (".jsonfeed",), f"{HERE}.feed:read_json_feed", recognise.is_json_feed),
    ReportFormat("mail", "mails", (".eml", ".mbox"), f"{HERE}.mail:read_mail", recognise.is_mail),
    ReportFormat(
        "markdown",
        "Markdown files",
        (".md", ".markdown", ".mdown", ".mkd"),
        f"{HERE}.text:read_markdown",
        recognise.has_front_matter,
    ),
    ReportFormat("text", "plain text files", (".txt", ".text", ".log", ".asc"), f"{HERE}.text:read_text"),
    ReportFormat("docx", "Word documents", (".docx", ".docm", ".dotx"), f"{HERE}.word_document:read_docx", is_word_document),
    ReportFormat(
        "pdf",
        "PDF files",
        (".pdf",),
        f"{HERE}.pdf:read_pdf",
        recognise.begins(b"%PDF-"),
        needs=("pypdfium2",),
        extra="pdf-text",
    ),
    ReportFormat("rtf", "rich text files", (".rtf",), f"{HERE}.rich_text:read_rtf", recognise.begins(b"{\\rtf")),
    ReportFormat("ris", "reference lists in RIS", (".ris",), f"{HERE}.reference_lists:read_ris", is_ris),
    ReportFormat("bibtex", "reference lists in BibTeX", (".bib", ".bibtex"), f"{HERE}.reference_lists:read_bibtex", is_bibtex),
    ReportFormat("csl-json", "reference lists in CSL-JSON", (), f"{HERE}.reference_lists:read_csl_json", is_csl_json),
    ReportFormat("json", "JSON tables", (".json", ".jsonl", ".ndjson"), f"{HERE}.table:read_json", recognise.is_json_rows),
    ReportFormat("csv", "tables", (".csv", ".tsv", ".tab"), f"{HERE}.table:read_table"),
    ReportFormat("press-text", "press databases' texts", (), f"{HERE}.press_exports:read_text_export", is_press_text),
)


@dataclass(frozen=True, slots=True)
class UnreadFormat:
    """A format that is known and not read, and what to do instead."""

    title: str
    endings: tuple[str, ...]
    todo: str
    sign: Sign = never


UNREAD = (
    UnreadFormat("Excel workbooks", (".xlsx", ".xls", ".xlsm"), "save it as .csv", recognise.has_member("xl/")),
    UnreadFormat("OpenDocument tables", (".ods",), "save it as .csv"),
    UnreadFormat("Numbers tables", (".numbers",), "export it as .csv"),
    UnreadFormat("presentations", (".pptx", ".ppt", ".odp", ".key"), "save its text as .txt", recognise.has_member("ppt/")),
    UnreadFormat("OpenDocument texts", (".odt",), "save it as .txt or .html"),
    UnreadFormat(
        "e-books", (".epub", ".mobi", ".azw3"), "save the report as .html or .txt", recognise.has_member("META-INF/container")
    ),
    UnreadFormat("Word's old documents", (".doc", ".dot", ".wps"), "save it as .docx, .html or .txt"),
    UnreadFormat("Pages documents", (".pages",), "export it as .docx"),
    UnreadFormat("Outlook's messages", (".msg", ".pst", ".ost"), "save the mail as .eml or .txt"),
    UnreadFormat("Safari's web archives", (".webarchive",), "save the page as .html", recognise.begins(b"bplist")),
    UnreadFormat(
        "pictures",
        (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".heic", ".tif", ".tiff", ".bmp", ".svg", ".ico"),
        "type the report's text into a .txt file",
        recognise.begins(b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*"),
    ),
    UnreadFormat(
        "sound and film",
        (".mp3", ".mp4", ".m4a", ".wav", ".ogg", ".mov", ".avi", ".mkv", ".webm"),
        "type its words into a .txt file",
    ),
    UnreadFormat(
        "archives",
        (".zip", ".gz", ".tgz", ".tar", ".bz2", ".xz", ".7z", ".rar"),
        "unpack it, and give the folder",
        recognise.begins(b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ", b"PK\3\4"),
    ),
    UnreadFormat(
        "programs", (".exe", ".dll", ".so", ".app", ".dmg", ".deb"), "leave it out", recognise.begins(b"MZ\x90", b"\x7fELF")
    ),
    UnreadFormat("old Office files", (), "save it in a newer format, as .docx or .csv", recognise.begins(b"\xd0\xcf\x11\xe0")),
)


def all_formats(problems: list[Problem]) -> Iterator[ReportFormat]:
    """Return the formats that other installed distributions add, then ours; one that cannot be loaded is a problem."""
    for point in _points(tuple(sys.path)):
        try:
            found = point.load()
        except Exception as error:  # noqa: BLE001 - whatever the other program's code raises
            of = f" of {point.dist.name}" if point.dist else ""
            wrong = f"the importer `{point.name}`{of} cannot be loaded: {error}"
            problems.append(Problem(Where(point.value), wrong, "update or uninstall it"))
            continue
        yield from [found] if isinstance(found, ReportFormat) else found
    yield from FORMATS


@lru_cache(maxsize=1)
def _points(_path: tuple[str, ...]) -> tuple[metadata.EntryPoint, ...]:
    """The entry points of all distributions on Python's path; looking for them takes longer than reading a report."""
    return tuple(metadata.entry_points(group=GROUP))
