"""A report's tree with its findings marked: every sentence addressable, names marked, dates resolved beside their words.

The tree's leaves are cut where marks begin and end; each piece knows its surroundings, outermost first: its sentence, the
report's own markup, a quote, a name or date. Pieces with the same surroundings are wrapped together.

Names are resolved to actors only when all reports are read, and so are links to other reports, and pictures. So the text is
annotated with the report's own findings here, with placeholders for all of these and for notes; `render.page.fill_body`
replaces them when the page is rendered.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from html import escape
from itertools import accumulate, groupby, pairwise, takewhile
from operator import attrgetter
from typing import TypeVar

from msgspec.structs import replace

from generator.content.tree import BACK, BLANK, BLOCKS, GAP, MARK, VOID
from generator.model.article import Element, TextLeaf
from generator.model.statements import SentenceMark
from generator.model.values import CompactValue

Spanning = TypeVar("Spanning", bound="TextMark | SentenceMark")
Attributes = tuple[tuple[str, str], ...]
START, END = attrgetter("start"), attrgetter("end")
PLACEHOLDER = "\0"
"""Encloses a placeholder for a link or a note. No text contains it: files with it are refused, and HTML cannot write it."""
SENTENCE, WORD = "sentence", "word"
"""Kinds of layers: around a sentence, around a name or a date."""
ACTOR_NOTE, QUOTE_NOTE = "who", "said"
"""Kinds of placeholders for notes: behind an entity's first name, behind the end of a quote."""
PICTURE, REPORT_LINK, WAY_BACK = "img", "to", "back"
"""Kinds of placeholders for a picture and a link to another report, by the number of the reference, and for the way back from a
footnote to a mark of it."""


class TextMark(CompactValue, frozen=True):
    """Something to wrap around `start:end`; `after` is shown behind its last character.

    The mark of a name has its entity only; tag and attributes are filled in once the entity is resolved to an actor.
    """

    start: int
    end: int
    tag: str = ""
    attributes: Attributes = ()
    after: str = ""
    entity: str = ""


class _Layer(CompactValue, frozen=True):
    """One wrapper around a piece; layers with the same key are the same wrapper."""

    key: tuple[str, int]
    opening: str
    closing: str
    after: tuple[int, str] = (-1, "")
    is_link: bool = False


class _Piece(CompactValue, frozen=True):
    """A stretch of text, or an empty element, with its surroundings, outermost first."""

    start: int
    html: str
    layers: tuple[_Layer, ...]
    end: int = 0


class Marks(CompactValue, frozen=True):
    """The marks of a report by kind, each kind in text order and without overlaps."""

    sentences: tuple[SentenceMark, ...]
    positions: tuple[TextMark, ...] = ()
    quotes: tuple[TextMark, ...] = ()
    words: tuple[TextMark, ...] = ()

    def kinds(self) -> tuple[tuple[str, tuple[TextMark, ...]], ...]:
        """Return all but the sentences with the names of their layers, the outermost first."""
        return ("position", self.positions), ("quote", self.quotes), (WORD, self.words)


def annotated(text: str, tree: Sequence[Element | TextLeaf], marks: Marks) -> str:
    """Return a report as HTML, with placeholders for links of its entities and for notes."""
    return "".join(_blocks(text, tree, marks))


def disjoint(marks: Iterable[TextMark]) -> tuple[TextMark, ...]:
    """The marks in text order; of two that overlap the one that begins first, then the longer one, stays."""
    chosen: list[TextMark] = []
    for mark in sorted(marks, key=lambda m: (m.start, -m.end)):
        if not chosen or mark.start >= chosen[-1].end:
            chosen.append(mark)
    return tuple(chosen)


def _blocks(text: str, nodes: Sequence[Element | TextLeaf], marks: Marks) -> Iterator[str]:
    """Blocks as they are; what stands between them as marked pieces."""
    for is_block, group in groupby(nodes, key=lambda n: isinstance(n, Element) and n.tag in BLOCKS):
        if not is_block:
            yield _wrapped(_settled(list(_pieces(text, list(group), marks, ()))), 0)
            continue
        for node in group:
            if isinstance(node, Element):
                inner = "" if node.tag in VOID else "".join(_blocks(text, node.children, marks)) + f"</{node.tag}>"
                yield f"{opening_tag(node.tag, node.attributes)}{inner}\n"


def _pieces(text: str, nodes: Sequence[Element | TextLeaf], marks: Marks, around: tuple[_Layer, ...]) -> Iterator[_Piece]:
    for number, node in enumerate(nodes):
        if isinstance(node, TextLeaf):
            yield from _cut(text, node, marks, around)
        elif node.tag in VOID:
            yield _Piece(-1, _void(node), around)
        else:
            key = (f"{node.tag}{len(around)}", _first(node, number))
            layer = _Layer(key, *_tags(node), is_link=node.tag == "a")
            yield from _pieces(text, node.children, marks, (*around, layer))


def _settled(pieces: list[_Piece]) -> list[_Piece]:
    """Return pieces with those that have no text inside the sentence, quote or name that goes on behind them."""
    before = list(accumulate(pieces, _last_with_text))
    after = list(accumulate(reversed(pieces), _last_with_text))[::-1]
    return [
        replace(piece, layers=_between(piece, first.layers, then.layers)) if piece.start < 0 else piece
        for piece, first, then in zip(pieces, before, after, strict=True)
    ]


def _last_with_text(last: _Piece, piece: _Piece) -> _Piece:
    return piece if piece.start >= 0 else last


