"""The numbers and dates that charts are drawn from, never coordinates."""

from __future__ import annotations

from generator.contexts.links import ActorLink, When
from generator.model.values import CompactValue


class Moment(CompactValue, frozen=True):
    """A date in a picture, and how many events have it."""

    when: When
    number: int


class Counts(CompactValue, frozen=True):
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


class Chronology(CompactValue, frozen=True):
    """The dates of events, for a chart; where they are too many, counts by period."""

    moments: tuple[Moment, ...] = ()
    """Oldest first."""
    counts: Counts | None = None
    undated: int = 0


class NetworkNode(CompactValue, frozen=True):
    """An actor in a picture, and how many reports it is in."""

    link: ActorLink
    number: int


class Network(CompactValue, frozen=True):
    """Actors and the ties between them, for a chart."""

    nodes: tuple[NetworkNode, ...] = ()
    """Those in most reports, most first; who is named with none of the others is left out."""
    ties: tuple[tuple[int, int, int], ...] = ()
    """Two of them, and how many sentences they share: of each actor the strongest."""
