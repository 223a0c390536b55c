"""Groups of topic labels that say the same."""

from __future__ import annotations

from dataclasses import dataclass

Key = frozenset[str]
"""The stems of a label's words, by which labels are compared."""


@dataclass(frozen=True, slots=True)
class LabelGroup:
    """Labels of one topic, called by the one that the earliest report gives, with all the words that speak of it.

    `reports` is in how many reports they are found, `weight` what all findings weigh together; `certain`: a person added one.
    """

    label: str
    reports: int
    weight: int
    certain: bool
    labels: frozenset[str]
    keys: frozenset[Key]
