"""The subjects that a change of the index bears on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable


class TouchedSubjects(defaultdict[str, set[str]]):
    """Subjects whose rows or counters changed, each with the EDTF dates of the rows that came or went."""

    def __init__(self) -> None:
        super().__init__(set)

    def add(self, subject: str, dates: Iterable[str] = ()) -> None:
        """Mark a subject as touched, at these dates or at none."""
        self[subject].update(dates)

    def with_prefix(self, prefix: str) -> list[str]:
        """Return the touched subjects whose names begin with a prefix, in order."""
        return sorted(subject for subject in self if subject.startswith(prefix))
