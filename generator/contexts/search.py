"""The search page, and the index that its script searches."""

from __future__ import annotations

from dataclasses import dataclass

from generator.contexts.links import Link


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The search page. Template `search.html`; a script adds the results."""

    places: tuple[Link, ...]
    """Where to look without one: the site's own pages."""


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """A page by its title, for the small index."""

    title: str
    path: str
    kind: str
    """In words."""
    year: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """Topics, actors and reports by their titles, for a script that looks through them. No template."""

    entries: tuple[SearchEntry, ...]
    whole: bool
    """False where there are more of them than it has room for."""
