"""Events: a verb of happening with its subject, those who take part, the place, and the date beside it.

    On Thursday | Mr Obama | announced | that …     Iran | agreed | at a meeting … in Geneva earlier this month | to allow …
    Anna Berg | was elected | on Monday             The treaty | was signed | by Norway and Sweden

Without a date in its own clause an event stays undated: the day of publication is not the day on which it happened.
"""

from __future__ import annotations

from dataclasses import replace

from generator.derive.events.clauses import EventClause, event_clauses
from generator.derive.events.participants import participants, place
from generator.derive.evidence import cite
from generator.derive.lexicon import words
from generator.derive.syntax.annotated_text import AnnotatedText, annotate
from generator.derive.syntax.clause_extents import end_before_attribution
from generator.derive.syntax.document import Document
from generator.derive.syntax.word_classes import word_class
from generator.model.findings import Confidence, Event, Findings, Form, Part, Participant, PlacedBy

ACTIVE = "a verb of happening with who acts"
PASSIVE = "a passive verb of happening"
RULES = (ACTIVE, PASSIVE)
"""The names of all rules by which an event is found."""

MAX_TOKENS_OF_LEAD = 8
MARKS_THAT_CLOSE = frozenset({'"', "”", ")", "%"})


def find(doc: Document, findings: Findings) -> Findings:
    """Fill events."""
    text = annotate(doc, findings)
    events = [
        _event(text, clause, following)
        for sentence in doc.sentences
        if not text.is_question(sentence)
        for clause, following in event_clauses(text, sentence)
    ]
    return replace(findings, events=tuple(sorted(events, key=lambda event: (event.evidence.start, event.evidence.end))))


def _event(text: AnnotatedText, clause: EventClause, following: EventClause | None) -> Event:
    start, end = _evidence(text, clause, following)
    time = clause.time
    date = time.edtf if time else None
    subjects = tuple(dict.fromkeys(mention.entity for mention in clause.subject.mentions))
    entities = tuple(dict.fromkeys((*subjects, *(mention.entity for mention in participants(text, clause)))))
    subject_part = Part.PATIENT if clause.subject.link == "passive" else Part.AGENT
    return Event(
        id="",
        evidence=cite(text.doc.text, start, end),
        date=date,
        date_text=time.evidence.text if time else None,
        not_before=time.not_before if time else None,
        not_after=time.not_after if time else None,
        placed=date,
        placed_by=PlacedBy.TEXT if date else None,
        entities=entities,
        participants=tuple(Participant(who, subject_part if who in subjects else Part.OTHER) for who in entities),
        place=place(text, clause),
        weight=len(entities) + (date is not None),
        confidence=_confidence(clause),
        rule=PASSIVE if clause.subject.link == "passive" else ACTIVE,
    )


def _evidence(text: AnnotatedText, clause: EventClause, following: EventClause | None) -> tuple[int, int]:
    """Return the offsets of the clause.

    The first clause starts with its sentence, unless a verb of speech leads to it. A clause ends before the next event,
    before a trailing attribution, or with the sentence; a dependent one with its verb's own words.
    """
    first, verb_end = clause.subject.start, clause.verb.last
    before = text.lower[first - 1] if first > clause.sentence.first else ""
    if before in word_class("dependent_clause_opener"):
        start, last = text.tokens[first].start, clause.extent.last
    else:
        is_first = not before or first - clause.sentence.first <= MAX_TOKENS_OF_LEAD
        is_reported = before in words("reporting_verbs") or before in words("speech_verbs")
        start = text.tokens[first].start if is_reported or not is_first else clause.sentence.start
        last = end_before_attribution(text, clause.sentence, verb_end)
        if following is not None and following.subject.start > verb_end:
            last = min(last, following.subject.start)
    while last > verb_end and _is_loose_end(text.lower[last - 1]):
        last -= 1
    return start, text.tokens[last - 1].end


def _is_loose_end(word: str) -> bool:
    if word in MARKS_THAT_CLOSE:
        return False
    return not word[0].isalnum() or word in word_class("never_event_end")


def _confidence(clause: EventClause) -> Confidence:
    """Return certain for a named actor on a date; without a date an event is the weakest of findings."""
    if clause.time is None:
        return Confidence.UNSURE
    is_named = clause.subject.mentions[0].form is Form.NAME and clause.subject.link == "direct"
    return Confidence.CERTAIN if is_named and not clause.verb.future else Confidence.LIKELY
