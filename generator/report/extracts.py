"""The part of a report's text that is published, where that is not all of it.

Of extracts the sentences that something on the site rests on stay where they stand in the text; what is left out between them
is a gap. Where nothing is published, the words that statements quote stand in a list, one entry a sentence, so that all that
leads to a sentence finds it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from generator.content.tree import GAP, VOID
from generator.model.article import EXTRACTS, FULL, Article, Element, TextLeaf
from generator.model.findings import Findings, Quote
from generator.model.kinds import KINDS
from generator.model.statements import SentenceMark
from generator.model.wording import first_words

Tree = tuple[Element | TextLeaf, ...]
UNCITED = frozenset({"mentions", "topics"})
"""Fields of findings whose words no page shows."""
SENTENCES = frozenset({"key_points"})
"""Fields of findings that are whole sentences."""
LISTS = {"ol": "ul", "dl": "ul", "dt": "li", "dd": "li", "th": "td"}
"""Elements that would say something else without those that are left out: numbers, terms, heads of tables."""
KEPT = frozenset({"href", "rel", "ref", "colspan", "rowspan"})
"""Attributes that stay: others have words, or ids of what is left out."""


def extract(article: Article, found: Findings, sentences: Sequence[SentenceMark]) -> Tree:
    """Return the tree of what is published of a report."""
    if article.publish_texts == FULL:
        return article.tree
    if article.publish_texts == EXTRACTS:
        cited = joined(_evidence(found))
        whole = [TextLeaf(mark.start, mark.end) for mark in sentences if _touching(cited, mark)]
        return _Cut(article.text, whole).tree(article.tree)
    return _quoted_words(article.text, joined(_quoted(found)), sentences)


def words_of_sentences(text: str, tree: Tree, sentences: Sequence[SentenceMark]) -> tuple[tuple[str, str], ...]:
    """Return the words of each sentence that a tree has, behind the sentence's id; none of one of which it has nothing."""
    leaves = joined(_leaves(tree))
    found = []
    for mark in sentences:
        touching = ((max(leaf.start, mark.start), min(leaf.end, mark.end)) for leaf in _touching(leaves, mark))
        words = " … ".join(" ".join(text[start:end].split()) for start, end in touching if start < end)
        found += [(mark.anchor, words)] if words else []
    return tuple(found)


def _leaves(nodes: Tree) -> Iterator[TextLeaf]:
    for node in nodes:
        if isinstance(node, TextLeaf):
            yield node
        else:
            yield from _leaves(node.children)


def joined(spans: Iterable[TextLeaf]) -> list[TextLeaf]:
    """Return the spans in order, those that touch as one."""
    found: list[TextLeaf] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = TextLeaf(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def _evidence(found: Findings) -> Iterator[TextLeaf]:
    for kind in KINDS:
        if kind.field not in UNCITED:
            yield from (TextLeaf(finding.evidence.start, finding.evidence.end) for finding in kind.of(found))


def _quoted(found: Findings) -> Iterator[TextLeaf]:
    """Return the words that statements quote: those of speakers whole, of a report's own clauses the first."""
    for kind in KINDS:
        for finding in kind.of(found) if kind.field not in UNCITED | SENTENCES else ():
            evidence = finding.evidence
            words = evidence.text if isinstance(finding, Quote) and finding.direct else first_words(evidence.text)
            yield TextLeaf(evidence.start, evidence.start + len(words))


def _touching(spans: Sequence[TextLeaf], place: SentenceMark | TextLeaf) -> Sequence[TextLeaf]:
    """Return those of some spans, in order and apart, that have something in common with a place in the text."""
    first = bisect_right(spans, place.start, key=lambda span: span.end)
    return spans[first : bisect_left(spans, place.end, first, key=lambda span: span.start)]


def _quoted_words(text: str, quoted: Sequence[TextLeaf], sentences: Iterable[SentenceMark]) -> Tree:
    """Return a list with an entry for each sentence that has some of these words."""
    entries = []
    for mark in sentences:
        cut = _Cut(text, _touching(quoted, mark), mark.start)
        words = cut.children((TextLeaf(mark.start, mark.end),))
        if words:
            entries.append(Element("li", (), (*words, *cut.gap_before(mark.end))))
    return (Element("ul", (), tuple(entries)),) if entries else ()


class _Cut:
    """Cuts a tree down to some spans of its text, in order; `at` is where in the text that has come to."""

    def __init__(self, text: str, spans: Sequence[TextLeaf], at: int = 0) -> None:
        self.text = text
        self.spans = spans
        self.at = at

    def tree(self, nodes: Sequence[Element | TextLeaf]) -> Tree:
        """Return the tree of what is left, with gaps."""
        left = self.children(nodes)
        last = self.gap_before(len(self.text))
        return (*left, Element("p", (), last)) if last else left

    def children(self, nodes: Sequence[Element | TextLeaf]) -> Tree:
        """Return what is left of some nodes, with gaps before."""
        left: list[Element | TextLeaf] = []
        for node in nodes:
            if isinstance(node, TextLeaf):
                left += self.leaves(node)
            elif node.tag == "tr":
                left += self.row(node)
            elif node.tag == "br":
                left += [node] if left else []
            elif node.tag not in VOID and (inner := self.children(node.children)):
                left.append(_element(node, inner))
        return tuple(left)

    def leaves(self, leaf: TextLeaf) -> Iterator[Element | TextLeaf]:
        """Return the pieces of a leaf that are left, with gaps before."""
        for span in _touching(self.spans, leaf):
            start, end = max(span.start, leaf.start), min(span.end, leaf.end)
            if start < end:
                gap = self.gap_before(start)
                before = TextLeaf(max(self.at, leaf.start), start)
                yield from gap or ((before,) if before.start < before.end else ())
                yield TextLeaf(start, end)
                self.at = end

    def row(self, row: Element) -> Iterator[Element]:
        """Return a table's row if some cell of it is left: the others are empty then, so that it stays in its column."""
        cells = [(cell, self.children(cell.children)) for cell in row.children if isinstance(cell, Element)]
        if any(left for _, left in cells):
            yield Element(row.tag, (), tuple(_element(cell, left) for cell, left in cells))

    def gap_before(self, start: int) -> tuple[Element, ...]:
        """Return a gap where words are left out before a place in the text."""
        return (Element(GAP, (), ()),) if any(map(str.isalnum, self.text[self.at : start])) else ()


def _element(node: Element, children: Tree) -> Element:
    attributes = tuple((name, value) for name, value in node.attributes if name in KEPT)
    return Element(LISTS.get(node.tag, node.tag), attributes, children)
