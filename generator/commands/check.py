"""`briefing check`: links and references of a built site, what a reader or a host would trip over.

The standard library's HTMLParser reads the pages, since a problem says its line and column; parsers that make a tree know none.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from generator import build
from generator.commands.printing import DONE, PROBLEMS, count, say
from generator.model.problems import Problem, Where

WHOLE = ("data:image/", "data:application/x-", "data:application/vnd.")
"""Addresses that are what they lead to: pictures, and entries for reference managers."""
LINKING = {"a": "href", "link": "href", "img": "src", "script": "src", "source": "src", "image": "href", "use": "href"}


@dataclass
class _Seen(HTMLParser):
    """The links of one page, and the anchors at which it can be linked."""

    links: list[tuple[str, int, int]] = field(default_factory=list)
    ids: dict[str, int] = field(default_factory=dict)
    doubles: list[tuple[str, int, int]] = field(default_factory=list)
    data: list[tuple[str, int]] = field(default_factory=list)
    has_title: bool = False
    in_data: bool = False

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note ids and links."""
        line, column = self.getpos()
        given = dict(attrs)
        if identifier := given.get("id"):
            if identifier in self.ids:
                self.doubles.append((identifier, line, column + 1))
            self.ids.setdefault(identifier, line)
        target = given.get(LINKING.get(tag, ""))
        if target is not None and not (tag == "link" and given.get("rel") == "canonical"):
            self.links.append((target, line, column + 1))
        self.has_title = self.has_title or tag == "title"
        self.in_data = tag == "script" and given.get("type") == "application/ld+json"

    def handle_endtag(self, tag: str) -> None:
        """Leave a script."""
        self.in_data = self.in_data and tag != "script"

    def handle_data(self, data: str) -> None:
        """Keep linked data."""
        if self.in_data:
            self.data.append((data, self.getpos()[0]))


def run(parsed: argparse.Namespace) -> int:
    """Check the site, and print what is wrong with it."""
    site = parsed.output or parsed.project / build.SITE
    files = _site_files(site)
    if not files:
        say(f"{site}:1:1: there is no site here; run `briefing build` first")
        return PROBLEMS
    found = check(files)
    print("\n".join(map(str, found)) or f"{count(len(files), 'file')}: every link leads somewhere.")
    return PROBLEMS if found else DONE


def _site_files(site: Path) -> dict[str, bytes]:
    """A built site's files by path, hidden ones left out."""
    if not site.is_dir():
        return {}
    paths = (path for path in sorted(site.rglob("*")) if path.is_file())
    names = {path.relative_to(site).as_posix(): path for path in paths}
    return {name: path.read_bytes() for name, path in names.items() if not any(p[0] == "." for p in name.split("/"))}


def check(files: Mapping[str, bytes]) -> tuple[Problem, ...]:
    """Every broken link, missing anchor, doubled id and unreadable description, in order of pages."""
    seen = {path: _read(content) for path, content in files.items() if path.endswith(".html")}
    return tuple(problem for path in sorted(seen) for problem in _of_page(path, seen, files))


def _read(content: bytes) -> _Seen:
    page = _Seen()
    page.feed(content.decode("utf-8", "replace"))
    page.close()
    return page


def _of_page(path: str, seen: Mapping[str, _Seen], files: Mapping[str, bytes]) -> Iterator[Problem]:
    page = seen[path]
    if not page.has_title:
        yield Problem(Where(path), "the page has no title", "give the template a <title>")
    for identifier, line, column in page.doubles:
        yield Problem(Where(path, line, column), f"the id {identifier!r} stands twice", "make ids unique")
    for target, line, column in page.links:
        if wrong := _wrong(path, target, seen, files):
            yield Problem(Where(path, line, column), wrong, "mend the link, or the page that it should lead to")
    for data, line in page.data:
        try:
            json.loads(data)
        except ValueError as error:
            yield Problem(Where(path, line), f"linked data cannot be read ({error})", "mend the template")


def _wrong(path: str, target: str, seen: Mapping[str, _Seen], files: Mapping[str, bytes]) -> str | None:
    """Return the problem of a link, or None. Links to other sites are not followed."""
    try:
        parts = urlsplit(target)
    except ValueError:
        return f"{target!r} is not an address"
    if parts.scheme in {"http", "https", "mailto"} or (parts.scheme == "data" and target.startswith(WHOLE)):
        return None
    if parts.scheme or parts.netloc or parts.path.startswith("/"):
        return f"{target!r} is not relative: the site would not work below another address"
    place = normpath(join(dirname(path), unquote(parts.path))) if parts.path else path
    if place not in files:
        return f"{target!r} leads to {place}, which is not there"
    if parts.fragment and place in seen and unquote(parts.fragment) not in seen[place].ids:
        return f"{target!r} leads to a part of {place} that is not there"
    return None
