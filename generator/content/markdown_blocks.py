"""The blocks of a Markdown text as Python-Markdown takes them off one by one, in time that does not grow with those behind."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import Self, SupportsIndex, cast
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockparser import BlockParser


class BlockQueue:
    """Blocks that are taken off and put back at the front alone: what Python-Markdown's processors do with their list."""

    def __init__(self, blocks: Iterable[str]) -> None:
        self._blocks = deque(blocks)

    def __len__(self) -> int:
        return len(self._blocks)

    def __iter__(self) -> Iterator[str]:
        return iter(self._blocks)

    def __getitem__(self, at: int) -> str:
        return self._blocks[at]

    def pop(self, at: SupportsIndex) -> str:
        """Remove and return the first block. Raises IndexError for any other."""
        _refuse_all_but_the_first(at)
        return self._blocks.popleft()

    def insert(self, at: SupportsIndex, block: str) -> None:
        """Put a block before all others. Raises IndexError for any other place."""
        _refuse_all_but_the_first(at)
        self._blocks.appendleft(block)


def _refuse_all_but_the_first(at: SupportsIndex) -> None:
    if int(at):
        raise IndexError(f"blocks are taken and put at the front, not at {at}")


class QueueParser(BlockParser):
    """Python-Markdown's parser of blocks, with the blocks in a queue: a list moves all of them for each that is taken off."""

    def parseChunk(self, parent: Element, text: str) -> None:  # noqa: N802 - Python-Markdown's name
        """Parse a text that may have many blocks into children of an element."""
        self.parseBlocks(parent, cast("list[str]", BlockQueue(text.split("\n\n"))))


class QueueingMarkdown(Markdown):
    """Python-Markdown's converter with that parser."""

    def build_parser(self) -> Self:
        """Build all parts, and give the processors of blocks to the parser with the queue."""
        super().build_parser()
        built, self.parser = self.parser, QueueParser(self)
        self.parser.blockprocessors = built.blockprocessors
        for processor in built.blockprocessors:
            processor.parser = self.parser
        return self
