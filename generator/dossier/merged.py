"""What only several reports together tell: one event from many tellings, a change of position from what was said before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import msgspec

from generator.contexts import EventView, PositionView
from generator.dossier import position_changes
from generator.dossier.index.keys import POSITIONS
from generator.dossier.index.rows import Entry, Place, Row
from generator.dossier.report_rows import event_places
from generator.dossier.resolve import happenings
from generator.dossier.views import EVENT_CITES, words_of
from generator.model import permalinks
from generator.model.statements import Happening, Stand

Told = tuple[Happening, EventView]
Taken = tuple[Stand, PositionView, tuple[Place, ...]]


def one_event(rows: Sequence[Row]) -> Iterator[Entry]:
    """The events of one date, those of the same happening as one."""
    told = [msgspec.msgpack.decode(row.value, type=Told) for row in rows]
    views = {event.id: view for event, view in told}
    for event in happenings.merged(event for event, _ in told):
        view = views[event.id]
        if len(event.sources) > 1:
            view = _merged(event, views)
        publishers = sorted({slug for told in event.tellings for slug in _publishers(views[told])})
        yield Entry(msgspec.msgpack.encode(view), event_places(event, view.reports, publishers))


def _merged(event: Happening, views: dict[str, EventView]) -> EventView:
    """The longest telling, with what the others add."""
    tellings = [views[told] for told in event.tellings]
    return replace(
        tellings[0],
        actors=tuple(dict.fromkeys(actor for telling in tellings for actor in telling.actors)),
        place=next((telling.place for telling in tellings if telling.place), None),
        topics=tuple(dict.fromkeys(topic for telling in tellings for topic in telling.topics)),
        cites=tuple(cite for telling in tellings for cite in telling.cites)[:EVENT_CITES],
        reports=len({source.article for source in event.sources}),
        publishers=len({slug for telling in tellings for slug in _publishers(telling)}),
    )


def _publishers(telling: EventView) -> Iterator[str]:
    return (permalinks.slugs(cite.source) for cite in telling.cites if cite.source)


def one_line(rows: Sequence[Row]) -> Iterator[Entry]:
    """An actor's positions on one topic, those that differ from what was said before marked as changes."""
    taken = [msgspec.msgpack.decode(row.value, type=Taken) for row in rows]
    found = {stand.id: (view, places) for stand, view, places in taken}
    marked = {stand.id: stand for stand in position_changes.with_changes(stand for stand, _, _ in taken)}
    for stand in marked.values():
        view, places = found[stand.id]
        if not stand.before:
            yield Entry(msgspec.msgpack.encode(view), places)
            continue
        before = marked[stand.before]
        view = replace(view, changed=words_of(before, found[before.id][0].when))
        changed = [place._replace(rank=1) for place in places]
        changed += [place._replace(list="changes") for place in places if place.subject == POSITIONS]
        yield Entry(msgspec.msgpack.encode(view), tuple(changed))
