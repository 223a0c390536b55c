"""Numbers that charts show, counted in the index. A page gets the numbers; charts are drawn when it is rendered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import msgspec
from msgspec.structs import replace

from generator.contexts import ActorCard, Chronology, Counts, EventView, Moment, Network, NetworkNode, When
from generator.dossier.index.database import Index
from generator.dossier.index.keys import ACTOR, ACTORS, TIMELINE
from generator.dossier.index.rows import IndexRow
from generator.dossier.report_counts import ties_among
from generator.render.charts.counts import count_by_period
from generator.report.dates_in_words import spoken
from generator.theme.texts import Words

MAX_MOMENTS, MAX_NODES, STRONGEST_TIES_PER_NODE = 60, 60, 2
"""Events that a chart shows one by one; actors in the network, and the ties of each that it shows in any case."""
decode = msgspec.msgpack.decode


def chronology(index: Index, words: Words, subject: str = TIMELINE) -> Chronology:
    """Return the dates of all events of a subject, or counts by period where they are many."""
    dates = index.rows.count_by_date(subject, ("events",))
    is_short = sum(number for _, number in dates) <= MAX_MOMENTS
    return _chronology(dates, index.rows.by_date(subject, "events", latest=False) if is_short else (), words)


def chronology_of_rows(rows: Sequence[IndexRow], words: Words) -> Chronology:
    """Return the dates of some events, or counts by period where they are many."""
    dates = sorted(Counter(row.date for row in rows).items())
    return _chronology(dates, rows if len(rows) <= MAX_MOMENTS else (), words)


def reports_by_period(index: Index, words: Words, subject: str) -> Counts | None:
    """Return how many reports a subject has in each period; None where a chart would show nothing."""
    counts = _with_periods_in_words(count_by_period(index.rows.count_by_date(subject, ("reports",))), words)
    return counts if counts and len(counts.bars) > 1 else None


def network(index: Index) -> Network:
    """Return the network of the actors in most reports: the strongest ties of each, and of all."""
    rows = index.rows.by_rank(ACTORS, "cards", limit=MAX_NODES, latest=False)
    cards = {row.name: decode(row.value, type=ActorCard) for row in rows}
    ties = _strongest_ties(ties_among(index.counters, [ACTOR + slug for slug in cards], list(cards)))
    tied = {slug for tie in ties for slug in tie[:2]}
    numbers = {slug: number for number, slug in enumerate(slug for slug in cards if slug in tied)}
    return Network(
        nodes=tuple(NetworkNode(cards[slug].link, cards[slug].reports) for slug in numbers),
        ties=tuple(sorted((*sorted((numbers[slug], numbers[other])), number) for slug, other, number in ties)),  # type: ignore[misc]
    )


def _chronology(dates: Sequence[tuple[str, int]], rows: Sequence[IndexRow], words: Words) -> Chronology:
    undated = dict(dates).get("", 0)
    if rows:
        moments: Counter[When] = Counter()
        moments.update(when for row in rows if (when := decode(row.value, type=EventView).when))
        return Chronology(tuple(Moment(when, number) for when, number in moments.items()), None, undated)
    counts = _counted(tuple(entry for entry in dates if entry[0]))
    return Chronology((), _with_periods_in_words(counts, words), undated)


@lru_cache(maxsize=4)
def _counted(dates: tuple[tuple[str, int], ...]) -> Counts | None:
    """Count dates by period; home and the timeline show the same ones."""
    return count_by_period(dates)


def _with_periods_in_words(counts: Counts | None, words: Words) -> Counts | None:
    """Return counts with their periods in words."""
    if counts is None:
        return None
    return replace(counts, bars=tuple((_in_words(words, period), number) for period, number in counts.bars))


@lru_cache(maxsize=4096)
def _in_words(words: Words, period: str) -> str:
    """Return a period in words, which many charts have."""
    return spoken(words, period)


def _strongest_ties(counted_ties: Sequence[tuple[str, str, int]]) -> list[tuple[str, str, int]]:
    """Return the strongest ties of each actor, then the strongest of all while there is room.

    Each tie comes once, the slug that sorts first in front.
    """
    ties = [(slug.removeprefix(ACTOR), other, number) for slug, other, number in counted_ties]
    ties = sorted((tie for tie in ties if tie[0] < tie[1]), key=lambda tie: (-tie[2], tie))
    stronger_ties: Counter[str] = Counter()
    chosen: dict[tuple[str, str, int], None] = {}
    for tie in ties:
        if min(stronger_ties[tie[0]], stronger_ties[tie[1]]) < STRONGEST_TIES_PER_NODE:
            chosen[tie] = None
        stronger_ties.update(tie[:2])
    others = [tie for tie in ties if tie not in chosen]
    return [*chosen, *others[: max(0, len(stronger_ties) * 3 // 2 - len(chosen))]]
