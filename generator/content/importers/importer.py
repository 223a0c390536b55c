"""The signature of every importer, and its result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from generator.model.problems import Problem


@dataclass(frozen=True, slots=True)
class Imported:
    """An article file that is not written yet; `note` is for the person, on a guess that is worth a look."""

    name: str
    text: str
    note: str = ""


class Importer(Protocol):
    """A function that reads one format; decoding the bytes is its own business."""

    def __call__(
        self, content: bytes, name: str, options: Mapping[str, str], today: date, problems: list[Problem]
    ) -> Imported | None:
        """Return a file's report as an article file; None, with a problem noted, where it cannot be read.

        `name` is the file's path as the person wrote it, `options` are front matter keys with values that win over those of the
        file, `today` is the latest day on which the report can have been published.
        """
