"""The sentences that carry a report, verbatim: those that open it, name its actors, tell positions, events, dates and topics.

A sentence that only makes sense with the one before it ("But he …"), a question, a mere quote, the title once more, or what
much the same words said before carries nothing alone.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

from generator.derive.evidence import cite
from generator.derive.syntax.document import Document, Sentence
from generator.model.findings import Confidence, Evidence, Findings, Form, KeyPoint

MOST, LEAST = 4, 2
WORTH = 8
WORDS = range(8, 46)
ALIKE = 0.6
LEANING = re.compile(
    r"[\"“‘'(\[—–-]|(?:he|she|it|they|this|that|these|those|but|and|or|so|such|then|here|there|also|both|another|however|meanwhile"
    r"|instead|nor|yet|still|such|what|why|how|we|i|you|one|some|others|in addition|for example|for instance)\b",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\W_]+")
LONG_WORD = re.compile(r"[^\W\d_]{4,}")
QUOTED_SHARE = 0.5


def find(doc: Document, found: Findings) -> Findings:
    """Fill key points, in text order."""
    told = _told(doc, found)
    title = WORD.findall(doc.title.casefold())
    lead = next((s for s in doc.sentences if not _repeats(doc, s, title)), None)
    weighed = ((_weight(told[number], s, lead), s) for number, s in enumerate(doc.sentences))
    standing = ((w, s) for w, s in weighed if w and _stands(doc, found, s, title))
    ranked = sorted(standing, key=lambda pair: (-pair[0], pair[1].start))
    best: list[tuple[int, Sentence]] = []
    for weight, sentence in ranked:
        if len(best) == MOST or (len(best) >= LEAST and weight < WORTH):
            break
        if not any(_alike(doc, sentence, other) for _, other in best):
            best.append((weight, sentence))
    points = (
        KeyPoint(
            "", cite(doc.text, s.start, s.end), weight, Confidence.LIKELY, "names, positions, events and dates in a sentence"
        )
        for weight, s in best
    )
    return replace(found, key_points=tuple(sorted(points, key=lambda p: p.evidence.start)))


def _weight(told: int, sentence: Sentence, lead: Sentence | None) -> int:
    """What a sentence tells, and its place: the lead, and what stands beside it, more than the rest."""
    if sentence == lead:
        return told + 8
    return told + 4 if told and lead and sentence.paragraph <= lead.paragraph + 1 else told


def _repeats(doc: Document, sentence: Sentence, title: list[str]) -> bool:
    """Whether a sentence only is the title once more."""
    words = doc.text[sentence.start : sentence.end].casefold()
    return bool(title) and title[-1] in words and WORD.findall(words)[-len(title) :] == title


def _told(doc: Document, found: Findings) -> Counter[int]:
    """What each sentence's findings are worth; a sentence that names nobody is worth nothing."""
    actors: dict[int, set[str]] = defaultdict(set)
    for mention in found.mentions:
        if mention.form in {Form.NAME, Form.METONYM}:
            actors[doc.sentence_at(mention.evidence.start)].add(mention.entity)
    worth = Counter({number: 2 * min(len(who), 4) for number, who in actors.items()})
    dated = (e.evidence for e in found.events if e.date)
    for evidence, weight, most in (
        ((p.evidence for p in found.positions), 3, 2),
        (dated, 3, 1),
        ((t.evidence for t in found.times if t.edtf), 2, 1),
        ((t.evidence for t in found.topics), 2, 2),
    ):
        for number, count in _counted(doc, evidence).items():
            if number in worth:
                worth[number] += weight * min(count, most)
    return worth


def _counted(doc: Document, evidence: Iterable[Evidence]) -> Counter[int]:
    return Counter(doc.sentence_at(cited.start) for cited in evidence)


def _stands(doc: Document, found: Findings, sentence: Sentence, title: list[str]) -> bool:
    """Whether a sentence can stand alone."""
    text = doc.text[sentence.start : sentence.end]
    if len(text.split()) not in WORDS or LEANING.match(text) or not text.endswith((".", "!", ".”", '."')):
        return False
    if _repeats(doc, sentence, title):
        return False
    quoted = sum(
        min(q.evidence.end, sentence.end) - max(q.evidence.start, sentence.start)
        for q in found.quotes
        if q.direct and q.evidence.start < sentence.end and sentence.start < q.evidence.end
    )
    return quoted <= QUOTED_SHARE * len(text)


def _alike(doc: Document, one: Sentence, other: Sentence) -> bool:
    words, others = (set(LONG_WORD.findall(doc.text[s.start : s.end].lower())) for s in (one, other))
    return len(words & others) > ALIKE * min(len(words), len(others))
