"""A web page's metadata, and where each value stands: JSON-LD, then <meta>, then its elements, then its address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urljoin, urlsplit

from generator.content.importers.html_tree import Tree
from generator.content.importers.importer import Stated
from generator.content.importers.moments import as_date

JSON_LD, META, MICRODATA, TIME, TITLE = "JSON-LD", "<meta>", "microdata", "<time>", "<title>"
BYLINES = ".//*[contains(@class, 'byline')]|.//*[@class='author']"
META_NAMES: Mapping[str, tuple[str, ...]] = {
    "title": tuple(
        "og:title citation_title dc.title dcterms.title twitter:title parsely-title sailthru.title headline".split()
    ),
    "date": tuple(
        "article:published_time og:article:published_time og:published_time citation_publication_date citation_date"
        " dc.date.issued dcterms.issued datepublished parsely-pub-date sailthru.date cxenseparse:recs:publishtime"
        " article.published dc.date dcterms.date dcterms.created dc.date.created pubdate publishdate publish-date publish_date"
        " publication_date date".split()
    ),
    "author": tuple(
        "citation_author author article:author og:article:author parsely-author sailthru.author byl dc.creator"
        " dcterms.creator".split()
    ),
    "source": tuple("og:site_name dc.publisher dcterms.publisher citation_journal_title publisher application-name".split()),
    "url": ("og:url",),
    "lang": tuple("content-language dc.language dcterms.language language og:locale".split()),
}
ITEM_PROPERTIES = {"title": "headline", "date": "datePublished", "author": "author", "source": "publisher"}
ELEMENTS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "title": ((".//h1", "<h1>"),),
    "date": (
        (".//*[contains(@property, 'dc:date') or contains(@property, 'dc:created')]/@content", "RDFa"),
        (".//time[@pubdate or contains(@class, 'publish')]", TIME),
        (".//article//time[@datetime]", TIME),
        (".//time[@datetime]", TIME),
    ),
    "author": ((".//*[@property='foaf:name']", "RDFa"), (".//*[@rel='author']", "byline"), (BYLINES, "byline")),
    "url": ((".//link[@rel='canonical']/@href", "<link>"), (".//meta[@itemprop='mainEntityOfPage']/@content", MICRODATA)),
    "lang": (("/html/@lang|.//body/@lang", "<html>"), ("/html/@*[name()='xml:lang']", "<html>")),
}
"""Where elements of a page hold a value, the likelier first."""
SEPARATOR = re.compile(r"(?<!\s)\s+(?:[|–—·•»«]|-|::|/)\s+|(?:(?<!\s)\s*)?::\s*|(?<=\w):\s+")
BY = re.compile(r"(?:by|von|par|por|di|автор:?)\s+(?=\S)", re.IGNORECASE)
SAVED_FROM = re.compile(r"saved from url=\(\d+\)\s*(https?://\S+)|\burl:\s*(https?://\S+)", re.IGNORECASE)
DAY_IN_ADDRESS = re.compile(r"(?<!\d)((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?!\d)|(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)")


def page_fields(tree: Tree, data: Mapping[str, str], address: str = "") -> dict[str, Stated]:
    """Return what a page says of its report; `data` is its JSON-LD, `address` where a file was saved from, if that is known."""
    meta = _meta(tree)
    found: dict[str, Stated] = {}
    for key in META_NAMES:
        candidates = [(data.get(key, ""), JSON_LD), (meta.get(key, ""), META), *_elements(tree, key)]
        if key == "lang":  # <meta> tells the locale of a whole site
            candidates = [*_elements(tree, key), *candidates]
        usable = ((_usable(key, value), origin) for value, origin in candidates)
        value, origin = next(((value, origin) for value, origin in usable if value), ("", ""))
        if value:
            found[key] = Stated(value, origin)
    _settle_address(found, tree, address)
    _settle_title(found, tree)
    if "author" in found and "source" in found:
        _take_publisher_off(found)
    if "date" not in found and "url" in found and (day := day_of_address(found["url"].value)):
        found["date"] = Stated(day, "address")
    if "source" not in found and "url" in found and (host := urlsplit(found["url"].value).hostname):
        found["source"] = Stated(host.removeprefix("www."), "address")
    return found


def day_of_address(address: str) -> str:
    """Return the day in a page's address, as many houses have it there; "" where there is none."""
    found = DAY_IN_ADDRESS.search(urlsplit(address).path)
    if not found:
        return ""
    year, month, day = (found[1], found[2], found[3]) if found[1] else (found[4], found[5], found[6])
    return f"{year}-{int(month):02d}-{int(day):02d}" if 0 < int(month) <= 12 and 0 < int(day) <= 31 else ""


def saved_from(raw_html: str) -> str:
    """Return the address that a browser wrote into the page when it saved it."""
    found = SAVED_FROM.search(raw_html[:4096])
    return (found[1] or found[2]) if found else ""


