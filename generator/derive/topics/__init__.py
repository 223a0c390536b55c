"""Topics: the few subjects that a report names most, each with the first stretch of text that names it.

The title and the opening weigh more; a label that is only a part of a longer one is dropped for it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace

from generator.derive.evidence import cite
from generator.derive.syntax.annotated_text import annotate
from generator.derive.syntax.document import Document
from generator.derive.topics import compounds, state_relations
from generator.derive.topics.compounds import SHORT_NAMES, TopicHit
from generator.model.findings import Confidence, Findings, Position, TopicFinding

MAX_TOPICS = 7
MAX_LIGHT_TOPICS = 4
"""As many topics as there may be before one that weighs less than `MIN_WEIGHT` is dropped."""
MIN_WEIGHT = 3
TITLE_BONUS = 4
OPENING_BONUS = 2
WORD = re.compile(r"[^\W_]+")
RULES = (*compounds.RULES, *state_relations.RULES)
WEAK_RULES = frozenset({compounds.PRODUCT, compounds.ONE_WORD})
MIN_REPEATS = 3
IGNORED_WORDS = frozenset({"s", "in", "of", "on"})


def find(doc: Document, found: Findings) -> Findings:
    """Fill topics, and the topic of each position whose object speaks of one."""
    annotated = annotate(doc, found)
    hits_by_key: dict[frozenset[str], list[TopicHit]] = defaultdict(list)
    for hit in (*compounds.find(annotated), *compounds.products(annotated), *state_relations.find(annotated)):
        hits_by_key[label_key(hit.label)].append(hit)
    frequent = {k: hits for k, hits in hits_by_key.items() if len(hits) >= MIN_REPEATS or hits[0].rule not in WEAK_RULES}
    weights = {k: _weight(doc, k, hits) for k, hits in frequent.items()}
    topics = [_topic(doc, frequent[k], weights[k]) for k in _chosen(frequent, weights)]
    ordered = tuple(sorted(topics, key=lambda t: (t.evidence.start, t.label)))
    return replace(
        found, topics=ordered, positions=tuple(replace(p, topic=_topic_of(p, found, ordered)) for p in found.positions)
    )


def _topic(doc: Document, hits: list[TopicHit], weight: int) -> TopicFinding:
    first = hits[0]
    return TopicFinding("", cite(doc.text, first.start, first.end), first.label, weight, _confidence(hits), first.rule)


def label_key(label: str) -> frozenset[str]:
    """Return the stems of a label's words: labels with the same are one topic."""
    return frozenset(stem(word) for word in WORD.findall(label.casefold()) if word not in IGNORED_WORDS)


def stem(word: str) -> str:
    """Return a word without a plural ending, in British spelling."""
    word = {"defense": "defence", "program": "programme", "programs": "programme"}.get(word, word)
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


def _weight(doc: Document, words: frozenset[str], hits: list[TopicHit]) -> int:
    title = {stem(word) for word in WORD.findall(doc.title.casefold())}
    opens = len(doc.paragraphs) > 1 and any(hit.start < doc.paragraphs[min(1, len(doc.paragraphs) - 1)].end for hit in hits)
    return sum(hit.weight for hit in hits) + TITLE_BONUS * (words <= title) + OPENING_BONUS * opens


def _confidence(hits: list[TopicHit]) -> Confidence:
    return Confidence.LIKELY if len(hits) > 1 or hits[0].rule != compounds.COMPOUND else Confidence.UNSURE


def _chosen(hits_by_key: dict[frozenset[str], list[TopicHit]], weights: dict[frozenset[str], int]) -> list[frozenset[str]]:
    """Return the keys of the weightiest labels that are no mere part of another."""
    ranked = sorted(hits_by_key, key=lambda k: (-weights[k], hits_by_key[k][0].start, hits_by_key[k][0].label))
    chosen: list[frozenset[str]] = []
    for words in ranked:
        if len(chosen) == MAX_TOPICS or (len(chosen) >= MAX_LIGHT_TOPICS and weights[words] < MIN_WEIGHT):
            break
        if not any(words < other or (len(other) > 1 and other < words and len(hits_by_key[words]) == 1) for other in chosen):
            chosen.append(words)
    return chosen


def _topic_of(position: Position, found: Findings, topics: tuple[TopicFinding, ...]) -> str | None:
    """Return the weightiest topic whose words all stand in the position's object, countries under any of their names."""
    names = {entity.id: entity.name for entity in found.entities}
    at = position.evidence
    named = {names[m.entity] for m in found.mentions if at.start <= m.evidence.start < at.end}
    stems = label_key(position.object)
    stems |= {stem(word) for name in named for word in WORD.findall(f"{name} {SHORT_NAMES.get(name, '')}".casefold())}
    fitting = [t for t in topics if label_key(t.label) <= stems or label_key(t.evidence.text) <= stems]
    return max(fitting, key=lambda t: (t.weight, -t.evidence.start)).label if fitting else None
