"""The weight of an event in its report: how much it tells of what the report is about."""

from __future__ import annotations

from functools import lru_cache

from generator.derive.events.occurrences import SPEECH, EventOccurrence
from generator.derive.syntax.annotated_text import AnnotatedText
from generator.derive.syntax.clauses import Tense

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
MAX_PARTICIPANTS = 3
MAX_SHARED_WORDS = 3
HEAD_SENTENCES = 3
EARLY_SENTENCES = 8
MAX_FIGURES = 2


@lru_cache(maxsize=2)
def _words_of(title: str) -> frozenset[str]:
    return frozenset(word.lower() for word in title.split())


def weight(text: AnnotatedText, occurrence: EventOccurrence, participants: int, *, is_dated: bool) -> int:
    """Return the weight: place in the report, words shared with the title, actors, figures, a date, and its tense."""
    words = text.trees.words
    at = text.doc.sentence_at(words[occurrence.at].start)
    own = words[occurrence.words.first : occurrence.words.last]
    place = 3 if at < HEAD_SENTENCES else 1 if at < EARLY_SENTENCES else 0
    shared = len({word.text.lower() for word in own if word.pos in CONTENT} & _words_of(text.doc.title))
    figures = sum(word.pos == "NUM" or word.text in {"$", "€", "£"} for word in own)
    is_told = occurrence.tense in {Tense.PAST, Tense.PERFECT} and occurrence.rule != SPEECH
    return (
        place
        + min(shared, MAX_SHARED_WORDS)
        + min(participants, MAX_PARTICIPANTS)
        + min(figures, MAX_FIGURES)
        + 2 * is_dated
        + is_told
    )
