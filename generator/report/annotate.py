"""A report's tree with its findings marked: every sentence addressable, mentions linked, dates resolved beside their words.

The tree's leaves are cut where marks begin and end; each piece knows what lies around it, outermost first: its sentence, the
report's own markup, a quote, a name or date. Pieces with the same surroundings are wrapped together.

Who is meant by a name is settled only when all reports are put together. So the text is marked in two steps: `annotated` does
what a report's own findings tell and leaves places for its entities; `filled` puts in their links, and a note at the line where
somebody is first named and where somebody's own words end. Notes stand in the text's order, so that they are read where they
belong; a theme shows them beside the line, or where there is no room for that when a reader asks.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import groupby, pairwise
from typing import TypeVar

from generator.content import sanitise
from generator.content.markdown import BLOCKS, VOID
from generator.contexts import BodyLink
from generator.model.article import Element, TextLeaf
from generator.model.proofs import SafeHtml
from generator.model.statements import SentenceMark

Spanning = TypeVar("Spanning", bound="TextMark | SentenceMark")
Attributes = tuple[tuple[str, str], ...]
# Around a place for an entity or a note; no text has it: files with it are refused, and HTML cannot say it.
PLACE = "\0"
WHO, SAID = "who", "said"
"""Places for a note: on an entity where it is first named, on a quote where it ends."""
CLOSING = '"”’»“'
"""What ends a quote: a note stands behind it."""
NEAR, AROUND = 120, 16
"""Characters, and pieces, around a name in which the line itself may say what a note would."""
TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class TextMark:
    """Something to wrap around `start:end`; `after` is shown behind its last character.

    The mark of a name says the entity only; it gets tag and attributes when it is known which actor that is.
    """

    start: int
    end: int
    tag: str = ""
    attributes: Attributes = ()
    after: str = ""
    entity: str = ""


@dataclass(frozen=True, slots=True)
class _Layer:
    """One wrapper around a piece; layers with the same key are the same wrapper."""

    key: tuple[str, int]
    opening: str
    closing: str
    after: tuple[int, str] = (-1, "")
    is_link: bool = False


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
    positions: tuple[TextMark, ...] = ()
    quotes: tuple[TextMark, ...] = ()
    words: tuple[TextMark, ...] = ()


def annotated(text: str, tree: Sequence[Element | TextLeaf], marks: Marks) -> str:
    """The report for readers, with places left for its entities."""
    return "".join(_blocks(text, tree, marks))


@dataclass(frozen=True, slots=True)
class Note:
    """What is told of a name or of a quote, as HTML. `label` names it for those who open it; `says` is what it adds.

    `attributes` are those for its language, which is the site's, not the report's.
    """

    label: str
    html: str
    says: str = ""
    attributes: str = ""


def filled(annotated: str, links: Mapping[str, BodyLink], root: str, notes: Mapping[str, Note] | None = None) -> SafeHtml:
    """The report for readers, its entities linked to actors; names of entities without a link stand plain.

    `notes` go by their places: "who e1", "said q2". One that the words around it say already is left out.
    """
    pieces = annotated.split(PLACE)
    for number in range(1, len(pieces), 2):
        place = pieces[number]
        tag, _, entity = place.partition(" ")
        if tag in {WHO, SAID}:
            note = (notes or {}).get(place)
            shown = _note(f"n-{number}", note) if note and not _is_said(note.says, pieces, number) else ""
            closing = len(pieces[number + 1]) - len(pieces[number + 1].lstrip(CLOSING))
            pieces[number : number + 2] = pieces[number + 1][:closing] + shown, pieces[number + 1][closing:]
        else:
            link = links.get(entity)
            pieces[number] = _linked(tag, link, root) if link else ""
    return sanitise.own("".join(pieces))


def _note(name: str, note: Note) -> str:
    """A note, and the button that opens it where there is no room beside the line."""
    ours, label = note.attributes, escape(note.label)
    button = f'<button type="button" class="nb"{ours} popovertarget="{name}" aria-label="{label}"></button>'
    told = f"<span{ours}>{note.html}</span>" if ours else note.html
    return f'{button}<span class="n" id="{name}" popover="" role="note">{told}</span>'


def _is_said(words: str, pieces: Sequence[str], at: int) -> bool:
    """Whether the text around a place says the same words."""
    if not words:
        return False
    before, after = (
        TAG.sub("", "".join(near)) for near in (pieces[max(0, at - AROUND) : at], pieces[at + 1 : at + AROUND : 2])
    )
    return words.casefold() in f"{before[-NEAR:]}{after[:NEAR]}".casefold()


def _linked(tag: str, link: BodyLink, root: str) -> str:
    name = tag.removeprefix("/") if link.path else "span"
    if tag.startswith("/"):
        return f"</{name}>"
    shown: Attributes = (("class", f"m m-{link.kind}"),)
    return _tag(name, (*shown, ("href", root + link.path)) if name == "a" else shown)


def disjoint(marks: Iterable[TextMark]) -> tuple[TextMark, ...]:
    """The marks in text order; of two that overlap the one that begins first, then the longer one, stays."""
    kept: list[TextMark] = []
    for mark in sorted(marks, key=lambda m: (m.start, -m.end)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return tuple(kept)


def _blocks(text: str, nodes: Sequence[Element | TextLeaf], marks: Marks) -> Iterator[str]:
    """Blocks as they are; what stands between them as marked pieces."""
    for is_block, group in groupby(nodes, key=lambda n: isinstance(n, Element) and n.tag in BLOCKS):
        if not is_block:
            yield _wrapped(list(_pieces(text, list(group), marks, ())), 0)
            continue
        for node in group:
            if isinstance(node, Element):
                inner = "" if node.tag in VOID else "".join(_blocks(text, node.children, marks)) + f"</{node.tag}>"
                yield f"{_tag(node.tag, node.attributes)}{inner}\n"


def _pieces(text: str, nodes: Sequence[Element | TextLeaf], marks: Marks, around: tuple[_Layer, ...]) -> Iterator[_Piece]:
    for number, node in enumerate(nodes):
        if isinstance(node, TextLeaf):
            yield from _cut(text, node, marks, around)
        elif node.tag in VOID:
            yield _Piece(-1, _tag(node.tag, node.attributes), around)
        else:
            key = (f"{node.tag}{len(around)}", _first(node, number))
            layer = _Layer(key, _tag(node.tag, node.attributes), f"</{node.tag}>", is_link=node.tag == "a")
            yield from _pieces(text, node.children, marks, (*around, layer))


def _first(node: Element, number: int) -> int:
    """Something that tells an inline element from its neighbours: where its text begins."""
    child: Element | TextLeaf | None = node
    while isinstance(child, Element):
        child = child.children[0] if child.children else None
    return child.start if isinstance(child, TextLeaf) else -1 - number


def _cut(text: str, leaf: TextLeaf, marks: Marks, around: tuple[_Layer, ...]) -> Iterator[_Piece]:
    """A leaf in pieces that lie in one sentence, one quote and one name or date each."""
    linked = any(layer.is_link for layer in around)
    sentences = _touching(marks.sentences, leaf)
    positions, quotes, words = (_touching(found, leaf) for found in (marks.positions, marks.quotes, marks.words))
    cuts = {leaf.start, leaf.end}
    spans: list[SentenceMark | TextMark] = [*sentences, *positions, *quotes, *words]
    edges = [at for mark in spans for at in (mark.start, mark.end)]
    cuts.update(at for at in edges if leaf.start < at < leaf.end)
    ordered = sorted(cuts)
    for start, end in pairwise(ordered):
        layers = list(around)
        if sentence := next((s for s in sentences if s.start <= start < s.end), None):
            address = (("class", "s"), ("id", sentence.anchor))
            layers.insert(0, _Layer(("sentence", sentence.start), _tag("span", address), "</span>"))
        for name, found in (("position", positions), ("quote", quotes), ("word", words)):
            if mark := next((m for m in found if m.start <= start < m.end), None):
                layers.append(_layer((name, mark.start), mark, linked=linked))
        yield _Piece(start, escape(text[start:end], quote=False), tuple(layers), end)


def _touching(marks: Sequence[Spanning], leaf: TextLeaf) -> Sequence[Spanning]:
    """Those of the marks that have something in common with a leaf."""
    first = bisect_right(marks, leaf.start, key=_end)
    return marks[first : bisect_left(marks, leaf.end, first, key=_start)]


def _start(mark: TextMark | SentenceMark) -> int:
    return mark.start


def _end(mark: TextMark | SentenceMark) -> int:
    return mark.end


def _layer(key: tuple[str, int], mark: TextMark, *, linked: bool) -> _Layer:
    """A mark's wrapper; a name within a link of the report's own is no link."""
    if mark.entity:
        tag = "span" if linked else "a"
        after = "" if linked else mark.after
        return _Layer(key, f"{PLACE}{tag} {mark.entity}{PLACE}", f"{PLACE}/{tag} {mark.entity}{PLACE}", (mark.end, after))
    return _Layer(key, _tag(mark.tag, mark.attributes), f"</{mark.tag}>", (mark.end, mark.after))


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
def _tag(tag: str, attributes: Attributes) -> str:
    written = "".join(f' {name}="{escape(value)}"' for name, value in attributes)
    return f"<{tag}{written}>"
