"""Statements in their sentences: their own clauses, and the rest of the sentence, which readers need to understand them.

in_sentence("Berg said that Norway would not sign, but left the door open.", ["Norway would not sign"])
→ "Berg said that " · *"Norway would not sign"* · ", but left the door open."
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any, NamedTuple

import msgspec
from msgspec.structs import replace

from generator.contexts import Cite, EventView, PositionView

MAX_REST = 140
"""Characters of a sentence before its first and after its last clause that are shown; the far ends of more are left out."""
WORDS_TO_FIND_BY = 4
"""First words of a clause that runs on into the next sentence, by which it is found in its own."""
ELLIPSIS = "…"
ALPHANUMERIC = re.compile(r"[^\W_]")
GRADES = ("certain", "likely", "unsure")


class Run(msgspec.Struct, frozen=True, gc=False):
    """A stretch of a sentence: `own` is of a statement's clauses, else of the rest."""

    text: str
    own: bool


class ToldEvent(NamedTuple):
    """The event that a sentence tells under one date, the clauses that tell it, and the anchors of others among them."""

    event: EventView
    clauses: tuple[str, ...]
    anchors: tuple[str, ...]


class StatedPosition(NamedTuple):
    """The position of an actor that a sentence tells, its clauses, and the anchors of others among them."""

    position: PositionView
    clauses: tuple[str, ...]
    anchors: tuple[str, ...]


def in_sentence(sentence: str, clauses: Iterable[str], rest: int = MAX_REST) -> list[Run]:
    """Return a sentence as runs; a clause that goes on after its sentence is given whole."""
    spans = [span for clause in clauses if (span := _span(sentence, clause))]
    if not spans:
        return [Run(clause, own=True) for clause in clauses]
    spans.sort()
    found: list[Run] = []
    at = 0
    for start, end, beyond in spans:
        before, own = sentence[at:start], sentence[max(at, start) : end] + beyond
        if before and _says_something(before):
            _add(found, before if found else _last(before, rest), own=False)
            before = ""
        if own:
            _add(found, before + own, own=True)
        at = max(at, end)
    if after := sentence[at:]:
        says = _says_something(after)
        _add(found, _first(after, rest) if says else after, own=not says)
    return found


def _add(runs: list[Run], text: str, *, own: bool) -> None:
    """Add a run, or go on with the last one."""
    if runs and runs[-1].own == own:
        text = runs.pop().text + text
    runs.append(Run(text, own))


def as_text(cite: Cite) -> str:
    """Return the sentence of a statement in plain words, shortened at its far ends."""
    return " ".join("".join(run.text for run in in_sentence(cite.sentence, (cite.words,))).split())


def told(events: Iterable[EventView]) -> list[ToldEvent]:
    """Return events in their order, those that one sentence tells under one date together, the longest clause's first."""
    groups: dict[Any, list[EventView]] = {}
    for event in events:
        key = (event.cites[0].path, event.when.edtf if event.when else "") if event.cites else event.anchor
        groups.setdefault(key, []).append(event)
    return [
        _joined(sorted(group, key=lambda event: -len(event.text)) if len(group) > 1 else group) for group in groups.values()
    ]


def stated(positions: Iterable[PositionView]) -> list[StatedPosition]:
    """Return positions in their order; of one sentence and actor those that have one stance together, the surest first."""
    groups: dict[Any, list[PositionView]] = {}
    for position in positions:
        key = (position.cite.path, position.actor.name, position.stance, position.negated, position.cite.person)
        groups.setdefault(key, []).append(position)
    return [_stated(sorted(group, key=lambda position: _doubt(position.confidence))) for group in groups.values()]


def _stated(group: Sequence[PositionView]) -> StatedPosition:
    if len(group) == 1:
        return StatedPosition(group[0], (group[0].cite.words,), ())
    clauses = tuple(dict.fromkeys(position.cite.words for position in group))
    changed = next((position.changed for position in group if position.changed), "")
    shown = group[0] if group[0].changed == changed else replace(group[0], changed=changed)
    return StatedPosition(shown, clauses, tuple(other.anchor for other in group[1:]))


def _doubt(confidence: str) -> int:
    return GRADES.index(confidence) if confidence in GRADES else 0


def _joined(group: Sequence[EventView]) -> ToldEvent:
    first, others = group[0], group[1:]
    if not (others or _repeats(first.actors) or _repeats(first.topics) or _repeats(first.cites[1:])):
        return ToldEvent(first, (first.cites[0].words if first.cites else first.text,), ())
    surest = min(group, key=lambda event: _doubt(event.confidence))
    event = replace(
        first,
        actors=tuple(dict.fromkeys(chain.from_iterable(event.actors for event in group))),
        topics=tuple(dict.fromkeys(chain.from_iterable(event.topics for event in group))),
        place=next((event.place for event in group if event.place), None),
        cites=tuple(dict.fromkeys(chain.from_iterable(event.cites[1:] for event in group))),
        reports=max(event.reports for event in group),
        confidence=surest.confidence,
        rule=surest.rule,
    )
    cites = first.cites[:1] + event.cites
    clauses = tuple(dict.fromkeys(event.cites[0].words if event.cites else event.text for event in group))
    return ToldEvent(replace(event, cites=cites), clauses, tuple(other.anchor for other in others))


def _repeats(values: Sequence[Any]) -> bool:
    """Return whether a value stands among some twice."""
    return len(values) > 1 and len(set(values)) < len(values)


def _span(sentence: str, clause: str) -> tuple[int, int, str] | None:
    """Return where a clause begins and ends in a sentence, and its words after the sentence; None for one of another."""
    if not clause:
        return None
    start = sentence.find(clause)
    if start >= 0:
        return start, start + len(clause), ""
    start = sentence.find(" ".join(clause.split(" ")[:WORDS_TO_FIND_BY]))
    own = sentence[start:]
    return (start, len(sentence), clause[len(own) :]) if start >= 0 and clause.startswith(own) else None


def _says_something(text: str) -> bool:
    return ALPHANUMERIC.search(text) is not None


def _last(text: str, number: int) -> str:
    return text if len(text) <= number else f"{ELLIPSIS} {text[-number:].partition(' ')[2]}"


def _first(text: str, number: int) -> str:
    return text if len(text) <= number else f"{text[:number].rpartition(' ')[0]} {ELLIPSIS}"


def _runs(cite: Cite, clauses: Iterable[str] = (), rest: int = MAX_REST) -> list[Run]:
    return in_sentence(cite.sentence, tuple(clauses) or (cite.words,), rest)


def _as_first(cites: Sequence[Cite]) -> list[Cite]:
    """Return the citations of the sentence that the first is of."""
    return [cite for cite in cites if cite.sentence == cites[0].sentence]


def _unlike_first(cites: Sequence[Cite]) -> list[Cite]:
    """Return the citations of other sentences than the first is of."""
    return [cite for cite in cites if cite.sentence != cites[0].sentence]


FILTERS = {"runs": _runs, "told": told, "stated": stated, "as_first": _as_first, "unlike_first": _unlike_first}
"""Filters for templates."""
