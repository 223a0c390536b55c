"""How well derivers do: their findings held against what there should be, and against each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from generator.derive.derivers import RULES
from generator.derive.sameness import MIN_SHARED, are_like
from generator.model.findings import (
    ALSO,
    Entity,
    Figure,
    Findings,
    Form,
    Kind,
    Mention,
    Position,
    Quote,
    Role,
    TimeExpression,
    TopicFinding,
)
from generator.model.kinds import KINDS
from generator.model.values import Value
from generator.model.wording import folded
from generator.report.expected import AnnotatedReport, ExpectedFinding

NAMED = frozenset({Form.NAME, Form.METONYM, Form.DEMONYM})
"""The forms of mentions that are meant where a row does not say which."""


class Score(Value, frozen=True):
    """Findings of one kind: how many there are and should be, how many of them are right in their words, and in their fields.

    `recalled` are those that should be there and are.
    """

    found: int = 0
    expected: int = 0
    right: int = 0
    recalled: int = 0
    exact: int = 0

    @property
    def precision(self) -> float | None:
        """The share of what was found that is right."""
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """The share of what should be found that is."""
        return self.recalled / self.expected if self.expected else None


class RightShare(Value, frozen=True):
    """How many of some findings are right."""

    found: int
    right: int


class Measured(Value, frozen=True):
    """How well some derivers do together.

    `kinds` are scores by kind; `grades` and `makers` say by kind, and by grade or by who made a finding, how many are right.
    "rules + llm" are findings that both have; `agreement` is their share of all that one of two has, by kind and pair.
    """

    use: tuple[str, ...]
    reports: int
    kinds: Mapping[str, Score]
    grades: Mapping[str, Mapping[str, RightShare]]
    makers: Mapping[str, Mapping[str, RightShare]]
    agreement: Mapping[str, Mapping[str, float]] = {}


class Judged(NamedTuple):
    """A finding that is right or wrong: its kind, its grade and who made it."""

    kind: str
    grade: str
    makers: str
    is_right: bool


def makers_of(rule: str, use: Sequence[str]) -> str:
    """Return who made a finding, by the names in its rule: all rules of the program are one."""
    others = [name for name in rule.split(ALSO) if name in use]
    return ALSO.join((*((RULES,) if len(others) < len(rule.split(ALSO)) else ()), *others))


def measure(use: Sequence[str], reports: Iterable[tuple[AnnotatedReport, Findings]]) -> Measured:
    """Return how well derivers do on annotated reports, which come with what was found in them."""
    scores: dict[str, Score] = {}
    judged: list[Judged] = []
    count = 0
    for report, found in reports:
        count += 1
        entities = {entity.id: entity for entity in found.entities}
        for kind in KINDS:
            if kind.field in report.expected:
                expected = report.expected[kind.field]
                score, of_kind = _compared(kind.field, expected, _of_forms(expected, kind.of(found)), entities, use)
                scores[kind.field] = _sum(scores.get(kind.field, Score()), score)
                judged += of_kind
    grades, makers = shares(judged)
    return Measured(tuple(use), count, scores, grades, makers, _agreement(use, makers))


def shares(judged: Iterable[Judged]) -> tuple[dict[str, dict[str, RightShare]], dict[str, dict[str, RightShare]]]:
    """Return by kind how many are right of each grade, and of each deriver or derivers."""
    found: tuple[Counter[tuple[str, str]], ...] = (Counter(), Counter(), Counter(), Counter())
    for one in judged:
        for at, name in ((0, one.grade), (1, one.makers)):
            found[at][one.kind, name] += 1
            found[at + 2][one.kind, name] += one.is_right
    return _nested(found[0], found[2]), _nested(found[1], found[3])


def _agreement(use: Sequence[str], makers: Mapping[str, Mapping[str, RightShare]]) -> dict[str, dict[str, float]]:
    """Return by kind, and by each two derivers, the share of the findings of either that both have."""
    found: dict[str, dict[str, float]] = {}
    for kind, rows in makers.items():
        for pair in combinations(use, 2):
            having = [(share.found, {*names.split(ALSO)} & {*pair}) for names, share in rows.items()]
            either = sum(number for number, names in having if names)
            both = sum(number for number, names in having if len(names) > 1)
            if either and all(any(name in names for _, names in having) for name in pair):
                found.setdefault(kind, {})[ALSO.join(pair)] = both / either
    return found


def _nested(all_: Counter[tuple[str, str]], right: Counter[tuple[str, str]]) -> dict[str, dict[str, RightShare]]:
    nested: dict[str, dict[str, RightShare]] = {}
    for (kind, name), number in sorted(all_.items()):
        nested.setdefault(kind, {})[name] = RightShare(number, right[kind, name])
    return nested


def _of_forms(expected: Sequence[ExpectedFinding], found: Sequence[Any]) -> list[Any]:
    """Return the findings without mentions of other forms than those expected: of names, where rows do not say the form."""
    forms = {one.fields["form"] for one in expected if "form" in one.fields} or NAMED
    return [one for one in found if not isinstance(one, Mention) or one.form in forms]


def _sum(one: Score, other: Score) -> Score:
    return Score(*(getattr(one, field) + getattr(other, field) for field in Score.__struct_fields__))


def _compared(
    kind: str, expected: Sequence[ExpectedFinding], found: Sequence[Any], entities: Mapping[str, Entity], use: Sequence[str]
) -> tuple[Score, list[Judged]]:
    """Return the score of the findings of one kind in one report, and each of them as right or wrong."""
    recalled: set[int] = set()
    exact = right = 0
    judged: list[Judged] = []
    for finding in found:
        met = [number for number, one in enumerate(expected) if _tells_of(one, finding)]
        recalled.update(met)
        right += bool(met)
        exact += any(_has_fields(expected[number], finding, entities) for number in met)
        judged.append(Judged(kind, finding.confidence.value, makers_of(finding.rule, use), bool(met)))
    return Score(len(found), len(expected), right, len(recalled), exact), judged


def _tells_of(one: ExpectedFinding, finding: Any) -> bool:
    """Return whether a finding is of the words that are expected; a topic is told by its label alone."""
    if isinstance(finding, TopicFinding):
        return folded(str(one.fields.get("label") or one.fields["text"])) == folded(finding.label)
    if isinstance(finding, Quote) and bool(one.fields["direct"]) is not finding.direct:
        return False
    evidence = finding.evidence
    common = min(one.end, evidence.end) - max(one.start, evidence.start)
    return bool(common > 0 and common >= MIN_SHARED * min(one.end - one.start, evidence.end - evidence.start))


def _has_fields(one: ExpectedFinding, finding: Any, entities: Mapping[str, Entity]) -> bool:
    """Return whether a finding says what is expected of it, of the fields that are compared and given."""
    compared = COMPARED[type(finding)](finding) if type(finding) in COMPARED else {}
    return all(_is_same(one.fields[name], value, entities) for name, value in compared.items() if name in one.fields)


def _is_same(expected: Any, value: Any, entities: Mapping[str, Entity]) -> bool:
    if isinstance(value, _Actor):
        return _is_named(expected, entities.get(value.entity or ""))
    if isinstance(value, _KindOfActor):
        entity = entities.get(value.entity)
        return expected in set(Kind) and entity is not None and are_like(Kind(expected), entity.kind)
    return bool(expected == value)


class _KindOfActor(NamedTuple):
    """The id of an entity whose kind is compared; a place may be a country."""

    entity: str


class _Actor(NamedTuple):
    """The id of an entity, or None, which is compared by its names."""

    entity: str | None


def _is_named(expected: Any, entity: Entity | None) -> bool:
    """Return whether somebody has an expected name: the same, or one with more or fewer words."""
    if not expected or entity is None:
        return bool(not expected) and entity is None
    words = {*folded(str(expected)).split()}
    return any(words <= (own := {*folded(name).split()}) or own <= words for name in (entity.name, *entity.aliases))


COMPARED: Mapping[type, Callable[[Any], dict[str, Any]]] = {
    Mention: lambda one: {"entity": _Actor(one.entity), "kind": _KindOfActor(one.entity)},
    Role: lambda one: {"entity": _Actor(one.entity)},
    TimeExpression: lambda one: {"edtf": one.edtf},
    Quote: lambda one: {"speaker": _Actor(one.speaker)},
    Position: lambda one: {"entity": _Actor(one.entity), "polarity": one.polarity},
    Figure: lambda one: {"value": one.value, "unit": one.unit},
}
"""The fields that must be as expected for a finding to be right in them, by its kind."""


def in_lines(measured: Measured) -> Iterator[str]:
    """Return what was measured, for people to read."""
    yield f"{', '.join(measured.use)}: {measured.reports} report{'' if measured.reports == 1 else 's'}."
    if measured.kinds:
        yield ""
        yield f"{'':<12}{'expected':>9}{'found':>8}{'right':>8}{'precision':>11}{'recall':>8}{'F1':>7}{'fields':>8}"
    for kind, score in measured.kinds.items():
        numbers = f"{score.expected:>9}{score.found:>8}{score.right:>8}{_share(score.precision):>11}{_share(score.recall):>8}"
        fields = score.exact / score.right if score.right else None
        yield f"{kind:<12}{numbers}{_share(_f1(score)):>7}{_share(fields):>8}"
    for heading, tables in (("Right, by grade", measured.grades), ("Right, by who found it", measured.makers)):
        if tables:
            yield from ("", f"{heading}:")
        for kind, rows in tables.items():
            told = (f"{name} {one.right} of {one.found} ({_share(one.right / one.found)})" for name, one in rows.items())
            yield f"  {kind}: {'; '.join(told)}"
    if measured.agreement:
        yield from ("", "Found by both, of what either found:")
    for kind, pairs in measured.agreement.items():
        yield f"  {kind}: {'; '.join(f'{pair} {_share(share)}' for pair, share in pairs.items())}"


def _f1(score: Score) -> float | None:
    if not score.precision or not score.recall:
        return None if score.precision is None or score.recall is None else 0.0
    return 2 * score.precision * score.recall / (score.precision + score.recall)


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}".lstrip("0") if value < 1 else "1"
