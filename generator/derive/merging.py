"""What several derivers find in one report as one: the same finding from two is one finding, which names both.

The first deriver's findings stand as they are; later ones add what is not there yet. Where two agree, the finding is surer by
one grade than the surer of them; where they differ about the same words, the first one's stands and is less sure by one. The
gate drops whatever another than the program gives that the report does not say, and how much that was is kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import msgspec
from msgspec.structs import replace

from generator.derive import identifiers
from generator.derive.derivers import RULES
from generator.derive.evidence import cite
from generator.derive.gate import RULES as NAMES_OF_RULES
from generator.derive.gate import gate
from generator.derive.joined_entities import joined, renamed
from generator.derive.overlaps import ByPlace
from generator.derive.sameness import Relation, relation, shared
from generator.derive.syntax.document import Document
from generator.model.findings import ALSO, Confidence, Findings, Mention, TopicFinding
from generator.model.kinds import KINDS, FindingKind
from generator.model.screened import Screened
from generator.model.wording import folded

GRADES = (Confidence.UNSURE, Confidence.LIKELY, Confidence.CERTAIN)
"""From the least to the most sure."""
MOST_SURE_OF_OTHERS = Confidence.LIKELY
"""The grade above which no deriver but the rules gets alone, whatever it says of itself."""
ENTITIES = "entities"


class Merged(NamedTuple):
    """Findings of several derivers as one, and what the gate dropped of each."""

    findings: Findings
    screened: tuple[Screened, ...]


def merge(found: Sequence[tuple[str, Findings]], doc: Document) -> Merged:
    """Return the findings of derivers, given by name in order of precedence, as one. Foreign ones pass the gate first.

    Raises ValueError where a deriver's findings are none by their types.
    """
    merged = Findings()
    counts: list[Screened] = []
    for name, findings in found:
        passed = findings
        if name != RULES:
            passed, screened = screen(name, findings, doc)
            counts += screened
        merged = passed if merged == Findings() else with_others(merged, passed)
    return Merged(merged, tuple(counts))


def screen(name: str, found: Findings, doc: Document) -> tuple[Findings, tuple[Screened, ...]]:
    """Return what the report bears out of a deriver's findings, under its name and with ids, and how much was dropped."""
    given = typed(found)
    cited = replace(given, **{kind.field: tuple(_cited(kind.of(given), name, doc.text)) for kind in KINDS})
    passed = gate(doc.text, identifiers.assign(doc, cited), (name,))[0]
    numbers = ((kind.field, len(kind.of(given)), len(kind.of(passed))) for kind in KINDS)
    all_numbers = ((ENTITIES, len(given.entities), len(passed.entities)), *numbers)
    return passed, tuple(Screened(name, kind, all_, all_ - left) for kind, all_, left in all_numbers if all_)


def typed(found: Findings) -> Findings:
    """Return findings whose values all have the types that they should have. Raises ValueError where one has not."""
    return msgspec.convert(msgspec.to_builtins(found), Findings)


def _cited(findings: Iterable[Any], name: str, text: str) -> Iterable[Any]:
    """Return the findings whose words stand in the text, as this deriver's."""
    for one in findings:
        if not one.evidence.text.strip():
            continue
        try:
            evidence = cite(text, one.evidence.start, one.evidence.end, one.evidence.text)
        except ValueError:
            continue
        yield replace(one, evidence=evidence, rule=name, confidence=min(one.confidence, MOST_SURE_OF_OTHERS, key=GRADES.index))


def with_others(first: Findings, second: Findings) -> Findings:
    """Return findings with those of a later deriver."""
    entities, ids, clashing = joined(first, second)
    of_kinds: dict[str, Any] = {}
    for kind in KINDS:
        clashes = [isinstance(one, Mention) and one.entity in clashing for one in kind.of(second)]
        others = [renamed(kind, one, ids) for one in kind.of(second)]
        of_kinds[kind.field] = _merged(kind, kind.of(first), list(zip(others, clashes, strict=True)))
    return replace(first, entities=entities, **of_kinds)


