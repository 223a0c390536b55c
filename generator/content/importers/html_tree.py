"""HTML of others as a tree in which paragraphs are paragraphs: breaks that part them and tables that lay out are unfolded."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree, html

from generator.content.importers.html_markdown import markdown_of_element

Tree = Any
"""An element of lxml."""
NOT_XML = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]|&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|x0*(?:[0-8bcef]|1[\da-f]));",
    re.IGNORECASE,
)
"""Characters that XML, in which trees are kept, does not have, as such and by their numbers."""
LAYOUT_CELL_LENGTH = 300
"""Characters of text in a cell from which a table without headings lays out a page."""
PARTED = frozenset("div td p section article body main center".split())
"""Elements in which two breaks part paragraphs."""
TWO_BREAKS = "./br[following-sibling::node()[not(self::text()[not(normalize-space())])][1][self::br]]"

SECOND_BREAKS = "./br[preceding-sibling::node()[not(self::text()[not(normalize-space())])][1][self::br]]"


def parsed(source: str) -> Tree | None:
    """Return the tree of a web page or a piece of one; None where there is nothing in it."""
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", NOT_XML.sub("", source))
    try:
        return html.document_fromstring(text) if text.strip() else None
    except (etree.ParserError, ValueError):
        return None


def markdown_of_piece(source: str) -> str:
    """Return a piece of HTML, as mails and feeds hold it, as Markdown."""
    tree = parsed(source)
    if tree is None:
        return ""
    unfold(tree)
    return markdown_of_element(tree)


def unfold(tree: Tree) -> None:
    """Turn tables that lay out a page into blocks, and lines that two breaks part into paragraphs."""
    for table in tree.xpath(".//table"):
        if _is_layout(table):
            for part in table.xpath(".|.//tbody|.//tr|.//td"):
                part.tag = "div"
    for element in tree.xpath(".//font|.//center"):
        element.tag = "div" if element.xpath("./br") else "span"
    for element in tree.xpath(".//p[.//div]"):
        element.tag = "div"
    for element in tree.xpath("descendant-or-self::*[br]"):
        if element.tag in PARTED and element.xpath(TWO_BREAKS):
            _part(element)


def drop(element: Tree) -> None:
    """Take an element out of its tree and leave the words behind it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


def _is_layout(table: Tree) -> bool:
    if table.xpath(".//th"):
        return False
    cells = table.xpath(".//td")
    blocks = table.xpath(".//td//table|.//td//h1|.//td//h2|.//td//ul|.//td//form|.//td//p[2]|.//td//br[2]")
    return len(cells) < 2 or bool(blocks) or any(len(cell.text_content()) > LAYOUT_CELL_LENGTH for cell in cells)


def _part(element: Tree) -> None:
    """Put what stands between breaks into paragraphs of its own."""
    parting = {*element.xpath(TWO_BREAKS), *element.xpath(SECOND_BREAKS)}
    current = html.Element("p")
    current.text, element.text = element.text, None
    pieces = [current]
    for child in list(element):
        tail, child.tail = child.tail, None
        element.remove(child)
        if child in parting:
            current = html.Element("p")
            current.text = tail
            pieces.append(current)
        else:
            current.append(child)
            child.tail = tail
    element.tag = "div" if element.tag == "p" else element.tag
    for piece in pieces:
        if piece.xpath("./div|./p|./table|./ul|./ol|./blockquote"):
            piece.tag = "div"
        if piece.text_content().strip():
            element.append(piece)
