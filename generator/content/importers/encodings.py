"""Bytes of a file that a person brings in, to characters: UTF-8, UTF-16, or what the bytes are most likely in.

A build reads UTF-8 alone (`content/decoding.py`); here the encoding may be any, and what was taken for it is said.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from generator.content.importers.importer import SourceFile
from generator.model.problems import Problem, Where

MAX_BYTES = 64 * 1024 * 1024
"""The largest file that is brought in; a table or a feed holds many reports."""
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
GUESSED = (
    "cp1252 cp1250 cp1251 cp1253 cp1254 cp1255 cp1256 cp1257 koi8_r iso8859_2 iso8859_5 iso8859_6 iso8859_7 iso8859_9"
    " cp866 cp437 mac_roman shift_jis euc_jp gb18030 big5 euc_kr"
).split()
"""Encodings that files are in today when they are not in Unicode, the likelier first."""
SPELLINGS = {"mac_roman": "Mac Roman", "gb18030": "GB 18030"}
WESTERN = frozenset("àâäáãåæçèéêëìíîïñòóôöõøœùúûüýÿßÀÂÄÁÃÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÖÕØŒÙÚÛÜÝŸ’‘“”„‚«»–—…€£§°·¡¿©®™•ºª½¼¾×²³´ \xad‹›")
"""What is not ASCII in texts of Western Europe: letters with their marks, and typographers' signs."""

SIGN_IN_WORD = re.compile(r"[^\W\d_][²³¼½¾¿¡ª£§][^\W\d_]")
"""A sign inside a word: there another encoding has a letter."""

MAX_BLOCKS_OF_SCRIPT = 5
"""Upper bytes of a text in UTF-16 without a mark: that of ASCII, of its script, and of signs."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's characters with plain line ends, and a note of the encoding where it was not UTF-8."""

    text: str
    notes: tuple[str, ...] = ()


def decode(file: SourceFile, problems: list[Problem]) -> Decoded | None:
    """Return a file's text; None, with a problem noted, where it is none, too long, or in no encoding that can be told."""
    start, raw = Where(file.name), file.content
    if len(raw) > MAX_BYTES:
        problems.append(Problem(start, f"the file is larger than {MAX_BYTES >> 20} MB", "split it, or leave it out"))
        return None
    if not raw.strip(b"\0 \t\r\n\f\v") or not raw.strip():
        problems.append(Problem(start, "the file is empty", "write the report into it, or remove it"))
        return None
    if file.encoding:
        return _as_told(file, problems)
    encoding = encoding_of(raw)
    if encoding is None:
        is_binary = b"\0" in raw
        wrong = "this is a binary file, not text" if is_binary else "its encoding cannot be told"
        todo = "save the report as plain text (UTF-8)" if is_binary else "give it by `--encoding`, or save the file as UTF-8"
        problems.append(Problem(start, wrong, todo))
        return None
    notes = () if encoding in {"utf-8", "utf-8-sig"} else (f"read as {spelled(encoding)}",)
    return Decoded(_plain(raw.decode(encoding)), notes)


def encoding_of(raw: bytes) -> str | None:
    """Return the encoding of a text, as Python names it; None where it is no text, or none that can be told."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            return encoding if reads(raw, encoding) else None
    if b"\0" in raw:
        return _utf_16_without_mark(raw)
    if reads(raw, "utf-8"):
        return "utf-8"
    if reads(raw, "cp1252") and _is_western(raw.decode("cp1252")):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(raw, cp_isolation=list(GUESSED)).best()
    return best.encoding if best else None


def spelled(encoding: str) -> str:
    """Return an encoding's name as people write it: "Windows-1252", "UTF-16"."""
    name = codecs.lookup(encoding).name
    if name.startswith("cp125"):
        return f"Windows-{name[2:]}"
    return SPELLINGS.get(encoding, name.upper().replace("_", "-").replace("ISO8859", "ISO-8859"))


def _as_told(file: SourceFile, problems: list[Problem]) -> Decoded | None:
    try:
        text = file.content.decode(file.encoding)
    except LookupError:
        wrong = f"{file.encoding!r} is not the name of an encoding"
        problems.append(Problem(Where("--encoding"), wrong, "write utf-8, windows-1252, utf-16, koi8-r …"))
    except UnicodeDecodeError as error:
        before = file.content[: error.start]
        where = Where(file.name, before.count(b"\n") + 1, error.start - before.rfind(b"\n"))
        wrong = f"byte 0x{file.content[error.start]:02x} is not {spelled(file.encoding)}"
        problems.append(Problem(where, wrong, "give another `--encoding`, or leave it out"))
    except UnicodeError as error:
        wrong = f"the file is not in {spelled(file.encoding)} ({error})"
        problems.append(Problem(Where(file.name), wrong, "give another `--encoding`, or leave it out"))
    else:
        if "\0" not in text:
            return Decoded(_plain(text), (f"read as {spelled(file.encoding)}",))
        wrong = f"the file is not in {spelled(file.encoding)}: there are NUL characters in it"
        problems.append(Problem(Where(file.name), wrong, "give another `--encoding`, or leave it out"))
    return None


def _utf_16_without_mark(raw: bytes) -> str | None:
    """Spaces, line ends and Latin letters have one byte that is zero, the same one of the two; a script has few others."""
    for encoding, zeros, others in (("utf-16-le", raw[1::2], raw[::2]), ("utf-16-be", raw[::2], raw[1::2])):
        is_script = b"\0" not in others and zeros.count(b"\0") * 12 > len(zeros) and len(set(zeros)) <= MAX_BLOCKS_OF_SCRIPT
        if is_script and reads(raw, encoding) and _is_text(raw.decode(encoding)):
            return encoding
    return None


def _is_western(text: str) -> bool:
    return WESTERN.issuperset(char for char in text if char > "\x7f") and not SIGN_IN_WORD.search(text)


def _is_text(text: str) -> bool:
    return all(char.isprintable() or char.isspace() or char in "\xad\u200b\u200e\u200f\ufeff" for char in text)


def reads(raw: bytes, encoding: str) -> bool:
    """Return whether bytes are text in an encoding."""
    try:
        raw.decode(encoding)
    except UnicodeError:
        return False
    return True


def _plain(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
