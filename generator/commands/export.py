"""The published interface for scorers and other programs: one JSON row an article, offsets into the row's own `text`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import msgspec

from generator.derive import try_derive
from generator.derive.syntax.document import Document
from generator.dossier.in_memory import assemble
from generator.model.article import Article
from generator.model.findings import Findings, Form, Mention
from generator.model.kinds import KINDS, FindingKind
from generator.model.problems import Problem, Where
from generator.model.statements import Briefing
from generator.report import failures
from generator.report.statements import account, document

NAMES = (Form.NAME, Form.METONYM)
Row = dict[str, Any]
ActorOfRow = tuple[str, str, str]
"""An actor's id, name and kind."""


class Given(NamedTuple):
    """An article as it was given: its place, its line of JSON, and what derivation reads of that."""

    where: Where
    line: bytes
    doc: Document


def documents(name: str, lines: Iterable[bytes]) -> Iterator[Given]:
    """Articles given as JSON Lines (`id`, `title`, `date`, `text`); blank lines are passed over.

    `name` is that of the file. Raises `msgspec.DecodeError` on a line that is not an object with a `text`.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            given = msgspec.json.decode(line, type=_Given)
            doc = Document(str(given.id), given.text, given.title or "", given.date, given.lang)
            yield Given(Where(name, number), line, doc)


def derived(given: Given) -> tuple[bytes, list[Problem]]:
    """The row of a single article, as JSON, and warnings of what could not be derived."""
    found, warnings = _found(given)
    return msgspec.json.encode(row(given.doc, found)), warnings


def _found(given: Given) -> tuple[Findings, list[Problem]]:
    found, failed = try_derive(given.doc)
    return found, failures.of_row(given.where, given.line.decode(errors="replace"), failed)


def assembled(given: Iterable[Given], warnings: list[Problem]) -> Iterator[Row]:
    """Rows of articles that are one dossier, in the order given: an actor is the same across rows."""
    docs: list[Document] = []
    articles: list[Article] = []
    findings: dict[str, Findings] = {}
    for number, one in enumerate(given):
        docs.append(one.doc)
        articles.append(_article(number, one.doc))
        findings[articles[-1].slug], failed = _found(one)
        warnings += failed
    accounts = [account(article, findings[article.slug]) for article in articles]
    by_slug = {found["id"]: found for found in of_briefing(assemble(accounts, (), ()), findings)}
    for article, doc in zip(articles, docs, strict=True):
        yield by_slug[article.slug] | {"id": doc.id}


def of_briefing(briefing: Briefing, findings: Mapping[str, Findings]) -> Iterator[Row]:
    """Rows of an assembled dossier, oldest report first; its findings by the reports' slugs."""
    who = {actor.slug: (actor.slug, actor.name, actor.kind.value) for actor in briefing.actors}
    for report in briefing.reports:
        known = {entity: who[slug] for entity, slug in report.actors.items() if slug in who}
        yield row(document(report.article), findings[report.article.slug], known)


def _article(number: int, doc: Document) -> Article:
    """An article of a text that has no file: its number is its slug, since ids of rows may repeat."""
    return Article(
        slug=f"{number:06d}",
        path=doc.id,
        title=doc.title,
        date=doc.date,
        day=doc.date,
        source="",
        url="",
        author="",
        lang=doc.lang,
        place="",
        summary="",
        text=doc.text,
        tree=(),
    )


class _Given(msgspec.Struct):
    text: str
    id: str | int = ""
    title: str | None = None
    date: str | None = None
    lang: str = "en"


def row(doc: Document, found: Findings, actors: Mapping[str, ActorOfRow] | None = None) -> Row:
    """Return one article's row. `actors` are the dossier's by entity id; without, each entity of the report is an actor."""
    known = actors or {e.id: (e.id, e.name, e.kind.value) for e in found.entities}
    result: Row = {"id": doc.id, "title": doc.title, "date": doc.date, "text": doc.text}
    for kind in KINDS:
        rows = [_exported(kind, finding, known) for finding in kind.of(found)]
        result |= dict.fromkeys(kind.exported_as or (kind.field,), rows)
    result["mentions"] = [_mention(one, known[one.entity]) for one in found.mentions if one.entity in known]
    for name, direct in (("quotes", True), ("reported", False)):
        result[name] = [row_ for quote, row_ in zip(found.quotes, result[name], strict=True) if quote.direct is direct]
    return result


def _mention(mention: Mention, actor: ActorOfRow) -> Row:
    identifier, _, kind = actor
    form = {"name": mention.form in NAMES, "form": mention.form.value}
    return _spot(mention.evidence) | {"actor": identifier, "kind": kind} | form


def _spot(evidence: Any) -> Row:
    return {"start": evidence.start, "end": evidence.end, "text": evidence.text}


def _exported(kind: FindingKind, finding: Any, actors: Mapping[str, ActorOfRow]) -> Row:
    """Return a finding's fields with its evidence spelled out and entities by name."""
    fields: Row = msgspec.to_builtins(finding)
    evidence: Row = fields.pop("evidence")
    if kind.exported_fields is not None:
        return evidence | {name: fields[name] for name in kind.exported_fields}

    def name(entity: str | None) -> str | None:
        return actors[entity][1] if entity is not None and entity in actors else None

    fields |= {field: name(fields[field]) for field in (kind.required_entity, *kind.optional_entities) if field}
    if kind.entity_list:
        fields[kind.entity_list] = [name(entity) for entity in fields[kind.entity_list]]
    if "segments" in fields:
        fields["segments"] = [[segment["start"], segment["end"]] for segment in fields["segments"]]
    return evidence | fields
