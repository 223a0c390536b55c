"""The sentences that carry a report, verbatim: those that open it, name its actors, tell positions, dates and topics.

A sentence that only makes sense with the one before it ("But he …"), a question, or a mere quote carries nothing alone.
"""

from __future__ import annotations

import re
from dataclasses import replace

from generator.derive.evidence import cite
from generator.derive.text import Document, Sentence
from generator.model import Confidence, Findings, Form, KeyPoint

MOST = 4
WORDS = range(8, 46)
LEANING = re.compile(
    r"^(?:[\"“‘'(]|(?:he|she|it|they|this|that|these|those|but|and|so|such|then|here|there|also|both|another|however|meanwhile|instead)\b)",
    re.IGNORECASE,
)


def find(doc: Document, found: Findings) -> Findings:
    """Fill key points, in text order."""
    scored = [(weight, s) for number, s in enumerate(doc.sentences) if (weight := _weight(doc, found, number, s))]
    best = sorted(scored, key=lambda pair: (-pair[0], pair[1].start))[:MOST]
    points = (
        KeyPoint("", cite(doc.text, s.start, s.end), weight, Confidence.LIKELY, "names, positions and dates in a sentence")
        for weight, s in best
    )
    return replace(found, key_points=tuple(sorted(points, key=lambda p: p.evidence.start)))


def _weight(doc: Document, found: Findings, number: int, sentence: Sentence) -> int:
    text = doc.text[sentence.start : sentence.end]
    if len(text.split()) not in WORDS or LEANING.match(text) or not text.endswith((".", "!")):
        return 0
    actors = {m.entity for m in found.mentions if _inside(sentence, m) and m.form in {Form.NAME, Form.METONYM}}
    if not actors:
        return 0
    positions = sum(_inside(sentence, p) for p in found.positions)
    dates = sum(_inside(sentence, t) and t.edtf is not None for t in found.times)
    topics = sum(_inside(sentence, t) for t in found.topics)
    weight = 2 * min(len(actors), 4) + 3 * min(positions, 2) + 2 * min(dates, 1) + 2 * min(topics, 2)
    return weight + (8 if number == 0 else 4 if sentence.paragraph <= 1 else 0)


def _inside(sentence: Sentence, finding: object) -> bool:
    evidence = finding.evidence  # type: ignore[attr-defined]
    return bool(sentence.start <= evidence.start < sentence.end)
