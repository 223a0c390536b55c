"""Descriptions of pages, for search engines and for those who link to them: of what each page shows, and of nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from itertools import islice
from typing import Any, TypeVar

import msgspec

from generator.contexts import (
    ActorCard,
    ActorIndex,
    ActorPage,
    ArticleIndex,
    ArticlePage,
    Home,
    Matrix,
    PublisherCard,
    QuoteIndex,
    QuoteView,
    ReportLink,
    SourceIndex,
    Timeline,
    TopicCard,
    TopicIndex,
    TopicPage,
)
from generator.theme.texts import Words

T = TypeVar("T")
MAX_LENGTH = 160
"""Characters; search engines show no more."""
MAX_NAMES, MAX_NAMES_AT_HOME = 8, 3
"""The most names in a description; how many of them have room is seen when it is cut."""
TAG = re.compile(r"<[^>]*>")


def of_home(view: Home, words: Words) -> str:
    """Return how many reports the dossier has, of which time, who matters and what is at issue."""
    if not view.reports:
        return words("home.no_reports")
    covered = coverage(view, words)
    actors = [_decoded(card, ActorCard).link.name for card in view.actors[:MAX_NAMES_AT_HOME]]
    topics = [_decoded(card, TopicCard).link.text for card in view.topics[:MAX_NAMES_AT_HOME]]
    found = words("page.sentence", text=covered)
    for number in range(1, MAX_NAMES_AT_HOME + 1):
        lists = ((words("home.actors"), actors[:number]), (words("home.topics"), topics[:number]))
        named = [words("page.labelled", label=label, names=_joined(names, words)) for label, names in lists if names]
        said = " ".join([words("page.sentence", text=covered), *named])
        found = said if len(said) <= MAX_LENGTH else found
    return found


def coverage(view: Home, words: Words) -> str:
    """Return how many reports there are, from how many publishers, and of which time."""
    from_sources = words("from_sources", view.publishers)
    reports = words("reports", view.reports)
    covered = words("page.coverage", reports=reports, from_sources=from_sources) if view.publishers else reports
    if view.since and view.as_of:
        is_one = view.since.text == view.as_of.text
        span = view.as_of.text if is_one else words("home.span", first=view.since.text, last=view.as_of.text)
        covered = f"{covered}{words('comma')}{span}"
    return covered


def with_names(about: str, view: Any, words: Words) -> str:
    """Return a sentence on a page, and the first names that the page has, as far as there is room for them."""
    names = list(dict.fromkeys(filter(None, islice(_names(view), MAX_NAMES * 2))))[:MAX_NAMES]
    while names:
        said = words("page.named", about=about, names=_joined(names, words))
        if len(said) <= MAX_LENGTH:
            return said
        names.pop()
    return about


def of_text(body: str) -> str:
    """Return the words of a page that an editor wrote, or of a part of it."""
    return unescape(TAG.sub(" ", body))


def shortened(text: str) -> str:
    """Cut a description to `MAX_LENGTH`, between words."""
    line = " ".join(text.split())
    return line if len(line) <= MAX_LENGTH else line[: MAX_LENGTH - 1].rsplit(" ", 1)[0].rstrip(",;:–—- ") + "…"


def _joined(names: list[str], words: Words) -> str:
    return "".join(name + words.between(number, len(names)) for number, name in enumerate(names, 1))


def _names(view: Any) -> Iterator[str]:
    """Yield the names that tell most of a page, in the order in which it has them."""
    names = NAMES.get(type(view))
    yield from names(view) if names else ()


def _of_actor(view: ActorPage) -> Iterator[str]:
    yield from (role.title for role in view.roles[:1])
    yield from (stand.topic.text for stand in view.stands if stand.topic)


def _entries(view: Any, kind: type[T]) -> Iterator[T]:
    """Yield the entries of all sections of a page."""
    return (_decoded(entry, kind) for section in view.sections for entry in section.entries)


def _decoded(entry: Any, kind: type[T]) -> T:
    """Return a part of a page; those that come from the index as they are, are encoded."""
    found: T = msgspec.msgpack.decode(entry, type=kind) if isinstance(entry, msgspec.Raw) else entry
    return found


def _of_timeline(view: Timeline) -> Iterator[str]:
    yield from (share.text for share in (*view.actors[:4], *view.topics))


NAMES: dict[type, Callable[[Any], Iterable[str]]] = {
    ActorPage: _of_actor,
    TopicPage: lambda view: (actor.name for actor, _ in view.stands),
    ArticlePage: lambda view: (topic.text for topic in view.topics),
    ActorIndex: lambda view: (card.link.name for card in _entries(view, ActorCard)),
    TopicIndex: lambda view: (_decoded(card, TopicCard).link.text for card in view.topics),
    ArticleIndex: lambda view: (report.title for report in _entries(view, ReportLink)),
    Timeline: _of_timeline,
    QuoteIndex: lambda view: (actor.name for quote in _entries(view, QuoteView) for actor in quote.speakers),
    Matrix: lambda view: (actor.name for actor, _ in view.rows),
    SourceIndex: lambda view: (_decoded(card, PublisherCard).link.text for card in view.publishers),
}
"""The names that tell most of a page, by the context of its kind."""
