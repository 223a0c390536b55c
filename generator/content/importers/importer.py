"""The input and output of every importer: a file as a person gave it, and the reports in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from generator.content.front_matter import YamlNode
from generator.content.front_matter_keys import REPORT
from generator.content.keys import ValueType
from generator.model.problems import Problem, Where


def _nothing_beside(_name: str) -> bytes | None:
    return None


def _no_names() -> tuple[str, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that a person brings in. `name` is its path as the person wrote it, or "-" for standard input."""

    name: str
    content: bytes
    encoding: str = ""
    """The encoding that the person gave; empty to find it out."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """For tables: front matter keys, and `text`, to the columns that hold them, as the person gave them."""
    beside: Callable[[str], bytes | None] = _nothing_beside
    """Returns the bytes of a file by its name relative to this one; None where there is none. Never raises."""
    names_beside: Callable[[], tuple[str, ...]] = _no_names
    """Returns the names by which `beside` knows files: those in this one's folder, and those given with it. Never raises."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A value of a report's front matter, and where it was found: "front matter", "<meta>", "header", "dateline", "text" …."""

    value: str
    origin: str
    where: Where | None = None
    """Its place in the file that the person brings in, where the format knows it."""


@dataclass(frozen=True, slots=True)
class ImportedReport:
    """One report of a file: its text as Markdown, and what the file itself says of it."""

    body: str
    fields: Mapping[str, Stated] = field(default_factory=dict)
    """Values by the keys of `TEXT_KEYS`; a date as EDTF, or as a moment in ISO 8601 with its offset."""
    lists: Mapping[str, YamlNode] = field(default_factory=dict)
    """Values by the keys of `LIST_KEYS`, from front matter that the file had."""
    unknown: Mapping[str, YamlNode] = field(default_factory=dict)
    """Values of front matter whose keys a report has not; they are kept as comments."""
    notes: tuple[str, ...] = ()
    """Notes for the person on what to look at, a clause each."""
    part: str = ""
    """The number of the report in its file, where that holds several: "3 of 12"."""
    text_file: str = ""
    """The name by which `beside` knows the file with its text, where that is another one: it is no report by itself then."""


LISTS = {ValueType.NAMES, ValueType.MAPPINGS}
TEXT_KEYS = tuple(row.name for row in REPORT if row.type not in LISTS)
LIST_KEYS = tuple(row.name for row in REPORT if row.type in LISTS)


class Importer(Protocol):
    """A function that reads one format; decoding the bytes is its own business."""

    def __call__(self, file: SourceFile, problems: list[Problem]) -> Iterable[ImportedReport]:
        """Return the reports of a file; what cannot be read is noted as a problem, and the other reports still come."""
