"""What pictures are drawn from: numbers and dates, never coordinates."""

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
    """How many there are in each of some periods that follow one another, for a picture."""

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
    """When things happened, for a picture: their dates or, where they are too many, how many there are in each period."""

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
    """Who is named with whom, for a picture."""

    nodes: tuple[NetworkNode, ...] = ()
    """Those in most reports, most first; who is named with none of the others is left out."""
    ties: tuple[tuple[int, int, int], ...] = ()
    """Two of them, and how many sentences they share: of each actor the strongest."""
