"""The speakers of states and bodies over all reports: the nearest report in time decides, an editor's word before all."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import msgspec

from generator.contexts import ActorLink, Cell, PositionView, RolledUp, RolledUpCell, VoiceRow, VoiceView
from generator.dossier.index.database import Index
from generator.dossier.index.keys import ACTOR, SPEAKS_FOR, TOPIC, VOICES
from generator.dossier.index.rows import IndexRow
from generator.dossier.report_rows import VoiceSeen
from generator.model import permalinks
from generator.model.edtf import bounds
from generator.model.findings import Polarity
from generator.render.charts.times import day_number

MAX_LEVELS = 4
"""Spokesman, ministry, state, union of states."""
MAX_VOICES, MAX_CITES = 12, 3
"""The most voices on the page of an actor, and the latest reports of each that it names."""
MAX_VOICES_OF_ROW, MAX_ROWS = 20, 20
"""The most voices of a state or body, and the most of these, in the matrix."""
SIDES = (Polarity.FOR, Polarity.AGAINST, Polarity.OTHER)
NO_CELL = Cell(None, 0, "")
decode = msgspec.msgpack.decode


class _Stated(NamedTuple):
    """An actor's latest position on a topic while it spoke for one, and how many it has."""

    row: IndexRow
    number: int


class Voices:
    """The states and bodies that actors speak for, read from the index when first asked for."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._rows: dict[str, list[IndexRow]] = {}
        self._dates: dict[str, _TargetsByDate] = {}
        self._changing: dict[str, bool] = {}

    def rows(self, actor: str) -> list[IndexRow]:
        """Return what reports, or else the editor, say of whom an actor speaks for."""
        if actor not in self._rows:
            found = self._index.rows.by_date(ACTOR + actor, SPEAKS_FOR, latest=False)
            self._rows[actor] = [row for row in found if row.rank] or found
        return self._rows[actor]

    def changes(self, actor: str) -> bool:
        """Return whether an actor speaks for several, or for nobody at times."""
        if actor not in self._changing:
            self._changing[actor] = len({row.section for row in self.rows(actor)}) > 1
        return self._changing[actor]

    def target(self, actor: str, when: str) -> str:
        """Return whom an actor speaks for at a date, by the reports nearest in time; "" for nobody."""
        if actor not in self._dates:
            self._dates[actor] = _TargetsByDate(self.rows(actor))
        return self._dates[actor].nearest(when)

    def home(self, actor: str, when: str) -> str:
        """Return the state or body at the end of the way: spokesman, ministry, state; an actor who speaks for nobody itself."""
        way = [actor]
        while len(way) <= MAX_LEVELS and (target := self.target(way[-1], when)) and target not in way:
            way.append(target)
        return way[-1]


class _TargetsByDate:
    """Those for whom an actor speaks, by the dates at which reports say so, in order: an actor has positions at many dates.

    The nearest date is the first one as EDTF has them of those that begin nearest; undated reports are the farthest.
    """

    def __init__(self, rows: Sequence[IndexRow]) -> None:
        counts: dict[str, dict[str, int]] = {}
        for row in rows:
            of_date = counts.setdefault(row.date, {})
            of_date[row.section] = of_date.get(row.section, 0) + 1
        self._targets = {when: _most_common(of) for when, of in counts.items()}
        by_day: dict[int, str] = {}
        for when in sorted(counts, reverse=True):
            if when:
                by_day[_first_day(when)] = when
        self._by_day = by_day
        self._days = sorted(by_day)

    def nearest(self, when: str) -> str:
        """Return the target at the nearest date; "" where there is none."""
        if not self._targets:
            return ""
        if not when or not self._days:
            return self._targets[min(self._targets)]
        day, days = _first_day(when), self._days
        at = bisect_left(days, day)
        near = [self._by_day[one] for one in days[max(0, at - 1) : at + 1]]
        return self._targets[min(near, key=lambda one: (abs(_first_day(one) - day), one))]


def _most_common(counts: Mapping[str, int]) -> str:
    """Return whom most reports name, somebody before nobody."""
    return max(counts, key=lambda target: (bool(target), counts[target], target)) if len(counts) > 1 else next(iter(counts))


def _first_day(edtf: str) -> int:
    return day_number(bounds(edtf)[0])


def rolled_up(
    index: Index, topics: Sequence[str], latest: Mapping[str, Mapping[str, tuple[IndexRow, int]]], order: Sequence[str]
) -> tuple[RolledUp, ...]:
    """Return the states and bodies for which somebody takes positions, those first that come first in `order`.

    `latest` has by topic each actor's latest position and their number.
    """
    speaking = Voices(index)
    stated: dict[str, dict[str, dict[str, _Stated]]] = defaultdict(lambda: defaultdict(dict))
    for topic, of_topic in latest.items():
        for actor, (row, number) in of_topic.items():
            for home, one in _by_home(index, speaking, topic, actor, row, number).items():
                stated[home][actor][topic] = one
    places = {actor: place for place, actor in enumerate(order)}
    homes = [home for home in stated if stated[home].keys() - {home}]
    homes.sort(key=lambda home: (min(places.get(who, len(order)) for who in (home, *stated[home])), home))
    rows = (_rolled_up(index, home, stated[home], topics, places) for home in homes[:MAX_ROWS])
    return tuple(row for row in rows if row)


def _by_home(index: Index, speaking: Voices, topic: str, actor: str, row: IndexRow, number: int) -> dict[str, _Stated]:
    """Return an actor's latest position on a topic by the state or body that it spoke for."""
    if not speaking.changes(actor):
        return {speaking.home(actor, row.date): _Stated(row, number)}
    found: dict[str, _Stated] = {}
    for one in index.rows.by_date(TOPIC + topic, "positions", actor):
        home = speaking.home(actor, one.date)
        latest, so_far = found.get(home, (one, 0))
        found[home] = _Stated(latest, so_far + 1)
    return found


