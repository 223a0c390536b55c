"""What changed, for feed readers and as a mail that nobody sends: plain words, links only where the site has an address."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from html import escape
from textwrap import wrap
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

from generator.contexts import ChangesDigest, ChangesFeed, DigestLine, DigestSection, Page, Site
from generator.model import permalinks
from generator.render.formats.feeds import NOT_IN_XML, identifier

ATOM_NAMESPACE = "http://www.w3.org/2005/Atom"
WIDTH = 76
"""Characters of a line of the mail's text."""
NO_HOST = "briefing.invalid"
"""In the mail's id, where the site has no address."""
STYLE = "font: 16px/1.5 Georgia, serif; max-width: 40em; margin: 0 auto; padding: 1em"


def atom(site: Site, page: Page, view: ChangesFeed) -> bytes:
    """Return what changed from each edition to the next, as an Atom feed (RFC 4287)."""
    root = ET.Element("feed", {"xmlns": ATOM_NAMESPACE, "xml:lang": site.language})
    _add(root, "id", identifier(site, permalinks.CHANGES_FEED))
    _add(root, "title", page.title)
    _add(root, "updated", _moment(view.entries[0].day if view.entries else "").isoformat())
    _add(ET.SubElement(root, "author"), "name", site.author or site.title)
    if site.base_url:
        ET.SubElement(root, "link", href=_address(site, view.of), rel="alternate", type="text/html")
        ET.SubElement(root, "link", href=_address(site, page.path), rel="self", type="application/atom+xml")
    _add(root, "generator", site.generator)
    for one in view.entries:
        entry = ET.SubElement(root, "entry")
        _add(entry, "id", identifier(site, permalinks.output(one.of)))
        _add(entry, "title", one.title)
        _add(entry, "updated", _moment(one.day).isoformat())
        _add(entry, "content", "\n".join(_html_lines(site, one)), type="html")
        if site.base_url:
            ET.SubElement(entry, "link", href=_address(site, one.path), rel="alternate", type="text/html")
    ET.indent(root, " ")
    encoded: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return encoded + b"\n"


def mail(site: Site, page: Page, view: ChangesDigest) -> bytes:
    """Return what changed as a mail with a text and an HTML part: a draft, the same bytes each time."""
    name = uuid5(NAMESPACE_URL, "\0".join((site.base_url or site.title, view.of, view.day, view.title)))
    made = EmailMessage(SMTP)
    made["Subject"] = " ".join(NOT_IN_XML.sub("", view.title).split())
    made["Date"] = format_datetime(_moment(view.day))
    made["Message-ID"] = f"<{name}@{urlsplit(site.base_url).hostname or NO_HOST}>"
    made["X-Unsent"] = "1"
    made.set_content(as_text(site, view), cte="quoted-printable")
    made.add_alternative(as_html(site, view), subtype="html", cte="quoted-printable")
    made["Content-Language"] = site.language
    made.set_boundary(f"briefing-{name.hex}")
    return made.as_bytes()


def _add(parent: ET.Element, tag: str, text: str, **attributes: str) -> None:
    ET.SubElement(parent, tag, attributes).text = NOT_IN_XML.sub("", text)


def as_text(site: Site, view: ChangesDigest) -> str:
    """Return what changed as plain text."""
    return NOT_IN_XML.sub("", "\n".join(_text_lines(site, view)) + "\n")


def as_html(site: Site, view: ChangesDigest) -> str:
    """Return what changed as an HTML page that needs nothing else."""
    lines = (
        f'<!doctype html>\n<html lang="{escape(site.language)}" dir="{escape(site.direction)}">',
        f'<head>\n<meta charset="utf-8">\n<title>{_html(view.title)}</title>\n</head>\n<body style="{STYLE}">',
        f"<h1>{_html(view.title)}</h1>",
        *_html_lines(site, view),
        "</body>\n</html>\n",
    )
    return "\n".join(lines)


def _html_lines(site: Site, view: ChangesDigest) -> Iterator[str]:
    yield f"<p>{_html(view.introduction)}</p>"
    for section in view.sections:
        yield f"<h2>{_html(section.title)}</h2>\n<ul>"
        yield from (f"<li>{_html_line(site, line)}</li>" for line in section.lines)
        yield from (f"<li>{_html(section.more)}</li>",) if section.more else ()
        yield "</ul>"
    if site.base_url and view.page:
        yield f'<p><a href="{escape(_address(site, view.path))}">{_html(view.page)}</a></p>'


def _html_line(site: Site, line: DigestLine) -> str:
    if not line.source:
        return _linked(site, line, line.text)
    return f"{_html(line.text)} <small>{_linked(site, line, line.source)}</small>"


def _linked(site: Site, line: DigestLine, text: str) -> str:
    is_linked = site.base_url and line.path
    return f'<a href="{escape(_address(site, line.path))}">{_html(text)}</a>' if is_linked else _html(text)


def _text_lines(site: Site, view: ChangesDigest) -> Iterator[str]:
    yield from wrap(view.title, WIDTH)
    yield ""
    yield from wrap(view.introduction, WIDTH)
    for section in view.sections:
        yield ""
        yield section.title.upper() if section.title.isascii() else section.title
        yield from _text_of_section(site, section)
    if site.base_url and view.page:
        yield ""
        yield f"{view.page}: {_address(site, view.path)}"


def _text_of_section(site: Site, section: DigestSection) -> Iterator[str]:
    for line in section.lines:
        text = f"{line.text} [{line.source}]" if line.source else line.text
        yield from wrap(text, WIDTH, initial_indent="- ", subsequent_indent="  ")
        if site.base_url and line.path:
            yield f"  {_address(site, line.path)}"
    if section.more:
        yield f"- {section.more}"


def _html(text: str) -> str:
    return escape(NOT_IN_XML.sub("", text))


def _address(site: Site, path: str) -> str:
    """Return the absolute address of a place in the site, with its anchor."""
    return f"{site.base_url}{path}"


def _moment(day: str) -> datetime:
    """Return the beginning of a day; 1970 where there is none."""
    at = date.fromisoformat(day) if day else date(1970, 1, 1)
    return datetime(at.year, at.month, at.day, tzinfo=UTC)
