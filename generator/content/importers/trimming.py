"""A report's text without the lines that stand around it on a page, and what these say of the report."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import takewhile

from generator.content.importers.page_lines import LineKind, PageLine, page_lines
from generator.content.importers.written_dates import WrittenDate

LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
MARKUP = re.compile(r"^\s{0,3}(?:#{1,6}|>|[-*+](?=\s))\s*|(?<!\\)[*_`]+|\s#+\s*$")
ESCAPED = re.compile(r"\\(?=[^\w\s])")
ABOVE_TEXT = frozenset({LineKind.BYLINE, LineKind.PUBLISHED, LineKind.DATED, LineKind.UPDATED})
"""Kinds of lines that may stand below a standfirst too."""


@dataclass(frozen=True, slots=True)
class TrimmedLine:
    """A line around a report as it stands there, and its parts."""

    text: str
    parts: tuple[PageLine, ...]


@dataclass(frozen=True, slots=True)
class Trimmed:
    """A report's Markdown without the lines around it, and these lines."""

    body: str
    lines: tuple[TrimmedLine, ...] = field(default=())

    @property
    def author(self) -> str:
        """The names of the first byline."""
        return next((part.author for part in self._parts() if part.author), "")

    @property
    def source(self) -> tuple[str, LineKind] | None:
        """The holder of the copyright, else the publisher that a byline names; and which of the two it is."""
        named = [(part.source, part.kind) for part in self._parts() if part.source]
        return min(named, key=lambda one: one[1] is not LineKind.COPYRIGHT, default=None)

    def date(self, kinds: Iterable[LineKind]) -> tuple[WrittenDate, str] | None:
        """Return the date of the first line of the first of these kinds, with the line."""
        for kind in kinds:
            for line in self.lines:
                for part in line.parts:
                    if part.date and part.kind is kind:
                        return part.date, line.text
        return None

    def _parts(self) -> Iterator[PageLine]:
        return (part for line in self.lines for part in line.parts)


def trimmed(body: str, title: str = "", lang: str = "") -> Trimmed:
    """Take off the lines around a report above and below its text, and its title where that stands there again.

    Lines within the text stay, and all do where there is no other text.
    """
    paragraphs = [paragraph for paragraph in re.split(r"\n[ \t]*\n", body) if paragraph.strip()]
    head, rest = _taken_off(paragraphs, title, lang)
    if len(rest) > 1 and (below := _taken_off(rest[1:2], title, lang)[0]) and _is_above_text(below):
        more, rest_below = _taken_off(rest[1:], title, lang)
        head, rest = [*head, *more], [rest[0], *rest_below]
    foot, turned = _taken_off([_turned(paragraph) for paragraph in reversed(rest)], "", lang)
    left = [_turned(paragraph) for paragraph in reversed(turned)]
    if not left:
        return Trimmed(body)
    found = (*head, *reversed(foot))
    return Trimmed("\n\n".join(left), found) if found else Trimmed(body)


def plain(line: str) -> str:
    """A line of Markdown without its markup."""
    return " ".join(html.unescape(ESCAPED.sub("", MARKUP.sub("", LINK.sub(r"\1", line)))).split())


def _taken_off(paragraphs: list[str], title: str, lang: str) -> tuple[list[TrimmedLine], list[str]]:
    """Return the lines around a report with which paragraphs begin, and the paragraphs from the first other line on."""
    found: list[TrimmedLine] = []
    for at, paragraph in enumerate(paragraphs):
        lines = paragraph.strip("\n").split("\n")
        known = list(takewhile(lambda line: line.parts, (_line(line, title, lang) for line in lines)))
        if len(known) < len(lines) and not _may_be_parted(lines):
            known = []
        found += known
        if rest := lines[len(known) :]:
            return found, ["\n".join(rest), *paragraphs[at + 1 :]]
    return found, []


def _line(line: str, title: str, lang: str) -> TrimmedLine:
    words = plain(line)
    is_title = bool(title) and words.casefold() == title.casefold()
    return TrimmedLine(words, (PageLine(LineKind.OTHER),) if is_title else page_lines(words, lang))


def _may_be_parted(lines: list[str]) -> bool:
    """Return whether lines of a paragraph can go without the others: none is part of a table, a list or code."""
    return not any(re.match(r"\s*[|>]|\s*[-*+]\s|\s*\d+[.)]\s|\s*```|    |\t", line) for line in lines)


def _is_above_text(lines: list[TrimmedLine]) -> bool:
    return any(part.kind in ABOVE_TEXT for line in lines for part in line.parts)


def _turned(paragraph: str) -> str:
    """A paragraph with its last line first."""
    return "\n".join(reversed(paragraph.split("\n")))
