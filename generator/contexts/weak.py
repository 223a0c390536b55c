"""What the briefing rests on too little for."""

from __future__ import annotations

from generator.contexts.links import ActorLink, Cite, ReportLink, When
from generator.model.values import CompactValue


class WeakStatement(CompactValue, frozen=True):
    """A statement with its sentence; `who` are those whose it is or whom it concerns, `by` who says so without a name."""

    when: When | None
    who: tuple[ActorLink, ...]
    cite: Cite
    by: str = ""


class WeakJudgement(CompactValue, frozen=True):
    """A judgement of the editors all of whose grounds one source tells."""

    question: str
    path: str
    cite: Cite


class DoubtfulPair(CompactValue, frozen=True):
    """Two actors that may be one, with the key of the reason among interface texts."""

    one: ActorLink
    other: ActorLink
    reason: str


class SilentActor(CompactValue, frozen=True):
    """An actor in many of the earlier reports and in none of the latest, with the last report that names it."""

    link: ActorLink
    reports: int
    last: ReportLink


class WeakPage(CompactValue, frozen=True):
    """What is weak in the briefing, the most important of each kind first. Template `weak.html`."""

    one_publisher: str
    """The publisher of all reports, where there is only one: then nothing else is told of single sources."""
    events: tuple[WeakStatement, ...]
    """Weighty events that one publisher alone tells."""
    positions: tuple[WeakStatement, ...]
    """Positions of actors in many reports that one publisher alone tells."""
    unnamed: tuple[WeakStatement, ...]
    """Claims whose sources no report names."""
    judgements: tuple[WeakJudgement, ...]
    undated: tuple[WeakStatement, ...]
    passed: tuple[WeakStatement, ...]
    """Announced days that have passed without a report that tells what came."""
    silent: tuple[SilentActor, ...]
    silent_since: When | None
    pairs: tuple[DoubtfulPair, ...]