def _meta(tree: Tree) -> dict[str, str]:
    """The first value of each key in the order of its names; of authors all."""
    named: dict[str, list[str]] = {}
    for element in tree.xpath(".//meta[@content]"):
        content = " ".join(element.get("content").split())
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            for name in (element.get(attribute) or "").lower().split():
                named.setdefault(name, []).append(content)
    found = {}
    for key, names in META_NAMES.items():
        values = next((named[name] for name in names if name in named and any(_usable(key, v) for v in named[name])), [])
        found[key] = ", ".join(dict.fromkeys(values)) if key == "author" else next(filter(None, values), "")
    return found


def _elements(tree: Tree, key: str) -> Iterator[tuple[str, str]]:
    """Values that elements of the page hold, each with what kind of element it is."""
    if key in ITEM_PROPERTIES:
        for element in tree.xpath(f".//*[contains(concat(' ', @itemprop, ' '), ' {ITEM_PROPERTIES[key]} ')]"):
            inner = element.xpath(".//*[@itemprop='name']") or [element]
            yield ", ".join(filter(None, (_value(part) for part in inner))), MICRODATA
    for path, origin in ELEMENTS.get(key, ()):
        for found in tree.xpath(path):
            yield (str(found) if isinstance(found, str) else _value(found)), origin


def _value(element: Tree) -> str:
    return " ".join((element.get("content") or element.get("datetime") or element.text_content()).split())


def _usable(key: str, value: str) -> str:
    value = " ".join((value or "").split())
    if key == "date":
        return as_date(value)
    if key == "author":
        value = re.split(r"\s*[·|•]\s*|\s(?=\d)", value)[0]
        names = [
            BY.sub("", name, count=1).strip() for name in re.split(r",|;|\s(?:and|und|et|y)\s", value) if "://" not in name
        ]
        return ", ".join(name for name in names if name and "@" not in name and len(name) < 80)
    if key == "lang":
        return value.replace("_", "-") if re.fullmatch(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*", value) else ""
    return value


def _settle_address(found: dict[str, Stated], tree: Tree, address: str) -> None:
    """A canonical address wins over all others; one that is relative is joined to one that is not."""
    links = [element.get("href") for element in tree.xpath(".//link[@rel='canonical'][@href]")]
    if links and links[0].strip():
        base = found["url"].value if "url" in found else address
        found["url"] = Stated(_joined(base, links[0].strip()), "<link>")
    if ("url" not in found or not re.match(r"https?://", found["url"].value)) and address:
        found["url"] = Stated(_joined(address, found["url"].value) if "url" in found else address, "saved from")
    if "url" in found and not re.match(r"https?://[^/\s]", _joined(found["url"].value, "")):
        del found["url"]


def _joined(base: str, address: str) -> str:
    """Return an address seen from another; "" where one of them is none."""
    try:
        return urljoin(base, address)
    except ValueError:
        return ""


def _settle_title(found: dict[str, Stated], tree: Tree) -> None:
    """Take the site's name off the title, and the title from what stands large on the page where it is a part of <title>."""
    head = " ".join(" ".join(element.text_content() for element in tree.xpath("(.//head/title|.//title)[1]")).split())
    heads = {" ".join(element.text_content().split()) for element in tree.xpath(".//h1|.//h2|.//font[@size]|.//b|.//strong")}
    title, origin = (found["title"].value, found["title"].origin) if "title" in found else (head, TITLE)
    site = found["source"].value.casefold() if "source" in found else ""
    parts = [part for part in SEPARATOR.split(title) if part.strip()]
    if site and len(parts) > 1 and parts[-1].casefold() == site:
        title = title[: title.rindex(parts[-1])]
    elif site and len(parts) > 1 and parts[0].casefold() == site:
        title = title[len(parts[0]) :]
    elif origin == TITLE and (shown := [part for part in _spans(title) if part in heads]):
        title = max(shown, key=len)
    elif origin == TITLE and len(parts) > 1:
        title = max(parts, key=len)
    title = re.sub(r"^[\s|–—·•»:/-]+|[\s|–—·•«:/-]+$", "", title)
    if title:
        found["title"] = Stated(title, origin)
    if "source" not in found and title and title in head and (name := _site_name(head, title)):
        found["source"] = Stated(name, TITLE)


def _spans(title: str) -> Iterator[str]:
    """A title from and up to each of its separators."""
    marks = list(SEPARATOR.finditer(title))
    for start in (0, *(mark.end() for mark in marks)):
        yield from (title[start:end] for end in (*(mark.start() for mark in marks), len(title)) if end > start)


def _site_name(head: str, title: str) -> str:
    """The part of <title> next to the report's title: behind it, else before it."""
    before, _, behind = head.partition(title)
    parts = [part.strip(" |–—·•»«:/-") for text in (behind, before) for part in SEPARATOR.split(text)]
    return next((part for part in parts if part and len(part) < 60), "")


def _take_publisher_off(found: dict[str, Stated]) -> None:
    """A publisher among the authors is none where there are others."""
    names = found["author"].value.split(", ")
    others = [name for name in names if name.casefold() != found["source"].value.casefold()]
    if others and len(others) < len(names):
        found["author"] = Stated(", ".join(others), found["author"].origin)
