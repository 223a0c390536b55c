"""One report's text to findings: an ordered list of named steps, each a function of the document and what came before.

A step never changes what it is handed; it returns new findings. Ids are given at the end, from the words of the sentence,
so that a finding keeps its id while its sentence stays.
"""

from __future__ import annotations

from collections.abc import Callable

from generator.derive import events, identifiers, key_points, names, positions, speech, time, topics
from generator.derive.syntax.document import Document
from generator.model.findings import Findings

Step = Callable[[Document, Findings], Findings]

STEPS: tuple[tuple[str, Step], ...] = (
    ("names", names.find),
    ("dates", time.find),
    ("quotes", speech.find),
    ("positions", positions.find),
    ("events", events.find),
    ("topics", topics.find),
    ("key points", key_points.find),
    ("ids", identifiers.assign),
)

LANGUAGES = ("en",)
"""Languages that there are lexicons for; a report in another one is shown with the editor's metadata alone."""


def derive(doc: Document) -> Findings:
    """Everything that the rules find in one report; empty for a language without lexicons."""
    found = Findings()
    if doc.lang.split("-")[0].lower() not in LANGUAGES:
        return found
    for _, step in STEPS:
        found = step(doc, found)
    return found
