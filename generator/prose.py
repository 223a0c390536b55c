"""A report's tree with its findings marked: every sentence addressable, mentions linked, dates resolved beside their words.

The tree's leaves are cut where marks begin and end; each piece knows what lies around it, outermost first: its sentence, the
report's own markup, a quote, a name or date. Pieces with the same surroundings are wrapped together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby, pairwise

from generator import sanitise
from generator.briefing import SentenceMark
from generator.markup import BLOCKS, VOID
from generator.model import Element, SafeHtml, Text

Attributes = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """Something to wrap around `start:end`; `after` is shown behind its last character."""

    start: int
    end: int
    tag: str
    attributes: Attributes
    after: str = ""


@dataclass(frozen=True, slots=True)
class _Layer:
    """One wrapper around a piece; layers with the same key are the same wrapper."""

    key: tuple[str, int]
    tag: str
    attributes: Attributes
    after: tuple[int, str] = (-1, "")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of text, or an empty element, with its surroundings, outermost first."""

    start: int
    html: str
    layers: tuple[_Layer, ...]
    end: int = 0


@dataclass(frozen=True, slots=True)
class Marks:
    """What to mark in a report, each kind in text order and free of overlaps within itself."""

    sentences: tuple[SentenceMark, ...]
    quotes: tuple[Mark, ...] = ()
    words: tuple[Mark, ...] = ()


def annotated(text: str, tree: Sequence[Element | Text], marks: Marks) -> SafeHtml:
    """The report for readers."""
    return sanitise.own("".join(_blocks(text, tree, marks)))


def disjoint(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """The marks in text order; of two that overlap the one that begins first, then the longer one, stays."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (m.start, -m.end)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return tuple(kept)


def _blocks(text: str, nodes: Sequence[Element | Text], marks: Marks) -> Iterator[str]:
    """Blocks as they are; what stands between them as marked pieces."""
    for is_block, group in groupby(nodes, key=lambda n: isinstance(n, Element) and n.tag in BLOCKS):
        if not is_block:
            yield _wrapped(list(_pieces(text, list(group), marks, ())), 0)
            continue
        for node in group:
            if isinstance(node, Element):
                inner = "" if node.tag in VOID else "".join(_blocks(text, node.children, marks)) + f"</{node.tag}>"
                yield f"{_tag(node.tag, node.attributes)}{inner}\n"


def _pieces(text: str, nodes: Sequence[Element | Text], marks: Marks, around: tuple[_Layer, ...]) -> Iterator[_Piece]:
    for number, node in enumerate(nodes):
        if isinstance(node, Text):
            yield from _cut(text, node, marks, around)
        elif node.tag in VOID:
            yield _Piece(-1, _tag(node.tag, node.attributes), around)
        else:
            layer = _Layer((f"{node.tag}{len(around)}", _first(node, number)), node.tag, node.attributes)
            yield from _pieces(text, node.children, marks, (*around, layer))


def _first(node: Element, number: int) -> int:
    """Something that tells an inline element from its neighbours: where its text begins."""
    child: Element | Text | None = node
    while isinstance(child, Element):
        child = child.children[0] if child.children else None
    return child.start if isinstance(child, Text) else -1 - number


def _cut(text: str, leaf: Text, marks: Marks, around: tuple[_Layer, ...]) -> Iterator[_Piece]:
    """A leaf in pieces that lie in one sentence, one quote and one name or date each."""
    linked = any(layer.tag == "a" for layer in around)
    sentences = [s for s in marks.sentences if s.start < leaf.end and leaf.start < s.end]
    quotes = [q for q in marks.quotes if q.start < leaf.end and leaf.start < q.end]
    words = [w for w in marks.words if w.start < leaf.end and leaf.start < w.end]
    cuts = {leaf.start, leaf.end}
    spans: list[SentenceMark | Mark] = [*sentences, *quotes, *words]
    edges = [at for mark in spans for at in (mark.start, mark.end)]
    cuts.update(at for at in edges if leaf.start < at < leaf.end)
    ordered = sorted(cuts)
    for start, end in pairwise(ordered):
        layers = list(around)
        if sentence := next((s for s in sentences if s.start <= start < s.end), None):
            address = (("class", "s"), ("id", sentence.anchor))
            layers.insert(0, _Layer(("sentence", sentence.start), "span", address))
        for name, found in (("quote", quotes), ("word", words)):
            if mark := next((m for m in found if m.start <= start < m.end), None):
                tag = "span" if linked and mark.tag == "a" else mark.tag
                own = tuple(pair for pair in mark.attributes if tag != "span" or pair[0] != "href")
                layers.append(_Layer((name, mark.start), tag, own, (mark.end, mark.after)))
        yield _Piece(start, escape(text[start:end], quote=False), tuple(layers), end)


def _wrapped(pieces: Sequence[_Piece], depth: int) -> str:
    out: list[str] = []
    for layer, group in groupby(pieces, key=lambda p: p.layers[depth] if len(p.layers) > depth else None):
        inside = list(group)
        if layer is None:
            out.extend(piece.html for piece in inside)
            continue
        ends_here = layer.after[1] if inside[-1].end == layer.after[0] else ""
        out.append(f"{_tag(layer.tag, layer.attributes)}{_wrapped(inside, depth + 1)}</{layer.tag}>{ends_here}")
    return "".join(out)


def _tag(tag: str, attributes: Attributes) -> str:
    written = "".join(f' {name}="{escape(value)}"' for name, value in attributes)
    return f"<{tag}{written}>"
