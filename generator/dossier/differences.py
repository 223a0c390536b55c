"""Differences between the tellings of one event, in figures, date and agents, each report's words side by side."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from generator.contexts import Cite, Difference, EventView
from generator.derive.events.deeds import sides
from generator.model.edtf import bounds
from generator.model.findings import PlacedBy
from generator.model.statements import Happening

MAX_SIDES = 5
"""Reports whose words are set side by side; what others say is on their pages."""
FIGURE = re.compile(
    r"(?<![\w.,/:-])(?:US\$|[$€£¥])?\d[\d.,]*(?:\d|\b)(?![\w/:-])"
    r"(?:\s+(?:million|billion|trillion|percent|per cent)\b|%)?"
)
MONTHS = frozenset("january february march april may june july august september october november december".split())
YEARS = range(1900, 2101)


def differences(group: Sequence[Happening], views: Mapping[str, EventView]) -> tuple[Difference, ...]:
    """Return where the tellings differ. Who says more than another is no difference, nor a month that the other's day is in.

    Of a deed of which both sides act ("beat", "lost to") each telling may name another side.
    """
    compared: dict[str, Says] = {"figures": _figures}
    dated = [bounds(event.placed.edtf) for event in group if event.placed and event.placed_by is PlacedBy.TEXT]
    if dated and max(first for first, _ in dated) > min(last for _, last in dated):
        compared["date"] = _date
    if not any(event.deed in sides() for event in group):
        compared["agents"] = _agents
    found = (_difference(of, group, views, says) for of, says in compared.items())
    return tuple(each for each in found if each is not None)


Says = Callable[[Happening, EventView], tuple[str, ...]]


def _difference(of: str, group: Sequence[Happening], views: Mapping[str, EventView], says: Says) -> Difference | None:
    """Return one difference; None where each telling says as much as another, or less."""
    said: dict[tuple[str, ...], Cite] = {}
    for event in group:
        if words := says(event, views[event.id]):
            said.setdefault(words, views[event.id].cites[0])
    sides = list(said)
    if not any(set(one) - set(other) and set(other) - set(one) for one in sides for other in sides):
        return None
    return Difference(of, tuple((", ".join(words), cite) for words, cite in said.items())[:MAX_SIDES])


def _figures(event: Happening, view: EventView) -> tuple[str, ...]:
    """Return the figures of a telling, but no dates and no numbers of names ("Airbus 380")."""
    return tuple(dict.fromkeys(_figures_of(view.cites[0].words if view.cites else event.text)))


def _figures_of(words: str) -> Iterator[str]:
    for match in FIGURE.finditer(words):
        before, figure = words[: match.start()].split(), match[0].strip(" ,.")
        is_year = figure.isdecimal() and int(figure) in YEARS
        after = words[match.end() :].split()[:1]
        beside = {word.strip(",.").lower() for word in (*before[-1:], *after)}
        is_name = bool(len(before) > 1 and before[-1][:1].isupper())
        if not is_year and not is_name and beside.isdisjoint(MONTHS):
            yield figure


def _date(event: Happening, view: EventView) -> tuple[str, ...]:
    return (view.when.text,) if view.when and event.placed_by is PlacedBy.TEXT else ()


def _agents(_: Happening, view: EventView) -> tuple[str, ...]:
    return tuple(actor.name for actor in view.agents)
