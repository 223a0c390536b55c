"""What an editor points at on a page of the preview, and the names in the dossier that begin with what is typed."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from generator.build.assembled import Assembled
from generator.build.report_cache import ReportCache
from generator.dossier.index.keys import ACTOR, TOPIC
from generator.dossier.known_subjects import KnownActor, KnownTopic
from generator.model import permalinks
from generator.model.article import Article
from generator.model.findings import Entity, Findings
from generator.model.kinds import KINDS
from generator.model.values import Value
from generator.serve import mark_menus
from generator.serve.mark_menus import Menu

MAX_NAMES = 12
MARKED = "mention", "date"
"""Kinds of findings that marks in the text show, each its own; the menu of any mark leads to the others in its sentence."""


class Pointed(Value, frozen=True, kw_only=True):
    """What a page says of a place: the page, and of its text the sentence, the kind and words of a mark, and which of several.

    A listed statement has the id of its finding.
    """

    page: str = ""
    anchor: str = ""
    kind: str = ""
    words: str = ""
    nth: int = 0
    id: str = ""


class Menus(Value, frozen=True):
    """The menus of what was pointed at, and of other findings in the same sentence."""

    menus: tuple[Menu, ...]
    others: tuple[Menu, ...] = ()


class NameLike(Value, frozen=True):
    """A name of the dossier, and what goes by it."""

    name: str
    what: str


class NamesLike(Value, frozen=True):
    """Names that may be meant, the likeliest first."""

    names: tuple[NameLike, ...]


def menus_at(assembled: Assembled, at: Pointed) -> Menus:
    """Return the menus of what lies at a place; none where there is nothing that can be decided."""
    if report := _report(assembled, at.page):
        return _menus_of_report(assembled, *report, at)
    for folder, of_subject in (("actors", _actor), ("topics", _topic)):
        slug = permalinks.slug_at(at.page)
        if at.page == f"{folder}/{slug}.html" and (menu := of_subject(assembled, slug)):
            return Menus((menu,))
    return Menus(())


def menus_of_words(assembled: Assembled, at: Pointed) -> Menus:
    """Return what selected words of a report may be said to be; none where the report does not say them."""
    report = _report(assembled, at.page)
    menu = mark_menus.of_words(report[0], at.words) if report else None
    return Menus((menu,) if menu else ())


def names_like(assembled: Assembled, of: str, words: str) -> NamesLike:
    """Return the actors, or the topics, that have a name in which a word begins with what is typed."""
    if of == "topic":
        topics = (msgspec.msgpack.decode(raw, type=KnownTopic) for raw in assembled.index.subjects.with_prefix(TOPIC).values())
        names = [(one.name, "") for one in topics]
    else:
        found = {name: kind.value for name, kind in assembled.names.directory(assembled.index).values()}
        names = [*found.items()]
    like = mark_menus.names_like(names, words, MAX_NAMES) if words.strip() else []
    return NamesLike(tuple(NameLike(*one) for one in like))


def known_actor(assembled: Assembled, slug: str) -> KnownActor | None:
    """Return an actor of the dossier."""
    raw = assembled.index.subjects.get(ACTOR + slug)
    return msgspec.msgpack.decode(raw, type=KnownActor) if raw else None


def _actor(assembled: Assembled, slug: str) -> Menu | None:
    known = known_actor(assembled, slug)
    return mark_menus.of_actor(known) if known else None


def _topic(assembled: Assembled, slug: str) -> Menu | None:
    raw = assembled.index.subjects.get(TOPIC + slug)
    return mark_menus.of_topic(msgspec.msgpack.decode(raw, type=KnownTopic)) if raw else None


def _report(assembled: Assembled, page: str) -> tuple[Article, Findings] | None:
    """Return the report that a page shows, with its findings as its front matter corrects them. Raises InputError."""
    slug = permalinks.slug_at(page)
    if page != f"articles/{slug}.html":
        return None
    file = next((file for file in assembled.index.reports.files_of([slug]).values() if file in assembled.project.reports), None)
    if file is None:
        return None
    reports = ReportCache(assembled.project, assembled.cache, unwritten=assembled.reports.unwritten)
    return reports.corrected(file, assembled.names.directory(assembled.index))


def _menus_of_report(assembled: Assembled, article: Article, found: Findings, at: Pointed) -> Menus:
    def actor_of(entity: Entity) -> KnownActor | None:
        slugs = assembled.index.names.actors_of([(entity.name, entity.kind)])
        return next((known_actor(assembled, slug) for slug in slugs.values()), None)

    if at.id:
        menu = mark_menus.of_finding(article, found, actor_of, at.id)
        return Menus((menu,) if menu else ())
    if not at.anchor:
        return Menus((mark_menus.of_report(article),))

    def of_kind(kind: str, words: str) -> Iterator[Menu]:
        anchor, nth = at.anchor, at.nth
        yield from mark_menus.of_marks(article, found, actor_of, anchor=anchor, words=words, kind=kind, nth=nth)

    menus = tuple(of_kind(at.kind, at.words))
    kinds = [kind.name for kind in KINDS if kind.name not in {*MARKED, at.kind}]
    others = (menu for kind in kinds for menu in of_kind(kind, ""))
    return Menus(menus, tuple(others))
