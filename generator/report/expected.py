"""Reports that somebody annotated: rows as `briefing export` prints them, with the findings that there should be.

A finding is told by its words (`text`), and by where they begin (`start`) if they stand in the report more than once. A kind
that a row does not have is not measured in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import msgspec

from generator.derive.syntax.document import Document
from generator.model.kinds import KINDS, FindingKind
from generator.model.values import Value

Fields = Mapping[str, Any]


class ExpectedFinding(NamedTuple):
    """A finding that there should be: where its words stand, and what else the row says of it."""

    start: int
    end: int
    fields: Fields


class AnnotatedReport(NamedTuple):
    """A report with all findings that there should be, by the field of `Findings`; kinds that nobody annotated are left out."""

    doc: Document
    expected: Mapping[str, tuple[ExpectedFinding, ...]]


class _AnnotatedRow(Value, frozen=True):
    text: str
    id: str | int = ""
    title: str | None = None
    date: str | None = None
    lang: str = "en"


def annotated(line: bytes) -> AnnotatedReport:
    """Return the report of one line of JSON. Raises ValueError, which says what is wrong, where it is none."""
    try:
        row = msgspec.json.decode(line, type=_AnnotatedRow)
        fields = msgspec.json.decode(line)
    except msgspec.DecodeError as error:
        raise ValueError(f"this line is no annotated report: {error}") from error
    doc = Document(str(row.id), row.text, row.title or "", row.date, row.lang)
    return AnnotatedReport(doc, dict(_expected_kinds(row.text, fields)))


def _expected_kinds(text: str, row: Fields) -> Iterator[tuple[str, tuple[ExpectedFinding, ...]]]:
    for kind in KINDS:
        given = [name for name in kind.exported_as or (kind.field,) if row.get(name) is not None]
        if given:
            yield kind.field, tuple(_expected(text, kind, one, name) for name in given for one in _listed(row[name], name))


def _listed(given: Any, name: str) -> list[Fields]:
    if not isinstance(given, list) or not all(isinstance(one, dict) and isinstance(one.get("text"), str) for one in given):
        raise ValueError(f"`{name}` is no list of findings, each with its words as `text`")
    return given


def _expected(text: str, kind: FindingKind, one: Fields, name: str) -> ExpectedFinding:
    """Return a finding with the place of its words, which may have other white space than the text."""
    words, start = one["text"], one.get("start")
    fields = dict(one) | ({"direct": name == kind.exported_as[0]} if len(kind.exported_as) > 1 else {})
    if isinstance(start, int) and start >= 0 and words and text[start : start + len(words)] == words:
        return ExpectedFinding(start, start + len(words), fields)
    pattern = r"\s+".join(map(re.escape, words.split()))
    found = re.search(pattern, text) if pattern else None
    if found is None:
        raise ValueError(f"the report does not say {words[:80]!r}, which stands among its `{name}`")
    return ExpectedFinding(found.start(), found.end(), fields)
