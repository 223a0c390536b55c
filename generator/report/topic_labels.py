"""The labels of topics that one report offers the dossier: its candidates, and what each is at its shortest.

Of "US tanker contract" also "tanker contract" and "contract" are labels, since other reports may have no more in common.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from generator.derive.topics.phrases import EVENT, PRODUCT
from generator.derive.topics.terms import is_name, stems_of_names, terms
from generator.derive.topics.words import links
from generator.derive.topics.worth import worth
from generator.model.additions import RULE as BY_EDITOR
from generator.model.findings import Confidence, Evidence, Findings, TopicFinding, own_rule
from generator.model.statements import Label

MAX_LABELS = 40
MIN_SHARE_OF_LONGER = 0.75
"""A label of which so many places are a longer label's is only a part of that."""


def labels(text: str, found: Findings) -> tuple[Label, ...]:
    """Return the labels of a report, the weightiest first; those that a person added before all others."""
    names = stems_of_names(found.mentions)
    by_key: dict[frozenset[str], Label] = {}
    for topic in found.topics:
        for label in _labels_of(text, topic, names):
            key = frozenset(stem for stem, _ in label.terms)
            known = by_key.get(key)
            by_key[key] = label if known is None else _joined(known, label)
    whole = _without_parts(text.casefold(), by_key)
    ranked = sorted(whole, key=lambda one: (not one.certain, -one.weight * worth(one.terms, one.rule), one.text))
    return tuple(ranked[:MAX_LABELS])


def _labels_of(text: str, topic: TopicFinding, names: frozenset[str]) -> Iterator[Label]:
    """Return a candidate's label, and those without its first words."""
    words = topic.label.split()
    is_certain, rule = topic.confidence is Confidence.CERTAIN, own_rule(topic.rule)
    starts = range(len(words)) if rule != BY_EDITOR and links().isdisjoint(words) else range(1)
    for first in starts:
        if first and _goes_on(words[first - 1], words[first], names):
            continue
        found = terms(words[first:], rule, names)
        if found and (len(found) > 1 or first == 0 or rule in {PRODUCT, EVENT}):
            label = " ".join(words[first:])
            yield Label(label, topic.weight, is_certain, rule, found, _evidence(text, topic.evidence, label))


def _goes_on(before: str, word: str, names: frozenset[str]) -> bool:
    """Return whether a word goes on with the name before it."""
    return is_name(before, names) and is_name(word, names) and not before.endswith(("'s", "’s"))


def _evidence(text: str, whole: Evidence, label: str) -> Evidence:
    """Return the end of a candidate's evidence that is a shorter label, where the label stands so."""
    start = whole.end - len(label)
    return replace(whole, start=start, text=label) if start > whole.start and text[start : whole.end] == label else whole


def _joined(one: Label, other: Label) -> Label:
    """Return one label for two of the same words: in small letters or with a product's maker, with the first evidence."""
    text = max(one, other, key=lambda label: (label.certain, label.text.islower(), not label.text.isdigit()))
    first = min(one, other, key=lambda label: label.evidence.start)
    return replace(text, weight=one.weight + other.weight, certain=one.certain or other.certain, evidence=first.evidence)


def _without_parts(folded: str, by_key: dict[frozenset[str], Label]) -> list[Label]:
    """Return the labels that are not always a part of a longer one that recurs."""
    places = {key: folded.count(label.text.casefold()) for key, label in by_key.items()}
    longer: dict[str, list[frozenset[str]]] = {}
    for key in by_key:
        if len(key) > 1 and places[key] > 1:
            for word in key:
                longer.setdefault(word, []).append(key)
    return [
        label
        for key, label in by_key.items()
        if label.certain
        or not any(key < other and places[other] >= MIN_SHARE_OF_LONGER * places[key] for other in longer.get(min(key), ()))
    ]
