"""The report's data in a web page's JSON-LD (schema.org)."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from generator.content.importers.html_tree import Tree

REPORT_TYPES = frozenset(
    "newsarticle reportagenewsarticle analysisnewsarticle backgroundnewsarticle opinionnewsarticle reviewnewsarticle article"
    " blogposting liveblogposting socialmediaposting report satiricalarticle advertisercontentarticle pressrelease".split()
)
MAX_DEPTH = 20


def page_data(tree: Tree) -> dict[str, str]:
    """Return what JSON-LD says: `title`, `date`, `author`, `source`, `url`, `lang`, and `text`, each where it is there."""
    objects = [found for script in _scripts(tree) for found in _objects(script, 0)]
    by_id = {str(found["@id"]): found for found in objects if "@id" in found and len(found) > 1}
    reports = [found for found in objects if _types(found) & REPORT_TYPES]
    if not reports:
        return {}
    report = max(reports, key=lambda found: ("headline" in found, "datePublished" in found, -objects.index(found)))
    page = report.get("mainEntityOfPage")
    found = {
        "title": _text(report.get("headline") or report.get("name")),
        "date": _text(report.get("datePublished") or report.get("dateCreated")),
        "author": ", ".join(dict.fromkeys(_names(report.get("author") or report.get("creator"), by_id))),
        "source": next(_names(report.get("publisher"), by_id), ""),
        "url": next((address for address in (_address(report.get("url")), _address(page)) if address), ""),
        "lang": next(_names(report.get("inLanguage"), by_id), ""),
        "text": _text(report.get("articleBody"), keep_lines=True),
    }
    return {key: value for key, value in found.items() if value}


def _scripts(tree: Tree) -> Iterator[Any]:
    """The values in a page's scripts of JSON-LD; many have line breaks in strings, or comments around them."""
    for script in tree.xpath(".//script[contains(@type, 'ld+json')]"):
        text = re.sub(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>|;)\s*$", "", script.text or "")
        try:
            yield json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue


def _objects(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    """All objects of a value that have a type, from the outside in."""
    if depth > MAX_DEPTH:
        return
    if isinstance(value, dict):
        if "@type" in value:
            yield value
        for part in value.values():
            yield from _objects(part, depth + 1)
    elif isinstance(value, list):
        for part in value:
            yield from _objects(part, depth + 1)


def _types(value: dict[str, Any]) -> set[str]:
    types = value["@type"] if isinstance(value["@type"], list) else [value["@type"]]
    return {str(name).rpartition("/")[2].rpartition(":")[2].lower() for name in types}


def _names(value: Any, by_id: dict[str, dict[str, Any]], depth: int = 0) -> Iterator[str]:
    """Names of persons, organisations or languages, however they are given: a text, an object, a list, a reference."""
    if depth > MAX_DEPTH:
        return
    if isinstance(value, list):
        for part in value:
            yield from _names(part, by_id, depth + 1)
    elif isinstance(value, dict):
        known = value if "name" in value else by_id.get(str(value.get("@id")), {})
        yield from _names(known.get("name") or known.get("alternateName"), by_id, depth + 1)
    elif isinstance(value, str) and (text := _text(value)) and not re.match(r"https?://", text):
        yield text


def _address(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    return value.strip() if isinstance(value, str) and re.match(r"\s*(?:https?:)?/", value) else ""


def _text(value: Any, *, keep_lines: bool = False) -> str:
    if isinstance(value, list) and value:
        value = value[0]
    if not isinstance(value, str):
        return ""
    text = re.sub(r"</?\w[^>]*>", " ", html.unescape(value))
    return text.strip() if keep_lines else " ".join(text.split())
