"""A person's corrections in a report's front matter: findings that are rejected, and findings that are added."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Any

from generator.derive.evidence import cite
from generator.derive.identifiers import KINDS
from generator.derive.syntax.document import Document
from generator.model.article import Addition, Article, Rejection
from generator.model.findings import (
    Confidence,
    Entity,
    Event,
    Evidence,
    Findings,
    Form,
    KeyPoint,
    Kind,
    Mention,
    Position,
    Quote,
    Role,
    Span,
    Stance,
    TimeExpression,
    TopicFinding,
)
from generator.model.permalinks import slugs
from generator.model.problems import Problem

RULE = "added by the editor"
FIELD = {
    "mention": "mentions",
    "role": "roles",
    "quote": "quotes",
    "date": "times",
    "event": "events",
    "position": "positions",
    "topic": "topics",
    "key_point": "key_points",
}
Directory = Mapping[str, tuple[str, Kind]]
"""Everybody known in the dossier: a name, folded, to the name as written and the kind."""


def apply(article: Article, doc: Document, found: Findings, directory: Directory, problems: list[Problem]) -> Findings:
    """The findings of a report as its front matter wants them. References to nobody are noted as problems."""
    mentioned = {mention.entity for mention in found.mentions}
    for rejection in article.rejections:
        found = _without(found, rejection)
    if lost := mentioned - {mention.entity for mention in found.mentions}:
        found = _forgetting(found, lost)
    for addition in article.additions:
        found = _with(doc, found, addition, directory, problems)
    return found


def _without(found: Findings, rejection: Rejection) -> Findings:
    kinds = [FIELD[rejection.kind]] if rejection.kind else list(KINDS)
    return replace(
        found,
        **{kind: tuple(f for f in getattr(found, kind) if not _is_rejected(f, rejection)) for kind in kinds},
    )


def _forgetting(found: Findings, lost: Collection[str]) -> Findings:
    """Without what is told of those of whom an editor left no mention: their names would lead nowhere."""

    def still(entity: str | None) -> str | None:
        return None if entity in lost else entity

    return replace(
        found,
        roles=tuple(replace(role, affiliation=still(role.affiliation)) for role in found.roles if role.entity not in lost),
        quotes=tuple(
            replace(one, speaker=still(one.speaker), affiliation=still(one.affiliation), addressee=still(one.addressee))
            for one in found.quotes
        ),
        events=tuple(
            replace(one, entities=tuple(who for who in one.entities if who not in lost), place=still(one.place))
            for one in found.events
        ),
        positions=tuple(replace(one, reported_by=still(one.reported_by)) for one in found.positions if one.entity not in lost),
    )


def _is_rejected(finding: Any, rejection: Rejection) -> bool:
    """By id where one is given, else by the words; a topic also by its label, longer findings by the words in them."""
    if rejection.id:
        return bool(finding.id == rejection.id)
    words = rejection.text or ""
    if isinstance(finding, TopicFinding) and finding.label.casefold() == words.casefold():
        return True
    if isinstance(finding, Mention | TimeExpression | Role):
        return bool(finding.evidence.text == words)
    return words in finding.evidence.text


def _with(doc: Document, found: Findings, addition: Addition, directory: Directory, problems: list[Problem]) -> Findings:
    start = doc.text.find(addition.text)
    if start < 0:
        return found  # told when the front matter was read
    evidence = cite(doc.text, start, start + len(addition.text))
    given = dict(addition.fields)
    entities = {entity.id: entity for entity in found.entities}

    def entity(name: str | None, kind: str | None = None) -> str | None:
        """The id of whoever goes by the name: in the report, in the dossier, or new where the editor says the kind."""
        if not name:
            return None
        folded = name.casefold()
        for known in entities.values():
            if folded in {known.id, known.name.casefold(), *(alias.casefold() for alias in known.aliases)}:
                return known.id
        if folded not in directory and not kind:
            todo = "use a name that a report uses, or write a profile for it in content/actors/"
            problems.append(Problem(addition.where, f"nobody in the dossier is called {name!r}", todo))
            return None
        known_name, known_kind = directory.get(folded, (name, Kind(kind) if kind else Kind.PERSON))
        made = Entity(_free(slugs(known_name), entities), known_name, known_kind)
        entities[made.id] = made
        return made.id

    identifier = f"{KINDS[FIELD[addition.kind]]}-{slugs(addition.text)[:40]}"
    made = MAKERS[addition.kind](identifier, evidence, given, entity)
    if made is None:
        return found
    kind = FIELD[addition.kind]
    findings = tuple(sorted((*getattr(found, kind), made), key=lambda f: (f.evidence.start, f.evidence.end)))
    if addition.kind == "mention":
        findings = tuple(f for f in findings if f is made or not _overlap(f.evidence, evidence))
    return replace(found, entities=tuple(entities.values()), **{kind: findings})


def _free(stem: str, taken: Mapping[str, Entity]) -> str:
    return stem if stem not in taken else _free(f"{stem}-x", taken)


def _overlap(one: Evidence, other: Evidence) -> bool:
    return one.start < other.end and other.start < one.end


Known = Callable[..., str | None]
Given = dict[str, str]


def _mention(identifier: str, evidence: Evidence, given: Given, entity: Known) -> Mention | None:
    who = entity(given.get("actor"), given.get("actor_kind"))
    return (who and Mention(identifier, evidence, who, Form.NAME, Confidence.CERTAIN, RULE)) or None


def _role(identifier: str, evidence: Evidence, given: Given, entity: Known) -> Role | None:
    who = entity(given.get("actor"))
    return (who and Role(identifier, evidence, who, evidence.text, None, Confidence.CERTAIN, RULE)) or None


def _quote(identifier: str, evidence: Evidence, given: Given, entity: Known) -> Quote | None:
    who, whom = entity(given.get("speaker")), entity(given.get("addressee"))
    return Quote(
        identifier,
        evidence,
        direct=True,
        segments=(Span(evidence.start, evidence.end),),
        speaker=who,
        speaker_text=given.get("speaker"),
        affiliation=None,
        cue=given.get("cue"),
        addressee=whom,
        addressee_text=given.get("addressee"),
        said_on=given.get("said_on"),
        confidence=Confidence.CERTAIN,
        rule=RULE,
    )


def _date(identifier: str, evidence: Evidence, given: Given, entity: Known) -> TimeExpression:
    edtf = given.get("edtf")
    return TimeExpression(identifier, evidence, edtf, "DATE", edtf or "", None, None, Confidence.CERTAIN, RULE)


def _event(identifier: str, evidence: Evidence, given: Given, entity: Known) -> Event:
    names = [name for name in given.get("actors", "").split("\n") if name]
    who = tuple(dict.fromkeys(found for name in names if (found := entity(name))))
    place = entity(given.get("place"), Kind.PLACE)
    date = given.get("date")
    return Event(identifier, evidence, date, None, None, None, who, place, Confidence.CERTAIN, RULE)


def _position(identifier: str, evidence: Evidence, given: Given, entity: Known) -> Position | None:
    who, reporter = entity(given.get("actor")), given.get("reported_by")
    if who is None:
        return None
    return Position(
        identifier,
        evidence,
        who,
        Stance(given["stance"]),
        verb=given["stance"],
        object=given["object"],
        negated=False,
        hedge=None,
        condition=given.get("condition"),
        reported_by=entity(reporter),
        reported_by_text=reporter,
        topic=given.get("topic"),
        said_on=given.get("said_on"),
        confidence=Confidence.CERTAIN,
        rule=RULE,
    )


def _topic(identifier: str, evidence: Evidence, given: Given, entity: Known) -> TopicFinding:
    return TopicFinding(identifier, evidence, given["topic"], 100, Confidence.CERTAIN, RULE)


def _key_point(identifier: str, evidence: Evidence, given: Given, entity: Known) -> KeyPoint:
    return KeyPoint(identifier, evidence, 1000, Confidence.CERTAIN, RULE)


MAKERS: dict[str, Callable[[str, Evidence, Given, Known], Any]] = {
    "mention": _mention,
    "role": _role,
    "quote": _quote,
    "date": _date,
    "event": _event,
    "position": _position,
    "topic": _topic,
    "key_point": _key_point,
}
