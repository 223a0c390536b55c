"""Index entries that depend on several reports: events that more than one tells, and changes of position."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

import msgspec

from generator.contexts import ActorLink, EventView, PositionView
from generator.dossier import position_changes
from generator.dossier.index.keys import POSITIONS
from generator.dossier.index.rows import IndexEntry, IndexRow, Location
from generator.dossier.report_rows import CHANGED_RANK, event_locations
from generator.dossier.resolve import events
from generator.dossier.views import EVENT_CITES, position_in_words
from generator.model import permalinks
from generator.model.findings import PlacedBy
from generator.model.statements import Happening, Stand

TellingRow = tuple[Happening, EventView]
"""An event as one report tells it, and its view."""
StandRow = tuple[Stand, PositionView, tuple[Location, ...]]
"""A position of one report, its view, and where the view is to be listed."""
encode, decode = msgspec.msgpack.encode, msgspec.msgpack.decode


def events_of_date(rows: Sequence[IndexRow]) -> Iterator[IndexEntry]:
    """Return the events of one date, the tellings of one event merged."""
    tellings = [decode(row.value, type=TellingRow) for row in rows]
    views = {event.id: view for event, view in tellings}
    for group in events.grouped(event for event, _ in tellings):
        event, view = _merged(group, views) if len(group) > 1 else (group[0], views[group[0].id])
        publishers = _publishers(views[telling.id] for telling in group)
        yield IndexEntry(encode(view), event_locations(event, view.reports, publishers))


def _merged(group: Sequence[Happening], views: Mapping[str, EventView]) -> TellingRow:
    """Return the first telling, with what the others add: actors, topics, place, sources, and a date of the text's own."""
    of_group = [views[telling.id] for telling in group]
    dated = next((telling for telling in group if telling.placed_by is PlacedBy.TEXT), group[0])
    parts = dict(reversed([pair for telling in group for pair in zip(telling.actors, telling.parts, strict=True)]))
    actors = tuple(dict.fromkeys(actor for telling in group for actor in telling.actors))
    event = replace(
        group[0],
        placed_by=dated.placed_by,
        actors=actors,
        parts=tuple(parts[actor] for actor in actors),
        weight=max(telling.weight for telling in group),
        topics=tuple(dict.fromkeys(topic for telling in group for topic in telling.topics)),
    )
    view = replace(
        of_group[0],
        when=views[dated.id].when,
        placed_by=views[dated.id].placed_by,
        actors=_distinct(view.actors for view in of_group),
        agents=_distinct(view.agents for view in of_group),
        patients=_distinct(view.patients for view in of_group),
        topics=tuple(dict.fromkeys(topic for view in of_group for topic in view.topics)),
        place=next((view.place for view in of_group if view.place), None),
        cites=tuple(cite for view in of_group for cite in view.cites)[:EVENT_CITES],
        reports=len({telling.sources[0].article for telling in group}),
        publishers=len(_publishers(of_group)),
    )
    return event, view


def _distinct(links: Iterable[tuple[ActorLink, ...]]) -> tuple[ActorLink, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(links)))


def _publishers(views: Iterable[EventView]) -> list[str]:
    return sorted({permalinks.slugs(cite.source) for view in views for cite in view.cites if cite.source})


def positions_on_topic(rows: Sequence[IndexRow]) -> Iterator[IndexEntry]:
    """Return an actor's positions on one topic, with those that differ from the one before marked as changes."""
    positions = [decode(row.value, type=StandRow) for row in rows]
    by_id = {stand.id: (view, locations) for stand, view, locations in positions}
    marked = {stand.id: stand for stand in position_changes.with_changes(stand for stand, _, _ in positions)}
    for stand in marked.values():
        view, locations = by_id[stand.id]
        if not stand.before:
            yield IndexEntry(encode(view), locations)
            continue
        before = marked[stand.before]
        view = replace(view, changed=position_in_words(before, by_id[before.id][0].when))
        changed = [location._replace(rank=CHANGED_RANK) for location in locations]
        changed += [location._replace(list="changes") for location in locations if location.subject == POSITIONS]
        yield IndexEntry(encode(view), tuple(changed))
