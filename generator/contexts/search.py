"""Where readers search, and what the script looks through."""

from __future__ import annotations

from dataclasses import dataclass

from generator.contexts.links import Link


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Where readers search. Template `search.html`; what is found comes by script."""

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
