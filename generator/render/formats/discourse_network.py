"""Positions as a list of statements for Discourse Network Analyzer and what reads its lists (rDNA, R, pandas).

Columns are named and parted as in its own export of statements: document, person, organisation, concept, agreement, date. A
position that points neither way is left out, since an agreement is yes or no.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from generator.model.findings import Kind, Polarity, Position
from generator.render.formats.tables import guarded
from generator.report.exported import ExportedReport

COLUMNS = (
    "statement_id",
    "time",
    "document_id",
    "document_title",
    "document_author",
    "document_source",
    "document_section",
    "document_type",
    "person",
    "organization",
    "concept",
    "agreement",
    "text",
)
DOCUMENT_TYPE = "report"


def lines(_: str, reports: Sequence[ExportedReport]) -> Iterator[bytes]:
    """Return the lines of the list, its head first."""
    yield _line(COLUMNS)
    number = 0
    for document, report in enumerate(reports, 1):
        for position, topic in zip(report.findings.positions, report.topics, strict=True):
            if position.polarity is not Polarity.OTHER and position.entity in report.actors:
                number += 1
                yield _line((str(number), *_statement(report, document, position, topic)))


def _statement(report: ExportedReport, document: int, position: Position, topic: str) -> Iterator[str]:
    """Return all columns of a position but its number. Where it is on no topic, its object is the concept."""
    article, actor = report.article, report.actors[position.entity]
    is_person = actor.kind == Kind.PERSON
    yield f"{article.day} 00:00:00" if article.day else ""
    yield from (str(document), article.title, article.author, article.source, "", DOCUMENT_TYPE)
    yield actor.name if is_person else ""
    yield _organisation(report, position.entity) if is_person else actor.name
    yield topic or position.object
    yield "1" if position.polarity is Polarity.FOR else "0"
    yield " ".join(position.evidence.text.split())


def _organisation(report: ExportedReport, person: str) -> str:
    """Return the body or state of the first title by which a report calls a person; empty where none says it."""
    bodies = (role.affiliation for role in report.findings.roles if role.entity == person)
    return next((report.actors[body].name for body in bodies if body and body in report.actors), "")


def _line(values: Sequence[str]) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="").writerow(map(guarded, values))
    return buffer.getvalue().encode()
