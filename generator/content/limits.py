"""Markdown that would take too long to read as such, or nests too deep: it is read as plain text instead.

Python-Markdown's time grows with the marks in a paragraph times its length, with the squares of headings, rules, lines of an
item and footnotes, and with tags and fences times the length of the text. No report that a person wrote comes near these
limits; what does is a broken file or an attack. All of them are numbers of characters and marks, never of seconds: a text
reads the same on every machine.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate

BLOCK_MARKS = 1_000
"""Marks in one paragraph, table row or item."""
BLOCK_LINES = 5_000
LENGTH = 100_000
"""Characters of a text that the next three limits are meant for; a longer one may have more, in proportion."""
WORK = 25_000_000
"""The sum of the marks of all blocks, each times the characters of its block."""
LINK_LENGTHS = 1_500_000
"""The sum of the lengths of all links, those without an end to the end of their block: each is read several times."""
BLOCKS = 5_000
"""Paragraphs, and lines that begin an item, a row, a heading or a quotation."""
MIN_LENGTH = 200
"""Characters of a paragraph where there are too many to be shown by themselves."""
FENCES = 300
"""Lines that begin or end code: the end of each is looked for in all that follows."""
TAGS, OPEN_TAGS = 2_000, 200
FOOTNOTES, MARKS_OF_A_FOOTNOTE = 2_000, 200
MARK = re.compile(r"[\[\]!<*_`&\\^]|://|  $|^[ >]*(?:=+|-+|(?:[-*_] ?){3,}|#+.*)$", re.MULTILINE)
"""What Python-Markdown stops at: inline marks, addresses, breaks, and lines that are headings or rules."""
BLANK_LINES = re.compile(r"\n[ \t]*\n")
BLOCK_LINE = re.compile(r"^[ \t]*(?:[-+*>#|]|\d+[.)])", re.MULTILINE)
FENCE = re.compile(r"^(?:~~~|```)", re.MULTILINE)
TABLE = re.compile(r"\n(?=[^\n|]*\|)(?=[^\n-]*-)[ \t:|-]+\n")
"""The row below the head of a table."""
DEEP = re.compile(
    r"^(?:[ \t]{44,}(?:[-+*>]|\d+[.)])[ \t]|[ \t]*(?:>[ \t]*){24}|[ \t]*(?:(?:[-+*]|\d+[.)])[ \t]+){24})", re.MULTILINE
)
"""The start of a line that is an item or a quotation more than ten, or two dozen levels deep."""
LINK_MARK = re.compile(r"[\[\]()]")
QUOTES = frozenset("\"'")
"""Characters around a link's title: Python-Markdown looks for the end of one to the end of the block."""
FOOTNOTE_MARK = re.compile(r"\[\^[^\]\n]*\]")
TAG = re.compile(r"<(/?)(?!(?:br|dd|dt|hr|img|input|li|p|td|th|tr|wbr)\b)[a-z]", re.IGNORECASE)
"""The beginning of a tag that lasts until it is closed."""
PROSE = re.compile(r"(?:[^\[\]!<>*_`&\\^|:\x00-\x09]|:(?!//))*")
"""Text without a single character that is markup wherever it stands, or a tab, which the converter makes blanks of."""
OF_LINES = re.compile(r"^(?: {4}|[ ]{0,3}(?:(?:[-+]|\d+[.)])(?:\s|$)|-{2}|[=~#]))|  $", re.MULTILINE)
"""What is markup where a line starts or ends."""


def is_prose(source: str) -> bool:
    """Return whether a text is paragraphs without any markup, as most reports are."""
    return PROSE.fullmatch(source) is not None and not OF_LINES.search(source)


@lru_cache(maxsize=2)
def is_too_much(source: str) -> bool:
    """Return whether a Markdown text has more marks in one place, or deeper nesting, than can be read in bounded time."""
    return (
        source.count("<") > TAGS
        or source.count("[^") > FOOTNOTES
        or max(Counter(FOOTNOTE_MARK.findall(source)).values(), default=0) > MARKS_OF_A_FOOTNOTE
        or sum(1 for _ in FENCE.finditer(source)) > FENCES
        or DEEP.search(source) is not None
        or _open_tags(source) > OPEN_TAGS
        or _has_too_much_in_blocks(source)
    )


def _open_tags(source: str) -> int:
    """Return the most tags that are open at once."""
    return max(accumulate(-1 if tag[1] else 1 for tag in TAG.finditer(source)), default=0)


def _has_too_much_in_blocks(source: str) -> bool:
    """Return whether one block has too many marks or lines, or all blocks together are too much."""
    blocks = [block for block in BLANK_LINES.split(source) if block]
    scale = max(1, len(source) / LENGTH)
    if len(blocks) + sum(1 for _ in BLOCK_LINE.finditer(source)) > BLOCKS * scale:
        return True
    work = rows = links = 0
    for block in blocks:
        lines = block.count("\n")
        is_table = TABLE.search(block) is not None
        rows += lines if is_table else 0
        for part in block.split("\n") if is_table else (block,):
            marks = sum(1 for _ in MARK.finditer(part))
            if marks > BLOCK_MARKS or lines > BLOCK_LINES:
                return True
            work += marks * len(part)
            links += _link_lengths(part) if "[" in part else 0
    return work > WORK * scale or rows > BLOCKS * scale or links > LINK_LENGTHS * scale


def _link_lengths(part: str) -> int:
    """Return the lengths of the words and addresses of all links in a block, to its end where one has no end."""
    opened: dict[str, list[tuple[int, bool]]] = {"[": [], "(": []}
    lengths = 0
    for match in LINK_MARK.finditer(part):
        at, mark = match.start(), match[0]
        if mark in opened:
            opened[mark].append((at, mark == "[" or part[at - 1 : at] == "]"))
        elif same := opened["[" if mark == "]" else "("]:
            start, is_link = same.pop()
            has_title = is_link and mark == ")" and not QUOTES.isdisjoint(part[start:at])
            lengths += is_link * ((len(part) if has_title else at) - start)
    return lengths + sum(is_link * (len(part) - start) for starts in opened.values() for start, is_link in starts)


def plain_html(source: str) -> str:
    """Return a text's paragraphs as HTML, every mark in it as it stands; the shortest together where there are too many."""
    blocks = [stripped for block in BLANK_LINES.split(source) if (stripped := block.strip())]
    has_too_many = len(blocks) > BLOCKS * max(1, len(source) / LENGTH)
    paragraphs = _together(blocks) if has_too_many else blocks
    return "\n".join(f"<p>{html.escape(block, quote=False)}</p>" for block in paragraphs)


def _together(blocks: Iterable[str]) -> Iterator[str]:
    """Yield blocks, those that follow each other as one up to `MIN_LENGTH`."""
    joined: list[str] = []
    length = 0
    for block in blocks:
        joined.append(block)
        length += len(block)
        if length >= MIN_LENGTH:
            yield " ".join(joined)
            joined, length = [], 0
    yield " ".join(joined)
