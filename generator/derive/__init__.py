"""One report's text to findings: an ordered list of named steps, each a function of the document and what came before.

A step never changes its arguments; it returns new findings. Ids are given at the end, from the words of the sentence,
so that a finding keeps its id while its sentence stays.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from generator.derive import events, figures, identifiers, key_points, names, positions, speech, time, topics
from generator.derive.gate import gate
from generator.derive.syntax.document import Document
from generator.model.findings import Findings

Step = Callable[[Document, Findings], Findings]

STEPS: tuple[tuple[str, Step], ...] = (
    ("names", names.find),
    ("dates", time.find),
    ("quotes", speech.find),
    ("positions", positions.find),
    ("events", events.find),
    ("figures", figures.find),
    ("topics", topics.find),
    ("key points", key_points.find),
    ("ids", identifiers.assign),
)

GATE: tuple[str, Step] = ("evidence", lambda doc, found: gate(doc.text, found)[0])
"""The last step: what is derived must pass where it is read again."""
LANGUAGES = ("en",)
"""Languages that there are lexicons for; a report in another one is shown with the editor's metadata alone."""


class Failure(NamedTuple):
    """A step that raised on a report, the exception, and the first sentence up to which it raises."""

    step: str
    error: str
    sentence: str


def derive(doc: Document) -> Findings:
    """Return everything that the rules find in one report; nothing for a language without lexicons.

    Raises whatever a step raises, which is a mistake in that step.
    """
    return GATE[1](doc, by_rules(doc))


def by_rules(doc: Document) -> Findings:
    """Return the same before the gate, which should have nothing to drop."""
    found = Findings()
    for _, step in _rules(doc):
        found = step(doc, found)
    return found


def try_derive(doc: Document) -> tuple[Findings, tuple[Failure, ...]]:
    """Return what the rules find in one report, without the findings of the steps that raise, and those failures."""
    found, errors = _attempt(doc)
    failures = (Failure(step, f"{type(error).__name__}: {error}", _sentence(doc, step)) for step, error in errors.items())
    return found, tuple(failures)


def _rules(doc: Document) -> tuple[tuple[str, Step], ...]:
    return STEPS if doc.lang.split("-")[0].lower() in LANGUAGES else ()


def _attempt(doc: Document) -> tuple[Findings, dict[str, Exception]]:
    """Return the findings of the steps that do not raise, and the exceptions of the others by the step's name."""
    found = Findings()
    errors: dict[str, Exception] = {}
    for name, step in (*_rules(doc), GATE):
        try:
            found = step(doc, found)
        except Exception as error:  # noqa: BLE001 - a rule may fail in any way, and one report must not stop the others
            errors[name] = error
    # Findings without ids cannot be told apart: a report whose ids fail has none.
    return (Findings() if "ids" in errors else found), errors


def _sentence(doc: Document, step: str) -> str:
    """Return the last sentence of the shortest beginning of a text on which a step raises, found by halving."""
    fine, failing = 0, len(doc.sentences)
    while failing - fine > 1:
        middle = (fine + failing) // 2
        beginning = Document(doc.id, doc.text[: doc.sentences[middle - 1].end], doc.title, doc.date, doc.lang)
        fine, failing = (fine, middle) if step in _attempt(beginning)[1] else (middle, failing)
    if not failing:
        return ""
    last = doc.sentences[failing - 1]
    return doc.text[last.start : last.end]
