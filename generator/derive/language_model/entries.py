"""What each kind of entry of an answer becomes. All raise Unread, with the reason, for what the report does not bear out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from generator.derive.evidence import cite
from generator.derive.language_model.answers import Table, tables, text_of
from generator.derive.language_model.reading import (
    AMBIGUOUS,
    BAD_KIND,
    NO_WORDS,
    NOT_BESIDE,
    NOT_ONE_SENTENCE,
    UNKNOWN_ACTOR,
    NamedActor,
    ReportRead,
    Unread,
    once,
)
from generator.derive.report_words import words_of
from generator.model.findings import (
    Confidence,
    Event,
    Kind,
    Part,
    Participant,
    PlacedBy,
    Position,
    Quote,
    Stance,
    TopicFinding,
    polarity_of,
)

MAX_TOPIC_WORDS = 6
OF_EVENTS = frozenset({Kind.PLACE, Kind.COUNTRY})
"""Kinds of what may be the place of an event."""


class ReadEntry(NamedTuple):
    """A finding, and all whom it names."""

    finding: Any
    named: tuple[NamedActor, ...] = ()


def position(read: ReportRead, entry: Table) -> ReadEntry:
    """Return the position of an entry."""
    actor, kind = _actor(entry, "actor")
    place = read.place(entry, lambda sentence: read.has(sentence, actor, text_of(entry, "object")))
    sentence = read.sentence(place)
    if text_of(entry, "stance") not in set(Stance):
        raise Unread(BAD_KIND)
    stance, negated = Stance(text_of(entry, "stance")), entry.get("negated") is True
    named = read.actor(actor, kind, sentence)
    if named.entity.kind is Kind.THING:
        raise Unread(UNKNOWN_ACTOR)
    verb, object_ = read.quoted(entry, "verb", sentence), read.quoted(entry, "object", sentence)
    if folded_equal(object_, actor):
        raise Unread(NOT_BESIDE)
    finding = Position(
        id="",
        evidence=cite(read.doc.text, place.start, place.end),
        entity=named.entity.id,
        stance=stance,
        polarity=polarity_of(stance, negated=negated),
        verb=verb,
        object=object_,
        negated=negated,
        hedge=None,
        condition=None,
        reported_by=None,
        reported_by_text=None,
        topic=None,
        said_on=None,
        confidence=Confidence.LIKELY,
        rule=read.rule,
    )
    return ReadEntry(finding, (named,))


def event(read: ReportRead, entry: Table) -> ReadEntry:
    """Return the event of an entry; its date is the one that the rules read in the words that the entry gives for it."""
    given = [(text_of(one, "name"), text_of(one, "kind"), text_of(one, "part")) for one in tables(entry, "actors") if one]
    place = read.place(entry, lambda sentence: bool(given) and read.has(sentence, *(name for name, _, _ in given)))
    sentence = read.sentence(place)
    if any(part not in set(Part) for _, _, part in given):
        raise Unread(BAD_KIND)
    named = [read.actor(name, kind, sentence) for name, kind, _ in given]
    parts = {one.entity.id: Part(part) for one, (_, _, part) in reversed([*zip(named, given, strict=True)])}
    where = read.actor(text_of(entry, "place"), Kind.PLACE, sentence) if text_of(entry, "place") else None
    if where and where.entity.kind not in OF_EVENTS:
        where = None
    time = read.date(text_of(entry, "date"), sentence) if text_of(entry, "date") else None
    if not named:
        raise Unread(UNKNOWN_ACTOR)
    taking_part = tuple(Participant(one.entity.id, parts[one.entity.id]) for one in once(named))
    finding = Event(
        id="",
        evidence=cite(read.doc.text, place.start, place.end),
        date=time.edtf if time else None,
        date_text=time.evidence.text if time else None,
        not_before=time.not_before if time else None,
        not_after=time.not_after if time else None,
        placed=time.edtf if time else None,
        placed_by=PlacedBy.TEXT if time else None,
        entities=tuple(one.entity for one in taking_part),
        participants=taking_part,
        place=where.entity.id if where else None,
        weight=len(taking_part),
        confidence=Confidence.LIKELY if time else Confidence.UNSURE,
        rule=read.rule,
    )
    return ReadEntry(finding, (*named, *([where] if where else [])))


def speech(read: ReportRead, entry: Table) -> ReadEntry:
    """Return the reported speech of an entry. Who speaks is named beside the words, and not in them."""
    speaker, kind = _actor(entry, "speaker")
    place = read.place(entry, lambda sentence: read.has(sentence, speaker))
    sentence = read.sentence(place)
    cue = read.quoted(entry, "cue", sentence)
    if any(mark in read.doc.text[place.start : place.end] for mark in '"“”«»„'):
        raise Unread(NOT_BESIDE)
    named = read.actor(speaker, kind, sentence, not_within=place)
    if named.entity.kind is Kind.THING:
        raise Unread(UNKNOWN_ACTOR)
    finding = Quote(
        id="",
        evidence=cite(read.doc.text, place.start, place.end),
        direct=False,
        segments=(),
        speaker=named.entity.id,
        speakers=(named.entity.id,),
        speaker_text=None,
        affiliation=None,
        cue=cue,
        addressee=None,
        addressee_text=None,
        said_on=None,
        confidence=Confidence.LIKELY,
        rule=read.rule,
    )
    return ReadEntry(finding, (named,))


def topic(read: ReportRead, entry: Table) -> ReadEntry:
    """Return the topic of an entry; its label has no word that the words in the report have not."""
    label = " ".join(text_of(entry, "label").split())
    places = read.words.places(text_of(entry, "words"))
    if not places:
        raise Unread(NO_WORDS)
    place = places[0]
    read.sentence(place)
    said = words_of(read.doc.text[place.start : place.end])
    if not 0 < len(words_of(label)) <= MAX_TOPIC_WORDS or not set(words_of(label)) <= set(said):
        raise Unread(NO_WORDS)
    evidence = cite(read.doc.text, place.start, place.end)
    return ReadEntry(TopicFinding("", evidence, label, len(places), Confidence.UNSURE, read.rule))


def folded_equal(one: str, other: str) -> bool:
    """Return whether two texts have the same words."""
    return words_of(one) == words_of(other)


def _actor(entry: Table, name: str) -> tuple[str, str]:
    """Return the name and the kind of an actor; a model may give the name alone."""
    given = entry.get(name)
    if isinstance(given, dict):
        return text_of(given, "name"), text_of(given, "kind")
    return text_of(entry, name), ""


READERS: Mapping[str, Callable[[ReportRead, Table], ReadEntry]] = {
    "positions": position,
    "events": event,
    "speech": speech,
    "topics": topic,
}
"""What reads the entries of each list of an answer."""
FIELDS = {"positions": "positions", "events": "events", "speech": "quotes", "topics": "topics"}
"""The fields of `Findings` that they become."""
REASONS = (NO_WORDS, AMBIGUOUS, NOT_ONE_SENTENCE, UNKNOWN_ACTOR, BAD_KIND, NOT_BESIDE)
