"""What changed since an edition: the page, and what feed readers and mail get."""

from __future__ import annotations

from generator.contexts.links import ActorLink, Cite, Link, ReportLink, When
from generator.model.values import CompactValue


class ChangeView(CompactValue, frozen=True):
    """One change, in the words of a report as far as there are any.

    `kind` is moved, position, event, earlier, dated, corrected, more, figure, rose, fell, quote, withdrawn, report, actor,
    topic, renamed, judgement.
    """

    kind: str
    text: str
    """The words: a clause, a position in the report's words, a quote, a number with what it counts, a name, a title."""
    label: str = ""
    """Words of the interface before `text`, such as "rejects"."""
    note: str = ""
    """Words of the interface on how it changed: "was: seeks, 21 October 2009", "the report is gone"."""
    who: tuple[ActorLink, ...] = ()
    who_text: str = ""
    """Who it is where nobody has a page."""
    about: tuple[Link, ...] = ()
    """Its topics."""
    when: When | None = None
    cite: Cite | None = None
    """The sentence; of what was withdrawn as it stood, and its path is empty where it leads nowhere any more."""
    path: str = ""
    """The page of the report, actor, topic or judgement that `text` names."""
    polarity: str = ""
    """Of a position: for, against, or other."""
    direct: bool = False
    """`text` is the speaker's own words, which stand alone; otherwise the sentence says who does or says what."""

    @property
    def language(self) -> str:
        """The language of `text`; empty where it is the site's."""
        return self.cite.language if self.cite else ""


class ChangeSection(CompactValue, frozen=True):
    """All changes of one sort, the weightiest first: `others` are folded, and `left_out` says how many more there are."""

    anchor: str
    title: str
    entries: tuple[ChangeView, ...]
    others: tuple[ChangeView, ...] = ()
    left_out: int = 0

    @property
    def number(self) -> int:
        """How many changes there are."""
        return len(self.entries) + len(self.others) + self.left_out


class EditionLink(CompactValue, frozen=True):
    """An edition: its name, its day, and the page of what changed since; `current` is the one that this page is about."""

    name: str
    when: When | None
    path: str
    reports: int = 0
    current: bool = False


class ChangesPage(CompactValue, frozen=True):
    """What changed since an edition. Template `changes.html`."""

    since: EditionLink
    """The edition from which on changes are told."""
    same_as: str
    """The name of a later edition since which nothing changed, or empty."""
    as_of: When | None
    """The date of the latest report."""
    sections: tuple[ChangeSection, ...]
    reports: tuple[ReportLink, ...]
    """The new reports, latest first."""
    editions: tuple[EditionLink, ...]
    """All editions, latest first."""
    more_reports: tuple[ReportLink, ...] = ()
    """Further ones, folded."""
    mail: str = ""
    """The path of the same as a mail; empty where there is none."""


class DigestLine(CompactValue, frozen=True):
    """A change in plain words, for readers of feeds and mail."""

    text: str
    source: str = ""
    """The report and its date, or empty."""
    path: str = ""
    """Where it stands in the site, or empty."""


class DigestSection(CompactValue, frozen=True):
    """Changes of one sort in plain words."""

    title: str
    lines: tuple[DigestLine, ...]
    more: str = ""
    """Words that say how many more there are, or empty."""


class ChangesDigest(CompactValue, frozen=True):
    """What changed, in plain words. No template."""

    title: str
    introduction: str
    day: str
    """The day (ISO) for which it is told."""
    of: str
    """The page by whose path it is known."""
    path: str
    """The page that tells all of it."""
    sections: tuple[DigestSection, ...]
    page: str = ""
    """Words for the way to that page."""


class ChangesFeed(CompactValue, frozen=True):
    """What changed from each edition to the next, the latest first, for feed readers. No template."""

    entries: tuple[ChangesDigest, ...]
    of: str
    """The page that tells what changed since the last one."""
