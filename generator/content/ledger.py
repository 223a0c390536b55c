"""The ledger of decisions, `content/decisions.yaml`: a line a decision, so that lines of several people can be merged.

Each line is read by itself: a broken one is a problem of its own, and hides no other.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from hashlib import blake2b
from typing import Any

import msgspec

from generator.content import front_matter
from generator.content.editing.lines import Splice, spliced_as_written, with_plain_ends
from generator.content.editing.places import Tree, plain
from generator.content.front_matter import NOT_PRINTABLE, Refused, YamlNode, scalar
from generator.model.decisions import Decision, Hunk, LedgerEntry
from generator.model.problems import Problem, Where

FILE = "content/decisions.yaml"
HEADER = "# What was decided at the desk: a line a decision. `briefing review --undo` takes one back; see docs/review.md.\n"
WHEN = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
PATH_IN_ERROR = re.compile(r"`\$\.(\w+)")
FIELD_IN_ERROR = re.compile(r"field `(\w+)`")
TODO = "mend the line, or remove it: the file that it is about stays as it is"
LINES_IN_MEMORY = 20_000
OWN_FIELDS = ("id", "when", "who", "file", "edit")
Read = tuple[tuple[LedgerEntry, ...], tuple[Problem, ...]]
"""The entries of a ledger, in its order, and what is wrong with its other lines."""


def read(text: str) -> Read:
    """Read the ledger from its text."""
    entries: dict[str, LedgerEntry] = {}
    problems: list[Problem] = []
    for number, line in enumerate(with_plain_ends(text).split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        found = _read_line(line)
        if isinstance(found, Problem):
            problems.append(msgspec.structs.replace(found, where=Where(FILE, number, found.where.column)))
        elif first := entries.get(found.id):
            problems.append(Problem(Where(FILE, number), f"this decision stands on line {first.where.line} too", "remove one"))
        else:
            entries[found.id] = msgspec.structs.replace(found, where=Where(FILE, number, 3))
    return tuple(entries.values()), tuple(problems)


def with_entry(raw: str, entry: LedgerEntry) -> str:
    """Return the ledger's characters with one more line."""
    if not raw.strip():
        return HEADER + line_of(entry)
    end = len(with_plain_ends(raw))
    start = "" if raw.endswith(("\n", "\r")) else "\n"
    return spliced_as_written(raw, Splice(end, end, start + line_of(entry)))


def without_entry(raw: str, entry: LedgerEntry) -> str:
    """Return the ledger's characters without a line; empty where it has no other. Raises ValueError where the line is gone."""
    lines = raw.splitlines(keepends=True)
    kept = [line for line in lines if not _is_line_of(line, entry)]
    if len(kept) != len(lines) - 1:
        raise ValueError(entry.id)
    return "" if [with_plain_ends(line) for line in kept] == [HEADER] else "".join(kept)


def identified(when: str, who: str, decision: Decision, file: str, hunks: tuple[Hunk, ...]) -> LedgerEntry:
    """Return an entry with an id of its own."""
    hashed = blake2b(msgspec.json.encode((when, who, decision, file, hunks)), digest_size=4)
    return LedgerEntry(f"d{hashed.hexdigest()}", when, who, decision, file, hunks)


def line_of(entry: LedgerEntry) -> str:
    """Return the line of an entry."""
    decided = msgspec.to_builtins(entry.decision)
    fields: dict[str, Any] = {"when": entry.when, "who": entry.who, **decided}
    why = fields.pop("why", "")
    fields |= ({"why": why} if why else {}) | ({"file": entry.file} if entry.file else {})
    if entry.hunks:
        fields["edit"] = [msgspec.to_builtins(hunk) for hunk in entry.hunks]
    return f"- {_written({**fields, 'id': entry.id})}\n"


def _written(value: Any, key: str = "") -> str:
    """Return a value as YAML on one line; edits are written to the letter."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {_written(one, name)}" for name, one in value.items()) + "}"
    if isinstance(value, list):
        return f"[{', '.join(map(_written, value))}]"
    if key == "when":
        return str(value)
    if key in {"into", "out"} or "\n" in value:
        return NOT_PRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(value, ensure_ascii=False))
    return scalar(value, is_in_brackets=True)


@lru_cache(maxsize=LINES_IN_MEMORY)
def _read_line(line: str) -> LedgerEntry | Problem:
    """Return the entry of a line, or what is wrong with it, as if it were the first one."""
    try:
        node = front_matter.parse(line, FILE, 1)
    except Refused as refused:
        return msgspec.structs.replace(refused.problem, todo=TODO)
    if not (isinstance(node.value, tuple) and len(node.value) == 1 and isinstance(node.value[0].value, dict)):
        return Problem(
            Where(FILE), "this is no decision", "write one as `- {when: …, who: …, decision: …}`, or remove the line"
        )
    return _entry(node.value[0].value)


def _entry(nodes: dict[str, YamlNode]) -> LedgerEntry | Problem:
    found: dict[str, Tree] = {key: plain(node) for key, node in nodes.items()}
    if missing := [key for key in ("when", "who", "decision", "id") if not found.get(key)]:
        return Problem(Where(FILE, 1, 3), f"`{missing[0]}` is missing", TODO)
    if not WHEN.fullmatch(str(found["when"])):
        return Problem(nodes["when"].where, "`when` is no moment", "write it as 2009-10-13T18:00:00Z")
    own = {key: found.pop(key) for key in OWN_FIELDS if key in found}
    try:
        decision = msgspec.convert(found, type=Decision)
        hunks = msgspec.convert(own.get("edit", []), type=tuple[Hunk, ...])
    except msgspec.ValidationError as error:
        return Problem(_place(str(error), nodes), f"this is no decision ({error})", TODO)
    texts = {key: str(value) for key, value in own.items()}
    return LedgerEntry(texts["id"], texts["when"], texts["who"], decision, texts.get("file", ""), hunks)


def _place(error: str, nodes: dict[str, YamlNode]) -> Where:
    """Return the place of what an error is about."""
    named = PATH_IN_ERROR.search(error) or FIELD_IN_ERROR.search(error)
    node = nodes.get(named[1]) if named else nodes["decision"]
    return node.where if node else Where(FILE, 1, 3)


def _is_line_of(line: str, entry: LedgerEntry) -> bool:
    if entry.id not in line:
        return False
    found = _read_line(with_plain_ends(line).rstrip("\n"))
    return isinstance(found, LedgerEntry) and found.id == entry.id


def is_of(problem: Problem) -> bool:
    """Return whether a problem is one of the ledger."""
    return problem.where.path == FILE
