"""The events of the index: the tellings that changed, and those that are looked at together with them, grouped anew."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import lru_cache

import msgspec

from generator.dossier.index.database import Index
from generator.dossier.resolve.events import Telling, grouped, linked

MAX_TELLINGS_IN_MEMORY = 4096
MANY_CHANGED = 1000
"""From so many changed tellings on, those that no other one can be like are found first, all at once."""
NAMING = ">"
"""Begins the key of the tellings that an editor joins with one of a report's."""
decode = msgspec.msgpack.decode


def update_groups(index: Index) -> Iterator[tuple[str, ...]]:
    """Return the tellings of each event in which something changed, by name, the first first; one that is gone by itself."""
    tellings, seen = index.tellings, set[str]()
    candidates_of = _candidates(index, seen)
    changed = tellings.changed
    if len(changed) > MANY_CHANGED:
        changed = changed & tellings.that_may_be_joined(NAMING)
        alone = tellings.changed - changed
        tellings.forget_events(alone)
        yield from ((name,) for name in sorted(alone))
    for name in sorted(changed):
        if name in seen:
            continue
        raw = tellings.brief(name)
        if raw is None:
            yield (name,)
        else:
            together = linked(decode(raw, type=Telling), candidates_of, seen)
            seen.update(together)  # `|=` with a view of keys would copy all of them
            groups = grouped(together.values())
            of = groups[0][0].name if len(together) > 1 else ""
            tellings.set_events(dict.fromkeys(together, of))
            yield from (tuple(one.name for one in group) for group in groups)
    tellings.changed.clear()


def tellings_of_events(index: Index, names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the names of all tellings of the events of some tellings, by the name of each of these."""
    seen = set[str]()
    candidates_of = _candidates(index, seen)
    found: dict[str, tuple[str, ...]] = {}
    for name in names:
        raw = index.tellings.brief(name) if name not in found else None
        if raw is not None:
            together = linked(decode(raw, type=Telling), candidates_of, seen)
            seen.update(together)
            for group in grouped(together.values()):
                of_group = tuple(one.name for one in group)
                found |= dict.fromkeys(of_group, of_group)
    return found


def _candidates(index: Index, seen: Collection[str]) -> Callable[[Telling], Iterator[Telling]]:
    """Return what finds the tellings that may be of one event with another; not those that were `seen`."""
    tellings = index.tellings

    @lru_cache(maxsize=MAX_TELLINGS_IN_MEMORY)
    def named(name: str) -> Telling:
        return decode(tellings.brief(name) or b"", type=Telling)

    @lru_cache(maxsize=1)
    def naming(report: str) -> list[str]:
        return tellings.with_key(NAMING + report)

    def candidates_of(one: Telling) -> Iterator[Telling]:
        names = tellings.with_a_key_of(one.name, NAMING).union(naming(one.report))
        yield from (named(name) for name in names if name not in seen and name != one.name)
        for report, _ in one.same_as:
            yield from (decode(raw, type=Telling) for raw in tellings.briefs_of_report(report))

    return candidates_of
