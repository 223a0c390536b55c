"""Who said what to whom: words in quotation marks with the speaker beside them, and speech that the report tells.

"…," Mrs Clinton told Sergei Lavrov.   said Mr Lavrov: "…"   analysts say that …   according to …
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from generator.derive import marks, reported
from generator.derive.attribution import Attribution, attributed
from generator.derive.clauses import is_after_preposition
from generator.derive.evidence import cite
from generator.derive.gazetteer import given_gender
from generator.derive.marks import Quoted
from generator.derive.text import Document
from generator.model import Confidence, Findings, Kind, Quote, Span

SCARE_WORDS = 3
SAME_PARAGRAPH = 120
PRONOUN_REACH = 500
PRONOUN = re.compile(r"\b(?:he|she)$", re.IGNORECASE)


def find(doc: Document, found: Findings) -> Findings:
    """Fill quotes, direct and reported."""
    direct = _direct(doc, found)
    told = reported.find(doc, found, [Span(q.evidence.start, q.evidence.end) for q in direct])
    return replace(found, quotes=tuple(sorted([*direct, *told], key=lambda q: (q.evidence.start, q.evidence.end))))


def _direct(doc: Document, found: Findings) -> list[Quote]:
    quotes: list[Quote] = []
    last: tuple[Quoted, Attribution] | None = None
    stretches = marks.quoted(doc)
    at = 0
    while at < len(stretches):
        one = stretches[at]
        said = attributed(doc, found, one) or (_carried_on(doc, one, *last) if last else None)
        said = _resolved(doc, found, one, said, last[1] if last else None)
        segments = [one]
        if said and at + 1 < len(stretches) and _goes_on(doc, said, stretches[at + 1]):
            segments.append(stretches[at + 1])
        at += len(segments)
        if said is None and _words(doc, one) <= SCARE_WORDS:
            continue
        quotes.append(_quote(doc, found, segments, said))
        last = (segments[-1], said) if said else last
    return quotes


def _carried_on(doc: Document, one: Quoted, before: Quoted, said: Attribution) -> Attribution | None:
    """The speaker before goes on: in the same paragraph ("…," she said. "…"), or over an unclosed one."""
    if _words(doc, one) <= SCARE_WORDS:
        return None
    between = doc.text[before.end : one.start]
    if "\n" not in between and len(between) < SAME_PARAGRAPH and between.count(".") <= 1 + said.after:
        return _by(said, "the speaker goes on in the paragraph")
    is_next = one.paragraph_start and between.count("\n\n") + ("\n\n" not in between) * between.count("\n") == 1
    return _by(said, "the speaker of the paragraph before") if one.continues or is_next else None


def _resolved(
    doc: Document, found: Findings, one: Quoted, said: Attribution | None, last: Attribution | None
) -> Attribution | None:
    """ "He said": whoever spoke before, if a man; else the last man named as a subject outside of what was quoted."""
    if said is None or said.speaker or not (match := PRONOUN.search(said.speaker_text)):
        return said
    gender = "m" if match.group().lower() == "he" else "f"
    people = {e.id: given_gender(e.name) for e in found.entities if e.kind is Kind.PERSON}
    if last and last.speaker in people and people[last.speaker] in {gender, "u"}:
        return said._replace(speaker=last.speaker, confidence=Confidence.LIKELY, rule="the pronoun is who spoke before")
    near = [m for m in found.mentions if one.start - PRONOUN_REACH < m.evidence.start < one.start and m.entity in people]
    subjects = [m.entity for m in reversed(near) if not is_after_preposition(doc, m)]
    fitting = [who for who in subjects if people[who] == gender] or [who for who in subjects if people[who] == "u"]
    if fitting:
        return said._replace(speaker=fitting[0], confidence=Confidence.UNSURE, rule="the pronoun is who was named last")
    return said


def _by(said: Attribution, rule: str) -> Attribution:
    """The same speaker by another rule, without the words of the cue, which stand elsewhere."""
    return said._replace(
        rule=rule, cue="", cue_end=-1, after=False, confidence=Confidence.LIKELY, addressee=None, addressee_text=None
    )


def _words(doc: Document, one: Quoted) -> int:
    return len(doc.text[one.start : one.end].split())


def _goes_on(doc: Document, said: Attribution, following: Quoted) -> bool:
    """Whether a second stretch belongs to the same speech: "…," she said, "…"."""
    between = doc.text[said.cue_end : following.start - 1]
    return said.after and said.cue_end > 0 and 0 < len(between) < 60 and between.rstrip().endswith(",") and "\n" not in between


def _quote(doc: Document, found: Findings, segments: Sequence[Quoted], said: Attribution | None) -> Quote:
    start, end = segments[0].start, segments[-1].end
    return Quote(
        id="",
        evidence=cite(doc.text, start, end),
        direct=True,
        segments=tuple(Span(segment.start, segment.end) for segment in segments),
        speaker=said.speaker if said else None,
        speaker_text=said.speaker_text if said else None,
        affiliation=said.affiliation if said else None,
        cue=said.cue or None if said else None,
        addressee=said.addressee if said else None,
        addressee_text=said.addressee_text if said else None,
        said_on=said.said_on if said else None,
        confidence=said.confidence if said else Confidence.UNSURE,
        rule=said.rule if said else "words in quotation marks",
    )
