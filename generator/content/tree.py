"""A report's sanitised HTML to its plain text and tree.

The standard library's HTMLParser is enough for that: the sanitiser's HTML is well-formed, and offsets are counted while it is
read, tag by tag. Elements that are not HTML's own have a meaning for `report.annotate`: `MARK` is the mark of a footnote,
`BACK` the way back from it, `BLANK` a blank that is none of the text, `GAP` a place where text is left out; what has the
attribute `ref` is the reference of that number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from generator.content import references
from generator.content.plain_characters import on_one_line, plain
from generator.model.article import Element, Reference, ReportText, TextLeaf

BLOCKS = frozenset("blockquote dd dl dt h2 h3 h4 h5 h6 hr li ol p pre table caption tbody td tfoot th thead tr ul".split())
MARK, BACK, BLANK, GAP = "fn", "fnback", "blank", "gap"
VOID = frozenset({"br", "hr", "img", MARK, BACK, BLANK, GAP})
UNREAD = frozenset({"code", "kbd", "pre", "th"})
"""Elements with words that are no prose."""
SPACE = re.compile(r"\s+")
ADDRESS = re.compile(r"https?://\S+")
MARK_ID = re.compile(r"fnref(\d{0,4})")
"""The beginning of the id of a footnote's mark: of further marks of it with their count."""
WORD_OR_MARK = re.compile(r"\w+|[^\w\s]")
MIN_LENGTH, STRETCH = 20_000, 4_000
"""Characters of a text in which stretches that are no prose are looked for, and of such a stretch."""
MIN_CHARACTERS = 2.75
"""Characters a word or mark of prose, with the blanks: news has five."""
PARAGRAPH_BREAK = "\n\n"


@dataclass
class _Leaf:
    """Characters `start:end` of the text so far."""

    start: int
    end: int
    is_unread: bool


@dataclass
class _Open:
    """An element as it grows."""

    tag: str
    attributes: tuple[tuple[str, str], ...] = ()
    children: list[_Open | _Leaf] = field(default_factory=list)
    is_unread: bool = False


