"""Findings that an editor adds in a report's front matter: one constructor a kind of finding.

A constructor gets the id, the evidence, the addition's fields as written, and a function that resolves a name to the id of
an entity of the report. It returns None where the finding would be about nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.model.findings import (
    Bound,
    Confidence,
    Event,
    Evidence,
    Figure,
    Form,
    KeyPoint,
    Kind,
    Mention,
    Part,
    Participant,
    PlacedBy,
    Polarity,
    Position,
    Quote,
    Role,
    Span,
    Stance,
    TimeExpression,
    TopicFinding,
    polarity_of,
)

RULE = "added by the editor"
"""The rule that such findings name, since no rule of derivation found them."""
IS_DIRECT = YES, NOT_DIRECT = "yes", "no"
"""Words of `direct`, for a quote: the report has it in quotation marks, or in words of its own."""
TOPIC_WEIGHT, EVENT_WEIGHT, FIGURE_WEIGHT, KEY_POINT_WEIGHT = 100, 100, 100, 1000
"""Weights above all that derivation gives."""
Fields = Mapping[str, str]
"""An addition's fields by name; several actors are lines of one value."""
ResolveEntity = Callable[..., str | None]
"""Return the id of the entity of a name and, where it may be new, of a kind; None for no name, or for nobody known."""


def mention(identifier: str, evidence: Evidence, fields: Fields, resolve: ResolveEntity) -> Mention | None:
    """Return a mention of `actor`, who may be new and is of `actor_kind` then."""
    entity = resolve(fields.get("actor"), fields.get("actor_kind"))
    return Mention(identifier, evidence, entity, Form.NAME, Confidence.CERTAIN, RULE) if entity else None


def role(identifier: str, evidence: Evidence, fields: Fields, resolve: ResolveEntity) -> Role | None:
    """Return the words as the title of `actor`."""
    entity = resolve(fields.get("actor"))
    return Role(identifier, evidence, entity, evidence.text, None, Confidence.CERTAIN, RULE) if entity else None


def quote(identifier: str, evidence: Evidence, fields: Fields, resolve: ResolveEntity) -> Quote:
    """Return the words as speech of `speaker`, direct speech unless that is denied."""
    speaker, addressee = resolve(fields.get("speaker")), resolve(fields.get("addressee"))
    return Quote(
        identifier,
        evidence,
        direct=fields.get("direct") != NOT_DIRECT,
        segments=(Span(evidence.start, evidence.end),),
        speaker=speaker,
        speakers=(speaker,) if speaker else (),
        speaker_text=fields.get("speaker"),
        affiliation=None,
        cue=fields.get("cue"),
        addressee=addressee,
        addressee_text=fields.get("addressee"),
        said_on=fields.get("said_on"),
        confidence=Confidence.CERTAIN,
        rule=RULE,
    )


def date(identifier: str, evidence: Evidence, fields: Fields, resolve: ResolveEntity) -> TimeExpression:
    """Return the words as the date `edtf`."""
    edtf = fields.get("edtf")
    return TimeExpression(identifier, evidence, edtf, "DATE", edtf or "", None, None, Confidence.CERTAIN, RULE)


def event(identifier: str, evidence: Evidence, fields: Fields, resolve: ResolveEntity) -> Event:
    """Return the words as an event of `actors`, at `place`, on `date`."""
    names = [name for name in fields.get("actors", "").split("\n") if name]
    entities = tuple(dict.fromkeys(entity for name in names if (entity := resolve(name))))
    place = resolve(fields.get("place"), Kind.PLACE)
    day = fields.get("date")
    return Event(
        identifier,
        evidence,
        date=day,
        date_text=None,
        not_before=None,
        not_after=None,
        placed=day,
        placed_by=PlacedBy.TEXT if day else None,
        entities=entities,
        participants=tuple(Participant(entity, Part.OTHER) for entity in entities),
        place=place,
        weight=EVENT_WEIGHT,
        confidence=Confidence.CERTAIN,
        rule=RULE,
    )


def position(identifier: str, evidence: Evidence, fields: Fields, resolve: ResolveEntity) -> Position | None:
    """Return the words as the `stance` of `actor` towards `object`; the stance decides the polarity unless that is given."""
    entity, reporter = resolve(fields.get("actor")), fields.get("reported_by")
    if entity is None:
        return None
    stance = Stance(fields["stance"])
    return Position(
        identifier,
        evidence,
        entity,
        stance,
        Polarity(fields["polarity"]) if "polarity" in fields else polarity_of(stance, negated=False),
        verb=fields["stance"],
        object=fields["object"],
        negated=False,
        hedge=None,
        condition=fields.get("condition"),
        reported_by=resolve(reporter),
        reported_by_text=reporter,
        topic=fields.get("topic"),
        said_on=fields.get("said_on"),
        confidence=Confidence.CERTAIN,
        rule=RULE,
    )


def figure(identifier: str, evidence: Evidence, fields: Fields, resolve: ResolveEntity) -> Figure:
    """Return the words as the number `value` of what it `counts`, according to `source`, on `date`."""
    source, day = fields.get("source"), fields.get("date")
    unit, counts = fields.get("unit", ""), fields["counts"]
    return Figure(
        identifier,
        evidence,
        number=" ".join(filter(None, (fields["value"], unit))),
        value=fields["value"],
        value_to=fields.get("value_to"),
        bound=Bound.EXACTLY,
        unit=unit,
        counts=counts,
        kind=fields.get("figure_kind", counts.casefold()),
        change=None,
        source=resolve(source),
        source_text=source,
        date=day,
        placed=day,
        placed_by=PlacedBy.TEXT if day else None,
        weight=FIGURE_WEIGHT,
        confidence=Confidence.CERTAIN,
        rule=RULE,
    )


def topic(identifier: str, evidence: Evidence, fields: Fields, resolve: ResolveEntity) -> TopicFinding:
    """Return the words as evidence that the report is about `topic`."""
    return TopicFinding(identifier, evidence, fields["topic"], TOPIC_WEIGHT, Confidence.CERTAIN, RULE)


def key_point(identifier: str, evidence: Evidence, fields: Fields, resolve: ResolveEntity) -> KeyPoint:
    """Return the words as a key point."""
    return KeyPoint(identifier, evidence, KEY_POINT_WEIGHT, Confidence.CERTAIN, RULE)
