"""Statements of reports: key sentences, quotes, events and positions, each with a link to its sentence."""

from __future__ import annotations

from generator.contexts.links import ActorLink, Cite, Link, When
from generator.model.values import CompactValue


class Point(CompactValue, frozen=True):
    """A sentence that carries the story, verbatim."""

    text: str
    cite: Cite


class QuoteView(CompactValue, frozen=True):
    """Something said. `direct` is in the speaker's own words; otherwise it is the report's wording of it."""

    anchor: str
    text: str
    direct: bool
    speakers: tuple[ActorLink, ...]
    """All who said it jointly; none where nobody is named."""
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
    also: tuple[Cite, ...] = ()
    """Where other reports have the same words by the same speakers; of many reports only some."""
    reports: int = 1
    """How many reports have them."""


class Difference(CompactValue, frozen=True):
    """A difference between the tellings of an event, in figures, date or agents, with each report's own words."""

    of: str
    said: tuple[tuple[str, Cite], ...]


class EventView(CompactValue, frozen=True):
    """Something that happened or is to happen, told by one or more reports."""

    anchor: str
    text: str
    """A clause of a report, with an ellipsis where it begins or ends within its sentence."""
    when: When | None
    """The date under which it stands: that of the text or, where `placed_by` says so, the one that the report allows."""
    placed_by: str
    """text, report, or empty."""
    actors: tuple[ActorLink, ...]
    agents: tuple[ActorLink, ...]
    """Those of the actors who did it."""
    patients: tuple[ActorLink, ...]
    """Those to whom or to what it was done."""
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
    texts: int = 1
    """How many texts the reports have: copies of one text are one source."""
    happening: str = ""
    """The id of what happened: that of its first telling, the same in the rows of all reports that tell it."""
    differences: tuple[Difference, ...] = ()
    """Where the reports differ, side by side."""


class PositionView(CompactValue, frozen=True):
    """An actor's position on something, according to one sentence."""

    anchor: str
    actor: ActorLink
    stance: str
    """supports, opposes, seeks, rejects, offers, warns, agrees, denies, conditional, criticises, praises, demands, plans,
    states."""
    polarity: str
    """for, against, or other: the way in which the stance points."""
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
    also: tuple[Cite, ...] = ()
    """Copies of the report's text that have it too; where there are many, only some of them."""
    reports: int = 1
    """How many reports have it: copies of one text."""


class FigureView(CompactValue, frozen=True):
    """A number with what it counts, according to one sentence."""

    anchor: str
    number: str
    """As the report writes it, with its bound: "more than $1.2bn"."""
    value: str
    """A decimal number; the lower end of a range."""
    value_to: str
    bound: str
    """exactly, at least, at most, about."""
    unit: str
    """A currency's code, "%", "years" …, or empty."""
    counts: str
    """What it counts, in the report's words."""
    kind: str
    """The same by lemmas, or its class: "killed"."""
    change: str
    """up or down, where something changed by so much; else empty."""
    said_by: ActorLink | None
    """Who says so, if not the report itself."""
    said_by_text: str
    when: When | None
    placed_by: str
    confidence: str
    rule: str
    cite: Cite
    reports: int = 1
    """How many texts give the same number at the same date."""
    also: tuple[Cite, ...] = ()
    """Copies of the report's text that have it too; where there are many, only some of them."""


class FigureRow(CompactValue, frozen=True):
    """Figures of one kind on one topic, in order of date."""

    counts: str
    figures: tuple[FigureView, ...]


class Backing(CompactValue, frozen=True):
    """The number of reports, of their publishers and of their texts, behind a statement."""

    reports: int
    publishers: int
    """Publishers that are named: 0 where none is."""
    side: str = ""
    """Of positions: for, against or other."""
    texts: int = 1
    """Copies of one text are one source."""
