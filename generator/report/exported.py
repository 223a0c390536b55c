"""A report with its findings as other programs get it: rows of `briefing export`, and what its other formats are made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from generator.derive.syntax.document import Document
from generator.model.article import Article
from generator.model.findings import Findings, Form, Mention
from generator.model.kinds import KINDS, FindingKind

NAMES = (Form.NAME, Form.METONYM)
Row = dict[str, Any]
ActorOfRow = tuple[str, str, str]
"""An actor's id, name and kind."""


@dataclass(frozen=True, slots=True)
class ExportedActor:
    """An actor of a dossier: the names and titles that reports give it, and what an editor wrote of it.

    `has_page` is False of a hidden actor, and of a place without a profile.
    """

    slug: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    summary: str = ""
    wikidata: str = ""
    country_code: str = ""
    has_page: bool = True


@dataclass(frozen=True, slots=True)
class ExportedReport:
    """A report with its findings as corrected, its actors by the ids of its entities, and the topic of each position ("")."""

    article: Article
    findings: Findings
    actors: Mapping[str, ExportedActor]
    topics: tuple[str, ...]

    @property
    def names(self) -> dict[str, ActorOfRow]:
        """Its actors by the ids of its entities, as rows say them."""
        return {entity: (actor.slug, actor.name, actor.kind) for entity, actor in self.actors.items()}


def row(doc: Document, found: Findings, actors: Mapping[str, ActorOfRow] | None = None) -> Row:
    """Return one article's row. `actors` are the dossier's by entity id; without, each entity of the report is an actor."""
    known = actors or {e.id: (e.id, e.name, e.kind.value) for e in found.entities}
    result: Row = {"id": doc.id, "title": doc.title, "date": doc.date, "text": doc.text}
    for kind in KINDS:
        rows = [finding_row(kind, finding, known) for finding in kind.of(found)]
        result |= dict.fromkeys(kind.exported_as or (kind.field,), rows)
    result["mentions"] = [_mention(one, known[one.entity]) for one in found.mentions if one.entity in known]
    for name, direct in (("quotes", True), ("reported", False)):
        result[name] = [row_ for quote, row_ in zip(found.quotes, result[name], strict=True) if quote.direct is direct]
    return result


def spot(evidence: Any) -> Row:
    """Return where words stand in the text of their row, and the words."""
    return {"start": evidence.start, "end": evidence.end, "text": evidence.text}


def finding_row(kind: FindingKind, finding: Any, actors: Mapping[str, ActorOfRow]) -> Row:
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
    if kind.participant_list:
        fields[kind.participant_list] = [one | {"entity": name(one["entity"])} for one in fields[kind.participant_list]]
    if "segments" in fields:
        fields["segments"] = [[segment["start"], segment["end"]] for segment in fields["segments"]]
    return evidence | fields


def _mention(mention: Mention, actor: ActorOfRow) -> Row:
    identifier, _, kind = actor
    form = {"name": mention.form in NAMES, "form": mention.form.value}
    return spot(mention.evidence) | {"actor": identifier, "kind": kind} | form
