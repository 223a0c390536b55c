"""Feeds, sitemap and robots. Absolute addresses only, so only with a `base_url`; without one entries carry no address."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

from generator.contexts import Addresses, FeedView, Page, Record, Site
from generator.model import permalinks
from generator.model.edtf import bounds
from generator.model.proofs import OutputPath

SITEMAP_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"

MAX_TERMS = 100
"""Categories of an entry: a report stands in a feed of each of its actors, with all of them."""


def atom(site: Site, page: Page, view: FeedView) -> bytes:
    """Return the latest reports as an Atom feed (RFC 4287)."""
    from feedgen.feed import FeedGenerator  # slow to import, and a preview may never need it

    feed = FeedGenerator()
    feed.id(_identifier(site, view.of))
    feed.title(_title(site, page, view))
    feed.subtitle(site.description or None)
    feed.author({"name": site.author or site.title})
    feed.language(site.language)
    feed.generator(site.generator)
    feed.updated(max(map(_moment, view.entries), default=_moment(None)))
    if site.base_url:
        feed.link(href=permalinks.absolute(site.base_url, view.of), rel="alternate", type="text/html")
        feed.link(href=permalinks.absolute(site.base_url, page.path), rel="self", type="application/atom+xml")
    for report in view.entries:
        entry = feed.add_entry(order="append")
        entry.id(_identifier(site, report.path))
        entry.title(report.title)
        entry.updated(_moment(report))
        entry.published(_moment(report))
        entry.content(report.summary, type="text")
        if report.author or report.source:
            entry.author({"name": report.author or report.source})
        if terms := _terms(report):
            entry.category([{"term": term} for term in terms])  # all at once: feedgen goes through them all at each call
        if report.canonical:
            entry.link(href=report.canonical, rel="alternate", type="text/html")
        if report.url:
            entry.link(href=report.url, rel="via")
    links = [link for entry in feed.entry() for link in entry.link() or ()]
    return _with_relations(feed.atom_str(pretty=True), links)


def _with_relations(feed: bytes, links: Sequence[Mapping[str, str]]) -> bytes:
    """Add relation and type to the links of an Atom feed's entries: feedgen 1.0 writes only their addresses."""
    from lxml import etree

    root = etree.fromstring(feed)  # written by feedgen just before, so trusted
    for element, link in zip(root.iterfind("{*}entry/{*}link"), links, strict=True):
        for name in ("rel", "type"):
            if name in link:
                element.set(name, link[name])
    encoded: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return encoded + b"\n" * feed.endswith(b"\n")


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
    return (json.dumps(filled, ensure_ascii=False, indent=1) + "\n").encode()


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
        "id": _identifier(site, report.path),
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


def _identifier(site: Site, path: OutputPath) -> str:
    """Return the address of a page, or a UUID from the site's title and the path where the site has no address."""
    return permalinks.absolute(site.base_url, path) or uuid5(NAMESPACE_URL, f"{site.title}/{path}").urn


def _moment(report: Record | None) -> datetime:
    """Return the start of the last day that a report's date covers; 1970 for an undated one, as feeds need a time."""
    when = report.when if report else None
    day = date.fromisoformat(bounds(when.edtf)[1]) if when else date(1970, 1, 1)
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
