"""Editions as files: JSON Lines, a line a report, an actor, a topic, a statement, always in one order.

So two of them can be compared as texts. They are people's files: builds read them, and only `briefing edition` writes one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from generator.model import edtf
from generator.model.editions import (
    FORMAT,
    BriefingEdition,
    FrozenActor,
    FrozenDecision,
    FrozenJudgement,
    FrozenReport,
    FrozenStatement,
    FrozenTopic,
)
from generator.model.permalinks import slug_of
from generator.model.problems import Problem, Where
from generator.model.values import Value

ENDING = ".jsonl"
AGAIN = "write it again with `briefing edition --force`, or take the version before from your backup"
BYTE = re.compile(r"\(byte (\d+)\)")
FIELD = re.compile(r"`\$\.(\w+)")


class EditionHead(Value, frozen=True, tag_field="is", tag="edition"):
    """The first line of the file."""

    name: str
    day: str
    format: int = FORMAT


Line = EditionHead | FrozenReport | FrozenActor | FrozenTopic | FrozenStatement | FrozenJudgement | FrozenDecision
_decode = msgspec.json.Decoder(Line).decode
_FIELDS = ("reports", "actors", "topics", "statements", "judgements", "decisions")


def encode(edition: BriefingEdition) -> bytes:
    """Return the file of an edition."""
    rows = (EditionHead(edition.name, edition.day), *(line for field in _FIELDS for line in getattr(edition, field)))
    return b"".join(msgspec.json.encode(row) + b"\n" for row in rows)


def parse(path: str, raw: bytes, problems: list[Problem]) -> BriefingEdition | None:
    """Return the edition of a file; None, with all that is wrong with it noted, where it is none."""
    wrong: list[Problem] = []
    written = raw.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    lines = [line for number, one in enumerate(written, 1) for line in _line(path, number, one, wrong)]
    head = lines[0] if lines else None
    if not isinstance(head, EditionHead):
        wrong = wrong or [Problem(Where(path), "the first line does not name the edition and its day", AGAIN)]
    else:
        wrong += _problems_of_head(path, head)
    problems += wrong
    if wrong or not isinstance(head, EditionHead):
        return None
    kept: dict[str, tuple[Any, ...]] = {
        field: tuple(line for line in lines[1:] if isinstance(line, type_))
        for field, type_ in zip(
            _FIELDS, (FrozenReport, FrozenActor, FrozenTopic, FrozenStatement, FrozenJudgement, FrozenDecision), strict=True
        )
    }
    return BriefingEdition(head.name.strip(), slug_of(path.removesuffix(ENDING)), head.day, **kept)


def in_order(files: Iterable[tuple[str, bytes | None]], problems: list[Problem]) -> tuple[BriefingEdition, ...]:
    """Return the editions of files, by their names, in order of their days, those of one day by slug."""
    found = (parse(name, raw, problems) for name, raw in files if raw is not None)
    return tuple(sorted(filter(None, found), key=lambda edition: (edition.day, edition.slug)))


def _line(path: str, number: int, written: bytes, problems: list[Problem]) -> Iterator[Line]:
    """Return what a line says, if anything; note what is wrong with it."""
    if not written.strip():
        return
    try:
        line = _decode(written)
    except msgspec.DecodeError as error:
        where = Where(path, number, _column(written, str(error)))
        problems.append(Problem(where, f"this is no line of an edition: {error}", AGAIN))
        return
    if isinstance(line, EditionHead) and number > 1:
        problems.append(Problem(Where(path, number), "an edition begins here, in another one", "give it a file of its own"))
        return
    for field in ("date", "reported"):
        said = getattr(line, field, "")
        if said and not edtf.valid(said):
            column = _column(written, f"`$.{field}`")
            problems.append(Problem(Where(path, number, column), f"{said!r} is no date", AGAIN))
            return
    yield line


def _column(written: bytes, error: str) -> int:
    """Return where in a line something is wrong, from what the decoder says of it."""
    byte, field = BYTE.search(error), FIELD.search(error)
    at = len(written) if "truncated" in error else 0
    at = int(byte[1]) if byte else written.find(f'"{field[1]}"'.encode()) if field else at
    return len(written[: max(at, 0)].decode(errors="replace")) + 1


def _problems_of_head(path: str, head: EditionHead) -> Iterator[Problem]:
    if head.format != FORMAT:
        wrong = f"this edition has format {head.format}, and this program reads {FORMAT}"
        yield Problem(Where(path), wrong, "use the version of the program that wrote it, or freeze it again")
    if not head.name.strip():
        yield Problem(Where(path), "the edition has no name", 'write one, as in "name":"Edition 12"')
    if not edtf.is_day(head.day):
        yield Problem(Where(path), f"{head.day!r} is no day", 'write it as in "day":"2009-10-31"')
