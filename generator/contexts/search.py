"""The search page, and the index that its script searches."""

from __future__ import annotations

from generator.contexts.links import Link
from generator.model.proofs import OutputPath
from generator.model.values import CompactValue


class SearchPage(CompactValue, frozen=True):
    """The search page. Template `search.html`; a script adds the results."""

    places: tuple[Link, ...]
    """Where to look without one: the site's own pages."""


class SearchReport(CompactValue, frozen=True):
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


class SearchEntry(CompactValue, frozen=True):
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


class SearchIndex(CompactValue, frozen=True):
    """The search index: the pages that are no reports, and the reports, or the files that have these. No template."""

    report_kind: str
    """In words."""
    entries: tuple[SearchEntry, ...]
    reports: tuple[SearchReport, ...]
    parts: tuple[OutputPath, ...] = ()
    """The latest first."""


class SearchPart(CompactValue, frozen=True):
    """The reports of some time, of a search index that comes in several files. No template."""

    reports: tuple[SearchReport, ...]
