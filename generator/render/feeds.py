"""Feeds, sitemap and robots. Absolute addresses only, so only with a `base_url`; without one entries carry no address."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

from feedgen.feed import FeedGenerator

from generator import permalinks
from generator.contexts import ArticlePage, Page, Site
from generator.edtf_dates import bounds
from generator.model import OutputPath

ENTRIES = 50
SITEMAP_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
Report = tuple[Page, ArticlePage]


def atom(site: Site, reports: Sequence[Report]) -> bytes:
    """The latest reports as an Atom feed (RFC 4287)."""
    feed = FeedGenerator()
    feed.id(_identifier(site, permalinks.HOME))
    feed.title(site.title)
    feed.subtitle(site.description or None)
    feed.author({"name": site.author or site.title})
    feed.language(site.language)
    feed.generator(site.generator)
    feed.updated(max(map(_moment, reports), default=_moment(None)))
    if site.base_url:
        feed.link(href=site.base_url, rel="alternate")
        feed.link(href=permalinks.absolute(site.base_url, permalinks.ATOM), rel="self")
    for report in reports[:ENTRIES]:
        page, view = report
        entry = feed.add_entry(order="append")
        entry.id(_identifier(site, page.path))
        entry.title(view.title)
        entry.updated(_moment(report))
        entry.published(_moment(report))
        entry.content(_summary(view), type="text")
        if view.author or view.source:
            entry.author({"name": view.author or view.source})
        if page.canonical:
            entry.link(href=page.canonical, rel="alternate")
    written: bytes = feed.atom_str(pretty=True)
    return written


def json_feed(site: Site, reports: Sequence[Report]) -> bytes:
    """The latest reports as a JSON Feed (version 1.1)."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": site.title,
        "description": site.description,
        "language": site.language,
        "home_page_url": site.base_url,
        "feed_url": permalinks.absolute(site.base_url, permalinks.JSON_FEED),
        "authors": [{"name": site.author}] if site.author else [],
        "items": [_item(site, report) for report in reports[:ENTRIES]],
    }
    kept = {key: value for key, value in feed.items() if value or key == "items"}
    return (json.dumps(kept, ensure_ascii=False, indent=1) + "\n").encode()


def sitemap(site: Site, pages: Iterable[Page]) -> bytes | None:
    """Every page's address; None without a `base_url`, since a sitemap knows absolute addresses only."""
    if not site.base_url:
        return None
    root = ET.Element("urlset", xmlns=SITEMAP_NAMESPACE)
    for page in pages:
        if page.canonical:
            ET.SubElement(ET.SubElement(root, "url"), "loc").text = page.canonical
    ET.indent(root, " ")
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def robots(site: Site) -> bytes:
    """Everybody may read everything; where the sitemap is, if there is one."""
    where = f"\nSitemap: {permalinks.absolute(site.base_url, permalinks.SITEMAP)}\n" if site.base_url else ""
    return f"User-agent: *\nAllow: /\n{where}".encode()


def _item(site: Site, report: Report) -> dict[str, object]:
    page, view = report
    item = {
        "id": _identifier(site, page.path),
        "url": page.canonical,
        "external_url": view.url,
        "title": view.title,
        "content_text": _summary(view),
        "date_published": _moment(report).isoformat() if view.when else "",
        "language": view.language,
    }
    return {key: value for key, value in item.items() if value}


def _summary(view: ArticlePage) -> str:
    return view.summary or "\n\n".join(point.text for point in view.points) or view.title


def _identifier(site: Site, path: OutputPath) -> str:
    """The page's address, or a name made of the site's title and the page's path when there is no address."""
    return permalinks.absolute(site.base_url, path) or uuid5(NAMESPACE_URL, f"{site.title}/{path}").urn


def _moment(report: Report | None) -> datetime:
    """The start of a report's last day; of an undated one the start of the era, since feeds want some moment."""
    when = report[1].when if report else None
    day = date.fromisoformat(bounds(when.edtf)[1]) if when else date(1970, 1, 1)
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
