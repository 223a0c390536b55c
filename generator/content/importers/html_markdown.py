"""HTML to Markdown: headings, paragraphs, lists, tables, quotes, code, links, emphasis and footnotes; pictures are left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from lxml import etree, html

from generator.content.importers.plain_text import escaped_inline, escaped_start

NO_TEXT = frozenset("script style head title noscript template select option button svg iframe object form input".split())
HEADINGS = {f"h{level}": "#" * max(2, level) for level in range(1, 7)}
CONTAINERS = frozenset(
    "html body div section article main header footer aside figure center address details summary figcaption dl dt dd".split()
)
BLOCKS = frozenset({*CONTAINERS, *HEADINGS, "p", "ul", "ol", "li", "table", "blockquote", "pre", "hr"})
MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*", "cite": "*"}
SCHEMES = frozenset({"http", "https", "mailto"})
INDENT = " " * 4
"""What Python-Markdown takes for being inside an entry of a list."""
SPACE = re.compile(r"[ \t\r\n\f\u00a0]+")
AROUND = re.compile(r"^(\s*)(.*?)(\s*)$", re.DOTALL)
BREAK = "  \n"
Footnotes = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Options:
    """The parts of a conversion outside the tree: the address that links are relative to, footnotes' names by fragment."""

    link: Callable[[str], str]
    footnotes: Footnotes = field(default_factory=dict)


def markdown_of(source: str, footnotes: Footnotes | None = None) -> str:
    """Return HTML as Markdown. `footnotes` are names of footnotes by the fragments (`#…`) to which their marks lead."""
    try:
        tree = html.document_fromstring(source)
    except etree.ParserError:
        return ""
    return markdown_of_element(tree, footnotes=footnotes)


def markdown_of_element(element: etree._Element, link: Callable[[str], str] = str, footnotes: Footnotes | None = None) -> str:
    """Return an element's content as Markdown. `link` makes an address absolute; links to the web and to mail are kept."""
    return "\n\n".join(_blocks(element, _Options(link, footnotes or {})))


def _blocks(element: etree._Element, options: _Options) -> Iterator[str]:
    """The blocks in an element; text between them makes paragraphs."""
    loose: list[str] = [_text(element.text)]
    for child in element:
        if isinstance(child.tag, str) and child.tag not in NO_TEXT:
            if _has_blocks(child):
                yield from _paragraph("".join(loose))
                loose = []
                yield from _block(child, options)
            else:
                loose.append(_inline(child, options))
        loose.append(_text(child.tail))
    yield from _paragraph("".join(loose))


def _has_blocks(element: etree._Element) -> bool:
    return element.tag in BLOCKS or any(isinstance(one.tag, str) and one.tag in BLOCKS for one in element.iterdescendants())


def _block(element: etree._Element, options: _Options) -> Iterator[str]:
    tag = element.tag
    if tag in HEADINGS:
        text = _one_line(_inlines(element, options))
        yield from [f"{HEADINGS[tag]} {text}"] if text else []
    elif tag in {"ul", "ol"}:
        found = _list(element, options)
        yield from [found] if found else []
    elif tag == "table":
        yield from _table(element, options)
    elif tag == "blockquote":
        inner = "\n\n".join(_blocks(element, options))
        yield from [_prefixed("> ", inner)] if inner else []
    elif tag == "pre":
        text = "".join(element.itertext()).strip("\n")
        yield from [_prefixed(INDENT, text)] if text.strip() else []
    elif tag == "hr":
        yield "* * *"
    else:
        yield from _blocks(element, options)


def _prefixed(prefix: str, text: str) -> str:
    return "\n".join(f"{prefix}{line}".rstrip() for line in text.split("\n"))


def _paragraph(text: str) -> Iterator[str]:
    lines = [" ".join(line.split()) for line in text.split(BREAK)]
    kept = [line if line.startswith(tuple(MARKS.values())) else escaped_start(line) for line in lines if line]
    if kept:
        yield BREAK.join(kept)


def _one_line(text: str) -> str:
    return " ".join(text.replace(BREAK, " ").split())


