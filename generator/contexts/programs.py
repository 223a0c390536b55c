"""Views for programs: feeds, tables, the network, addresses; and the page of downloads."""

from __future__ import annotations

from typing import Generic, TypeVar

from generator.contexts.cards import ActorCard
from generator.contexts.links import ActorLink, Link, When
from generator.model.proofs import OutputPath
from generator.model.values import CompactValue

Entry = TypeVar("Entry")


class Record(CompactValue, frozen=True):
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
    grade: str = ""
    """The slug of the first report that has the same text, or nearly, if that is another."""


class FeedView(CompactValue, frozen=True):
    """The latest reports, latest first, for feed readers. No template."""

    entries: tuple[Record, ...]
    of: OutputPath
    """The page that tells what the feed tells."""


class Table(CompactValue, Generic[Entry], frozen=True):
    """A table of the dossier, or a part of it by time, for programs. No template."""

    rows: tuple[Entry, ...]


class Graph(CompactValue, frozen=True):
    """Actors, and how many sentences name two of them, each pair once. No template."""

    nodes: tuple[ActorCard, ...]
    edges: tuple[tuple[str, str, int], ...]
    """Slugs of actors."""


class Download(CompactValue, frozen=True):
    """A file of a table."""

    path: OutputPath
    format: str
    """The ending of its name: csv, json, ics …"""


class Downloads(CompactValue, frozen=True):
    """A part of a table, in several formats."""

    name: str
    """The table's name, with the part's key behind it where there are parts: "events", "events-2009"."""
    words: str
    """The part in words, or empty."""
    rows: int
    files: tuple[Download, ...]


class Tabled(CompactValue, frozen=True):
    """A table: actors, reports, events, quotes, positions."""

    name: str
    rows: int
    parts: tuple[Downloads, ...]


class DataPage(CompactValue, frozen=True):
    """The page of downloads. Template `data.html`; and the description of it, without a template."""

    tables: tuple[Tabled, ...]
    package: OutputPath
    network: OutputPath


class Columns(CompactValue, frozen=True):
    """The schema of a table, which takes no values from the dossier. No template."""


class Addresses(CompactValue, frozen=True):
    """Every page's absolute address, for search engines. No template."""

    pages: tuple[str, ...]
