"""The small search index, for a site opened from a folder on disk, where Pagefind cannot run."""

from __future__ import annotations

import msgspec

from generator.contexts import ActorCard, ReportLink, SearchEntry, SearchIndex, TopicCard
from generator.dossier.index.keys import ACTORS, ARTICLES, TOPICS
from generator.model.wording import as_opening
from generator.plan.subjects import PageInputs

MAX_TOPICS, MAX_ACTORS, MAX_REPORTS = 500, 1000, 2000
"""The most entries of each kind: a browser loads the whole index, some 300 kB when it is full."""
YEAR_LENGTH = 4
"""Characters of an ISO date that are its year."""
decode = msgspec.msgpack.decode


def search_index(inputs: PageInputs) -> SearchIndex:
    """Return the topics and actors of most reports, and the latest reports, by their titles."""
    index, words = inputs.index, inputs.words
    topics = index.rows.by_rank(TOPICS, "cards", limit=MAX_TOPICS + 1)
    actors = index.rows.by_rank(ACTORS, "cards", limit=MAX_ACTORS + 1, latest=False)
    reports = index.rows.by_date(ARTICLES, "reports", limit=MAX_REPORTS + 1)
    topic_kind, report_kind = words("topic.kind"), words("article.kind")
    entries = [_topic(decode(row.value, type=TopicCard), topic_kind) for row in topics[:MAX_TOPICS]]
    entries += [_actor(decode(row.value, type=ActorCard), words(f"kind.{row.section}")) for row in actors[:MAX_ACTORS]]
    entries += [_report(decode(row.value, type=ReportLink), report_kind) for row in reports[:MAX_REPORTS]]
    is_whole = len(topics) <= MAX_TOPICS and len(actors) <= MAX_ACTORS and len(reports) <= MAX_REPORTS
    return SearchIndex(tuple(entry for entry in entries if entry.path), is_whole)


def _topic(card: TopicCard, kind: str) -> SearchEntry:
    title = as_opening(card.link.text)
    return SearchEntry(title, card.link.path, kind)


def _actor(card: ActorCard, kind: str) -> SearchEntry:
    return SearchEntry(card.link.name, card.link.path, kind)


def _report(link: ReportLink, kind: str) -> SearchEntry:
    return SearchEntry(link.title, link.path, kind, link.when.datetime[:YEAR_LENGTH] if link.when else "", link.language)
