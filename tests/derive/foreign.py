"""Findings as another program may give them of a report, by their words."""

from __future__ import annotations

from generator.derive.evidence import cite
from generator.model.findings import (
    Confidence,
    Entity,
    Event,
    Evidence,
    Findings,
    Form,
    Kind,
    Mention,
    Polarity,
    Position,
    Quote,
    Span,
    Stance,
    TimeExpression,
    TopicFinding,
    polarity_of,
)

RULE = "x"


def at(text: str, words: str) -> Evidence:
    """Return where words stand first."""
    start = text.index(words)
    return cite(text, start, start + len(words))


def entity(name: str, kind: Kind = Kind.PERSON, *aliases: str) -> Entity:
    return Entity(name.lower().replace(" ", "-"), name, kind, aliases)


def mention(text: str, words: str, who: Entity, confidence: Confidence = Confidence.LIKELY) -> Mention:
    return Mention("", at(text, words), who.id, Form.NAME, confidence, RULE)


def time(text: str, words: str, edtf: str | None) -> TimeExpression:
    return TimeExpression("", at(text, words), edtf, "DATE", edtf or "", None, None, Confidence.LIKELY, RULE)


def quote(text: str, words: str, who: Entity | None, *, direct: bool = True) -> Quote:
    evidence = at(text, words)
    speaker = who.id if who else None
    return Quote(
        "",
        evidence,
        direct,
        (Span(evidence.start, evidence.end),) if direct else (),
        speaker,
        (speaker,) if speaker else (),
        None,
        None,
        None,
        None,
        None,
        None,
        Confidence.LIKELY,
        RULE,
    )


def position(text: str, words: str, who: Entity, stance: Stance, verb: str, object_: str) -> Position:
    polarity: Polarity = polarity_of(stance, negated=False)
    return Position(
        id="",
        evidence=at(text, words),
        entity=who.id,
        stance=stance,
        polarity=polarity,
        verb=verb,
        object=object_,
        negated=False,
        hedge=None,
        condition=None,
        reported_by=None,
        reported_by_text=None,
        topic=None,
        said_on=None,
        confidence=Confidence.UNSURE,
        rule=RULE,
    )


def event(text: str, words: str, *who: Entity, date: str | None = None) -> Event:
    entities = tuple(one.id for one in who)
    return Event("", at(text, words), date, None, None, None, None, None, entities, (), None, 1, Confidence.UNSURE, RULE)


def topic(text: str, words: str) -> TopicFinding:
    return TopicFinding("", at(text, words), words, 1, Confidence.LIKELY, RULE)


def findings(*found: object) -> Findings:
    """Return findings of any kinds as one report's, each kind in the order given."""
    fields: dict[type, str] = {
        Entity: "entities",
        Mention: "mentions",
        TimeExpression: "times",
        Quote: "quotes",
        Position: "positions",
        Event: "events",
        TopicFinding: "topics",
    }
    return Findings(**{name: tuple(one for one in found if type(one) is type_) for type_, name in fields.items()})  # type: ignore[arg-type]
