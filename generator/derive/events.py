"""Who did what, where and when: a clause with an actor before a verb of happening, and a date beside it.

    On Thursday | Mr Obama | announced | that … would be scrapped        Iran | agreed | at a meeting … earlier this month

Without a date in the sentence the event stays undated: the day of publication is not the day of what is told.
"""

from __future__ import annotations

import re
from dataclasses import replace

from generator.derive.clauses import link
from generator.derive.evidence import cite
from generator.derive.lexicon import words
from generator.derive.text import Document, Sentence
from generator.model import Confidence, Event, Evidence, Findings, Form, Kind, Mention, TimeExpression

SPEAKER_REACH = 40
REACH = 6
UNREAL = frozenset("not never cannot would could might may if to".split())
PLACE_BEFORE = re.compile(r"\b(?:in|at|near|outside)\s(?:the\s|central\s)?(?:city of\s)?$")


def find(doc: Document, found: Findings) -> Findings:
    """Fill events: at most one a sentence."""
    kinds = {entity.id: entity.kind for entity in found.entities}
    spoken = [q.evidence for q in found.quotes if q.direct]
    told = [q.evidence for q in found.quotes if not q.direct]
    events = []
    for sentence in doc.sentences:
        if any(e.start < sentence.end and sentence.start < e.end for e in spoken):
            continue
        event = _event(doc, found, sentence, kinds, told)
        if event:
            events.append(event)
    return replace(found, events=tuple(events))


def _event(doc: Document, found: Findings, sentence: Sentence, kinds: dict[str, Kind], told: list[Evidence]) -> Event | None:
    inside = [m for m in found.mentions if sentence.start <= m.evidence.start < sentence.end]
    actors = [m for m in inside if kinds[m.entity] is not Kind.PLACE]
    reported = {m for m in actors if any(e.start <= m.evidence.start < e.end for e in told)}
    acting = next((m for m in actors if m not in reported and _acts(doc, sentence, m)), None)
    if acting is None:
        return None
    times = [t for t in found.times if sentence.start <= t.evidence.start < sentence.end and t.edtf]
    time = times[0] if len(times) == 1 else next((t for t in times if t.rule != "a year"), None)
    titles = [(r.evidence.start, r.evidence.end) for r in found.roles]
    taking_part = [
        m.entity
        for m in actors
        if m.form is not Form.DEMONYM
        and not _is_told_by(found, m)
        and not any(start <= m.evidence.start < end for start, end in titles)
    ]
    end = sentence.end
    while end > sentence.start and doc.text[end - 1] in ".!?":
        end -= 1
    return Event(
        id="",
        evidence=cite(doc.text, sentence.start, end),
        date=time.edtf if time else None,
        date_text=time.evidence.text if time else None,
        not_before=time.not_before if time else None,
        not_after=time.not_after if time else None,
        entities=tuple(dict.fromkeys(taking_part)),
        place=_place(doc, inside, kinds),
        confidence=_confidence(acting, time),
        rule="an actor before a verb of happening",
    )


def _confidence(acting: Mention, time: TimeExpression | None) -> Confidence:
    """Certain where somebody acts under their name on a date; without a date an event is the weakest of findings."""
    if time is None:
        return Confidence.UNSURE
    return Confidence.CERTAIN if acting.form is Form.NAME else Confidence.LIKELY


def _acts(doc: Document, sentence: Sentence, mention: Mention) -> bool:
    """Whether a verb of happening follows a mention within a few words, and nothing says that it did not happen."""
    first = doc.token_at(mention.evidence.end - 1) + 1
    for token in doc.tokens[first : min(first + REACH, sentence.last)]:
        if token.text in words("event_verbs"):
            linked = link(doc, mention, token.start)
            return linked is not None and not UNREAL & set(linked.words)
    return False


def _is_told_by(found: Findings, mention: Mention) -> bool:
    """Whether somebody stands in the sentence only as the source of what is told."""
    return any(
        not q.direct and q.speaker == mention.entity and 0 <= q.evidence.start - mention.evidence.end < SPEAKER_REACH
        for q in found.quotes
    )


def _place(doc: Document, inside: list[Mention], kinds: dict[str, Kind]) -> str | None:
    """The first place that a word of place leads to."""
    for mention in inside:
        lead = doc.text[max(0, mention.evidence.start - 24) : mention.evidence.start]
        if kinds[mention.entity] in {Kind.PLACE, Kind.COUNTRY} and mention.form is Form.NAME and PLACE_BEFORE.search(lead):
            return mention.entity
    return None
