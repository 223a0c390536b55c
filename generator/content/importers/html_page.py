"""Web pages that were saved: HTML, and MHTML, which holds a page with its parts in one file."""

from __future__ import annotations

import codecs
import email
import re
from collections.abc import Iterator
from dataclasses import replace
from email import policy
from email.message import EmailMessage

from generator.content.importers.encodings import BYTE_ORDER_MARKS, decode, reads, spelled
from generator.content.importers.html_tree import parsed
from generator.content.importers.importer import ImportedReport, SourceFile, Stated
from generator.content.importers.page_data import page_data
from generator.content.importers.page_metadata import page_fields, saved_from
from generator.content.importers.page_text import report_text
from generator.model.problems import Problem, Where

CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:-]{2,40})|<\?xml[^>]{0,60}encoding=[\"']([A-Za-z0-9_-]{2,40})",
    re.IGNORECASE,
)
MAX_DAMAGED = 5
"""Bytes of a page in UTF-8 that may be none, as when one was put together from several; they are shown as such."""
AS_BROWSERS = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "iso8859-9": "cp1254"}
"""Encodings that pages name, to those in which browsers read them."""


def read_html(file: SourceFile, problems: list[Problem]) -> Iterator[ImportedReport]:
    """Return the report on a saved page; a page without one is a problem."""
    if file.content[1:2] != b"\0" and file.content[:1] != b"\0":  # not in UTF-16: such bytes are damage
        file = replace(file, content=file.content.replace(b"\0", b""))
    declared = declared_encoding(file.content)
    if declared == "utf-8" and not file.encoding and not reads(file.content, "utf-8"):
        file = replace(file, content=file.content.decode("utf-8", "replace").encode())
    found = decode(replace(file, encoding=declared) if declared and not file.encoding else file, problems)
    if found:
        is_said = not declared or file.encoding
        notes = found.notes if is_said else ((f"read as {spelled(declared)}",) if declared != "utf-8" else ())
        yield from _reported(file.name, found.text, saved_from(found.text), notes, problems)


def read_web_archive(file: SourceFile, problems: list[Problem]) -> Iterator[ImportedReport]:
    """Return the report on a page that was saved with its parts (MHTML)."""
    archive = email.message_from_bytes(file.content, policy=policy.default)
    page = next((part for part in archive.walk() if part.get_content_type() == "text/html"), None)
    if not isinstance(page, EmailMessage):
        problems.append(Problem(Where(file.name), "there is no web page in this archive", "save the page as .html"))
        return
    raw = page.get_payload(decode=True)
    content = raw if isinstance(raw, bytes) else b""
    told = file.encoding or _known(page.get_content_charset() or "")
    encoding = told or declared_encoding(content)
    found = decode(SourceFile(file.name, content, encoding), problems)
    if found:
        address = str(archive["Snapshot-Content-Location"] or page["Content-Location"] or "").strip()
        notes = found.notes if encoding != "utf-8" else ()
        yield from _reported(file.name, found.text, address, notes, problems)


def page_report(html: str, address: str = "", notes: tuple[str, ...] = ()) -> ImportedReport | None:
    """Return the report on a page; None where there is none. `address` is where it was saved from, as far as that is known."""
    tree = parsed(html)
    if tree is None:
        return None
    data = page_data(tree)
    fields = page_fields(tree, data, address)
    title, url = (fields[key].value if key in fields else "" for key in ("title", "url"))
    body, standfirst = report_text(tree, title, url, data.get("text", ""), with_lines=not {"date", "author"} <= fields.keys())
    if standfirst and standfirst not in body:
        fields["summary"] = Stated(standfirst, "standfirst")
    return ImportedReport(body, fields, notes=notes) if body.strip() else None


def declared_encoding(raw: bytes) -> str:
    """Return the encoding that a page names, as browsers read it; "" where it names none or is not in it.

    Bytes that are UTF-8 are read as that, whatever the page says: it was saved in another encoding than it came in.
    """
    if raw.startswith(tuple(mark for mark, _ in BYTE_ORDER_MARKS)) or b"\0" in raw[:1000]:
        return ""
    if reads(raw, "utf-8"):
        return "utf-8"
    found = CHARSET.search(raw[:4096])
    encoding = _known((found[1] or found[2]).decode("ascii")) if found else ""
    if encoding == "utf-8" and raw.decode("utf-8", "replace").count("\ufffd") <= MAX_DAMAGED + len(raw) // 10_000:
        return "utf-8"
    return encoding if encoding and reads(raw, encoding) else ""


def _reported(name: str, html: str, address: str, notes: tuple[str, ...], problems: list[Problem]) -> Iterator[ImportedReport]:
    report = page_report(html, address, notes)
    if report:
        yield report
    else:
        problems.append(Problem(Where(name), "there is no report on this page", "copy its text into a .txt file"))


def _known(encoding: str) -> str:
    try:
        name = codecs.lookup(encoding).name
    except LookupError:
        return ""
    return AS_BROWSERS.get(name, name)
