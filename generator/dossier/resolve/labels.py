"""Labels of reports' topics, grouped: those that say the same, or of which one only says it at greater length, are one.

nuclear arms treaty, nuclear arms reduction treaty     sanctions, Iran sanctions (where no other sanctions are a topic)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from generator.derive import topics
from generator.derive.topics import stem
from generator.dossier.index.label_groups import Key, LabelGroup
from generator.model.statements import Label

key = lru_cache(maxsize=20_000)(topics.key)
"""Remembered, since many reports give the same label."""
Found = tuple[str, Label]
"""A report's slug and a label that it gives."""


def ties(label: str) -> set[str]:
    """What a label has in common with all that it may be one with: its words, or its main word."""
    return {f"words {' '.join(sorted(key(label)))}", f"head {_head(label)}"}


def clusters(findings: Iterable[Found]) -> list[LabelGroup]:
    """The groups of findings, the earliest report's first: of all labels, or of some that hang together with no others."""
    alike: dict[Key, list[Found]] = defaultdict(list)
    for found in findings:
        alike[key(found[1].text)].append(found)
    merged: dict[Key, list[Found]] = {}
    for words in sorted(alike, key=lambda k: (len(k) == 1, -_count(alike[k]), -len(k), sorted(k))):
        near = [other for other in merged if _is_longer(alike[words], words, merged[other], other)]
        merged[near[0] if len(near) == 1 else words] = (
            [*merged.get(near[0], []), *alike[words]] if len(near) == 1 else alike[words]
        )
    return [_group(found) for found in merged.values()]


def rank(group: LabelGroup) -> tuple[int, int, str]:
    """Groups of most reports come first, then the weightiest."""
    return -group.reports, -group.weight, group.label


def _group(found: Sequence[Found]) -> LabelGroup:
    labels = frozenset(label.text for _, label in found)
    return LabelGroup(
        label=found[0][1].text,
        reports=_count(found),
        weight=sum(label.weight for _, label in found),
        certain=any(label.certain for _, label in found),
        labels=labels,
        keys=frozenset({key(label.source.words) for _, label in found} | {key(label) for label in labels}),
    )


def _count(found: Sequence[Found]) -> int:
    return len({report for report, _ in found})


def _is_longer(one: Sequence[Found], words: Key, other: Sequence[Found], others: Key) -> bool:
    """Whether one label only adds words to the other, their main word being one."""
    return (words < others or others < words) and _head(one[0][1].text) == _head(other[0][1].text)


def _head(label: str) -> str:
    return stem((label.split(" in ", maxsplit=1)[0].split() or [label])[-1].casefold())
