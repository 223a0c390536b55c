"""Markdown to one tree, and from it the plain text that offsets count.

Markdown is turned into HTML by Python-Markdown and reduced to the allow-list by the sanitiser; that HTML is the tree. Text
leaves are stretches of the plain text, so what readers see and what derivation reads cannot drift apart. The standard library's
HTMLParser is enough for that: the sanitiser's HTML is well-formed, and offsets are counted while it is read, tag by tag.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser

import markdown

from generator.content import sanitise
from generator.model.article import Element, TextLeaf
from generator.model.proofs import SafeHtml

BLOCKS = frozenset("blockquote dd dl dt h2 h3 h4 h5 h6 hr li ol p pre table caption tbody td tfoot th thead tr ul".split())
VOID = frozenset({"br", "hr"})
SPACE = re.compile(r"\s+")
PARAGRAPH_BREAK = "\n\n"


def to_html(source: str, *, relative: bool = False) -> str:
    """Sanitised HTML of a Markdown text. Headings start at the second level: the page's title is the first."""
    return sanitise.outside(_demoted(_markdown().reset().convert(source)), relative=relative)


def to_safe_html(source: str) -> SafeHtml:
    """Sanitised HTML of an editor's Markdown, ready for a page; its relative links lead from that page."""
    return sanitise.own(to_html(source, relative=True)) if source.strip() else SafeHtml("")


def to_tree(source: str) -> tuple[str, tuple[Element | TextLeaf, ...]]:
    """The plain text of a Markdown text, and the tree whose leaves are stretches of it."""
    builder = _Builder()
    builder.feed(to_html(source))
    builder.close()
    return builder.finish()


@lru_cache(maxsize=1)
def _markdown() -> markdown.Markdown:
    return markdown.Markdown(extensions=["tables", "sane_lists"], output_format="html")


def _demoted(html: str) -> str:
    return re.sub(r"<(/?)h1>", r"<\1h2>", html)


@dataclass
class _Leaf:
    """Characters `start:end` of the text so far."""

    start: int
    end: int


@dataclass
class _Open:
    """An element as it grows."""

    tag: str
    attributes: tuple[tuple[str, str], ...] = ()
    children: list[_Open | _Leaf] = field(default_factory=list)


class _Builder(HTMLParser):
    """Builds the tree from sanitised, therefore well-formed, HTML. White space is folded outside `pre`."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [_Open("")]
        self.pieces: list[str] = []
        self.length = 0
        self.last: _Leaf | None = None
        """The leaf of the current block that was added last: None at a block's start."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element; a block begins a paragraph of text."""
        if tag in BLOCKS:
            self.end_paragraph()
        if tag == "br":
            self.handle_data(" ")
        element = _Open(tag, tuple((name, value or "") for name, value in attrs))
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        """Close an element; the end of a block ends a paragraph of text."""
        if tag in VOID:
            return
        self.open.pop()
        if tag in BLOCKS:
            self.end_paragraph()

    def handle_data(self, data: str) -> None:
        """Take characters in: folded to one space between words, none at the edges of a block."""
        if any(element.tag == "pre" for element in self.open):
            text = data.strip("\n")
        else:
            text = SPACE.sub(" ", data)
            if self.last is None or self.pieces[-1].endswith(" "):
                text = text.removeprefix(" ")
        if not text:
            return
        if self.last is None and self.length:
            self.pieces.append(PARAGRAPH_BREAK)
            self.length += len(PARAGRAPH_BREAK)
        self.pieces.append(text)
        self.last = _Leaf(self.length, self.length + len(text))
        self.length = self.last.end
        self.open[-1].children.append(self.last)

    def end_paragraph(self) -> None:
        """Take off the space at a block's end; what comes next is another paragraph."""
        if self.last is not None and self.pieces[-1].endswith(" "):
            self.pieces[-1] = self.pieces[-1][:-1]
            self.length -= 1
            self.last.end -= 1
        self.last = None

    def finish(self) -> tuple[str, tuple[Element | TextLeaf, ...]]:
        """The text and the tree, once everything was fed."""
        self.end_paragraph()
        return "".join(self.pieces), _frozen(self.open[0].children)


def _frozen(children: list[_Open | _Leaf]) -> tuple[Element | TextLeaf, ...]:
    return tuple(
        TextLeaf(child.start, child.end)
        if isinstance(child, _Leaf)
        else Element(child.tag, child.attributes, _frozen(child.children))
        for child in children
    )
