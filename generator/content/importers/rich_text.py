"""Reports in rich text (.rtf)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.content.importers import document_properties, press_exports, text
from generator.content.importers.importer import ImportedReport, SourceFile
from generator.model.problems import Problem, Where

OPENING = b"{\\rtf"
INFO = re.compile(r"\{\\info\b")
TITLE, AUTHOR = (re.compile(rf"\{{\\{name} ([^{{}}]*)\}}") for name in ("title", "author"))
CREATED = re.compile(r"\\creatim\\yr(\d{4})\\mo(\d{1,2})\\dy(\d{1,2})")
INFO_CHARACTERS = 4000
"""How far behind its beginning a document's information is looked for."""
FIELD_RESULT = re.compile(r"(?<=\w)\((?:https?://|mailto:)[^\s()]+\)")
"""The address that striprtf writes behind the words of a link."""


def read_rtf(file: SourceFile, problems: list[Problem]) -> Iterator[ImportedReport]:
    """Return the reports of a rich text file: one, or those of a press database's export."""
    start = Where(file.name)
    raw = file.content.strip()
    if not raw:
        problems.append(Problem(start, "the file is empty", "save it again, or leave it out"))
        return
    if not raw.startswith(OPENING) or not raw.rstrip(b"\0 \r\n").endswith(b"}"):
        problems.append(
            Problem(start, "the rich text file is damaged, or is none", "open it in a word processor and save it again")
        )
        return
    source = raw.decode("cp1252", "replace")
    plain = _plain(source)
    if not plain.strip():
        problems.append(Problem(start, "the rich text file has no text", "write the report into it, or leave it out"))
        return
    delivery = press_exports.reports_in_paragraphs(plain)
    yield from delivery if delivery is not None else [_report(plain, source)]


def _plain(source: str) -> str:
    """The text, a line a paragraph."""
    from striprtf.striprtf import rtf_to_text

    return FIELD_RESULT.sub("", rtf_to_text(source, errors="replace")).replace("\u00a0", " ").replace("\f", "\n")


def _report(plain: str, source: str) -> ImportedReport:
    paragraphs = [line.strip(" |") for line in plain.split("\n") if line.strip(" |")]
    report = text.report_of_text("\n\n".join(paragraphs))
    info = INFO.search(source)
    head = source[info.start() : info.start() + INFO_CHARACTERS] if info else ""
    named = {
        key: _plain(f"{{\\rtf1 {found[1]}}}")
        for key, pattern in (("title", TITLE), ("author", AUTHOR))
        if (found := pattern.search(head))
    }
    created = CREATED.search(head)
    properties = document_properties.stated(
        {
            "title": document_properties.title(named.get("title", ""), plain, has_headline="title" in report.fields),
            "author": document_properties.author(named.get("author", "")),
            "date": f"{created[1]}-{int(created[2]):02d}-{int(created[3]):02d}" if created and int(created[1]) else "",
        }
    )
    return ImportedReport(report.body, {**properties, **report.fields}, notes=report.notes)
