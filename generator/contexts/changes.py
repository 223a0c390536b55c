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
    """The words: a clause, what a position is on, a quote, a number with what it counts, a name, a title."""
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
    direct: bool = False
    """The words of a quote are the speaker's own."""

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
    counted: tuple[str, ...]
    """The numbers of what there is, in words: "5 new reports"."""
    leading: tuple[ChangeView, ...]
    """The weightiest changes of all."""
    sections: tuple[ChangeSection, ...]
    reports: tuple[ReportLink, ...]
    """The new reports, latest first."""
    editions: tuple[EditionLink, ...]
    """All editions, latest first."""
    mail: bool = False
    """True where the same is there as a mail."""
