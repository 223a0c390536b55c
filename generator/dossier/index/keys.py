"""Keys of the index: owners and subjects by prefix, and the names of their lists."""

from __future__ import annotations

ACTOR, TOPIC, REPORT, DAY, STANDS = "actor/", "topic/", "report/", "day/", "stands/"
ACTORS, TOPICS, ARTICLES, TIMELINE, QUOTES, POSITIONS = "actors", "topics", "articles", "timeline", "quotes", "positions"
PUBLISHER, SOURCES = "publisher/", "sources"
DATA, DATA_PAGE, NETWORK, CARD = "data/", "data", "network", "card"
HOME, FEED, POINTS, SEARCH = "home", "feed", "points", "search"
DIRECT, REPORTED = "direct", "reported"
ALONE = "alone"
RECORDS = "records"
TEXTS, PART = "texts", "|"


def part_of(subject: str, key: str) -> str:
    """The owner of a part of a subject's list."""
    return f"{subject}{PART}{key}"
