"""Plain text to Markdown that reads the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from generator.content.importers.page_lines import page_lines

SENTENCE_END = re.compile(r"[.!?…][\"'”’)]*$")
# What Markdown would take for markup at a line's start, or anywhere in it.
LINE_MARKUP = re.compile(r"^(\s{0,3})([#>+*-]|\d+(?=[.)]\s))", re.MULTILINE)
INLINE_MARKUP = re.compile(r"[\\`*_\[\]<&]")


def paragraphs(text: str) -> list[str]:
    """Paragraphs of plain text: parted by blank lines; where there are none, a line each if lines end as sentences do.

    Lines that stand around a report on a page (byline, date) are paragraphs of their own.
    """
    found: list[str] = []
    for lines in _blocks(text):
        is_wrapped = sum(not SENTENCE_END.search(line) for line in lines[:-1]) > len(lines) / 3
        found.extend([" ".join(lines)] if is_wrapped else lines)
    return [" ".join(paragraph.split()) for paragraph in found]


def _blocks(text: str) -> Iterator[list[str]]:
    """Yield the lines of each block."""
    for block in re.split(r"\n\s*\n", text):
        lines = [line.strip() for line in block.split("\n") if line.strip()]
        for stands_around, group in groupby(lines, key=lambda line: bool(page_lines(line))):
            together = list(group)
            yield from ([line] for line in together) if stands_around else [together]


def as_markdown(paragraphs_: list[str]) -> str:
    """Paragraphs of plain text as Markdown."""
    return "\n\n".join(map(escaped, paragraphs_))


def escaped(paragraph: str) -> str:
    """One paragraph of plain text as Markdown."""
    return escaped_start(escaped_inline(paragraph))


def escaped_inline(text: str) -> str:
    """Plain text as Markdown, to stand within a line."""
    return INLINE_MARKUP.sub(r"\\\g<0>", text).replace("\\&", "&amp;").replace("\\<", "&lt;")


def escaped_start(line: str) -> str:
    """A line of Markdown that begins with plain text, so that its first characters are not taken for markup."""
    return LINE_MARKUP.sub(lambda m: f"{m[1]}\\{m[2]}" if not m[2].isdigit() else f"{m[1]}{m[2]}\\", line, count=1)
