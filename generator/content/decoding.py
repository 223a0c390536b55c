"""Bytes of text files that people write, to characters."""

from __future__ import annotations

from generator.model.problems import Problem, Where
from generator.runtime.project_files import MAX_TEXT_BYTES, too_large


def decoded(raw: bytes, name: str, problems: list[Problem]) -> str | None:
    """Return UTF-8 bytes as text with plain line ends; None, with a problem noted, where they are no text, none or too many."""
    start = Where(name)
    if len(raw) > MAX_TEXT_BYTES:
        problems.append(Problem(start, *too_large(MAX_TEXT_BYTES)))
        return None
    if not raw.strip():
        problems.append(Problem(start, "the file is empty", "write the report into it, or remove it"))
        return None
    if b"\0" in raw:
        problems.append(Problem(start, "this is a binary file, not text", "save the report as plain text (UTF-8)"))
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        where = Where(name, before.count(b"\n") + 1, error.start - before.rfind(b"\n"))
        todo = "save the file as UTF-8, or bring it in with `briefing add`, which reads other encodings"
        problems.append(Problem(where, f"byte 0x{raw[error.start]:02x} is not UTF-8", todo))
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")
