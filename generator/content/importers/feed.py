"""Feeds that were saved: RSS of all versions, RDF, Atom, JSON Feed. Each entry is a report."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from generator.content.importers import plain_text
from generator.content.importers.encodings import decode
from generator.content.importers.html_tree import markdown_of_piece, parsed
from generator.content.importers.importer import ImportedReport, SourceFile, Stated
from generator.content.importers.moments import as_date
from generator.model.problems import Problem, Where

FEED, ENTRY = "feed", "entry"
CUT = re.compile(
    r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|(?:read more|continue reading|weiterlesen|lire la suite|leer más|читать далее)\W*)\s*$",
    re.IGNORECASE,
)
READ_MORE = re.compile(r"\n\nThe post .{1,300} appeared first on .{1,200}$", re.DOTALL)
"""What WordPress puts below each entry."""
SUMMARY_LENGTH = 500
"""Characters up to which the text of an entry that has no content of its own may be a summary only."""
NO_ENTRIES = "there is no entry with a text in this feed"


def read_feed(file: SourceFile, problems: list[Problem]) -> Iterator[ImportedReport]:
    """Return a report for each entry of a feed in XML; entries without a text are told."""
    import feedparser

    raw = file.content
    if file.encoding and (found := decode(file, problems)):
        raw = re.sub(r"^\s*<\?xml[^>]*\?>", "", found.text).encode()
    feed = feedparser.parse(io.BytesIO(raw))
    if not feed.entries and feed.bozo:
        wrong = f"this feed cannot be read: {feed.get('bozo_exception', 'it is not well-formed')}"
        problems.append(Problem(Where(file.name), wrong, "save it again, or save the pages of its reports"))
        return
    yield from _numbered([_of_entry(entry, feed.feed) for entry in feed.entries], file.name, problems)


def read_json_feed(file: SourceFile, problems: list[Problem]) -> Iterator[ImportedReport]:
    """Return a report for each item of a JSON Feed."""
    found = decode(file, problems)
    if not found:
        return
    try:
        feed = json.loads(found.text)
    except (ValueError, RecursionError) as error:
        line, column = getattr(error, "lineno", 1), getattr(error, "colno", 1)
        problems.append(Problem(Where(file.name, line, column), f"this is not valid JSON: {error}", "save the feed again"))
        return
    items = feed.get("items") if isinstance(feed, dict) else None
    entries = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    yield from _numbered([_of_item(item, feed) for item in entries], file.name, problems)


def _numbered(reports: list[ImportedReport], name: str, problems: list[Problem]) -> Iterator[ImportedReport]:
    """Reports with their numbers; of entries without a text the first report tells."""
    kept = [(number, report) for number, report in enumerate(reports, 1) if report.body]
    if not kept:
        problems.append(Problem(Where(name), NO_ENTRIES, "save the pages of its reports"))
        return
    empty = [f"entry {number} has no text: left out" for number, report in enumerate(reports, 1) if not report.body]
    for at, (number, report) in enumerate(kept):
        notes = (*report.notes, *(empty if at == 0 else ()))
        yield replace(report, part=f"{number} of {len(reports)}" if len(reports) > 1 else "", notes=notes)


def _of_entry(entry: Any, feed: Any) -> ImportedReport:
    contents = [content for content in entry.get("content", []) if content.get("value", "").strip()]
    content = max(contents, key=lambda one: len(one["value"]), default=None)
    detail = content or entry.get("summary_detail") or {}
    body = _markdown(detail.get("value", ""), is_html=detail.get("type", "") != "text/plain")
    body = READ_MORE.sub("", body)
    source = entry.get("source", {}).get("title") or feed.get("title") or ""
    written = entry.get("published") or entry.get("created") or entry.get("issued") or entry.get("updated") or ""
    names = [author.get("name", "") for author in entry.get("authors", [])] or [entry.get("author", "")]
    fields = {
        "title": Stated(_plain(entry.get("title", "")), ENTRY),
        "date": Stated(as_date(written) or " ".join(written.split()), ENTRY),
        "author": Stated(_names(names), ENTRY),
        "source": Stated(_plain(source), FEED if not entry.get("source") else ENTRY),
        "url": Stated(_address(entry), ENTRY),
        "lang": Stated(detail.get("language") or feed.get("language") or "", FEED),
    }
    return _report(body, fields, has_content=content is not None)


def _of_item(item: Mapping[str, Any], feed: Mapping[str, Any]) -> ImportedReport:
    html, text, summary = (_text(item.get(key)) for key in ("content_html", "content_text", "summary"))
    body = _markdown(html, is_html=True) or _markdown(text or summary, is_html=False)
    authors = item.get("authors") or [item.get("author")]
    names = [_text(author.get("name")) for author in authors if isinstance(author, dict)] if isinstance(authors, list) else []
    written = _text(item.get("date_published")) or _text(item.get("date_modified"))
    fields = {
        "title": Stated(_text(item.get("title")), ENTRY),
        "date": Stated(as_date(written) or written, ENTRY),
        "author": Stated(_names(names), ENTRY),
        "source": Stated(_text(feed.get("title")), FEED),
        "url": Stated(_text(item.get("url")) or _text(item.get("external_url")), ENTRY),
        "lang": Stated(_text(item.get("language")) or _text(feed.get("language")), FEED),
    }
    return _report(body, fields, has_content=bool(html or text))


def _report(body: str, fields: Mapping[str, Stated], *, has_content: bool) -> ImportedReport:
    is_summary = bool(CUT.search(body)) or (not has_content and len(body) < SUMMARY_LENGTH)
    notes = ("the feed may have its summary only: save its page for the whole text",) if is_summary and body else ()
    return ImportedReport(body, {key: stated for key, stated in fields.items() if stated.value}, notes=notes)


def _markdown(value: str, *, is_html: bool) -> str:
    if is_html and re.search(r"</?[a-zA-Z][^>]*>|&\w+;", value):
        return markdown_of_piece(value)
    return plain_text.as_markdown(plain_text.paragraphs(value))


def _plain(value: str) -> str:
    """A title without the mark-up that some feeds have in it."""
    tree = parsed(value) if "<" in value or "&" in value else None
    return " ".join((value if tree is None else tree.text_content()).split())


def _address(entry: Any) -> str:
    links = [entry.get("feedburner_origlink"), entry.get("link"), entry.get("id")]
    return next((link for link in links if link and re.match(r"https?://", link)), "")


def _names(names: list[str]) -> str:
    """Authors' names; RSS has them behind a mail address, in parentheses."""
    plain = [re.sub(r"^\S+@\S+\s*\((.*)\)$", r"\1", " ".join(name.split())) for name in names]
    return ", ".join(dict.fromkeys(name for name in plain if name and "@" not in name))


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""
