"""The search page, and the index that its script searches."""

from __future__ import annotations

from dataclasses import dataclass

from generator.contexts.links import Link
from generator.model.proofs import OutputPath


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The search page. Template `search.html`; a script adds the results."""

    places: tuple[Link, ...]
    """Where to look without one: the site's own pages."""


@dataclass(frozen=True, slots=True)
class SearchReport:
    """A report in the search index: what results show of it, what they are narrowed by, and its sentences."""

    title: str
    path: str
    byline: str
    year: str
    language: str
    topics: tuple[str, ...]
    """The names of the topics that it is about."""
    actors: tuple[str, ...]
    """The names of the actors that it mentions and that have a page."""
    lines: tuple[tuple[str, str], ...]
    """Its sentences, as far as they are published, each behind the id by which it is addressed."""


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """A page that is no report, in the search index."""

    title: str
    path: str
    kind: str
    """In words."""
    about: str = ""
    other_names: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    """The paragraphs of an editor's page."""
    topic: bool = False
    actor: bool = False


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """The search index: the pages that are no reports, and the reports, or the files that have these. No template."""

    report_kind: str
    """In words."""
    entries: tuple[SearchEntry, ...]
    reports: tuple[SearchReport, ...]
    parts: tuple[OutputPath, ...] = ()
    """The latest first."""


@dataclass(frozen=True, slots=True)
class SearchPart:
    """The reports of some time, of a search index that comes in several files. No template."""

    reports: tuple[SearchReport, ...]
