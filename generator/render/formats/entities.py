"""Actors, reports and which report names whom as entities of FollowTheMoney, an entity a line: for its tools, and for Aleph.

Things (laws, treaties, ships …) are left out, as the vocabulary has no kind for them all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from generator.model import permalinks
from generator.model.findings import Kind
from generator.report.exported import ExportedActor, ExportedReport

SCHEMA_BY_KIND: Mapping[str, str] = {
    Kind.PERSON: "Person",
    Kind.ORGANISATION: "Organization",
    Kind.GROUP: "Organization",
    Kind.COUNTRY: "Territory",
    Kind.PLACE: "Territory",
}
Properties = dict[str, list[str]]


def lines(site: str, reports: Sequence[ExportedReport]) -> Iterator[bytes]:
    """Return an entity a line: all actors by their ids, then each report with those whom it names.

    `site` is the address of the site, or empty.
    """
    actors = {actor.slug: actor for report in reports for actor in report.actors.values()}
    for _, actor in sorted(actors.items()):
        if actor.kind in SCHEMA_BY_KIND:
            yield _entity(_id_of_actor(actor), SCHEMA_BY_KIND[actor.kind], _of_actor(site, actor))
    for report in reports:
        document = f"report-{report.article.slug}"
        yield _entity(document, "Article", _of_report(site, report))
        for entity in sorted({_id_of_actor(actor) for actor in report.actors.values() if actor.kind in SCHEMA_BY_KIND}):
            named = {"document": [document], "entity": [entity], "date": [report.article.day or ""]}
            yield _entity(f"{document}-names-{entity}", "Documentation", named)


def _entity(identifier: str, schema: str, properties: Properties) -> bytes:
    filled = {name: values for name, all_values in properties.items() if (values := [one for one in all_values if one])}
    return msgspec.json.encode({"id": identifier, "schema": schema, "properties": filled})


def _of_actor(site: str, actor: ExportedActor) -> Properties:
    page = f"{site}{permalinks.actor(actor.slug)}" if site and actor.has_page else ""
    common = {
        "name": [actor.name],
        "alias": list(actor.aliases),
        "summary": [actor.summary],
        "wikidataId": [actor.wikidata],
        "country": [actor.country_code.lower()],
        "sourceUrl": [page],
    }
    return common | ({"position": list(actor.titles)} if actor.kind == Kind.PERSON else {})


def _of_report(site: str, report: ExportedReport) -> Properties:
    article = report.article
    return {
        "title": [article.title],
        "author": [article.author],
        "publisher": [article.source],
        "publishedAt": [article.day or ""],
        "sourceUrl": [article.url or (f"{site}{permalinks.article(article.slug)}" if site else "")],
    }


def _id_of_actor(actor: ExportedActor) -> str:
    return f"actor-{actor.slug}"
