"""The main content of rendered pages, bound into one file: ids are made distinct, links lead within the file.

Pages are parsed and written by an HTML5 parser (Lexbor, through selectolax). A page becomes a leaf. Its id is the page's path
without the ending; an id within it is the leaf's id, a colon, and the id on the page, so no two are the same. Addresses in
style sheets are replaced by expressions: they are the theme's own, and a parser of CSS would have to write all else as it was.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from posixpath import dirname, join, normpath
from urllib.parse import quote, unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.model.proofs import RenderedMarkup

ENDING = ".html"
LEFT_OUT = "script, iframe, object, embed, .only-print"
"""What fetches or runs something, and what stands on a page for when it is printed by itself."""
REFERRING = frozenset(
    "for headers list form popovertarget commandfor aria-labelledby aria-describedby aria-controls aria-details aria-owns"
    " aria-flowto aria-activedescendant".split()
)
FETCHED = frozenset({"srcset", "poster", "data", "background", "formaction", "ping", "data-note"})
NAMED = frozenset({"input", "details", "map"})
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
class Leaf:
    """The parts of a page that go into the one file: the names in its head, its first heading, its main content."""

    path: str
    content: str
    ids: frozenset[str]
    styles: tuple[str, ...]
    icon: str
    shown_as: str
    """The classes of the page's body."""
    title: str
    language: str

    @property
    def name(self) -> str:
        """The leaf's id."""
        return self.path.removesuffix(ENDING)


def leaf(path: str, content: bytes) -> Leaf:
    """Read a rendered page; a page without `main` gives a leaf without content."""
    tree = LexborHTMLParser(content.decode())
    main, body = tree.css_first("main"), tree.css_first("body")
    while main is not None and (left_out := main.css_first(LEFT_OUT)):
        left_out.decompose()
    heading = main.css_first("h1") if main is not None else None
    icons = _linked(tree, path, "icon")
    return Leaf(
        path=path,
        content=_inner_html(main),
        ids=frozenset(element.id for element in _elements(main) if element.id),
        styles=_linked(tree, path, "stylesheet"),
        icon=icons[-1] if icons else "",
        shown_as=(body.attributes.get("class") if body is not None else "") or "",
        title=heading.text() if heading is not None else "",
        language=(heading.attributes.get("lang") if heading is not None else "") or "",
    )


def _linked(tree: LexborHTMLParser, path: str, kind: str) -> tuple[str, ...]:
    """The site's paths of all that a page links as this kind (`rel`)."""
    links = (link.attributes for link in tree.css("link"))
    return tuple(resolved(path, link.get("href") or "") for link in links if kind in (link.get("rel") or "").lower().split())


def _elements(main: LexborNode | None) -> Iterator[LexborNode]:
    """All elements within the main content."""
    return (element for element in main.traverse() if element != main) if main is not None else iter(())


def _inner_html(main: LexborNode | None) -> str:
    return (main.inner_html if main is not None else "") or ""


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
        main = LexborHTMLParser(f"<main>{page.content}</main>").css_first("main")
        for element in _elements(main):
            self._bind(page, element)
        return RenderedMarkup(_inner_html(main))

    def _bind(self, page: Leaf, element: LexborNode) -> None:
        """Change an element's attributes to what they are in the file."""
        attributes = element.attributes
        tag = (element.tag or "").lower()
        href = attributes.get("href")
        link = self._link(page, href) if tag in {"a", "area"} and href is not None else None
        bound = {name: self._attribute(page, tag, name, value or "") for name, value in attributes.items()}
        if link is not None:
            bound["href"] = link or None
        if tag == "a" and link and (number := self._number(href or "", link, attributes.get("class") or "")):
            bound = {**bound, "data-note": str(number)}
        for name, value in bound.items():
            if value is None:
                del element.attrs[name]
            elif value != (attributes.get(name) or ""):
                element.attrs[name] = value

    def _attribute(self, page: Leaf, tag: str, name: str, value: str) -> str | None:
        """An attribute's value in the file; None where it has none."""
        if name in FETCHED:
            return None
        if name == "id" or (name == "name" and tag in NAMED):
            return f"{page.name}:{value}" if value else value
        if name in REFERRING:
            return " ".join(f"{page.name}:{identifier}" for identifier in value.split())
        if name == "src" or (name in {"href", "xlink:href"} and tag in {"image", "feimage", "use"}):
            return self._held(page, value)
        if "url(" in value and name != "href":
            return FRAGMENT.sub(lambda match: f"url('#{page.name}:{match[1]}')", value)
        return value

    def _held(self, page: Leaf, value: str) -> str | None:
        """Return the content that a picture fetches as a data address; None for what the file cannot hold."""
        if value.startswith("#"):
            return f"#{page.name}:{value[1:]}"
        return value if value.startswith("data:") else data_uri(resolved(page.path, value), self.files) or None

    def _link(self, page: Leaf, target: str) -> str:
        """Return a link's target in the file; for a page of the site that is not in it, its web address, or "" without one."""
        parts = urlsplit(target)
        if parts.scheme or parts.netloc:
            return target
        path = resolved(page.path, target) if parts.path else page.path
        if path not in self.leaves:
            return self.base_url and self.base_url + path + (f"#{parts.fragment}" if parts.fragment else "")
        there, part = self.leaves[path], unquote(parts.fragment)
        return "#" + quote(f"{there.name}:{part}" if part in there.ids else there.name, safe="/:")

    def _number(self, href: str, link: str, classes: str) -> int:
        """The number of what is cited, or lies elsewhere; 0 for links within the file that say themselves where they lead."""
        is_outside = link.startswith(("http://", "https://"))
        is_cited = "cite" in classes.split() and not href.startswith("#")
        if not (is_outside or is_cited):
            return 0
        target = link if is_outside else link.partition(":")[0]
        return self.numbers.setdefault(target, len(self.numbers) + 1)


def notes(binding: Binding) -> Iterator[tuple[str, str, str]]:
    """Return the numbered notes in order: the target of each, its title, and its language."""
    names = {f"#{quote(leaf.name, safe='/:')}": leaf for leaf in binding.leaves.values()}
    for target in binding.numbers:
        there = names.get(target)
        yield (target, there.title.strip(), there.language) if there else (target, target, "")
