"""Keys of the index: subjects, which have lists of rows and counters, and owners, which write rows or have pages.

A subject with a page is its owner too. An owner that ends with `PART` and a key is a part of a subject's list.
"""

from __future__ import annotations

# Prefixes, each followed by a slug or a date
ACTOR = "actor/"
TOPIC = "topic/"
PUBLISHER = "publisher/"
REPORT = "report/"
"""Owns the rows of one report, and its page."""
TOLD = "told/"
"""An event as one report tells it ("told/report/id"); the first telling of an event owns the row of all."""
SAID = "said/"
"""The quotes of the same words by the same speakers, from which one row is written."""
STANDS = "stands/"
"""The positions of an actor on a topic ("stands/actor/topic"), from which the rows with changes marked are written."""
COUNTED = "counted/"
"""The figures of one kind on a topic ("counted/topic/kind"), from which their row is written."""
FILE = "file/"
"""A file of the project that reports' texts refer to, a picture or another report, by its name from the root; has no page."""
DATA = "data/"
"""Owns the files of a table for download."""

# Overviews: subjects and owners of one page each
HOME = "home"
ACTORS = "actors"
TOPICS = "topics"
ARTICLES = "articles"
TIMELINE = "timeline"
QUOTES = "quotes"
POSITIONS = "positions"
FIGURES = "figures"
"""The figures of all reports; has no page."""
SOURCES = "sources"
FEED = "feed"
POINTS = "points"
"""The key sentences of all reports; has no page."""

PICTURES = "pictures"
"""The pictures that reports show, those of each by its slug; has no page."""

# Owners of pages that have no rows
JUDGEMENTS = "judgements"
"""The editors' judgements, where there are any."""
DATA_PAGE = "data"
NETWORK = "network"
CHANGES = "changes"
"""Owns what changed since editions, where there are any."""
WEAK = "weak"
"""What the briefing rests on too little for."""
CARD = "card"
"""The picture that is shown where somebody links to the site."""
SEARCH = "search"
"""Owns the search page and its index, and has the texts of all reports."""
TEXTS = "texts"
MODEL_DAYS = "model days"
"""The name of the value that has the days on which a language model answered, which the page on method tells."""
"""The editor's own pages."""

# Lists and sections of lists
RECORDS = "records"
"""Reports for feeds, downloads and citations."""
REPORT_TEXTS = "texts"
"""Reports for the search index."""
DIRECT = "direct"
REPORTED = "reported"
ALONE = "alone"
"""Events that no other publisher tells of."""
VOICES = "voices"
"""Who speaks for an actor, a section an actor; of all positions, that something of it changed."""
SPEAKS_FOR = "speaks for"
"""For whom an actor speaks by each report, a section an actor, "" for nobody; an editor's word has the highest rank."""
UNSURE = "unsure"
"""Findings of rules that are not to be relied on: only the pages of their actors and their reports show them."""

MOVED = "moved"
"""Owner of the pages at old addresses, and the subject of the rows that say where these lead."""

PART = "|"


def part_of(subject: str, key: str) -> str:
    """Return the owner of a part of a subject's list."""
    return f"{subject}{PART}{key}"
