"""Index entries that depend on several reports: events and quotes that more than one has, and changes of position."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain

import msgspec

from generator.contexts import ActorLink, EventView, FigureRow, FigureView, PositionView, QuoteView
from generator.dossier import position_changes
from generator.dossier.differences import differences
from generator.dossier.index.keys import COUNTED, POSITIONS, QUOTES, TOPIC
from generator.dossier.index.rows import IndexEntry, IndexRow, Location
from generator.dossier.report_rows import CHANGED_RANK, event_locations
from generator.dossier.resolve import events
from generator.dossier.views import EVENT_CITES, position_in_words
from generator.model import permalinks
from generator.model.edtf import bounds
from generator.model.findings import Confidence, PlacedBy
from generator.model.statements import Happening, Stand

TellingRow = tuple[Happening, EventView, str]
"""An event as one report tells it, its view, and the report's text, which copies share."""
QuoteRow = tuple[QuoteView, tuple[Location, ...]]
"""A quote of one report, and where it is to be listed."""
StandRow = tuple[Stand, PositionView, tuple[Location, ...]]
"""A position of one report, its view, and where the view is to be listed."""
FigureOfText = tuple[FigureView, str]
"""A figure of one report, and the report's text, which copies share."""
DOUBT = tuple(Confidence)
QUOTE_CITES = 4
"""Other reports of a quote that it names; the others are only counted."""
MAX_FIGURES_OF_ROW = 8
"""The latest figures that a row shows."""
RANK_OF_SEVERAL = 100
"""What a row of several figures ranks higher than a single one."""
encode, decode = msgspec.msgpack.encode, msgspec.msgpack.decode


def event(values: Sequence[bytes]) -> IndexEntry:
    """Return the row of an event of its tellings, encoded: the surest one, and what the others add."""
    tellings = [decode(value, type=TellingRow) for value in values]
    views = {event.id: view for event, view, _ in tellings}
    text_of = {event.id: text for event, _, text in tellings}
    group = events.surest_first(event for event, _, _ in tellings)
    merged, view = _merged(group, views) if len(group) > 1 else (group[0], views[group[0].id])
    view = replace(view, happening=tellings[0][0].id, texts=len(set(text_of.values())))
    return IndexEntry(encode(view), event_locations(merged, view.texts, _publishers(views.values())))


def _merged(group: Sequence[Happening], views: Mapping[str, EventView]) -> tuple[Happening, EventView]:
    """Return the first telling, with what the others add: actors, topics, place, sources, and a date of the text's own."""
    of_group = [views[telling.id] for telling in group]
    dated = min(group, key=_inexactness)
    parts = dict(reversed([pair for telling in group for pair in zip(telling.actors, telling.parts, strict=True)]))
    actors = tuple(dict.fromkeys(actor for telling in group for actor in telling.actors))
    event = replace(
        group[0],
        placed=dated.placed,
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
        differences=differences(group, views),
    )
    return event, view


def _inexactness(event: Happening) -> tuple[bool, bool, str, str]:
    """Return what puts a telling's date behind another's: only the report has it, and it covers more days."""
    if event.placed is None:
        return True, True, "", ""
    first, last = bounds(event.placed.edtf)
    days = (date.fromisoformat(last) - date.fromisoformat(first)).days
    return False, event.placed_by is not PlacedBy.TEXT, f"{days:09d}", last


def _distinct(links: Iterable[tuple[ActorLink, ...]]) -> tuple[ActorLink, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(links)))


def _publishers(views: Iterable[EventView]) -> list[str]:
    return sorted({permalinks.slugs(cite.source) for view in views for cite in view.cites if cite.source})


def quotes_of_words(rows: Sequence[IndexRow]) -> Iterator[IndexEntry]:
    """Return the quotes of the same words by the same speakers as one: the surest, then the earliest, with links to the others.

    It is listed wherever one of them would be.
    """
    if not rows:
        return
    quotes: list[QuoteRow] = [decode(row.value, type=QuoteRow) for row in rows]
    quotes.sort(key=lambda quote: DOUBT.index(quote[0].confidence))
    view, locations = quotes[0]
    cites = {view.cite.path.partition("#")[0]: view.cite for view, _ in reversed(quotes)}
    listed = {(place.subject, place.list): place for _, places in reversed(quotes) for place in places}
    listed |= {(place.subject, place.list): place for place in locations}
    date, name = locations[0].date, locations[0].name
    own = [place._replace(date=date, name=name) for place in listed.values() if place.subject != QUOTES]
    own += [place for place in locations if place.subject == QUOTES]
    also = [cite for path, cite in cites.items() if not view.cite.path.startswith(f"{path}#")]
    view = replace(view, also=tuple(reversed(also))[:QUOTE_CITES], reports=len(cites))
    yield IndexEntry(encode(view), tuple(own))


def figures_of_kind(subject: str, rows: Sequence[IndexRow]) -> Iterator[IndexEntry]:
    """Return the row of the figures of one kind on a topic, in order of date; what copies of one text say stands once."""
    shown: dict[tuple[str, ...], FigureView] = {}
    texts: set[tuple[str, ...]] = set()
    for row in rows:
        view, text = decode(row.value, type=FigureOfText)
        if (text, view.value, view.counts.casefold()) in texts:
            continue
        texts.add((text, view.value, view.counts.casefold()))
        said_by = view.said_by.name if view.said_by else view.said_by_text
        same = (row.date, view.value, view.value_to, view.bound, said_by)
        known = shown.get(same)
        shown[same] = replace(known, reports=known.reports + 1) if known else view
    if not shown:
        return
    topic, _, kind = subject.removeprefix(COUNTED).partition("/")
    figures = tuple(shown.values())[-MAX_FIGURES_OF_ROW:]
    rank = max(row.rank for row in rows) + (RANK_OF_SEVERAL if len(shown) > 1 else 0)
    place = Location(TOPIC + topic, "figures", rows[-1].date, kind, rank=rank)
    yield IndexEntry(encode(FigureRow(figures[-1].counts, figures)), (place,))


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
