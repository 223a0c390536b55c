"""Index entries that depend on several reports: events and quotes that more than one has, and changes of position."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain

import msgspec
from msgspec.structs import replace

from generator.contexts import ActorLink, EventView, FigureRow, FigureView, PositionView, QuoteView
from generator.dossier import position_changes
from generator.dossier.differences import differences
from generator.dossier.index.keys import COUNTED, FIGURES, POSITIONS, QUOTES, REPORT, TOPIC
from generator.dossier.index.rows import IndexEntry, IndexRow, Location, encoded
from generator.dossier.report_rows import CHANGED_RANK, TellingRow, event_row, publishers
from generator.dossier.resolve import events
from generator.dossier.views import EVENT_CITES, position_in_words
from generator.model.edtf import bounds
from generator.model.findings import Confidence, PlacedBy
from generator.model.statements import Happening, Stand

QuoteRow = tuple[QuoteView, tuple[Location, ...]]
"""A quote of one report, and where it is to be listed."""
StandRow = tuple[Stand, PositionView, tuple[Location, ...], str]
"""A position of one report, its view, where the view is to be listed, and the report's text, which copies share."""
FigureOfText = tuple[FigureView, str]
"""A figure of one report, and the report's text, which copies share."""
DOUBT = tuple(Confidence)
OTHER_CITES = 4
"""Other reports of a quote or a position that it names; the others are only counted."""
MAX_FIGURES_OF_ROW = 8
"""The latest figures that a row shows."""
RANK_OF_SEVERAL = 100
"""What a row of several figures ranks higher than a single one."""
encode, decode = msgspec.msgpack.encode, msgspec.msgpack.decode
_ALONE = tuple[tuple[bytes, bytes], msgspec.Raw, msgspec.Raw]
"""What is read of a `TellingRow` where it is the only one of its event."""


def event(values: Sequence[bytes]) -> tuple[bytes, bytes]:
    """Return the row of an event of its tellings, both encoded: the surest one, and what the others add."""
    if len(values) == 1:
        return decode(values[0], type=_ALONE)[0]
    tellings = [decode(value, type=TellingRow) for value in values]
    views = {one.event.id: decode(decode(one.alone[1], type=IndexEntry).value, type=EventView) for one in tellings}
    group = events.surest_first(one.event for one in tellings)
    merged, view = _merged(group, views)
    view = replace(view, happening=tellings[0].event.id, texts=len({one.text for one in tellings}))
    return encoded(event_row(merged, view, publishers(views.values())))


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
        publishers=len(publishers(of_group)),
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
    view = replace(view, also=tuple(reversed(also))[:OTHER_CITES], reports=len(cites))
    yield IndexEntry(encode(view), tuple(own))


def figures_of_kind(subject: str, rows: Sequence[IndexRow]) -> Iterator[IndexEntry]:
    """Return the row of the figures of one kind on a topic, in order of date; what copies of one text say stands once.

    Without a topic, each figure is listed among all.
    """
    figures = _figures_of_texts(rows)
    topic, _, kind = subject.removeprefix(COUNTED).partition("/")
    if not topic:
        for row, view in figures:
            yield IndexEntry(encode(view), (Location(FIGURES, "figures", row.date, row.name),))
        return
    shown: dict[tuple[str, ...], FigureView] = {}
    for row, view in figures:
        said_by = view.said_by.name if view.said_by else view.said_by_text
        same = (row.date, view.value, view.value_to, view.bound, said_by)
        known = shown.get(same)
        shown[same] = replace(known, reports=known.reports + 1) if known else view
    if shown:
        latest = tuple(shown.values())[-MAX_FIGURES_OF_ROW:]
        rank = max(row.rank for row in rows) + (RANK_OF_SEVERAL if len(shown) > 1 else 0)
        place = Location(TOPIC + topic, "figures", rows[-1].date, kind, rank=rank)
        yield IndexEntry(encode(FigureRow(latest[-1].counts, latest)), (place,))


def _figures_of_texts(rows: Sequence[IndexRow]) -> list[tuple[IndexRow, FigureView]]:
    """Return figures in their order, what copies of one text say once, with links to the others."""
    found: dict[tuple[str, str, str], tuple[IndexRow, FigureView]] = {}
    for row in rows:
        view, text = decode(row.value, type=FigureOfText)
        same = (text, view.value, view.counts.casefold())
        first, known = found.setdefault(same, (row, view))
        pages = {cite.path.partition("#")[0] for cite in (known.cite, *known.also)}
        if view.cite.path.partition("#")[0] not in pages and len(known.also) < OTHER_CITES:
            found[same] = (first, replace(known, also=(*known.also, view.cite)))
    return list(found.values())


def positions_on_topic(rows: Sequence[IndexRow]) -> Iterator[IndexEntry]:
    """Return an actor's positions on one topic, with those that differ from the one before marked as changes.

    What copies of one text say stands once, with links to the others; each report has its own on its page.
    """
    groups = _of_one_text([decode(row.value, type=StandRow) for row in rows])
    first = {group[0][0].id: group for group in groups}
    marked = {stand.id: stand for stand in position_changes.with_changes(group[0][0] for group in groups)}
    for stand in marked.values():
        (_, view, locations, _), *copies = first[stand.id]
        for _, own, places, _ in copies:
            yield IndexEntry(encode(own), tuple(place for place in places if place.subject.startswith(REPORT)))
        view = replace(view, also=tuple(own.cite for _, own, _, _ in copies[:OTHER_CITES]), reports=1 + len(copies))
        if not stand.before:
            yield IndexEntry(encode(view), locations)
            continue
        before = marked[stand.before]
        view = replace(view, changed=position_in_words(first[before.id][0][1]))
        changed = [location._replace(rank=CHANGED_RANK) for location in locations]
        changed += [location._replace(list="changes") for location in locations if location.subject == POSITIONS]
        yield IndexEntry(encode(view), tuple(changed))


def _of_one_text(positions: Iterable[StandRow]) -> list[list[StandRow]]:
    """Return positions in their order, those of copies of one text that say the same together.

    What a report says twice is twice a position: of copies the first goes with the first, the second with the second.
    """
    groups: dict[tuple[object, ...], list[StandRow]] = defaultdict(list)
    said: Counter[tuple[object, ...]] = Counter()
    for position in positions:
        stand, _, _, text = position
        same = (text, stand.stance, stand.polarity, stand.negated, stand.verb.casefold(), stand.object.casefold())
        of_report = (stand.source.article, *same)
        said[of_report] += 1
        groups[*same, said[of_report]].append(position)
    return list(groups.values())
