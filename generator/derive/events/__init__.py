"""Events: what happened or firmly will, with those who take part and their parts, the place, the date and a weight.

    On Thursday | Mr Obama | announced | that …     Iran | agreed | at a meeting … in Geneva earlier this month | to allow …
    Anna Berg | was elected | on Monday             The treaty | was signed | by Norway and Sweden

Without a date of its own an event is placed by the report's, where tense and place in the report allow it.
"""

from __future__ import annotations

from msgspec.structs import replace

from generator.derive.events.deeds import deed
from generator.derive.events.nouns import DATED_NOUN, NOUN_OF_ACTOR, noun_occurrences
from generator.derive.events.occurrences import (
    ACTIVE,
    HAPPENING,
    NEED_DATE,
    PARTICIPLE,
    PASSIVE,
    SCHEDULED,
    SPEECH,
    EventOccurrence,
    clause_occurrences,
)
from generator.derive.events.participants import main_actor, participants, place
from generator.derive.events.times import Times, find_times, place_in_time, report_day
from generator.derive.events.weights import weight
from generator.derive.evidence import cite
from generator.derive.syntax.actors import actors
from generator.derive.syntax.annotated_text import AnnotatedText, annotate
from generator.derive.syntax.document import Document
from generator.model.findings import Confidence, Event, Findings, Form, PlacedBy

RULES = (ACTIVE, PASSIVE, PARTICIPLE, SCHEDULED, HAPPENING, SPEECH, DATED_NOUN, NOUN_OF_ACTOR)
"""The names of all rules by which an event is found."""

SENTENCES_OF_LEAD = 3
"""What these say without a date is news, and no history."""


def find(doc: Document, findings: Findings) -> Findings:
    """Fill events."""
    text = annotate(doc, findings)
    times = find_times(text)
    occurrences = _occurrences(text, times)
    day = report_day(text, times)
    events = (_event(text, times, occurrence, day) for occurrence in occurrences)
    found = [event for event in events if event is not None]
    return replace(findings, events=tuple(sorted(found, key=lambda event: (event.evidence.start, event.evidence.end))))


def _occurrences(text: AnnotatedText, times: Times) -> list[EventOccurrence]:
    """Return all occurrences in the order of their main words."""
    told = [each for each in clause_occurrences(text) if each.rule not in NEED_DATE or times.of(text, each.at)]
    nouns = noun_occurrences(text, {each.at for each in told}, times.points)
    found = sorted((*told, *nouns), key=lambda each: each.at)
    return [each for each in found if _is_reported(text, each)]


def _is_reported(text: AnnotatedText, occurrence: EventOccurrence) -> bool:
    """Return whether a report tells an occurrence itself: not within a quote or question."""
    start = text.trees.words[occurrence.at].start
    sentence = text.doc.sentences[text.doc.sentence_at(start)]
    return text.token_of_word[occurrence.at] not in text.quoted_tokens and not text.is_question(sentence)


def _event(text: AnnotatedText, times: Times, occurrence: EventOccurrence, day: str | None) -> Event | None:
    words, time = text.trees.words, times.of(text, occurrence.at)
    taking_part = participants(text, occurrence)
    if not taking_part and time is None:
        return None
    if not taking_part and occurrence.rule != DATED_NOUN:
        taking_part = main_actor(text, occurrence)
    date = time.edtf if time else None
    placed = (date, PlacedBy.TEXT) if date else place_in_time(text, times, occurrence, day)
    return Event(
        id="",
        evidence=cite(text.doc.text, words[occurrence.words.first].start, words[occurrence.words.last - 1].end),
        date=date,
        date_text=time.evidence.text if time else None,
        not_before=time.not_before if time else None,
        not_after=time.not_after if time else None,
        placed=placed[0] if placed else None,
        placed_by=placed[1] if placed else None,
        entities=tuple(each.entity for each in taking_part),
        participants=taking_part,
        place=place(text, occurrence),
        weight=weight(text, occurrence, len(taking_part), is_dated=date is not None),
        confidence=_confidence(text, occurrence, is_dated=date is not None),
        rule=occurrence.rule,
        deed=deed(text.trees, occurrence.at),
    )


def _confidence(text: AnnotatedText, occurrence: EventOccurrence, *, is_dated: bool) -> Confidence:
    """Return likely for a named actor's act with its date or in the report's first sentences, and for a dated noun."""
    if occurrence.rule not in {ACTIVE, PASSIVE}:
        return Confidence.LIKELY if is_dated and occurrence.rule != SPEECH else Confidence.UNSURE
    is_named = _is_named_beside(text, occurrence.at) or any(
        each.mention is not None and each.mention.form is Form.NAME
        for each in actors(text, (*occurrence.agents, *occurrence.patients))
    )
    is_lead = text.doc.sentence_at(text.trees.words[occurrence.at].start) < SENTENCES_OF_LEAD
    return Confidence.LIKELY if is_named and (is_dated or is_lead) else Confidence.UNSURE


def _is_named_beside(text: AnnotatedText, at: int) -> bool:
    """Return whether a name stands right before a verb, whatever the tree makes of it."""
    mention = text.mention_ends.get(text.token_of_word[at] - 1)
    return mention is not None and mention.form is Form.NAME
