"""Views for programs: feeds, tables, the network, addresses; and the page of downloads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from generator.contexts.cards import ActorCard
from generator.contexts.links import ActorLink, Link, When
from generator.model.proofs import OutputPath

Entry = TypeVar("Entry")


@dataclass(frozen=True, slots=True)
class Record:
    """A report as feeds, downloads and citations tell it."""

    title: str
    path: OutputPath
    canonical: str
    url: str
    source: str
    author: str
    summary: str
    language: str
    when: When | None
    place: str = ""
    actors: tuple[ActorLink, ...] = ()
    """Who is in it and has a page, most mentioned first."""
    topics: tuple[Link, ...] = ()
    copy_of: str = ""
    """The slug of the first report that has the same text, or nearly, if that is another."""


@dataclass(frozen=True, slots=True)
class FeedView:
    """The latest reports, latest first, for feed readers. No template."""

    entries: tuple[Record, ...]
    of: OutputPath
    """The page that tells what the feed tells."""


@dataclass(frozen=True, slots=True)
class Table(Generic[Entry]):
    """A table of the dossier, or a part of it by time, for programs. No template."""

    rows: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Graph:
    """Actors, and how many sentences name two of them, each pair once. No template."""

    nodes: tuple[ActorCard, ...]
    edges: tuple[tuple[str, str, int], ...]
    """Slugs of actors."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file of a table."""

    path: OutputPath
    format: str
    """The ending of its name: csv, json, ics …"""


@dataclass(frozen=True, slots=True)
class Downloads:
    """A part of a table, in several formats."""

    name: str
    """The table's name, with the part's key behind it where there are parts: "events", "events-2009"."""
    words: str
    """The part in words, or empty."""
    rows: int
    files: tuple[Download, ...]


@dataclass(frozen=True, slots=True)
class Tabled:
    """A table: actors, reports, events, quotes, positions."""

    name: str
    rows: int
    parts: tuple[Downloads, ...]


@dataclass(frozen=True, slots=True)
class DataPage:
    """The page of downloads. Template `data.html`; and the description of it, without a template."""

    tables: tuple[Tabled, ...]
    package: OutputPath
    network: OutputPath


@dataclass(frozen=True, slots=True)
class Columns:
    """The schema of a table, which takes no values from the dossier. No template."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Every page's absolute address, for search engines. No template."""

    pages: tuple[str, ...]
