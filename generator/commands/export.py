"""The published interface for scorers and other programs: one JSON row an article, offsets into the row's own `text`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import msgspec

from generator.derive import try_derive
from generator.derive.syntax.document import Document
from generator.dossier.in_memory import assemble
from generator.model.article import Article
from generator.model.findings import Findings, Form
from generator.model.problems import Problem, Where
from generator.model.statements import Briefing
from generator.report import failures
from generator.report.statements import account, document

NAMES = (Form.NAME, Form.METONYM)
Row = dict[str, Any]
Label = Callable[[str], str | None]


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


def row(doc: Document, found: Findings, actors: Mapping[str, tuple[str, str, str]] | None = None) -> Row:
    """One article as a row. `actors` maps entity ids to (actor id, name, kind) where reports were assembled."""
    who = actors or {e.id: (e.id, e.name, e.kind.value) for e in found.entities}

    def name(entity: str | None) -> str | None:
        return who[entity][1] if entity is not None and entity in who else None

    return {
        "id": doc.id,
        "title": doc.title,
        "date": doc.date,
        "text": doc.text,
        "mentions": [
            _spot(m.evidence)
            | {"actor": who[m.entity][0], "kind": who[m.entity][2], "name": m.form in NAMES, "form": m.form.value}
            for m in found.mentions
            if m.entity in who
        ],
        "quotes": [_quote(q, name) for q in found.quotes if q.direct],
        "reported": [_quote(q, name) for q in found.quotes if not q.direct],
        "dates": [
            _spot(t.evidence) | {"edtf": t.edtf, "timex_type": t.timex_type, "timex_value": t.timex_value} for t in found.times
        ],
        "positions": [_fields(p, name, ("entity", "reported_by")) for p in found.positions],
        "events": [_fields(e, name, ("place",)) | {"entities": [name(x) for x in e.entities]} for e in found.events],
        "topics": [_spot(t.evidence) | {"label": t.label, "weight": t.weight} for t in found.topics],
        "roles": [_fields(r, name, ("entity", "affiliation")) for r in found.roles],
        "key_points": [_spot(k.evidence) | {"weight": k.weight} for k in found.key_points],
    }


def _spot(evidence: Any) -> Row:
    return {"start": evidence.start, "end": evidence.end, "text": evidence.text}


def _quote(quote: Any, name: Label) -> Row:
    fields = _fields(quote, name, ("speaker", "affiliation", "addressee"))
    return fields | {"segments": [[s.start, s.end] for s in quote.segments]}


def _fields(finding: Any, name: Label, entities: tuple[str, ...]) -> Row:
    """A finding's own fields with its evidence spelled out and entities by name; ids and rules kept."""
    fields: Row = msgspec.to_builtins(finding)
    evidence: Row = fields.pop("evidence")
    return evidence | fields | {key: name(fields[key]) for key in entities}
