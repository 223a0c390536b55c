"""Key points: a report's few most informative sentences, verbatim: its lead, and those with actors and findings about them.

Left out are sentences that need the one before ("But he …"), questions, mere quotes, the title repeated, and near duplicates.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from heapq import nlargest

from msgspec.structs import replace

from generator.derive.evidence import cite
from generator.derive.syntax.document import Document, Sentence
from generator.derive.syntax.spans_by_sentence import SpansBySentence
from generator.model.findings import Confidence, Evidence, Findings, Form, KeyPoint

MAX_POINTS = 4
MAX_LIGHT_POINTS = 2
"""As many points as there may be before one that weighs less than `MIN_WEIGHT` is left out."""
MIN_WEIGHT = 8
LEAD_BONUS, NEAR_LEAD_BONUS = 12, 4
ACTOR_WEIGHT, MAX_ACTORS = 2, 4
MIN_WORDS, MAX_WORDS, MAX_WORDS_OF_LEAD = 8, 45, 60
MAX_SHARED_WORDS = 0.6
"""Share of the long words of the shorter of two sentences; beyond it they are near duplicates."""
MAX_QUOTED_SHARE = 0.5
MAX_TOPICS = 7
"""The weightiest candidates of topics count."""
WEIGHT_OF_FINDINGS = "names, positions, events and dates in a sentence"
RULES = (WEIGHT_OF_FINDINGS,)
DEPENDENT_OPENING = re.compile(
    r"[\"“‘'(\[—–-]|(?:he|she|it|they|this|that|these|those|but|and|or|so|such|then|here|there|also|both|another|however|meanwhile"
    r"|instead|nor|yet|still|such|what|why|how|we|i|you|one|some|others|in addition|for example|for instance)\b",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\W_]+")
LONG_WORD = re.compile(r"[^\W\d_]{4,}")


def find(doc: Document, found: Findings) -> Findings:
    """Fill key points, in text order."""
    weights = _weights_of_findings(doc, found)
    title = WORD.findall(doc.title.casefold())
    lead = next((s for s in doc.sentences if not _repeats_title(doc, s, title)), None)
    quotes = SpansBySentence(doc, (quote.evidence for quote in found.quotes if quote.direct), lambda evidence: evidence)
    weighted = ((_weight(weights[number], s, lead), s) for number, s in enumerate(doc.sentences))
    complete = ((w, s) for w, s in weighted if w and _stands_alone(doc, quotes, s, title, is_lead=s == lead))
    ranked = sorted(complete, key=lambda pair: (-pair[0], pair[1].start))
    best: list[tuple[int, Sentence]] = []
    for weight, sentence in ranked:
        if len(best) == MAX_POINTS or (len(best) >= MAX_LIGHT_POINTS and weight < MIN_WEIGHT):
            break
        if not any(_are_alike(doc, sentence, other) for _, other in best):
            best.append((weight, sentence))
    points = (KeyPoint("", cite(doc.text, s.start, s.end), weight, Confidence.LIKELY, WEIGHT_OF_FINDINGS) for weight, s in best)
    return replace(found, key_points=tuple(sorted(points, key=lambda p: p.evidence.start)))


def _weight(weight: int, sentence: Sentence, lead: Sentence | None) -> int:
    """Add the bonus for the lead, or for findings in the lead's paragraph and the next."""
    if sentence == lead:
        return weight + LEAD_BONUS
    return weight + NEAR_LEAD_BONUS if weight and lead and sentence.paragraph <= lead.paragraph + 1 else weight


def _repeats_title(doc: Document, sentence: Sentence, title: list[str]) -> bool:
    """Return whether a sentence ends in the title."""
    words = doc.text[sentence.start : sentence.end].casefold()
    return bool(title) and title[-1] in words and WORD.findall(words)[-len(title) :] == title


def _weights_of_findings(doc: Document, found: Findings) -> Counter[int]:
    """Return the weight of each sentence's findings by its number; sentences that name nobody have none."""
    actors: dict[int, set[str]] = defaultdict(set)
    for mention in found.mentions:
        if mention.form in {Form.NAME, Form.METONYM}:
            actors[doc.sentence_at(mention.evidence.start)].add(mention.entity)
    weights = Counter({number: ACTOR_WEIGHT * min(len(who), MAX_ACTORS) for number, who in actors.items()})
    dated = (e.evidence for e in found.events if e.date)
    for evidence, weight, most in (
        ((p.evidence for p in found.positions), 3, 2),
        (dated, 3, 1),
        ((t.evidence for t in found.times if t.edtf), 2, 1),
        ((t.evidence for t in nlargest(MAX_TOPICS, found.topics, key=lambda t: t.weight)), 2, 2),
    ):
        for number, count in _counted(doc, evidence).items():
            if number in weights:
                weights[number] += weight * min(count, most)
    return weights


def _counted(doc: Document, evidence: Iterable[Evidence]) -> Counter[int]:
    return Counter(doc.sentence_at(cited.start) for cited in evidence)


def _stands_alone(
    doc: Document, quotes: SpansBySentence[Evidence], sentence: Sentence, title: list[str], *, is_lead: bool
) -> bool:
    """Return whether a sentence can be read without the one before it."""
    text = doc.text[sentence.start : sentence.end]
    longest = MAX_WORDS_OF_LEAD if is_lead else MAX_WORDS
    if (
        not MIN_WORDS <= len(text.split()) <= longest
        or DEPENDENT_OPENING.match(text)
        or not text.endswith((".", "!", ".”", '."'))
    ):
        return False
    if _repeats_title(doc, sentence, title):
        return False
    quoted = sum(
        min(quote.end, sentence.end) - max(quote.start, sentence.start)
        for quote in quotes.near(sentence.start, sentence.end)
        if quote.start < sentence.end and sentence.start < quote.end
    )
    return quoted <= MAX_QUOTED_SHARE * len(text)


def _are_alike(doc: Document, one: Sentence, other: Sentence) -> bool:
    words, others = (set(LONG_WORD.findall(doc.text[s.start : s.end].lower())) for s in (one, other))
    return len(words & others) > MAX_SHARED_WORDS * min(len(words), len(others))
