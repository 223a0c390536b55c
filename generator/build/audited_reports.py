"""The sentences of a project's reports as drafts are held against them: read once, and kept in the cache."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from heapq import nlargest

import msgspec

from generator.build.assembled import Assembled
from generator.dossier.audit.sentences import CheckableSentence, sentences, with_slugs
from generator.dossier.audit.verdicts import likeness
from generator.dossier.index.reports import StoredReport
from generator.model.article import Article
from generator.model.findings import Findings, Kind
from generator.model.problems import InputError, Problem
from generator.model.values import CompactValue
from generator.report import anchors
from generator.report.account import ReportInput, parse_report
from generator.report.statements import document, whole_document
from generator.runtime.cache import key

KEPT = "audited"
"""The kind of cached results."""
MAX_NEAR = 8
"""Sentences of one report that may be compared with a sentence of the draft."""
encode, decode = msgspec.msgpack.encode, msgspec.msgpack.decode


class ReportToAudit(CompactValue, frozen=True):
    """A report: its sentences, encoded, or where these are not in the cache, the report itself.

    Actors go by name and kind in the sentences (`actor_key`); `slugs` has the slug of each.
    """

    key: bytes
    read: bytes | None
    report: ReportInput | None
    slugs: dict[str, str]


class NearSentences(CompactValue, frozen=True):
    """For each sentence of a draft, those of one report that are most like it; and all that are to be kept, encoded, if any."""

    key: bytes
    near: list[list[CheckableSentence]]
    read: bytes


def reports(assembled: Assembled) -> Iterator[ReportToAudit]:
    """Return all reports of the site, as people corrected them, with who is who."""
    stored = sorted(assembled.index.reports.all().values())
    for one in stored:
        name = key(KEPT, one.key, one.findings_digest, one.corrected or b"")
        read = assembled.cache.get_many(KEPT, [name]).get(name)
        report = None
        if read is None and one.corrected is not None:
            article, found = assembled.reports.corrected(one.file, assembled.names.directory(assembled.index))
            read = _read(article, found, assembled.project.outline.config.syntax)
            assembled.cache.put_many(KEPT, {name: read})
        elif read is None:
            report = assembled.reports.input(one.file)
        yield ReportToAudit(name, read, report, _slugs(one, assembled))


def nearest(claims: Sequence[CheckableSentence], given: ReportToAudit) -> NearSentences:
    """Return the sentences of a report that are most like each of some claims; none where the report is broken."""
    read, warnings = given.read or encode([]), list[Problem]()
    if given.report is not None:
        try:
            article, found, _ = parse_report(given.report, warnings, [])
            read = _read(article, found, given.report.config.syntax)
        except InputError as error:
            warnings += error.problems
    known = [with_slugs(one, given.slugs) for one in decode(read, type=list[CheckableSentence])]
    near = [[*filter(alike, nlargest(MAX_NEAR, known, alike))] for alike in (partial(likeness, claim) for claim in claims)]
    return NearSentences(given.key, near, b"" if warnings or given.report is None else read)


def actor_key(name: str, kind: Kind) -> str:
    """Return what an actor goes by in sentences that are kept."""
    return f"{kind.value}\n{name}"


def _read(article: Article, found: Findings, syntax: str) -> bytes:
    """Return the sentences of a report, encoded."""
    actors = {entity.id: actor_key(entity.name, entity.kind) for entity in found.entities}
    marks = anchors.marks(whole_document(article))
    read = sentences(
        document(article, syntax), found, actors.__getitem__, lambda start: marks[anchors.index_of(marks, start)].anchor
    )
    return encode(list(read))


def _slugs(one: StoredReport, assembled: Assembled) -> dict[str, str]:
    """Return the slugs of a report's actors by what these go by in its sentences."""
    names = assembled.index.names
    entities = {(name, Kind(kind)) for _, name, kind, _ in names.of_report(one.file, raw=False)}
    return {actor_key(*entity): slug for entity, slug in names.actors_of(entities).items()}
