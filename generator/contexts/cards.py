"""Entries of lists, and the headings that they stand under."""

from __future__ import annotations

from typing import Generic, TypeVar

from generator.contexts.links import ActorLink, Link, When
from generator.model.values import CompactValue

Entry = TypeVar("Entry")


class ActorCard(CompactValue, frozen=True):
    """An actor in a list."""

    link: ActorLink
    summary: str
    """One sentence or the latest role."""
    mentions: int
    reports: int
    publishers: int = 0
    """How many publishers these reports have, where all of them are meant."""
    texts: int = 0
    """How many texts the reports have, where all of them are meant: copies of one text are one source."""


class TopicCard(CompactValue, frozen=True):
    """A topic in a list."""

    link: Link
    summary: str
    reports: int
    """How many are about it; on the page of another topic, about both."""
    actors: tuple[ActorLink, ...]
    """Who takes a position on it, most first."""
    texts: int = 0
    """How many texts the reports have, where all of them are meant."""


class PublisherCard(CompactValue, frozen=True):
    """The contribution of one publisher: its reports, and events, of which one that several reports mention counts once."""

    link: Link
    reports: int
    first: When | None
    last: When | None
    quotes: int
    """Direct and reported ones."""
    unnamed: int
    """Quotes and positions that rest on somebody who is not named."""
    positions: int
    events: int
    alone: int
    """Events that nobody else tells."""


class Section(CompactValue, Generic[Entry], frozen=True):
    """Entries under a heading: actors by kind, reports or events by month."""

    title: str
    anchor: str
    entries: tuple[Entry, ...]