def _text(text: str | None) -> str:
    return escaped_inline(SPACE.sub(" ", text)) if text else ""


def _inlines(element: etree._Element, options: _Options) -> str:
    parts = [_text(element.text)]
    for child in element:
        if isinstance(child.tag, str) and child.tag not in NO_TEXT:
            parts.append(_inline(child, options))
            parts.append(" " if child.tag in BLOCKS else "")
        parts.append(_text(child.tail))
    return "".join(parts)


def _inline(element: etree._Element, options: _Options) -> str:
    tag = element.tag
    if tag == "br":
        return BREAK
    if tag == "img":
        return ""
    inner = _inlines(element, options)
    if tag in MARKS:
        return _around(inner, MARKS[tag], MARKS[tag])
    if tag == "code":
        words = _one_line("".join(element.itertext()))
        return f"`{words}`" if words and "`" not in words else inner
    if tag == "sup" and len(element) == 1 and element[0].tag == "a" and not (element.text or "").strip():
        return inner.strip() if inner.strip().startswith("[^") else inner
    return _link(element, inner, options) if tag == "a" else inner


def _around(inner: str, before: str, after: str) -> str:
    """Text in marks, which stand close to its words, and not around it twice."""
    found = AROUND.match(inner)
    if not found or not found[2] or BREAK in inner or found[2].startswith("*") or found[2].endswith("*"):
        return inner
    return f"{found[1]}{before}{found[2]}{after}{found[3]}"


def _link(element: etree._Element, inner: str, options: _Options) -> str:
    href = (element.get("href") or "").strip()
    if href in options.footnotes:
        return f"[^{options.footnotes[href]}]"
    address = options.link(href)
    try:
        is_address = urlsplit(address).scheme.lower() in SCHEMES
    except ValueError:
        is_address = False
    address = re.sub(r"[\s()<>]", lambda found: f"%{ord(found[0]):02X}", address)
    return _around(inner, "[", f"]({address})") if is_address and "](" not in inner else inner


def _list(element: etree._Element, options: _Options) -> str:
    entries: list[str] = []
    number = int(element.get("start", "1")) if element.get("start", "1").isdigit() else 1
    for child in element:
        if child.tag in {"ul", "ol"} and entries:
            entries[-1] += "\n" + _indented(_list(child, options))
        elif child.tag == "li" and (parts := list(_blocks(child, options))):
            mark = f"{number}." if element.tag == "ol" else "-"
            entries.append(f"{mark} {_indented(_entry(child, parts)).lstrip()}")
            number += 1
    return "\n".join(entries)


def _entry(element: etree._Element, parts: list[str]) -> str:
    """An entry's blocks: a list follows its paragraph without an empty line between them."""
    has_list = any(child.tag in {"ul", "ol"} for child in element)
    return "\n".join(parts) if has_list and len(parts) == 2 else "\n\n".join(parts)


def _indented(text: str) -> str:
    return "\n".join(f"{INDENT}{line}" if line else "" for line in text.split("\n"))


def _table(element: etree._Element, options: _Options) -> Iterator[str]:
    """A table with its first row as its head; one with a single column is what is in it."""
    rows = [
        [cell for cell in row if cell.tag in {"td", "th"}]
        for row in element.iter("tr")
        if next(row.iterancestors("table")) is element
    ]
    rows = [row for row in rows if row]
    width = max((len(row) for row in rows), default=0)
    if width < 2 or any(True for _ in element.iterdescendants("table")):
        for row in rows:
            for cell in row:
                yield from _blocks(cell, options)
        return
    for caption in element.iterchildren("caption"):
        yield from _paragraph(_inlines(caption, options))
    lines = [_row([_cell(cell, options) for cell in row], width) for row in rows]
    yield "\n".join([lines[0], f"|{'---|' * width}", *lines[1:]])


def _cell(cell: etree._Element, options: _Options) -> str:
    return _one_line(_inlines(cell, options)).replace("|", "\\|")


def _row(cells: list[str], width: int) -> str:
    return f"| {' | '.join([*cells, *[''] * (width - len(cells))])} |"
