"""Pages that moved: the old addresses of reports, actors and topics (`formerly`), which lead on to the new ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from generator.content.files import Outline
from generator.contexts import Moved
from generator.dossier.index.database import Index
from generator.dossier.index.keys import ACTOR, MOVED, PUBLISHER, TOPIC
from generator.dossier.index.rows import IndexEntry, Location
from generator.dossier.known_subjects import KnownActor, KnownTopic
from generator.dossier.report_counts import CounterKind
from generator.model import permalinks
from generator.model.article import Article
from generator.model.moved import FormerAddress
from generator.model.page_kinds import PAGE_KINDS
from generator.model.problems import Problem, Where
from generator.model.proofs import OutputPath

OWNER = "moved profiles"
"""The owner of the rows of profiles; those of reports are among their own."""
PAGES = "pages"
decode, encode = msgspec.msgpack.decode, msgspec.msgpack.encode
Row = tuple[FormerAddress, Moved]


def of_report(article: Article) -> Iterator[IndexEntry]:
    """Return the rows of a report's old addresses."""
    yield from _entries(article.formerly, Moved(article.title, permalinks.article(article.slug), article.lang))


def index_moved_profiles(index: Index, outline: Outline) -> None:
    """Index the old addresses of actors and topics that have a page: few, so that all are written again."""
    entries: list[IndexEntry] = []
    for actor in outline.actors:
        if actor.formerly and _has_page(index, ACTOR + actor.slug):
            known = decode(index.subjects.get(ACTOR + actor.slug), type=KnownActor)
            entries += _entries(actor.formerly, Moved(known.name, permalinks.actor(actor.slug)))
    for topic in outline.topics:
        if topic.formerly and _has_page(index, TOPIC + topic.slug):
            name = decode(index.subjects.get(TOPIC + topic.slug), type=KnownTopic).name
            entries += _entries(topic.formerly, Moved(name, permalinks.topic(topic.slug)))
    index.rows.replace(OWNER, entries)


def moved_pages(index: Index) -> dict[OutputPath, Moved]:
    """Return where each old address leads, by its path."""
    return {address.path: moved for address, moved in _rows(index)}


def conflicts(index: Index, outline: Outline) -> Iterator[Problem]:
    """Return a problem for each old address that two say they had, or that is a page's today."""
    claimed: dict[str, FormerAddress] = {}
    for address, _ in sorted(_rows(index), key=lambda row: row[0].where):
        first = claimed.setdefault(address.path.casefold(), address)
        if first is not address:
            yield Problem(address.where, f"{address.path} is an old address at {first.where} too", "keep one of the two lines")
        elif taken := _page_at(index, outline, address.path):
            wrong = f"{address.path} is no old address: it is the page of {taken}"
            yield Problem(address.where, wrong, "remove this line, or rename that file")


def _entries(addresses: Iterable[FormerAddress], moved: Moved) -> list[IndexEntry]:
    return [
        IndexEntry(encode((address, moved)), (Location(MOVED, PAGES, name=f"{address.path} {address.where}"),))
        for address in addresses
    ]


def _rows(index: Index) -> Sequence[Row]:
    return [decode(row.value, type=Row) for row in index.rows.by_date(MOVED, PAGES)]


def _page_at(index: Index, outline: Outline, path: OutputPath) -> str:
    """Return the place of the file that has a page at a path, or what page it is; empty where there is none."""
    folder, _, name = path.rpartition("/")
    slug = name.removesuffix(".html")
    if path == permalinks.article(slug):
        return "".join(str(Where(file)) for file in index.reports.files_of([slug]).values())
    if folder in {"actors", "topics"}:
        profiles = outline.actors if folder == "actors" else outline.topics
        written = next((str(one.where) for one in profiles if one.slug == slug), "an actor or topic without a profile")
        return written if _has_page(index, (ACTOR if folder == "actors" else TOPIC) + slug) else ""
    if folder == "sources":
        return "a publisher" if index.counters.get(PUBLISHER + slug, CounterKind.REPORTS) else ""
    if any(kind.path == path for kind in PAGE_KINDS.values()):
        return "the site itself"
    return next((str(Where(text.path)) for text in outline.pages if permalinks.page(text.slug) == path), "")


def _has_page(index: Index, subject: str) -> bool:
    return bool(index.counters.get(subject, CounterKind.REPORTS) and index.subjects.card(subject))
