"""Line ends and the mark at the start of a file: edits are made in plain text, and written back as the file has it."""

from __future__ import annotations

import re
from typing import NamedTuple

LINE_END = re.compile(r"\r\n|\r|\n")
BYTE_ORDER_MARK = "\ufeff"


class Splice(NamedTuple):
    """New characters in the place of `text[start:end]`."""

    start: int
    end: int
    new: str


def with_plain_ends(raw: str) -> str:
    """Return a file's characters as edits read them: without a mark at the start, every line end a line feed."""
    return LINE_END.sub("\n", raw.removeprefix(BYTE_ORDER_MARK))


def spliced(text: str, splice: Splice) -> str:
    """Return a plain text with one stretch replaced."""
    return text[: splice.start] + splice.new + text[splice.end :]


def spliced_as_written(raw: str, splice: Splice) -> str:
    """Return a file's characters with a stretch of their plain text replaced; new lines end as the line before them does."""
    ends = [match.span() for match in LINE_END.finditer(raw)]
    mark = len(raw) - len(raw.removeprefix(BYTE_ORDER_MARK))

    def place(at: int) -> int:
        """Return the place in the file of one in the plain text: each longer line end before it shifts it."""
        place = at + mark
        for start, end in ends:
            if start >= place:
                break
            place += end - start - 1
        return place

    start, end = place(splice.start), place(splice.end)
    before = [span for span in ends if span[1] <= start] or ends
    written = raw[slice(*(before[-1] if before[-1][1] <= start else before[0]))] if before else "\n"
    return raw[:start] + splice.new.replace("\n", written) + raw[end:]
