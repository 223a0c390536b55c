"""Pages as leaves of one file: what a page that was rendered holds, with its ids and links made those of the file.

A page's tags are taken apart as its template wrote them, so that all that needs no change stays as it was. A leaf has for its
id its page's path without the ending, and whatever has an id in it that one, a colon and its own: no two are the same.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape, unescape
from html.parser import HTMLParser
from posixpath import dirname, join, normpath
from urllib.parse import quote, unquote, urlsplit

from generator.model.proofs import RenderedMarkup

ENDING = ".html"
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
DROPPED = frozenset({"script", "iframe", "object", "embed"})
ALONE = "only-print"
"""The class of what stands on a page for when it is printed alone."""
REFERRING = frozenset(
    "for headers list form popovertarget commandfor aria-labelledby aria-describedby aria-controls aria-details aria-owns"
    " aria-flowto aria-activedescendant".split()
)
FETCHED = frozenset({"srcset", "poster", "data", "background", "formaction", "ping", "data-note"})
NAMED = frozenset({"input", "details", "map"})
ATTRIBUTE = re.compile(r"""\s+([^\s=>"'/]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
FRAGMENT = re.compile(r"""url\(\s*["']?#([^"')\s]+)["']?\s*\)""")
ADDRESS = re.compile(r"""url\(\s*("[^"]*"|'[^']*'|[^"')\s]*)\s*\)""")
SELECTED = re.compile(r"#([A-Za-z][\w-]*)(?=[^{};]*\{)")
TYPES = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "woff": "font/woff",
    "woff2": "font/woff2",
    "ttf": "font/ttf",
    "otf": "font/otf",
    "css": "text/css",
}
"""Kinds of files by their endings; the system's own list differs from machine to machine."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag that opens, as it was written, and its attributes."""

    name: str
    raw: str
    given: Mapping[str, str]


@dataclass
class Leaf(HTMLParser):
    """A page, taken apart: what its head names, its first heading, its main content."""

    path: str
    pieces: list[str | Tag] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)
    icon: str = ""
    shown_as: str = ""
    title: str = ""
    language: str = ""
    ids: set[str] = field(default_factory=set)
    _in_main: bool = False
    _heading: int = 0
    _dropped: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=False)

    @property
    def name(self) -> str:
        """The leaf's id."""
        return self.path.removesuffix(ENDING)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what is in the head; keep what is in the main content."""
        given = {name: value or "" for name, value in attrs}
        if tag == "body":
            self.shown_as = given.get("class", "")
        elif tag == "link" and not self._in_main:
            self._linked(given)
        elif tag == "main":
            self._in_main = True
        elif self._in_main:
            self._opened(Tag(tag, self.get_starttag_text() or "", given))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """As XML writes them, which pictures are."""
        if self._in_main and not self._dropped and tag not in DROPPED:
            self._keep(Tag(tag, self.get_starttag_text() or "", {name: value or "" for name, value in attrs}))
        elif not self._in_main:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Leave the main content, a heading, what is dropped."""
        if tag == "main":
            self._in_main = False
        elif self._in_main and not self._dropped:
            self._heading += tag == "h1" and self._heading == 1
            self.pieces.append(f"</{tag}>")
        elif self._dropped and tag == self._dropped[-1]:
            self._dropped.pop()

    def handle_data(self, data: str) -> None:
        """Keep text as it was written."""
        if self._in_main and not self._dropped:
            self.pieces.append(data)
            self.title += unescape(data) if self._heading == 1 else ""

    def handle_entityref(self, name: str) -> None:
        """Keep a character that was written by its name."""
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """Keep a character that was written by its number."""
        self.handle_data(f"&#{name};")

    def _linked(self, given: Mapping[str, str]) -> None:
        kinds, target = given.get("rel", "").lower().split(), given.get("href", "")
        if "stylesheet" in kinds:
            self.styles.append(resolved(self.path, target))
        elif "icon" in kinds:
            self.icon = resolved(self.path, target)

    def _opened(self, tag: Tag) -> None:
        if self._dropped or tag.name in DROPPED or ALONE in tag.given.get("class", "").split():
            same = not self._dropped or tag.name == self._dropped[-1]
            self._dropped += [tag.name] if same and tag.name not in VOID else []
            return
        if tag.name == "h1" and not self._heading:
            self._heading, self.language = 1, tag.given.get("lang", "")
        self._keep(tag)

    def _keep(self, tag: Tag) -> None:
        self.pieces.append(tag)
        if tag.given.get("id"):
            self.ids.add(tag.given["id"])


def leaf(path: str, content: bytes) -> Leaf:
    """A page as it was rendered, taken apart."""
    found = Leaf(path)
    found.feed(content.decode())
    found.close()
    return found


def resolved(path: str, target: str) -> str:
    """The path in the site that a link on a page leads to."""
    return normpath(join(dirname(path), unquote(urlsplit(target).path)))


