"""A report as it was parsed, and an editor's own pages.

Offsets are Python string indices into `Article.text`, end exclusive. Dates are EDTF (ISO 8601-2) strings; a date that is
not known is `None`, never a guess.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from generator.model.problems import Where
from generator.model.profiles import Named
from generator.model.proofs import SafeHtml


class TextLeaf(NamedTuple):
    """A leaf of a report's tree: the characters `text[start:end]` of the article."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Element:
    """A node of a report's sanitised tree."""

    tag: str
    attributes: tuple[tuple[str, str], ...]
    children: tuple[Element | TextLeaf, ...]


@dataclass(frozen=True, slots=True)
class Rejection:
    """`reject:` in an article's front matter: findings of this kind (or this id) whose words are `text` are dropped."""

    kind: str | None
    text: str | None
    id: str | None
    where: Where


@dataclass(frozen=True, slots=True)
class Addition:
    """`add:` in an article's front matter: a finding of a person's own, resting on `text`, which the report must say."""

    kind: str
    text: str
    fields: tuple[tuple[str, str], ...]
    where: Where


@dataclass(frozen=True, slots=True)
class EventCorrection:
    """`events:` in an article's front matter: the event that `text` tells is, or is not, the one that another report tells.

    `report` is the other's file name; `words` are words of its telling, where the two are the same.
    """

    text: str
    report: str
    words: str
    is_same: bool
    where: Where


@dataclass(frozen=True, slots=True)
class Article:
    """One report. `text` is what derivation reads and offsets count; `tree` is what readers see; both are one parse.

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
    topics: tuple[Named, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    additions: tuple[Addition, ...] = ()
    events: tuple[EventCorrection, ...] = ()
    own_text: bool = False
    """A person says that it is no copy of another report, however alike they are."""


@dataclass(frozen=True, slots=True)
class TextPage:
    """`content/pages/<slug>.md`: a page that an editor wrote."""

    slug: str
    path: str
    title: str
    body: SafeHtml