def _between(piece: _Piece, before: Sequence[_Layer], after: Sequence[_Layer]) -> tuple[_Layer, ...]:
    """Return the surroundings of a piece without text between two with these, which it must not tear apart.

    A name it may: that is a link, and so is the mark of a footnote.
    """
    pairs = takewhile(lambda pair: pair[0] == pair[1] and pair[0].key[0] != WORD, zip(before, after, strict=False))
    shared = tuple(one for one, _ in pairs)
    if not shared or shared[0].key[0] != SENTENCE:
        return piece.layers
    inner = (shared[0], *piece.layers)
    return shared if shared[: len(inner)] == inner else inner


def _void(node: Element) -> str:
    """Return an element without content as HTML, or the placeholder of one that is made when the page is."""
    given = dict(node.attributes)
    if node.tag == MARK:
        number, address = given["note"], (("id", given["id"]), ("href", f"#fn-{given['note']}"), ("role", "doc-noteref"))
        return f"{opening_tag('sup', (('class', MARK),))}{opening_tag('a', address)}{number}</a></sup>"
    if node.tag == BLANK:
        return " "
    if node.tag == GAP:
        return ' <span class="gap">[…]</span> '
    if node.tag == BACK:
        return f"{PLACEHOLDER}{WAY_BACK} {given['note']} {given['href']}{PLACEHOLDER}"
    return f"{PLACEHOLDER}{PICTURE} {given['ref']}{PLACEHOLDER}" if "ref" in given else opening_tag(node.tag, node.attributes)


def _tags(node: Element) -> tuple[str, str]:
    """Return the tags of an element, or the placeholders of a link to another report."""
    if number := dict(node.attributes).get("ref"):
        return f"{PLACEHOLDER}{REPORT_LINK} {number}{PLACEHOLDER}", f"{PLACEHOLDER}/{REPORT_LINK} {number}{PLACEHOLDER}"
    return opening_tag(node.tag, node.attributes), f"</{node.tag}>"


def _first(node: Element, number: int) -> int:
    """Something that tells an inline element from its neighbours: where its text begins."""
    child: Element | TextLeaf | None = node
    while isinstance(child, Element):
        child = child.children[0] if child.children else None
    return child.start if isinstance(child, TextLeaf) else -1 - number


def _cut(text: str, leaf: TextLeaf, marks: Marks, around: tuple[_Layer, ...]) -> Iterator[_Piece]:
    """A leaf in pieces that lie in one sentence, one quote and one name or date each."""
    linked = any(layer.is_link for layer in around)
    sentences = [
        (mark.start, mark.end, _Layer((SENTENCE, mark.start), f'<span class="s" id="{mark.anchor}">', "</span>"))
        for mark in _touching(marks.sentences, leaf)
    ]
    inner = [
        [(mark.start, mark.end, _layer((name, mark.start), mark, linked=linked)) for mark in touching]
        for name, of_kind in marks.kinds()
        if (touching := _touching(of_kind, leaf))
    ]
    edges = {at for of_kind in (sentences, *inner) for start, end, _ in of_kind for at in (start, end)}
    ordered = sorted({leaf.start, leaf.end, *(at for at in edges if leaf.start < at < leaf.end)})
    outermost, rest = _Sweep(sentences), [_Sweep(of_kind) for of_kind in inner]
    for start, end in pairwise(ordered):
        layers = (*outermost.at(start), *around, *(layer for of_kind in rest for layer in of_kind.at(start)))
        yield _Piece(start, escape(text[start:end], quote=False), layers, end)


class _Sweep:
    """Layers with the stretches that they are around, in text order and without overlaps, for places one behind the other."""

    def __init__(self, layers: Sequence[tuple[int, int, _Layer]]) -> None:
        self._layers = layers
        self._next = 0

    def at(self, place: int) -> tuple[_Layer, ...]:
        """Return the layer around a place, if there is one; no later place may come before it."""
        while self._next < len(self._layers) and self._layers[self._next][1] <= place:
            self._next += 1
        start, _, layer = self._layers[self._next] if self._next < len(self._layers) else (place + 1, 0, None)
        return (layer,) if layer and start <= place else ()


def _touching(marks: Sequence[Spanning], leaf: TextLeaf) -> Sequence[Spanning]:
    """Those of the marks that have something in common with a leaf."""
    first = bisect_right(marks, leaf.start, key=END)
    return marks[first : bisect_left(marks, leaf.end, first, key=START)]


def _layer(key: tuple[str, int], mark: TextMark, *, linked: bool) -> _Layer:
    """A mark's wrapper; a name within a link of the report's own is no link."""
    if mark.entity:
        tag = "span" if linked else "a"
        after = "" if linked else mark.after
        opening, closing = (f"{PLACEHOLDER}{name} {mark.entity}{PLACEHOLDER}" for name in (tag, f"/{tag}"))
        return _Layer(key, opening, closing, (mark.end, after))
    return _Layer(key, opening_tag(mark.tag, mark.attributes), f"</{mark.tag}>", (mark.end, mark.after))


def _wrapped(pieces: Sequence[_Piece], depth: int) -> str:
    out: list[str] = []
    for layer, group in groupby(pieces, key=lambda p: p.layers[depth] if len(p.layers) > depth else None):
        inside = list(group)
        if layer is None:
            out.extend(piece.html for piece in inside)
            continue
        ends_here = layer.after[1] if inside[-1].end == layer.after[0] else ""
        out.append(f"{layer.opening}{_wrapped(inside, depth + 1)}{layer.closing}{ends_here}")
    return "".join(out)


@lru_cache(maxsize=4096)
def opening_tag(tag: str, attributes: Attributes) -> str:
    """Return an HTML tag with its attributes, their values escaped."""
    written = "".join(f' {name}="{escape(value)}"' for name, value in attributes)
    return f"<{tag}{written}>"