def data_uri(path: str, files: Mapping[str, bytes]) -> str:
    """A file of the site as an address that holds all of it; "" for one that is not there."""
    kind = TYPES.get(path.rpartition(".")[2].lower(), "application/octet-stream")
    return f"data:{kind};base64,{b64encode(files[path]).decode()}" if path in files else ""


def styles(paths: Iterable[str], files: Mapping[str, bytes], ids: set[str]) -> RenderedMarkup:
    """Return the style sheets at some paths as one."""
    return RenderedMarkup("\n".join(_style(path, files, ids) for path in paths))


def _style(path: str, files: Mapping[str, bytes], ids: set[str]) -> str:
    """A style sheet that holds all that it fetches, and finds what has an id by the end of that."""

    def held(found: re.Match[str]) -> str:
        target = found[1].strip("\"'")
        is_held = target.startswith(("data:", "#"))
        return found[0] if is_held else f'url("{data_uri(resolved(path, target), files)}")'

    def selected(found: re.Match[str]) -> str:
        return f'[id$=":{found[1]}"]' if found[1] in ids else found[0]

    text = SELECTED.sub(selected, files.get(path, b"").decode())
    return ADDRESS.sub(held, text).replace("</", "<\\/")


@dataclass
class Binding:
    """Leaves bound into one file; `numbers` grows with what is cited, each target having one number for the whole file."""

    leaves: Mapping[str, Leaf]
    files: Mapping[str, bytes]
    base_url: str
    numbers: dict[str, int] = field(default_factory=dict)

    def html(self, page: Leaf) -> RenderedMarkup:
        """Return a leaf's content with its ids and links as they are in the file."""
        return RenderedMarkup("".join(piece if isinstance(piece, str) else self._tag(page, piece) for piece in page.pieces))

    def _tag(self, page: Leaf, tag: Tag) -> str:
        if not tag.given:
            return tag.raw
        start = len(tag.name) + 1
        link = self._link(page, tag.given["href"]) if tag.name in {"a", "area"} and "href" in tag.given else None

        def written(found: re.Match[str]) -> str:
            name, raw = found[1], found[2]
            value = unescape(raw[1:-1] if raw and raw[0] in "\"'" else raw or "")
            new = link if link is not None and name.lower() == "href" else self._attribute(page, tag.name, name.lower(), value)
            return "" if new is None else found[0] if new == value else f' {name}="{escape(new)}"'

        attributes = ATTRIBUTE.sub(written, tag.raw[start:])
        if link == "":
            attributes = ATTRIBUTE.sub(lambda found: "" if found[1].lower() == "href" else found[0], attributes)
        number = self._number(tag, link or "")
        return tag.raw[:start] + (f' data-note="{number}"' if number else "") + attributes

    def _attribute(self, page: Leaf, tag: str, name: str, value: str) -> str | None:
        """An attribute's value in the file; None where it has none."""
        if name in FETCHED:
            return None
        if name == "id" or (name == "name" and tag in NAMED):
            return f"{page.name}:{value}" if value else value
        if name in REFERRING:
            return " ".join(f"{page.name}:{one}" for one in value.split())
        if name == "src" or (name in {"href", "xlink:href"} and tag in {"image", "feimage", "use"}):
            return self._held(page, value)
        if "url(" in value and name != "href":
            return FRAGMENT.sub(lambda found: f"url('#{page.name}:{found[1]}')", value)
        return value

    def _held(self, page: Leaf, value: str) -> str | None:
        """What a picture fetches, as something that the file holds; None for what it cannot hold."""
        if value.startswith("#"):
            return f"#{page.name}:{value[1:]}"
        return value if value.startswith("data:") else data_uri(resolved(page.path, value), self.files) or None

    def _link(self, page: Leaf, target: str) -> str:
        """Where a link leads in the file; to a site's page that is not in it, its address on the web, or "" without one."""
        parts = urlsplit(target)
        if parts.scheme or parts.netloc:
            return target
        path = resolved(page.path, target) if parts.path else page.path
        if path not in self.leaves:
            return self.base_url and self.base_url + path + (f"#{parts.fragment}" if parts.fragment else "")
        there, part = self.leaves[path], unquote(parts.fragment)
        return "#" + quote(f"{there.name}:{part}" if part in there.ids else there.name, safe="/:")

    def _number(self, tag: Tag, link: str) -> int:
        """The number of what is cited, or lies elsewhere; 0 for links within the file that say themselves where they lead."""
        is_outside = link.startswith(("http://", "https://"))
        is_cited = "cite" in tag.given.get("class", "").split() and not tag.given["href"].startswith("#")
        if tag.name != "a" or not link or not (is_outside or is_cited):
            return 0
        target = link if is_outside else link.partition(":")[0]
        return self.numbers.setdefault(target, len(self.numbers) + 1)


def notes(binding: Binding) -> Iterator[tuple[str, str, str]]:
    """What the numbers stand for, in their order: where each leads, what that is called, and its language."""
    names = {f"#{quote(leaf.name, safe='/:')}": leaf for leaf in binding.leaves.values()}
    for target in binding.numbers:
        there = names.get(target)
        yield (target, there.title.strip(), there.language) if there else (target, target, "")
