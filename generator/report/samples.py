"""A sample of a project's findings that somebody marks as right or wrong, in a plain file, and what the marks say.

The sample has some of every kind, grade and deriver. It is the same whenever it is drawn from the same findings; findings that
are in the file already are not drawn again.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import chain, islice, zip_longest
from typing import Any

import yaml

from generator.model.findings import Findings
from generator.model.kinds import KIND_BY_NAME, KINDS
from generator.model.problems import InputError, Problem, Where
from generator.model.values import Value
from generator.report.exported import finding_row
from generator.report.measures import Judged, makers_of

FILE = "marked.yaml"
HEAD = """\
# Findings to be marked: write yes or no behind each `right:`, and run `briefing eval`. What is left empty does not count.
# `briefing eval --sample 20` adds more. Nothing else reads this file.
"""
TOLD_ELSEWHERE = frozenset(
    {"id", "start", "end", "text", "confidence", "rule", "weight", "segments", "timex_type", "timex_value"}
)
"""Fields of a finding that are no claim of its own, or stand elsewhere in an entry."""
ANSWERS = {"yes": True, "y": True, "true": True, "right": True, "no": False, "n": False, "false": False, "wrong": False}


class SampledFinding(Value, frozen=True):
    """A finding in the file: which one, what it says, and whether somebody marked it as right."""

    report: str
    id: str
    kind: str
    grade: str
    by: str
    words: str
    says: str
    sentence: str
    is_right: bool | None = None


def listed(report: str, found: Findings, use: Sequence[str], sentence_of: Callable[[int], str]) -> Iterator[SampledFinding]:
    """Return all findings of a report that can be marked. `sentence_of` returns the sentence in which an offset lies."""
    names = {entity.id: (entity.id, entity.name, entity.kind.value) for entity in found.entities}
    for kind in KINDS:
        for one in kind.of(found):
            row = finding_row(kind, one, names)
            says = {name: value for name, value in row.items() if name not in TOLD_ELSEWHERE and value}
            yield SampledFinding(
                report,
                one.id,
                kind.name,
                one.confidence.value,
                makers_of(one.rule, use),
                " ".join(one.evidence.text.split()),
                "; ".join(f"{name}: {_plain(value)}" for name, value in says.items()),
                " ".join(sentence_of(one.evidence.start).split()),
            )


def _plain(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def draw(findings: Iterable[SampledFinding], number: int, known: Collection[tuple[str, str]]) -> list[SampledFinding]:
    """Return so many findings that are not known yet, some of every kind, grade and deriver."""
    groups: defaultdict[tuple[str, str, str], list[SampledFinding]] = defaultdict(list)
    for one in findings:
        if (one.report, one.id) not in known:
            groups[one.kind, one.grade, one.by].append(one)
    ordered = (sorted(groups[name], key=_chance) for name in sorted(groups))
    turns = chain.from_iterable(zip_longest(*ordered))
    return list(islice((one for one in turns if one is not None), number))


def _chance(one: SampledFinding) -> bytes:
    return blake2b(f"{one.report}\0{one.id}".encode()).digest()


def written(findings: Iterable[SampledFinding]) -> str:
    """Return the file of findings."""
    return HEAD + "".join(map(_entry, findings))


def _entry(one: SampledFinding) -> str:
    answer = {None: "", True: " yes", False: " no"}[one.is_right]
    fields = {"report": one.report, "id": one.id, "kind": one.kind, "grade": one.grade, "by": one.by}
    told = {"sentence": one.sentence, "words": one.words, "says": one.says}
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in (fields | told).items()]
    return "\n- " + "\n  ".join((*lines, f"right:{answer}")) + "\n"


def read(text: str) -> list[SampledFinding]:
    """Return the findings of a file. Raises InputError with all that is wrong."""
    try:
        given = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = Where(FILE, mark.line + 1, mark.column + 1) if mark else Where(FILE)
        raise InputError([Problem(where, "this is no YAML", "take the file away, and draw a sample again")]) from error
    problems: list[Problem] = []
    lines = [number for number, line in enumerate(text.splitlines(), 1) if line.startswith("- ")]
    entries = given if isinstance(given, list) else [] if given is None else [given]
    found = [_read(one, Where(FILE, line), problems) for one, line in zip_longest(entries, lines[: len(entries)], fillvalue=1)]
    if problems:
        raise InputError(problems)
    return [one for one in found if one]


def _read(given: Any, where: Where, problems: list[Problem]) -> SampledFinding | None:
    names = [name for name in SampledFinding.__struct_fields__ if name != "is_right"]
    if not isinstance(given, Mapping) or not all(isinstance(given.get(name), str) for name in names):
        problems.append(Problem(where, "this is no entry of a sample", "take it out, and draw a sample again"))
        return None
    answer = given.get("right")
    is_right = None if answer is None else answer if isinstance(answer, bool) else ANSWERS.get(str(answer).strip().lower())
    if (answer is not None and is_right is None) or given["kind"] not in KIND_BY_NAME:
        wrong = f"`right` does not know {answer!r}" if given["kind"] in KIND_BY_NAME else f"there is no kind {given['kind']!r}"
        problems.append(Problem(where, wrong, "write right: yes, right: no, or leave it empty"))
        return None
    return SampledFinding(**{name: given[name] for name in names}, is_right=is_right)


def judged(findings: Iterable[SampledFinding]) -> list[Judged]:
    """Return the findings that somebody marked."""
    return [
        Judged(KIND_BY_NAME[one.kind].field, one.grade, one.by, one.is_right) for one in findings if one.is_right is not None
    ]
