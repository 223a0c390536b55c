"""What is handed on: a brief, lines to take, a read-ahead pack; each statement with the numbers of its sources."""

from __future__ import annotations

from generator.model.values import CompactValue


class HandoutLine(CompactValue, frozen=True):
    """A statement in a hand-out.

    `lead` is whom or which date it is about; `aside` qualifies it: a stance, a date; `tail` follows it: what was said before.
    `notes` are the numbers of its sources: none only where an editor says it.
    """

    text: str
    language: str = ""
    """That of `text`; empty for the site's."""
    lead: str = ""
    aside: str = ""
    tail: str = ""
    notes: tuple[int, ...] = ()


class HandoutGroup(CompactValue, frozen=True):
    """Statements under a heading of their own: a topic, a year, a question. `title` may be empty."""

    title: str
    lines: tuple[HandoutLine, ...]


class HandoutPart(CompactValue, frozen=True):
    """A part of a hand-out under its heading."""

    id: str
    title: str
    shape: str
    """prose, list, or table; a table has `lead`, `aside` and `text` in columns."""
    groups: tuple[HandoutGroup, ...]
    columns: tuple[str, ...] = ()
    """The heads of a table's columns."""
    note: str = ""
    """What readers must know before they read it."""
    inner: bool = False
    """True for a part that stands within the one before it: a section of the brief in the pack."""


class HandoutSource(CompactValue, frozen=True):
    """A report that is cited, by its number."""

    number: int
    title: str
    publisher: str
    when: str
    href: str
    """The address of the report's page or, where the site has none, of its original; may be empty."""
    language: str


class Handout(CompactValue, frozen=True):
    """A hand-out. Templates `handout_brief.html`, `handout_lines.html`, `handout_pack.html`."""

    name: str
    """What it is: "One-page brief"."""
    title: str
    about: str
    """The site's description, or empty."""
    as_of: str
    """In words; empty where no report has a date."""
    created: str
    """The latest report's date, as 2009-10-13, 2009-10 or 2009; or empty."""
    coverage: str
    """How many reports, of how many publishers, from when to when."""
    parts: tuple[HandoutPart, ...]
    sources: tuple[HandoutSource, ...]
    paper: str
    """a4 or letter."""
    points: float
    """The size of its type."""
    spare: int = 0
    """Millimetres at the foot that stay empty."""
