"""The reporter of a position, if not the report itself: "diplomats say that Russia …", "Russia rejects …, officials said"."""

from __future__ import annotations

from typing import NamedTuple

from generator.derive.syntax.annotated_text import AnnotatedText
from generator.derive.syntax.clauses import Clause, SubjectLink
from generator.model.findings import Quote


class Reporter(NamedTuple):
    """The reporter's words, and the id of the entity that they name, if they do."""

    entity: str | None
    words: str


def quote_around(text: AnnotatedText, start: int, end: int) -> Quote | None:
    """Return the shortest quote, direct or reported, in which a stretch of text stands."""
    around = [quote for quote in text.quotes.near(start, end) if quote.evidence.start <= start and end <= quote.evidence.end]
    return min(around, key=lambda quote: quote.evidence.end - quote.evidence.start, default=None)


def is_beside_reported(text: AnnotatedText, clause: Clause, first: int) -> bool:
    """Return whether a clause whose words begin at `first` is the report's own again, with a subject of its own after "and".

    "They say A refused and B has ruled out": a name before the verb is its subject, whatever the tree makes of it.
    """
    words = text.trees.words
    if clause.link is not SubjectLink.OWN:
        mention = text.mention_at(first - 1) if first else None
        if mention is None:
            return False
        first = text.trees.word_at(mention.evidence.start)
    return first > 0 and words[first - 1].text.lower() == "and"


def find_reporter(quote: Quote | None, entity: str) -> Reporter | None:
    """Return the speaker of the quote around a clause; None for the report itself, and where the actor speaks of itself."""
    if quote is None or not quote.speaker_text or entity in {quote.speaker, *quote.speakers}:
        return None
    return Reporter(quote.speaker, quote.speaker_text)
