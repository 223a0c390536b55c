"""`content/derived/<slug>.json`: the findings of one report as the machine keeps them.

They are the machine's: delete them and they come back. `of` says from what they were derived; a file with another `of` is
stale.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

import msgspec

from generator.derive.gate import Dropped, gate
from generator.derive.syntax.document import Document
from generator.model.findings import SCHEMA_VERSION, Findings
from generator.model.screened import Screened
from generator.model.values import Value

SCHEMA_ID = "briefing-findings"


class Derived(Value, frozen=True, omit_defaults=True):
    """One file: the schema's version, what the findings were derived from, and the findings.

    `screened` says how much of what other derivers than the rules gave was dropped; it is left out where there are none.
    """

    schema: int
    of: str
    findings: Findings
    screened: tuple[Screened, ...] = ()


@dataclass(frozen=True, slots=True)
class _Head:
    """The head of a file, by which it is stale or not; the rest of a stale one may have any shape."""

    schema: int
    of: str


class _Counts(Value, frozen=True):
    """What of a file says how much was dropped."""

    screened: tuple[Screened, ...] = ()


def digest(doc: Document, rules: str) -> str:
    """Hash what findings are derived from: everything that derivation reads, and the rules."""
    parts = (doc.text, doc.title, doc.date or "", doc.lang, doc.syntax, rules)
    return sha256("\0".join(f"{len(part)}:{part}" for part in parts).encode()).hexdigest()[:32]


@cache
def fingerprint_of_rules() -> str:
    """A hash of the rules and lexicons as installed, so that findings of an older version are derived again."""
    folder = resources.files("generator").joinpath("derive")
    hashed = sha256()
    for name, entry in sorted(_files(folder, "")):
        hashed.update(f"{name}\0".encode() + entry.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return hashed.hexdigest()[:16]


def encode(of: str, found: Findings, screened: tuple[Screened, ...] = ()) -> bytes:
    """A file's bytes: fields in a fixed order, two spaces of indent, one line end at the end."""
    plain = msgspec.json.encode(Derived(SCHEMA_VERSION, of, found, screened))
    return msgspec.json.format(plain, indent=2) + b"\n"


def decode(
    raw: bytes, of: str, text: str, dropped: list[Dropped] | None = None, derivers: Container[str] = ()
) -> Findings | None:
    """The findings of a file that were derived from `of` and pass the gate; None when it is stale, not readable or unfounded.

    What the text does not bear out is added to `dropped`. `derivers` are those besides the rules that may be named.
    """
    unfounded: tuple[Dropped, ...] = ()
    try:
        head = msgspec.json.decode(raw, type=_Head)
        if head.schema != SCHEMA_VERSION or head.of != of:
            return None
        kept = msgspec.json.decode(raw, type=Derived)
        if encode(of, kept.findings, kept.screened) != raw.replace(b"\r\n", b"\n"):
            json.loads(raw, object_pairs_hook=_each_once)
        found, unfounded = gate(text, kept.findings, derivers)
    except (ValueError, msgspec.DecodeError, RecursionError) as error:
        unfounded = (Dropped("", "", f"this is no file of findings ({error})"),)
    if dropped is not None:
        dropped += unfounded
    return None if unfounded else found


def screened(raw: bytes) -> tuple[Screened, ...]:
    """How much of what derivers other than the rules gave was dropped, of a file that can be decoded."""
    return msgspec.json.decode(raw, type=_Counts).screened


def _each_once(pairs: list[tuple[str, Any]]) -> None:
    """Raise ValueError where a name stands twice in an object: readers of JSON do not agree on which counts."""
    seen: set[str] = set()
    for name, _ in pairs:
        if name in seen:
            raise ValueError(f"{name!r} stands twice in one object")
        seen.add(name)


def place_of(raw: bytes, identifier: str) -> tuple[int, int]:
    """The line and column, from 1, at which an id stands in a file first; the file's start where it does not."""
    at = max(raw.find(b'"id": ' + msgspec.json.encode(identifier)), 0)
    return raw.count(b"\n", 0, at) + 1, at - raw.rfind(b"\n", 0, at)


def schema() -> dict[str, Any]:
    """The JSON Schema of a file; `findings.schema.json` in the package is the same, for those who do not run Python."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA_ID} | msgspec.json.schema(Derived)


def _files(folder: Traversable, prefix: str) -> Iterable[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        if entry.is_dir() and entry.name != "__pycache__":
            yield from _files(entry, f"{prefix}{entry.name}/")
        elif entry.is_file() and not entry.name.endswith((".pyc", "~")):
            yield prefix + entry.name, entry
