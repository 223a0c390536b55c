"""Feeds, sitemap and robots. Absolute addresses only, so only with a `base_url`; without one entries carry no address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

import msgspec

from generator.contexts import Addresses, FeedView, Page, Record, Site
from generator.model import permalinks
from generator.model.edtf import bounds
from generator.model.proofs import OutputPath

SITEMAP_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"

NOT_IN_XML = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
"""Characters that no XML may have."""
MAX_TERMS = 100
"""Categories of an entry: a report stands in a feed of each of its actors, with all of them."""


def atom(site: Site, page: Page, view: FeedView) -> bytes:
    """Return the latest reports as an Atom feed (RFC 4287)."""
    updated = max(map(_moment, view.entries), default=_moment(None))
    lines = [
        "<?xml version='1.0' encoding='UTF-8'?>",
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{_in_attribute(site.language)}">',
        f"  <id>{_in_xml(identifier(site, view.of))}</id>",
        f"  <title>{_in_xml(_title(site, page, view))}</title>",
        f"  <updated>{updated.isoformat()}</updated>",
        *_author("  ", site.author or site.title),
    ]
    if site.base_url:
        lines += (
            _link("  ", permalinks.absolute(site.base_url, view.of), "alternate", "text/html"),
            _link("  ", permalinks.absolute(site.base_url, page.path), "self", "application/atom+xml"),
        )
    lines.append(f"  <generator>{_in_xml(site.generator)}</generator>")
    if site.description:
        lines.append(f"  <subtitle>{_in_xml(site.description)}</subtitle>")
    for report in view.entries:
        lines += _entry(site, report)
    return NOT_IN_XML.sub("", "\n".join((*lines, "</feed>\n"))).encode()


def _entry(site: Site, report: Record) -> Iterator[str]:
    """Return the lines of an entry of an Atom feed."""
    moment = _moment(report).isoformat()
    yield "  <entry>"
    yield f"    <id>{_in_xml(identifier(site, report.path))}</id>"
    yield f"    <title>{_in_xml(report.title)}</title>"
    yield f"    <updated>{moment}</updated>"
    yield from _author("    ", report.author or report.source)
    yield f'    <content type="text">{_in_xml(report.summary)}</content>' if report.summary else '    <content type="text"/>'
    if report.canonical:
        yield _link("    ", report.canonical, "alternate", "text/html")
    if report.url:
        yield _link("    ", report.url, "via")
    for term in _terms(report):
        yield f'    <category term="{_in_attribute(term)}"/>'
    yield f"    <published>{moment}</published>"
    yield "  </entry>"


def _author(indent: str, name: str) -> Iterator[str]:
    if name:
        yield f"{indent}<author>\n{indent}  <name>{_in_xml(name)}</name>\n{indent}</author>"


def _link(indent: str, address: str, relation: str, type_: str = "") -> str:
    typed = f' type="{type_}"' if type_ else ""
    return f'{indent}<link href="{_in_attribute(address)}" rel="{relation}"{typed}/>'


def _in_xml(text: str) -> str:
    """Return a text as it stands between tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def _in_attribute(text: str) -> str:
    """Return a text as it stands in an attribute, where white space would be taken for spaces."""
    return _in_xml(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


def json_feed(site: Site, page: Page, view: FeedView) -> bytes:
    """Return the latest reports as a JSON Feed (version 1.1)."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _title(site, page, view),
        "description": site.description,
        "language": site.language,
        "home_page_url": permalinks.absolute(site.base_url, view.of),
        "feed_url": permalinks.absolute(site.base_url, page.path),
        "authors": [{"name": site.author}] if site.author else [],
        "items": [_feed_entry(site, report) for report in view.entries],
    }
    filled = {key: value for key, value in feed.items() if value or key == "items"}
    return msgspec.json.format(msgspec.json.encode(filled), indent=1) + b"\n"


def sitemap(site: Site, page: Page, view: Addresses) -> bytes:
    """Return the address of every page."""
    root = ET.Element("urlset", xmlns=SITEMAP_NAMESPACE)
    for address in view.pages:
        ET.SubElement(ET.SubElement(root, "url"), "loc").text = address
    ET.indent(root, " ")
    encoded: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return encoded + b"\n"


def robots(site: Site, page: Page, view: Addresses) -> bytes:
    """Allow all pages to all robots, and name the sitemap where the site has an address."""
    sitemap_line = f"\nSitemap: {permalinks.absolute(site.base_url, permalinks.SITEMAP)}\n" if site.base_url else ""
    return f"User-agent: *\nAllow: /\n{sitemap_line}".encode()


def _feed_entry(site: Site, report: Record) -> dict[str, object]:
    entry = {
        "id": identifier(site, report.path),
        "url": report.canonical,
        "external_url": report.url,
        "title": report.title,
        "content_text": report.summary,
        "date_published": _moment(report).isoformat() if report.when else "",
        "authors": [{"name": name}] if (name := report.author or report.source) else [],
        "tags": _terms(report),
        "language": report.language,
    }
    return {key: value for key, value in entry.items() if value}


def _title(site: Site, page: Page, view: FeedView) -> str:
    return site.title if view.of == permalinks.HOME else f"{page.title} – {site.title}"


def _terms(report: Record) -> list[str]:
    """Return the topics and actors of a report, as categories; of very many the first."""
    return list(dict.fromkeys((*(topic.text for topic in report.topics), *(actor.name for actor in report.actors))))[:MAX_TERMS]


def identifier(site: Site, path: OutputPath) -> str:
    """Return the address of a page, or a UUID from the site's title and the path where the site has no address."""
    return permalinks.absolute(site.base_url, path) or uuid5(NAMESPACE_URL, f"{site.title}/{path}").urn


def _moment(report: Record | None) -> datetime:
    """Return the start of the last day that a report's date covers; 1970 for an undated one, as feeds need a time."""
    when = report.when if report else None
    day = date.fromisoformat(bounds(when.edtf)[1]) if when else date(1970, 1, 1)
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
