"""Findings as W3C Web Annotations: an annotation each, in one collection (JSON-LD).

Each is found again by its words and what stands around them (TextQuoteSelector), and by where they stand
(TextPositionSelector): offsets count the Unicode code points of the report's plain text, which `briefing export` prints.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from generator.model import permalinks
from generator.model.kinds import KINDS, FindingKind
from generator.report.exported import ExportedActor, ExportedReport, finding_row

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""Characters before and after the words by which they are told from the same words elsewhere."""
SPOT = frozenset({"id", "start", "end", "text"})
Described = dict[str, Any]


def lines(site: str, reports: Sequence[ExportedReport]) -> Iterator[bytes]:
    """Return the lines of a collection, an annotation a line. `site` is the address of the site, or empty."""
    total = sum(len(kind.of(report.findings)) for report in reports for kind in KINDS)
    head = f'{{"@context":"{CONTEXT}","id":"{_address(site, "annotations")}","type":"AnnotationCollection","total":{total},'
    yield f'{head}"first":{{"type":"AnnotationPage","startIndex":0,"items":['.encode()
    number = 0
    for report in reports:
        for kind in KINDS:
            for finding in kind.of(report.findings):
                number += 1
                yield msgspec.json.encode(annotation(site, report, kind, finding)) + (b"," if number < total else b"")
    yield b"]}}"


def annotation(site: str, report: ExportedReport, kind: FindingKind, finding: Any) -> Described:
    """Return the annotation of one finding."""
    article, evidence = report.article, finding.evidence
    page = _address(site, permalinks.article(article.slug))
    text = article.text
    return {
        "id": f"{page}#{finding.id}",
        "type": "Annotation",
        "motivation": "identifying" if kind.name == "mention" else "describing",
        "body": [*_identified(site, report, kind, finding), _described(report, kind, finding)],
        "target": {
            "type": "SpecificResource",
            "source": article.url or page,
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": text[evidence.start : evidence.end],
                    "prefix": text[max(0, evidence.start - AROUND) : evidence.start],
                    "suffix": text[evidence.end : evidence.end + AROUND],
                },
                {"type": "TextPositionSelector", "start": evidence.start, "end": evidence.end},
            ],
        },
    }


def _identified(site: str, report: ExportedReport, kind: FindingKind, finding: Any) -> Iterator[Described]:
    """Return a body for each actor that a finding names, each once."""
    named = dict.fromkeys(entity for entity in kind.entities(finding) if entity in report.actors)
    for actor in dict.fromkeys(report.actors[entity].slug for entity in named):
        known = next(one for one in report.actors.values() if one.slug == actor)
        yield {"type": "SpecificResource", "purpose": "identifying", "source": _address_of(site, known)}


def _address_of(site: str, actor: ExportedActor) -> str:
    """Return what stands for an actor: its id in Wikidata, or its page."""
    return (permalinks.same_as(actor.wikidata) or (_address(site, permalinks.actor(actor.slug)),))[0]


def _described(report: ExportedReport, kind: FindingKind, finding: Any) -> Described:
    """Return the body that says what was found, as JSON with the fields of `briefing export`."""
    fields = finding_row(kind, finding, report.names)
    said = {"kind": kind.name} | {name: value for name, value in fields.items() if name not in SPOT and value is not None}
    return {
        "type": "TextualBody",
        "purpose": "describing",
        "format": "application/json",
        "value": msgspec.json.encode(said).decode(),
    }


def _address(site: str, path: str) -> str:
    """Return the address of a page; where the site has none, a name for it, since ids must be addresses of some kind."""
    return f"{site}{path}" if site else f"urn:briefing:{path}"
