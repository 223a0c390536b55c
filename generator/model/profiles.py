"""Profiles: an editor's word on actors and topics."""

from __future__ import annotations

from generator.model.findings import Kind
from generator.model.moved import FormerAddress
from generator.model.problems import Where
from generator.model.proofs import NO_HTML, SafeHtml
from generator.model.values import CompactValue

NOBODY = "nobody"
"""Said of an actor who speaks for no state and no body."""


class Named(CompactValue, frozen=True):
    """A name that an editor wrote, and where, so that a contradiction can be shown with both places."""

    name: str
    where: Where


class Tenure(CompactValue, frozen=True):
    """A role in an editor's words; `start` and `end` are EDTF."""

    title: str
    start: str | None
    end: str | None


class Picture(CompactValue, frozen=True):
    """A picture that an editor gave: its name in `content/pictures/`, what it shows in words, and whose it is."""

    name: str
    alt: str
    credit: str
    where: Where


class ActorProfile(CompactValue, frozen=True):
    """`content/actors/<slug>.md`: an editor's profile of an actor, which wins over derivation.

    `speaks_for` is the actor, by name or slug, for whom this one speaks, or `NOBODY`.
    `aliases` are names that are this actor, `not_aliases` names that are not, `not_same_as` actors (name or slug) that
    must stay apart. `kind` None keeps the derived kind. `hide` gives the actor no page and no link. `written` says
    where each of those names stands in the file. `wikidata` is an id there ("Q159"), `iso` a country's code ("RU").
    """

    slug: str
    name: str
    where: Where
    kind: Kind | None = None
    summary: str = ""
    aliases: tuple[str, ...] = ()
    not_aliases: tuple[str, ...] = ()
    not_same_as: tuple[str, ...] = ()
    roles: tuple[Tenure, ...] = ()
    picture: Picture | None = None
    speaks_for: Named | None = None
    hide: bool = False
    body: SafeHtml = NO_HTML
    written: tuple[Named, ...] = ()
    formerly: tuple[FormerAddress, ...] = ()
    wikidata: str = ""
    iso: str = ""


class TopicProfile(CompactValue, frozen=True):
    """`content/topics/<slug>.md`: an editor's profile of a topic; a report with one of `keywords` is about it."""

    slug: str
    name: str
    where: Where
    summary: str = ""
    keywords: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    not_same_as: tuple[str, ...] = ()
    hide: bool = False
    body: SafeHtml = NO_HTML
    written: tuple[Named, ...] = ()
    formerly: tuple[FormerAddress, ...] = ()
    wikidata: str = ""
