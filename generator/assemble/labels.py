"""Labels of reports' topics, grouped: those that say the same, or of which one only says it at greater length, are one.

nuclear arms treaty, nuclear arms reduction treaty     sanctions, Iran sanctions (where no other sanctions are a topic)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from generator.briefing import Label
from generator.derive import topics
from generator.derive.topics import stem

Key = frozenset[str]
key = lru_cache(maxsize=20_000)(topics.key)
"""Remembered, since all labels are grouped again whenever a report gives another."""
Found = tuple[str, Label]
"""A report's slug and a label that it gives."""


@dataclass(frozen=True, slots=True)
class Group:
    """Findings of one topic, earliest report first; it is called by the label that it was first found under."""

    label: str
    findings: tuple[Found, ...]

    @property
    def reports(self) -> int:
        """How many reports it is found in."""
        return len({report for report, _ in self.findings})

    @property
    def labels(self) -> frozenset[str]:
        """Every label it was found under."""
        return frozenset(label.text for _, label in self.findings)

    @property
    def is_certain(self) -> bool:
        """Whether a person added it."""
        return any(label.certain for _, label in self.findings)

    @property
    def weight(self) -> int:
        """What all its findings weigh."""
        return sum(label.weight for _, label in self.findings)


def clusters(findings: Iterable[Found]) -> list[Group]:
    """The groups, those in most reports first, then the weightiest."""
    alike: dict[Key, list[Found]] = defaultdict(list)
    for found in findings:
        alike[key(found[1].text)].append(found)
    merged: dict[Key, list[Found]] = {}
    for words in sorted(alike, key=lambda k: (len(k) == 1, -_count(alike[k]), -len(k), sorted(k))):
        near = [other for other in merged if _is_longer(alike[words], words, merged[other], other)]
        merged[near[0] if len(near) == 1 else words] = (
            [*merged.get(near[0], []), *alike[words]] if len(near) == 1 else alike[words]
        )
    groups = [Group(found[0][1].text, tuple(found)) for found in merged.values()]
    return sorted(groups, key=lambda g: (-g.reports, -g.weight, g.label))


def keys_of(group: Group) -> frozenset[Key]:
    """The words that speak of a topic: those of its labels, and those that reports said it in."""
    said = {key(label.source.words) for _, label in group.findings}
    return frozenset(said | {key(label) for label in group.labels})


def _count(found: list[Found]) -> int:
    return len({report for report, _ in found})


def _is_longer(one: list[Found], words: Key, other: list[Found], others: Key) -> bool:
    """Whether one label only adds words to the other, their main word being one."""
    return (words < others or others < words) and _head(one[0][1].text) == _head(other[0][1].text)


def _head(label: str) -> str:
    return stem(label.split(" in ", maxsplit=1)[0].rsplit(maxsplit=1)[-1].casefold())
