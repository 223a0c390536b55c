"""Who said what to whom: words in quotation marks with the speaker beside them, and speech that the report tells.

"…," Mrs Clinton told Sergei Lavrov.   said Mr Lavrov: "…"   analysts say that …   according to …
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.derive import marks, reported
from generator.derive.attribution import Attribution, attributed
from generator.derive.evidence import cite
from generator.derive.marks import Quoted
from generator.derive.text import Document
from generator.model import Confidence, Findings, Quote, Span

SCARE_WORDS = 3


def find(doc: Document, found: Findings) -> Findings:
    """Fill quotes, direct and reported."""
    direct = _direct(doc, found)
    told = reported.find(doc, found, [Span(q.evidence.start, q.evidence.end) for q in direct])
    return replace(found, quotes=tuple(sorted([*direct, *told], key=lambda q: (q.evidence.start, q.evidence.end))))


def _direct(doc: Document, found: Findings) -> list[Quote]:
    quotes: list[Quote] = []
    last: Attribution | None = None
    stretches = marks.quoted(doc)
    at = 0
    while at < len(stretches):
        one = stretches[at]
        said = attributed(doc, found, one)
        segments = [one]
        if said and at + 1 < len(stretches) and _goes_on(doc, said, stretches[at + 1]):
            segments.append(stretches[at + 1])
        if said is None and last and one.paragraph_start and _words(doc, one) > SCARE_WORDS:
            said = replace_rule(last, "the speaker of the paragraph before") if one.continues else None
        at += len(segments)
        if said is None and _words(doc, one) <= SCARE_WORDS:
            continue
        quotes.append(_quote(doc, found, segments, said))
        last = said or last
    return quotes


def replace_rule(said: Attribution, rule: str) -> Attribution:
    """The same attribution by another rule, without the words of the cue, which stand elsewhere."""
    return said._replace(rule=rule, cue="", cue_end=-1, confidence=Confidence.LIKELY, addressee=None, addressee_text=None)


def _words(doc: Document, one: Quoted) -> int:
    return len(doc.text[one.start : one.end].split())


def _goes_on(doc: Document, said: Attribution, following: Quoted) -> bool:
    """Whether a second stretch belongs to the same speech: "…," she said, "…"."""
    between = doc.text[said.cue_end : following.start - 1]
    return said.after and 0 < len(between) < 60 and between.rstrip().endswith(",") and "\n" not in between


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
