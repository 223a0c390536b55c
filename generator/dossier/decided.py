"""Decisions of the ledger held against each other, and against what people's files say now.

Told are those that contradict each other, those whose edit is not in its file any more, and those whose words a changed report
no longer has, with the nearest that it has.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.model.decisions import (
    DateIs,
    Decision,
    HolderIs,
    KindIs,
    LedgerEntry,
    NotSame,
    NotSameEvent,
    Rename,
    Same,
    SameEvent,
    SpeakerIs,
)
from generator.model.permalinks import slugs
from generator.model.problems import Problem
from generator.model.wording import folded


def claims_of(decision: Decision) -> dict[tuple[str, ...], str]:
    """Return what a decision claims, by what it is said of: two that claim different things of one contradict each other."""
    found: dict[tuple[str, ...], str] = {}
    match decision:
        case Same() | NotSame():
            pair = sorted((slugs(decision.name), slugs(decision.other)))
            found["same", decision.of, *pair] = "the same" if isinstance(decision, Same) else "not the same"
        case Rename():
            found["name", decision.of, slugs(decision.name)] = f"renamed {decision.to}"
        case KindIs():
            found["kind", slugs(decision.name)] = f"a {decision.kind.value}"
        case SpeakerIs():
            found["speaker", slugs(decision.report), folded(decision.text)] = f"said by {decision.speaker}"
        case HolderIs():
            found["holder", slugs(decision.report), folded(decision.text)] = f"held by {decision.actor}"
        case DateIs():
            found["date", decision.kind, slugs(decision.report), folded(decision.text)] = f"dated {decision.edtf}"
        case SameEvent() | NotSameEvent():
            what = slugs(decision.report), folded(decision.text), slugs(decision.other)
            found["event", *what] = "one event" if isinstance(decision, SameEvent) else "not one event"
    return found


def contradicting(entries: Sequence[LedgerEntry]) -> Iterator[Problem]:
    """Return a problem for each decision that contradicts an earlier one, with both lines."""
    known: dict[tuple[str, ...], tuple[str, LedgerEntry]] = {}
    for entry in entries:
        for what, said in claims_of(entry.decision).items():
            before, first = known.setdefault(what, (said, entry))
            if before != said:
                wrong = f"this decides {said!r}, but {first.where} decides {before!r}"
                yield Problem(entry.where, wrong, "undo one of the two decisions")
