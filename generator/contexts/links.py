"""Links to a page of the site, an actor, a report, the sentence that a statement rests on; and dates."""

from __future__ import annotations

from generator.model.values import CompactValue


class Link(CompactValue, frozen=True):
    """A link inside the site. `path` is empty where there is no page to lead to: then the text stands alone."""

    text: str
    path: str
    current: bool = False


class When(CompactValue, frozen=True):
    """A date as honest as its source."""

    edtf: str
    text: str
    """For readers, in the site's language: "13 October 2009", "October 2009", "October 2009, by the 13th"."""
    datetime: str
    """For `<time datetime>`: YYYY, YYYY-MM or YYYY-MM-DD; empty where HTML has no value for it."""
    precision: str
    """day, month, season, quarter, year, decade, century, interval; reported where it is the report that has this date."""
    bound: str = ""
    """"before" where only its end is known, "from" where only its beginning is."""
    not_before: str = ""
    """Days (ISO) that narrow a date that is not known to the day."""
    not_after: str = ""


class ActorLink(CompactValue, frozen=True):
    """An actor by name. `path` is empty for hidden actors."""

    name: str
    path: str
    kind: str
    """person, organisation, country, group, place, thing."""


class HeldView(CompactValue, frozen=True):
    """The reason for which a report is not in the site, in the preview or among drafts that are shown all the same."""

    reason: str
    """draft, embargoed, expired."""
    when: When | None
    """Until, or since when; None for a draft."""


class ReportLink(CompactValue, frozen=True):
    """A report in a list."""

    title: str
    path: str
    source: str
    when: When | None
    summary: str
    """The editor's summary, or the report's first key sentence."""
    mentions: int = 0
    """How often the page's actor is mentioned in it (actor pages), else 0."""
    language: str = ""
    held: HeldView | None = None


class Cite(CompactValue, frozen=True):
    """The way to the sentence that a statement rests on."""

    path: str
    """The report's page and the sentence's anchor: `articles/x.html#s-0a1b2c3d`."""
    title: str
    source: str
    when: When | None
    sentence: str
    """The whole sentence, verbatim."""
    words: str
    """The stretch that the finding rests on, verbatim."""
    person: bool = False
    """Added by a person in the report's front matter, not derived."""
    language: str = ""
    """The report's, for its words and for all else that is said in them."""
    grade: str = ""
    """How far the source and what it tells are to be trusted, by the Admiralty code: "B2"; empty where nobody said."""
