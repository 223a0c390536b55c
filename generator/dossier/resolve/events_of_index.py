"""The events of the index: the tellings that changed, and those that are looked at together with them, grouped anew."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import msgspec

from generator.dossier.index.database import Index
from generator.dossier.resolve.events import Telling, grouped, linked

MAX_KEYS_IN_MEMORY = 4096
NAMING = ">"
"""Begins the key of the tellings that an editor joins with one of a report's."""
decode = msgspec.msgpack.decode


def update_groups(index: Index) -> Iterator[tuple[str, ...]]:
    """Return the tellings of each event in which something changed, by name, the first first; one that is gone by itself."""

    @lru_cache(maxsize=MAX_KEYS_IN_MEMORY)
    def under(key: str) -> list[Telling]:
        return [decode(raw, type=Telling) for raw in index.tellings.briefs_of(key)]

    def candidates_of(one: Telling) -> Iterator[Telling]:
        for key in index.tellings.keys_of(one.name):
            if not key.startswith(NAMING):
                yield from under(key)
        for report, _ in one.same_as:
            yield from (decode(raw, type=Telling) for raw in index.tellings.briefs_of_report(report))
        yield from under(NAMING + one.report)

    seen: set[str] = set()
    for name in sorted(index.tellings.changed):
        raw = index.tellings.brief(name)
        if raw is None:
            yield (name,)
        elif name not in seen:
            together = linked(decode(raw, type=Telling), candidates_of, seen)
            seen.update(together)  # `|=` with a view of keys would copy all of them
            groups = grouped(together.values())
            of = groups[0][0].name if len(together) > 1 else ""
            index.tellings.set_events(dict.fromkeys(together, of))
            yield from (tuple(one.name for one in group) for group in groups)
    index.tellings.changed.clear()