class TreeBuilder(HTMLParser):
    """Builds the tree from sanitised, therefore well-formed, HTML. White space is folded outside `pre`.

    `path` is the report's file; `footnotes` are the numbers of its footnotes by the names that it gives them.
    """

    def __init__(self, path: str, footnotes: Mapping[str, int]) -> None:
        super().__init__(convert_charrefs=True)
        self.path = path
        self.footnotes = footnotes
        self.marks: dict[int, int] = {}
        """The number of marks of each footnote so far."""
        self.defined: set[int] = set()
        self.references: list[Reference] = []
        self.skipped = 0
        """The number of open elements whose words are none of the report's: the marks of footnotes, and the ways back."""
        self.open = [_Open("")]
        self.pieces: list[str] = []
        self.leaves: list[_Leaf] = []
        self.length = 0
        self.last: _Leaf | None = None
        """The leaf of the current block that was added last: None at a block's start."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element; a block begins a paragraph of text."""
        if self.skipped:
            self.skipped += tag not in VOID
            return
        if tag in BLOCKS:
            self.end_paragraph()
        if tag == "br":
            self.handle_data(" ")
        given = {name: value or "" for name, value in attrs}
        element = self.footnote(tag, given) or self.element(tag, given)
        self.open[-1].children.append(element)
        if element.tag in {MARK, BACK}:
            self.skipped = 1
        elif tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        """Close an element; the end of a block ends a paragraph of text."""
        if tag in VOID:
            return
        if self.skipped:
            self.skipped -= 1
            return
        element = self.open.pop()
        if tag in BLOCKS:
            self.end_paragraph()
        if tag == "a" and self.last and element.children == [self.last] and ADDRESS.fullmatch(self.pieces[-1].strip()):
            self.last.is_unread = True

    def handle_data(self, data: str) -> None:
        """Take characters in: folded to one space between words, none at the edges of a block."""
        if self.skipped:
            return
        data = plain(data)
        if any(element.tag == "pre" for element in self.open):
            text = data.strip("\n")
        else:
            text = SPACE.sub(" ", data)
            if text.startswith(" ") and self.last is None and self.is_after_picture():
                self.open[-1].children.append(_Open(BLANK))
            if self.last is None or self.pieces[-1].endswith(" "):
                text = text.removeprefix(" ")
        if not text:
            return
        if self.last is None and self.length:
            self.pieces.append(PARAGRAPH_BREAK)
            self.length += len(PARAGRAPH_BREAK)
        self.pieces.append(text)
        is_unread = any(element.is_unread for element in self.open)
        self.last = _Leaf(self.length, self.length + len(text), is_unread)
        self.leaves.append(self.last)
        self.length = self.last.end
        self.open[-1].children.append(self.last)

    def is_after_picture(self) -> bool:
        """Return whether the last thing of an element so far is a picture: a blank behind that is seen."""
        last = self.open[-1].children[-1:]
        return bool(last) and isinstance(last[0], _Open) and last[0].tag == "img"

    def element(self, tag: str, given: Mapping[str, str]) -> _Open:
        """Return an element; a picture, or a link that leads to another report, is of a reference."""
        if tag == "img":
            alt, title = (on_one_line(given.get(name, "")) for name in ("alt", "title"))
            return self.referring(tag, references.to_picture(given.get("src", ""), self.path, alt, title))
        address = given.get("href", "")
        if tag == "a" and address and not references.is_outside(address):
            report = references.to_report(address, self.path)
            return self.referring(tag, report) if report else _Open("span")
        attributes = ((name, plain(value)) for name, value in given.items() if name != "id")
        return _Open(tag, tuple(attributes), is_unread=tag in UNREAD)

    def referring(self, tag: str, reference: Reference) -> _Open:
        """Return an element of a reference."""
        self.references.append(reference)
        return _Open(tag, (("ref", str(len(self.references) - 1)),))

    def footnote(self, tag: str, given: Mapping[str, str]) -> _Open | None:
        """Return the element of a footnote, of its mark, or of the way back from it; None for all others."""
        kind, _, name = (given.get("id") or given.get("href", "").removeprefix("#")).partition(":")
        number = self.footnotes.get(name, 0)
        if not number:
            return None
        if tag == "sup" and kind.startswith("fnref"):
            self.marks[number] = self.marks.get(number, 0) + 1
            return _Open(MARK, (("note", str(number)), ("id", mark_id(number, self.marks[number]))))
        if tag == "a" and (back := MARK_ID.fullmatch(kind)) and (count := int(back[1] or 1)) <= self.marks.get(number, 0):
            return _Open(BACK, (("note", str(number)), ("href", f"#{mark_id(number, count)}")))
        if tag == "li" and kind == "fn" and number not in self.defined:
            self.defined.add(number)
            self.open[-1].attributes = (("class", "footnotes"),)
            return _Open(tag, (("id", f"fn-{number}"),), is_unread=True)
        return None

    def end_paragraph(self) -> None:
        """Take off the space at a block's end; what comes next is another paragraph."""
        if self.last is not None and self.pieces[-1].endswith(" "):
            self.pieces[-1] = self.pieces[-1][:-1]
            self.length -= 1
            self.last.end -= 1
        self.last = None

    def finish(self) -> ReportText:
        """The text and the tree, once everything was fed."""
        self.end_paragraph()
        text = "".join(self.pieces)
        unread = [TextLeaf(leaf.start, leaf.end) for leaf in self.leaves if leaf.is_unread]
        return ReportText(text, _frozen(self.open[0].children), joined((*unread, *no_prose(text))), tuple(self.references))


def no_prose(text: str) -> Iterator[TextLeaf]:
    """Yield the stretches of a long text that are marks and single letters: nobody's words, and more than there is time for."""
    if len(text) <= MIN_LENGTH:
        return
    for start in range(0, len(text), STRETCH):
        stretch = text[start : start + STRETCH]
        if sum(1 for _ in WORD_OR_MARK.finditer(stretch)) * MIN_CHARACTERS > len(stretch):
            yield TextLeaf(start, start + len(stretch))


def joined(spans: Iterable[TextLeaf]) -> tuple[TextLeaf, ...]:
    """Return spans in order, those that overlap as one."""
    found: list[TextLeaf] = []
    for start, end in sorted((span.start, span.end) for span in spans):
        if found and start < found[-1].end:
            found[-1] = TextLeaf(found[-1].start, max(end, found[-1].end))
        else:
            found.append(TextLeaf(start, end))
    return tuple(found)


def mark_id(number: int, count: int) -> str:
    """Return the id of a footnote's mark; further marks of it have a count behind."""
    return f"fnref-{number}" if count == 1 else f"fnref-{number}-{count}"


def _frozen(children: list[_Open | _Leaf]) -> tuple[Element | TextLeaf, ...]:
    return tuple(
        TextLeaf(child.start, child.end)
        if isinstance(child, _Leaf)
        else Element(child.tag, child.attributes, _frozen(child.children))
        for child in children
    )
