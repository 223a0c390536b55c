"""The search index: all that its script can find, in one file, or the reports in one file a stretch of time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from generator.contexts import ActorCard, PublisherCard, SearchEntry, SearchIndex, SearchPart, SearchReport, TopicCard
from generator.dossier.index.keys import ACTOR, ACTORS, REPORT_TEXTS, SEARCH, SOURCES, TOPICS
from generator.dossier.known_subjects import KnownActor
from generator.model import permalinks
from generator.model.article import TextPage
from generator.model.wording import as_opening
from generator.plan import descriptions
from generator.plan.subjects import PageInputs

END_OF_BLOCK = re.compile(r"</(?:p|li|h[1-6]|dt|dd|td|th|pre|blockquote)>")
decode = msgspec.msgpack.decode


def search_index(inputs: PageInputs, texts: Sequence[TextPage]) -> SearchIndex:
    """Return the index; `texts` are the editor's pages."""
    index, words = inputs.index, inputs.words
    parts = index.parts.get(SEARCH)
    rows = () if parts else index.rows.by_date(SEARCH, REPORT_TEXTS)
    return SearchIndex(
        words("article.kind"),
        tuple(entry for entry in (*_topics(inputs), *_actors(inputs), *_sources(inputs), *_pages(inputs, texts)) if entry.path),
        tuple(decode(row.value, type=SearchReport) for row in rows),
        tuple(permalinks.search_part(part.key) for part in reversed(parts)),
    )


def search_part(inputs: PageInputs, key: str) -> SearchPart:
    """Return the reports of a part of the index, the latest first."""
    part = next(part for part in inputs.index.parts.get(SEARCH) if part.key == key)
    rows = inputs.index.rows.at_dates(SEARCH, (REPORT_TEXTS,), part.dates, part.skip, part.limit)
    latest_first = sorted(rows, key=lambda row: row.date, reverse=True)  # those of one date stay in order
    return SearchPart(tuple(decode(row.value, type=SearchReport) for row in latest_first))


def _topics(inputs: PageInputs) -> Iterator[SearchEntry]:
    kind = inputs.words("topic.kind")
    for row in inputs.index.rows.by_rank(TOPICS, "cards"):
        card = decode(row.value, type=TopicCard)
        yield SearchEntry(as_opening(card.link.text), card.link.path, kind, card.summary, topic=True)


def _actors(inputs: PageInputs) -> Iterator[SearchEntry]:
    for row in inputs.index.rows.by_rank(ACTORS, "cards", latest=False):
        card = decode(row.value, type=ActorCard)
        known = decode(inputs.index.subjects.get(ACTOR + row.name), type=KnownActor)
        names = dict.fromkeys((*(known.profile.aliases if known.profile else ()), *(name for name, _ in known.joined)))
        names.pop(card.link.name, None)
        yield SearchEntry(
            card.link.name, card.link.path, inputs.words(f"kind.{row.section}"), card.summary, tuple(names), actor=True
        )


def _sources(inputs: PageInputs) -> Iterator[SearchEntry]:
    for row in inputs.index.rows.by_rank(SOURCES, "cards", latest=False):
        card = decode(row.value, type=PublisherCard)
        yield SearchEntry(card.link.text, card.link.path, inputs.words("publisher.kind"))


def _pages(inputs: PageInputs, texts: Sequence[TextPage]) -> Iterator[SearchEntry]:
    kind = inputs.words("search.page")
    for text in texts:
        blocks = (" ".join(descriptions.of_text(block).split()) for block in END_OF_BLOCK.split(text.body))
        yield SearchEntry(text.title, permalinks.page(text.slug), kind, lines=tuple(filter(None, blocks)))