def _rolled_up(
    index: Index, home: str, stated: Mapping[str, Mapping[str, _Stated]], topics: Sequence[str], places: Mapping[str, int]
) -> RolledUp | None:
    first = index.rows.by_date(ACTOR + home, VOICES, limit=1)
    link = decode(first[0].value, type=VoiceSeen).target if first else None
    ordered = sorted(stated, key=lambda who: (who != home, places.get(who, len(places)), who))
    voices = tuple(_voice_row(index, who, home, stated[who], topics) for who in ordered[:MAX_VOICES_OF_ROW])
    cells = tuple(_cell([of[topic] for of in stated.values() if topic in of]) for topic in topics)
    return RolledUp(link, cells, voices) if link else None


def _cell(stated: Sequence[_Stated]) -> RolledUpCell:
    """Count the sides; voices differ where what they say names the topic: else they may speak of different things."""
    sides = [(decode(one.row.value, type=PositionView).polarity, bool(one.row.rank)) for one in stated]
    counts = Counter(side for side, _ in sides)
    differ = {side for side, is_named in sides if is_named} >= {Polarity.FOR.value, Polarity.AGAINST.value}
    return RolledUpCell(tuple((side.value, counts[side.value]) for side in SIDES if counts[side.value]), differ)


def _voice_row(index: Index, who: str, home: str, stated: Mapping[str, _Stated], topics: Sequence[str]) -> VoiceRow:
    views = {topic: decode(one.row.value, type=PositionView) for topic, one in stated.items()}
    actor: ActorLink = next(iter(views.values())).actor
    rows = index.rows.by_date(ACTOR + who, SPEAKS_FOR, limit=1) if who != home else []
    title = decode(rows[0].value, type=VoiceSeen).title if rows else ""
    cells = (
        Cell(views[topic], stated[topic].number, f"{actor.path}#on-{topic}" if actor.path else "")
        if topic in views
        else NO_CELL
        for topic in topics
    )
    return VoiceRow(actor, title, tuple(cells))


def speaks_for(index: Index, actor: str) -> tuple[VoiceView, ...]:
    """Return the states and bodies for which an actor speaks, the latest first; nobody only by the editor's word."""
    by_target: dict[str, list[IndexRow]] = defaultdict(list)
    for row in reversed(Voices(index).rows(actor)):
        if row.section or row.rank:
            by_target[row.section].append(row)
    return tuple(
        _view(rows, len({_report(row) for row in rows}), of_target=True) for rows in list(by_target.values())[:MAX_VOICES]
    )


def voices_of(index: Index, actor: str) -> tuple[VoiceView, ...]:
    """Return who speaks for an actor, those in most reports first."""
    counts = index.rows.count_by_section(ACTOR + actor, VOICES)
    speaking = Voices(index)
    found: list[VoiceView] = []
    for who in sorted(counts, key=lambda who: (-counts[who], who)):
        if len(found) < MAX_VOICES and any(row.section == actor for row in speaking.rows(who)):
            rows = index.rows.by_rank(ACTOR + actor, VOICES, who, limit=MAX_CITES)
            found.append(_view(rows, counts[who], of_target=False))
    return tuple(found)


def _view(rows: Sequence[IndexRow], reports: int, *, of_target: bool) -> VoiceView:
    seen = [decode(row.value, type=VoiceSeen) for row in rows[:MAX_CITES]]
    by_path = {permalinks.slug_at(one.cite.path.partition("#")[0]): one.cite for one in reversed(seen) if one.cite}
    cites = tuple(reversed(by_path.values()))
    return VoiceView(seen[0].target if of_target else seen[0].actor, seen[0].title, reports, cites, seen[0].edited)


def _report(row: IndexRow) -> str:
    return row.name.rpartition("/")[0]
