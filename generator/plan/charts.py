"""Numbers that charts show, counted in the index. A page gets the numbers; charts are drawn when it is rendered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import msgspec

from generator.contexts import ActorCard, Chronology, Counts, Moment, Network, NetworkNode, When
from generator.dossier.index.database import Index
from generator.dossier.index.keys import ACTOR, ACTORS, TIMELINE
from generator.dossier.index.rows import IndexRow
from generator.dossier.report_counts import CounterKind
from generator.render.charts.counts import counted
from generator.report.dates_in_words import spoken
from generator.theme.texts import Words

DATES, NODES, TIES_EACH = 60, 60, 2
"""Events whose dates a picture shows one by one; actors in the network, and the strongest ties of each."""
decode = msgspec.msgpack.decode


@dataclass(frozen=True, slots=True)
class _DatedRow:
    """The date of an event in the index, and nothing else of it."""

    when: When | None


def chronology(index: Index, words: Words, subject: str = TIMELINE) -> Chronology:
    """Return the dates of all events of a subject, or counts by period where they are many."""
    dates = index.rows.count_by_date(subject, ("events",))
    few = sum(number for _, number in dates) <= DATES
    return _chronology(dates, index.rows.by_date(subject, "events", latest=False) if few else (), words)


def chronology_of(rows: Sequence[IndexRow], words: Words) -> Chronology:
    """Return the dates of some events, or counts by period where they are many."""
    dates = sorted(Counter(row.date for row in rows).items())
    return _chronology(dates, rows if len(rows) <= DATES else (), words)


def reported(index: Index, words: Words, subject: str) -> Counts | None:
    """Return how many reports a subject has in each period; None where a chart would show nothing."""
    found = _named(counted(index.rows.count_by_date(subject, ("reports",))), words)
    return found if found and len(found.bars) > 1 else None


def network(index: Index) -> Network:
    """Return the network of the actors in most reports: the strongest ties of each, and of all."""
    rows = index.rows.by_rank(ACTORS, "cards", limit=NODES, latest=False)
    cards = {row.name: decode(row.value, type=ActorCard) for row in rows}
    ties = _strongest(index.counters.among([ACTOR + slug for slug in cards], CounterKind.TOGETHER, list(cards)))
    tied = {slug for one, other, _ in ties for slug in (one, other)}
    at = {slug: number for number, slug in enumerate(slug for slug in cards if slug in tied)}
    return Network(
        nodes=tuple(NetworkNode(cards[slug].link, cards[slug].reports) for slug in at),
        ties=tuple(sorted((*sorted((at[one], at[other])), number) for one, other, number in ties)),  # type: ignore[misc]
    )


def _chronology(dates: Sequence[tuple[str, int]], rows: Sequence[IndexRow], words: Words) -> Chronology:
    undated = dict(dates).get("", 0)
    if rows:
        moments: Counter[When] = Counter()
        moments.update(told for row in rows if (told := decode(row.value, type=_DatedRow).when))
        return Chronology(tuple(Moment(told, number) for told, number in moments.items()), None, undated)
    found = counted([entry for entry in dates if entry[0]])
    return Chronology((), _named(found, words), undated)


def _named(counts: Counts | None, words: Words) -> Counts | None:
    """Numbers with their periods in words."""
    if counts is None:
        return None
    return replace(counts, bars=tuple((spoken(words, period), number) for period, number in counts.bars))


def _strongest(found: Sequence[tuple[str, str, int]]) -> list[tuple[str, str, int]]:
    """Of each actor the strongest ties, then the strongest of all while there is room; each tie once, its lesser name first."""
    ties = [(one.removeprefix(ACTOR), other, number) for one, other, number in found]
    ties = sorted((tie for tie in ties if tie[0] < tie[1]), key=lambda tie: (-tie[2], tie))
    stronger: Counter[str] = Counter()
    kept: dict[tuple[str, str, int], None] = {}
    for tie in ties:
        if min(stronger[tie[0]], stronger[tie[1]]) < TIES_EACH:
            kept[tie] = None
        stronger.update(tie[:2])
    others = [tie for tie in ties if tie not in kept]
    return [*kept, *others[: max(0, len(stronger) * 3 // 2 - len(kept))]]
