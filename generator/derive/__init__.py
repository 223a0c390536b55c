"""One report's text to findings: an ordered list of named steps, each a function of the document and what came before.

A step never changes its arguments; it returns new findings. Ids are given at the end, from the words of the sentence,
so that a finding keeps its id while its sentence stays.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from generator.derive import derivers, events, figures, identifiers, key_points, merging, names, positions, speech, time, topics
from generator.derive.derivers import Given
from generator.derive.gate import gate
from generator.derive.lexicon import LANGUAGES
from generator.derive.syntax.document import Document
from generator.model.findings import Findings
from generator.model.screened import Screened, added_up

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


class Failure(NamedTuple):
    """A step that raised on a report, the exception, and the first sentence up to which it raises.

    Where another deriver than the rules raised, `step` is its name, and the sentence is not known.
    """

    step: str
    error: str
    sentence: str


class TriedDerivation(NamedTuple):
    """What derivers find in one report, those that raised, and how much of others' findings the gate dropped."""

    findings: Findings
    failures: tuple[Failure, ...]
    screened: tuple[Screened, ...] = ()


class Rules:
    """The program's rules as one of the derivers; their fingerprint is that of the program's files."""

    name = derivers.RULES
    fingerprint = ""

    def derive(self, doc: Document) -> Findings:
        """Return what the rules find in one report."""
        return derive(doc)


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


def try_derive_by(doc: Document, use: Sequence[str], given: Given | None = None) -> TriedDerivation:
    """Return what several derivers find in one report, merged, without the findings of those that raise."""
    if tuple(use) == derivers.DEFAULT:
        return TriedDerivation(*try_derive(doc))
    found: list[tuple[str, Findings]] = []
    failures: list[Failure] = []
    unfounded: list[Screened] = []
    for name, known_as in zip(use, names_of := derivers.called(use), strict=True):
        if name == derivers.RULES:
            findings, failed = try_derive(doc)
        else:
            findings, failed, kinds = _try_other(doc, name, given)
            unfounded += (Screened(known_as, kind, number, number) for kind, number in sorted(Counter(kinds).items()))
        failures += failed
        found.append((known_as, findings))
    merged, screened = merging.merge(found, doc)
    return TriedDerivation(gate(doc.text, merged, names_of)[0], tuple(failures), added_up((*screened, *unfounded)))


def _try_other(doc: Document, name: str, given: Given | None) -> tuple[Findings, tuple[Failure, ...], list[str]]:
    """Return what another deriver than the rules finds in one report; nothing, and why, where it raises.

    The third are the kinds of what it dropped itself, as far as it says so.
    """
    try:
        deriver = derivers.foreign(name, given)
        unfounded = getattr(deriver, "unfounded", None)
        dropped = [one.kind for one in unfounded(doc)] if unfounded else []
        return merging.typed(deriver.derive(doc)), (), dropped
    except Exception as error:  # noqa: BLE001 - whatever others wrote may fail in any way, and the rules must not with it
        return Findings(), (Failure(name, f"{type(error).__name__}: {error}", ""),), []


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
