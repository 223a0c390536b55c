"""A report as it was parsed, and an editor's own pages.

Offsets are Python string indices into `Article.text`, end exclusive. Dates are EDTF (ISO 8601-2) strings; a date that is
not known is `None`, never a guess.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.model.hold_reason import HoldReason
from generator.model.moved import FormerAddress
from generator.model.problems import Where
from generator.model.profiles import Named
from generator.model.proofs import SafeHtml
from generator.model.values import CompactValue, Value

FULL, EXTRACTS, NONE = "full", "extracts", "none"
PUBLISHED = (FULL, EXTRACTS, NONE)
"""The part of a report in the site: all of it, the sentences that findings rest on, or the words that statements quote."""
NO_BREAK = re.compile(r"[^\n]")


class TextLeaf(NamedTuple):
    """A leaf of a report's tree: the characters `text[start:end]` of the article."""

    start: int
    end: int


class Element(Value, frozen=True):
    """A node of a report's sanitised tree."""

    tag: str
    attributes: tuple[tuple[str, str], ...]
    children: tuple[Element | TextLeaf, ...]


class Reference(CompactValue, frozen=True):
    """Something that a report's text refers to by a relative address: a picture that it shows, or another report.

    `files` are the names that its file may have, the first one that is there counts; for a report that goes by its name alone
    `slug` is that. `address` is what the report has. A picture on another host has no files.
    """

    address: str
    files: tuple[str, ...] = ()
    slug: str = ""
    is_picture: bool = False
    alt: str = ""
    title: str = ""


class ReportText(CompactValue, frozen=True):
    """A report's plain text, and the tree whose leaves are stretches of it.

    `unread` are stretches that are no prose, which derivation does not read: code, the heads of tables, footnotes, addresses.
    Elements of the tree with the attribute `ref` are of the reference of that number.
    """

    text: str
    tree: tuple[Element | TextLeaf, ...]
    unread: tuple[TextLeaf, ...] = ()
    references: tuple[Reference, ...] = ()
    unread_markup: str = ""
    """Why its markup stands in the text as it was written; empty where it was read."""

    @property
    def prose(self) -> str:
        """The text with spaces in the place of what is unread, so that offsets are the same."""
        pieces, at = [], 0
        for start, end in self.unread:
            pieces += [self.text[at:start], NO_BREAK.sub(" ", self.text[start:end])]
            at = end
        return "".join((*pieces, self.text[at:]))


class Rejection(CompactValue, frozen=True):
    """`reject:` in an article's front matter: findings of this kind (or this id) whose words are `text` are dropped."""

    kind: str | None
    text: str | None
    id: str | None
    where: Where


class Addition(CompactValue, frozen=True):
    """`add:` in an article's front matter: a finding of a person's own, resting on `text`, which the report must say."""

    kind: str
    text: str
    fields: tuple[tuple[str, str], ...]
    where: Where


class EventCorrection(CompactValue, frozen=True):
    """`events:` in an article's front matter: the event that `text` tells is, or is not, the one that another report tells.

    `report` is the other's file name; `words` are words of its telling, where the two are the same.
    """

    text: str
    report: str
    words: str
    is_same: bool
    where: Where


class Hold(CompactValue, frozen=True):
    """The time for which a report is in the site: `publish` and `expires` are ISO days or moments, or empty."""

    slug: str
    draft: bool
    publish: str
    expires: str


class HeldBack(CompactValue, frozen=True):
    """A report that is not in the site today, and the ISO day that this goes by: until, or since when; empty for a draft."""

    reason: HoldReason
    day: str


class Article(CompactValue, frozen=True):
    """One report. `text` is what offsets count, `tree` is what readers see; both are one parse.

    `date` is EDTF or None; `day` is the publication day as ISO when it is known to the day, in the report's time zone.
    """

    slug: str
    path: str
    title: str
    date: str | None
    day: str | None
    source: str
    url: str
    author: str
    lang: str
    place: str
    summary: str
    text: str
    tree: tuple[Element | TextLeaf, ...]
    prose: str = ""
    """The text with spaces in the place of what derivation does not read; empty where it reads all of it."""
    references: tuple[Reference, ...] = ()
    topics: tuple[Named, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    additions: tuple[Addition, ...] = ()
    events: tuple[EventCorrection, ...] = ()
    own_text: bool = False
    """A person says that it is no copy of another report, however alike they are."""
    formerly: tuple[FormerAddress, ...] = ()
    held: HeldBack | None = None
    """The reason for which it is not in the site today, where it is shown all the same."""
    publish_texts: str = FULL
    """How much of it the site has: one of `PUBLISHED`."""
    unread_markup: str = ""
    """Why its markup stands in the text as it was written; empty where it was read."""
    grade: str = ""
    """How far its source and what it tells are to be trusted, by the Admiralty code; empty where nobody said."""

    @property
    def read_text(self) -> str:
        """The text for derivation, with spaces in the place of what is no prose."""
        return self.prose or self.text


class TextPage(CompactValue, frozen=True):
    """`content/pages/<slug>.md`: a page that an editor wrote."""

    slug: str
    path: str
    title: str
    body: SafeHtml
