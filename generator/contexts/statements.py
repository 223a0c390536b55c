"""Statements of reports: key sentences, quotes, events and positions, each with a link to its sentence."""

from __future__ import annotations

from dataclasses import dataclass

from generator.contexts.links import ActorLink, Cite, Link, When


@dataclass(frozen=True, slots=True)
class Point:
    """A sentence that carries the story, verbatim."""

    text: str
    cite: Cite


@dataclass(frozen=True, slots=True)
class QuoteView:
    """Something said. `direct` is in the speaker's own words; otherwise it is the report's wording of it."""

    anchor: str
    text: str
    direct: bool
    speaker: ActorLink | None
    speaker_text: str
    """How the report describes the speaker when nobody is named; or the speaker's words as written."""
    affiliation: ActorLink | None
    cue: str
    addressee: ActorLink | None
    addressee_text: str
    when: When | None
    confidence: str
    """certain, likely, unsure."""
    rule: str
    cite: Cite


@dataclass(frozen=True, slots=True)
class EventView:
    """Something that happened or is to happen, told by one or more reports."""

    anchor: str
    text: str
    when: When | None
    actors: tuple[ActorLink, ...]
    place: ActorLink | None
    confidence: str
    rule: str
    cites: tuple[Cite, ...]
    """The fullest telling first; where many reports tell it, only some of them."""
    reports: int
    """How many reports tell it."""
    topics: tuple[Link, ...] = ()
    publishers: int = 0
    """How many different publishers these have, as far as they are named."""


@dataclass(frozen=True, slots=True)
class PositionView:
    """An actor's position on something, according to one sentence."""

    anchor: str
    actor: ActorLink
    stance: str
    """supports, opposes, seeks, rejects, offers, warns, agrees, denies, conditional."""
    side: str
    """for, against, or open: which way the stance points, for colour and for the matrix."""
    verb: str
    object: str
    negated: bool
    hedge: str
    condition: str
    reported_by: ActorLink | None
    reported_by_text: str
    topic: Link | None
    when: When | None
    changed: str
    """Words on what the actor's stance on the topic was before ("rejects, 13 October 2009") when it now differs, or empty."""
    confidence: str
    rule: str
    cite: Cite


@dataclass(frozen=True, slots=True)
class Backing:
    """The number of reports, and of their publishers, behind a statement."""

    reports: int
    publishers: int
    """Publishers that are named: 0 where none is."""
    side: str = ""
    """Of positions: for, against or open."""
