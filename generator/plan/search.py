"""The small index: what answers a search from a folder on disk, where Pagefind cannot run."""

from __future__ import annotations

import msgspec

from generator.contexts import ActorCard, ReportLink, SearchEntry, SearchIndex, TopicCard
from generator.dossier.index.keys import ACTORS, ARTICLES, TOPICS
from generator.plan.subjects import Look

MOST_TOPICS, MOST_ACTORS, MOST_REPORTS = 500, 1000, 2000
"""What it has room for: a browser takes it in as a whole. Some 300 kB when it is full."""
YEAR = 4
decode = msgspec.msgpack.decode


def index(look: Look) -> SearchIndex:
    """Topics and actors of most reports, and the latest reports, by their titles."""
    index, words = look.index, look.words
    topics = index.rows.by_rank(TOPICS, "cards", limit=MOST_TOPICS + 1)
    actors = index.rows.by_rank(ACTORS, "cards", limit=MOST_ACTORS + 1, latest=False)
    reports = index.rows.by_date(ARTICLES, "reports", limit=MOST_REPORTS + 1)
    topic, report = words("topic.kind"), words("article.kind")
    entries = [_topic(decode(row.value, type=TopicCard), topic) for row in topics[:MOST_TOPICS]]
    entries += [_actor(decode(row.value, type=ActorCard), words(f"kind.{row.section}")) for row in actors[:MOST_ACTORS]]
    entries += [_report(decode(row.value, type=ReportLink), report) for row in reports[:MOST_REPORTS]]
    whole = len(topics) <= MOST_TOPICS and len(actors) <= MOST_ACTORS and len(reports) <= MOST_REPORTS
    return SearchIndex(tuple(entry for entry in entries if entry.path), whole)


def _topic(card: TopicCard, kind: str) -> SearchEntry:
    title = card.link.text[:1].upper() + card.link.text[1:]
    return SearchEntry(title, card.link.path, kind)


def _actor(card: ActorCard, kind: str) -> SearchEntry:
    return SearchEntry(card.link.name, card.link.path, kind)


def _report(link: ReportLink, kind: str) -> SearchEntry:
    return SearchEntry(link.title, link.path, kind, link.when.datetime[:YEAR] if link.when else "", link.language)
