"""The whole briefing in one file."""

from __future__ import annotations

from generator.model.proofs import RenderedMarkup
from generator.model.values import CompactValue


class OneFileSection(CompactValue, frozen=True):
    """A page of the site as a part of the one file. Its ids begin with `id` and a colon."""

    id: str
    title: str
    language: str
    """That of the title, where it is another one than the site's."""
    shown_as: str
    """The classes that the page's body has."""
    level: int
    """1 for an overview, 2 for what stands below one: an actor, a topic, a report."""
    html: RenderedMarkup


class OneFileNote(CompactValue, frozen=True):
    """A numbered note in print: a section of the file (`#…`), or an address elsewhere."""

    target: str
    text: str
    language: str


class OneFile(CompactValue, frozen=True):
    """The whole briefing in one file, made when it is asked for. Template `single.html`."""

    as_of: str
    """The latest report's date, as 2009-10-13, 2009-10 or 2009; empty where no report has one."""
    style: RenderedMarkup
    """The site's style sheets, with all that they fetch."""
    icon: str
    sections: tuple[OneFileSection, ...]
    notes: tuple[OneFileNote, ...]