class _Verdicts(NamedTuple):
    """What a later deriver says of earlier findings, by their numbers: those that it has too, and those it says differently."""

    agreeing: dict[int, Any]
    differing: set[int]


def _merged(kind: FindingKind, first: tuple[Any, ...], second: Sequence[tuple[Any, bool]]) -> tuple[Any, ...]:
    """Return the findings of one kind: the first ones with their grades as the second bear them out, and what is new."""
    known = _Known(first)
    verdicts = _Verdicts({}, set())
    for finding, is_clashing in second:
        number, how = known.likest(finding)
        if how is Relation.APART or (number >= len(first) and how is not Relation.AGREES):
            known.add(finding)
        elif number < len(first) and how is not Relation.COVERED:
            differs = is_clashing or how is Relation.DIFFERS
            verdicts.differing.add(number) if differs else verdicts.agreeing.setdefault(number, finding)
    graded = [_graded(finding, number, verdicts) for number, finding in enumerate(first)]
    new = _with_free_ids(known.added, {one.id for one in first})
    return tuple(sorted((*graded, *new), key=lambda one: one.evidence.start) if new else graded)


class _Known:
    """The findings of one kind so far, and the likest of them to another: topics by label, all else by place."""

    def __init__(self, first: Sequence[Any]) -> None:
        self.added: list[Any] = []
        self._places = ByPlace(first)
        self._labels: dict[str, int] = {}
        for number, one in enumerate(first):
            self._label(one, number)
        self._count = len(first)

    def add(self, finding: Any) -> None:
        self.added.append(finding)
        self._places.add(finding)
        self._label(finding, self._count)
        self._count += 1

    def likest(self, finding: Any) -> tuple[int, Relation]:
        """Return the number of the finding that says the same; else of one that differs; else of one that covers it."""
        if isinstance(finding, TopicFinding):
            number = self._labels.get(folded(finding.label))
            return (0, Relation.APART) if number is None else (number, Relation.AGREES)
        near = [(number, relation(one, finding), one) for number, one in self._places.overlapping(finding.evidence)]
        for how in (Relation.AGREES, Relation.DIFFERS, Relation.COVERED):
            fitting = [(shared(one.evidence, finding.evidence), -number) for number, is_, one in near if is_ is how]
            if fitting:
                return -max(fitting)[1], how
        return 0, Relation.APART

    def _label(self, finding: Any, number: int) -> None:
        if isinstance(finding, TopicFinding):
            self._labels.setdefault(folded(finding.label), number)


def _graded(finding: Any, number: int, verdicts: _Verdicts) -> Any:
    """Return an earlier finding, with the name of who agrees and as sure as that makes it."""
    other = verdicts.agreeing.get(number)
    if other is None:
        lower = GRADES[max(GRADES.index(finding.confidence) - 1, 0)]
        return replace(finding, confidence=lower) if number in verdicts.differing else finding
    names = finding.rule.split(ALSO)
    new = [name for name in other.rule.split(ALSO) if name not in names]
    if not new:
        return finding
    rule = ALSO.join(sorted((*names, *new), key=lambda name: name not in NAMES_OF_RULES))
    return replace(finding, rule=rule, confidence=_raised(finding, other))


def _raised(finding: Any, other: Any) -> Confidence:
    """Return the grade above that of the surer of two; a topic that is certain is an editor's."""
    most = len(GRADES) - 2 if isinstance(finding, TopicFinding) else len(GRADES) - 1
    surer = max(GRADES.index(finding.confidence), GRADES.index(other.confidence))
    return GRADES[max(min(surer + 1, most), GRADES.index(finding.confidence))]


def _with_free_ids(findings: Sequence[Any], taken: set[str]) -> list[Any]:
    """Return findings under ids that no other one has: where one is taken, a number is added."""
    numbers: Counter[str] = Counter()
    found: list[Any] = []
    for one in findings:
        identifier = one.id
        while identifier in taken:
            numbers[one.id] += 1
            identifier = f"{one.id}-{numbers[one.id] + 1}"
        taken.add(identifier)
        found.append(replace(one, id=identifier) if identifier != one.id else one)
    return found
