"""The only place where `Evidence` is constructed, once a span has been checked against the text."""

from __future__ import annotations

from generator.model.findings import Evidence


def cite(text: str, start: int, end: int, words: str | None = None) -> Evidence:
    """Return the evidence `text[start:end]`.

    Raises ValueError when the span is empty or out of range, or is not `words`, where those are given.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"the span {start}:{end} does not lie in a text of {len(text)} characters")
    found = text[start:end]
    if words is not None and words != found:
        raise ValueError(f"the text says {found!r} at {start}:{end}, not {words!r}")
    return Evidence(start, end, found)
