"""Markdown as people write it: what Python-Markdown does not read as they mean it, or not at all.

- `#tag` is text; a heading has a blank after its signs.
- A bare address is a link, without the mark that ends its sentence.
- `[[Report]]`, `[[Report|words]]` and `![[picture.png]]` are links and pictures, as in Obsidian; their addresses get the
  scheme `NOTE`, which nobody but the reader of the tree knows.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter
from urllib.parse import quote

import markdown
from markdown.blockprocessors import HashHeaderProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

NOTE = "note"
"""The scheme of what is named by a note's name alone, not by the way to its file."""
HEADING = re.compile(r"(?:^|\n)(?P<level>#{1,6})[ \t]+(?P<header>(?:\\.|[^\\#]|#+(?=[^#\n]))*?)#*(?:\n|$)")
ADDRESS = r"""(?<![\w/"'=])(https?://[^\s<>"\u0002\u0003]+)"""
NOTE_LINK = r"(!?)\[\[([^\[\]\n|#]+)(?:#[^\[\]\n|]*)?(?:\|([^\[\]\n]*))?\]\]"
PICTURE_SIZE = re.compile(r"\d+(?:x\d+)?")
"""What Obsidian has behind a picture's name in place of words: its width, or width and height."""
ENDS = ".,;:!?'’”»…*_~"
"""Marks at an address's end that belong to the sentence."""
CLOSING = {")": "(", "]": "["}
BEFORE_REFERENCES, AFTER_HTML = 176, 85
"""Priorities among inline patterns: before `[words][reference]`, and once tags with their addresses are put away."""


Match = tuple[ET.Element, int, int]
"""An element, and the span in a paragraph that it takes the place of."""


class ReportSyntax(Extension):
    """The syntax above; notes by their names where `notes` is true."""

    def __init__(self, *, notes: bool) -> None:
        super().__init__()
        self._notes = notes

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register the patterns."""
        md.parser.blockprocessors.register(_Heading(md.parser), "hashheader", 70)
        md.inlinePatterns.register(_BareAddress(ADDRESS, md), "bare_address", AFTER_HTML)
        if self._notes:
            md.inlinePatterns.register(_NoteLink(NOTE_LINK, md), "note_link", BEFORE_REFERENCES)


class _Heading(HashHeaderProcessor):
    RE = HEADING


class _BareAddress(InlineProcessor):
    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m: re.Match[str], data: str) -> Match:  # type: ignore[override] # noqa: ARG002, N802
        """Return a link to the address, and its span."""
        address = without_end(m[1])
        link = ET.Element("a", {"href": address})
        link.text = AtomicString(address)
        return link, m.start(0), m.start(1) + len(address)


class _NoteLink(InlineProcessor):
    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m: re.Match[str], data: str) -> Match:  # type: ignore[override] # noqa: ARG002, N802
        """Return a link to a note, or the picture that it embeds."""
        name, words = m[2].strip(), (m[3] or "").strip()
        address = f"{NOTE}:{quote(name)}"
        if m[1]:
            alt = "" if PICTURE_SIZE.fullmatch(words) else words
            return ET.Element("img", {"src": address, "alt": alt}), m.start(0), m.end(0)
        link = ET.Element("a", {"href": address})
        link.text = AtomicString(words or name)
        return link, m.start(0), m.end(0)


def without_end(address: str) -> str:
    """Return an address without the marks of the sentence around it: a full stop, or a bracket that it does not open."""
    counts, end = Counter(address), len(address)
    while end:
        last = address[end - 1]
        is_closing = last in CLOSING and counts[last] > counts[CLOSING[last]]
        if last not in ENDS and not is_closing:
            break
        counts[last] -= 1
        end -= 1
    return address[:end]
