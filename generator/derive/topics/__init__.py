"""What a report is about: the few subjects that its words name most, with the first place where they do.

The title and the opening count for more; a label that is only part of a longer one gives way to it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace

from generator.derive.evidence import cite
from generator.derive.syntax.annotated_text import annotate
from generator.derive.syntax.document import Document
from generator.derive.topics import compounds, relations
from generator.derive.topics.compounds import SHORT, Hit
from generator.model.findings import Confidence, Findings, Position, TopicFinding

MOST = 7
FEW = 4
ENOUGH = 3
IN_TITLE = 4
OPENING = 2
WORD = re.compile(r"[^\W_]+")
REPEATED = frozenset({"a product", "a noun"})
OFTEN = 3
SMALL = frozenset({"s", "in", "of", "on"})


def find(doc: Document, found: Findings) -> Findings:
    """Fill topics, and the topic of each position whose object speaks of one."""
    read = annotate(doc, found)
    groups: dict[frozenset[str], list[Hit]] = defaultdict(list)
    for hit in (*compounds.find(read), *compounds.products(read), *relations.find(read)):
        groups[key(hit.label)].append(hit)
    groups = {words: hits for words, hits in groups.items() if len(hits) >= OFTEN or hits[0].rule not in REPEATED}
    weights = {words: _weight(doc, words, hits) for words, hits in groups.items()}
    topics = tuple(
        TopicFinding(
            "",
            cite(doc.text, groups[k][0].start, groups[k][0].end),
            groups[k][0].label,
            weights[k],
            _sure(groups[k]),
            groups[k][0].rule,
        )
        for k in _kept(groups, weights)
    )
    ordered = tuple(sorted(topics, key=lambda t: (t.evidence.start, t.label)))
    return replace(
        found, topics=ordered, positions=tuple(replace(p, topic=_topic_of(p, found, ordered)) for p in found.positions)
    )


def key(label: str) -> frozenset[str]:
    """What makes two labels one: the same words, plural or not, in any order."""
    return frozenset(stem(word) for word in WORD.findall(label.casefold()) if word not in SMALL)


def stem(word: str) -> str:
    """A word without the ending of a plural, in one spelling."""
    word = {"defense": "defence", "program": "programme", "programs": "programme"}.get(word, word)
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


def _weight(doc: Document, words: frozenset[str], hits: list[Hit]) -> int:
    title = {stem(word) for word in WORD.findall(doc.title.casefold())}
    opens = len(doc.paragraphs) > 1 and any(hit.start < doc.paragraphs[min(1, len(doc.paragraphs) - 1)].end for hit in hits)
    return sum(hit.weight for hit in hits) + IN_TITLE * (words <= title) + OPENING * opens


def _sure(hits: list[Hit]) -> Confidence:
    return Confidence.LIKELY if len(hits) > 1 or hits[0].rule != "a compound" else Confidence.UNSURE


def _kept(groups: dict[frozenset[str], list[Hit]], weights: dict[frozenset[str], int]) -> list[frozenset[str]]:
    """The weightiest labels: all that weigh enough, or a few in any case; none that only is part of another."""
    ranked = sorted(groups, key=lambda k: (-weights[k], groups[k][0].start, groups[k][0].label))
    kept: list[frozenset[str]] = []
    for words in ranked:
        if len(kept) == MOST or (len(kept) >= FEW and weights[words] < ENOUGH):
            break
        if not any(words < other or (len(other) > 1 and other < words and len(groups[words]) == 1) for other in kept):
            kept.append(words)
    return kept


def _topic_of(position: Position, found: Findings, topics: tuple[TopicFinding, ...]) -> str | None:
    """The weightiest topic all of whose words stand in the object, a country's under any of its names."""
    names = {entity.id: entity.name for entity in found.entities}
    at = position.evidence
    named = {names[m.entity] for m in found.mentions if at.start <= m.evidence.start < at.end}
    said = key(position.object)
    said |= {stem(word) for name in named for word in WORD.findall(f"{name} {SHORT.get(name, '')}".casefold())}
    fitting = [t for t in topics if key(t.label) <= said or key(t.evidence.text) <= said]
    return max(fitting, key=lambda t: (t.weight, -t.evidence.start)).label if fitting else None
