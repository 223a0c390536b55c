"""The numbers and dates that charts are drawn from, never coordinates."""

from __future__ import annotations

from dataclasses import dataclass

from generator.contexts.links import ActorLink, When


@dataclass(frozen=True, slots=True)
class Moment:
    """A date in a picture, and how many events have it."""

    when: When
    number: int


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts for consecutive periods, for a chart."""

    unit: str
    """week, month, quarter, year, decade."""
    start: str
    """The first day of the first period."""
    bars: tuple[tuple[str, int], ...]
    """Each period in words, a week by its first day, and how many there are in it."""
    earlier: int = 0
    """How many lie so far before the others that there is no room for them."""
    later: int = 0
    coarse: int = 0
    """How many have no date, or one that is wider than a period."""


@dataclass(frozen=True, slots=True)
class Chronology:
    """The dates of events, for a chart; where they are too many, counts by period."""

    moments: tuple[Moment, ...] = ()
    """Oldest first."""
    counts: Counts | None = None
    undated: int = 0


@dataclass(frozen=True, slots=True)
class NetworkNode:
    """An actor in a picture, and how many reports it is in."""

    link: ActorLink
    number: int


@dataclass(frozen=True, slots=True)
class Network:
    """Actors and the ties between them, for a chart."""

    nodes: tuple[NetworkNode, ...] = ()
    """Those in most reports, most first; who is named with none of the others is left out."""
    ties: tuple[tuple[int, int, int], ...] = ()
    """Two of them, and how many sentences they share: of each actor the strongest."""
