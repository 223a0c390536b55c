"""Groups of topic labels: those that say the same, or of which one only says it at greater length, are one topic.

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

key = lru_cache(maxsize=20_000)(topics.label_key)
"""The stems of a label's words; cached, since many reports give the same label."""
LabelFinding = tuple[str, Label]
"""A report's slug and a label that it gives."""


def ties_of_label(label: str) -> set[str]:
    """Return the keys that a label shares with all that may be in its group: its words, and its main word."""
    return {f"words {' '.join(sorted(key(label)))}", f"head {_head(label)}"}


def grouped(findings: Iterable[LabelFinding]) -> list[LabelGroup]:
    """Return the groups of all labels, or of some that are connected with no others; findings in the reports' order."""
    same: dict[Key, list[LabelFinding]] = defaultdict(list)
    for finding in findings:
        same[key(finding[1].text)].append(finding)
    groups: dict[Key, list[LabelFinding]] = {}
    for words in sorted(same, key=lambda k: (len(k) == 1, -_reports(same[k]), -len(k), sorted(k))):
        near = [other for other in groups if _is_longer(same[words], words, groups[other], other)]
        if len(near) == 1:
            groups[near[0]] = [*groups[near[0]], *same[words]]
        else:
            groups[words] = same[words]
    return [_group(findings) for findings in groups.values()]


def rank(group: LabelGroup) -> tuple[int, int, str]:
    """Return the order of groups: those of most reports first, then the weightiest."""
    return -group.reports, -group.weight, group.label


def _group(findings: Sequence[LabelFinding]) -> LabelGroup:
    labels = frozenset(label.text for _, label in findings)
    return LabelGroup(
        label=findings[0][1].text,
        reports=_reports(findings),
        weight=sum(label.weight for _, label in findings),
        certain=any(label.certain for _, label in findings),
        labels=labels,
        keys=frozenset({key(label.source.words) for _, label in findings} | {key(label) for label in labels}),
    )


def _reports(findings: Sequence[LabelFinding]) -> int:
    return len({report for report, _ in findings})


def _is_longer(one: Sequence[LabelFinding], words: Key, other: Sequence[LabelFinding], others: Key) -> bool:
    """Return whether one label only adds words to the other, their main word being the same."""
    return (words < others or others < words) and _head(one[0][1].text) == _head(other[0][1].text)


def _head(label: str) -> str:
    return stem((label.split(" in ", maxsplit=1)[0].split() or [label])[-1].casefold())
