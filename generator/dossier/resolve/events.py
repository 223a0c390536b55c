"""Resolving of events: which reports tell of the same event.

Two tellings of different reports are linked where deed, an actor and time agree and enough words are shared: the more, the
coarser the time. Candidates are looked up by keys; linked ones are grouped, the best links first. An editor's word overrules.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import islice, product
from math import inf
from operator import itemgetter
from typing import NamedTuple

from generator.derive import lexicon
from generator.derive.events.deeds import sides
from generator.derive.events.occurrences import SPEECH
from generator.model.edtf import bounds
from generator.model.findings import Confidence, Part, PlacedBy, own_rule
from generator.model.statements import Happening

WORD = re.compile(r"[^\W\d_]{4,}|\d[\d.,]*\d|\d")
STEM_LETTERS = 6
"""Letters by which forms of a word are one."""
COMMON_IN_TEXTS = 40
"""A word of so many of the texts of `common_words.tsv` says little."""
DAYS_BEFORE_REPORT = 3
"""What a report tells as news without a date happened so many days before it at most."""
MAX_DAYS_OF_KEYS = 370
FEW_DAYS, MONTH_OF_DAYS = 5, 31
NEEDED = {FEW_DAYS: (2.0, 0.24), MONTH_OF_DAYS: (3.0, 0.34), MAX_DAYS_OF_KEYS: (3.5, 0.5)}
"""The weight of shared words, and the share of those of the shorter telling, by the days that the wider of two spans."""
NEVER = inf, 1.0
SHORT_NEEDED = 1.0, 0.5
"""The same of few days where the shorter telling has few words."""
SHARE_OF_OTHER_AGENTS = 0.5
"""The share that is needed where the two name others who did it."""
BY_EDITOR = 1000.0


class Telling(NamedTuple):
    """An event as one report tells it, reduced to what grouping compares; `name` is its report's slug and its id.

    `first` and `last` are ISO days, empty where nothing dates it. `text` names the text that copies share, and
    `weight` is that of all its words.
    """

    name: str
    order: tuple[str, str]
    text: str
    first: str
    last: str
    is_dated: bool
    deed: str
    parts: dict[str, Part]
    place: str
    words: dict[str, float]
    weight: float
    same_as: tuple[tuple[str, str], ...]
    not_same_as: tuple[str, ...]
    plain: str

    @property
    def report(self) -> str:
        """The slug of its report."""
        return self.order[1]


def telling(event: Happening, reported: str | None, text: str) -> Telling:
    """Return what decides of which event a telling is; `reported` is its report's date, `text` the name of its text."""
    slug, plain = event.sources[0].article, " ".join(event.text.casefold().split())
    first, last = _days(event, reported)
    words = weights_of(event.text)
    return Telling(
        name=f"{slug}/{event.id}",
        order=(reported or "~", slug),
        text=text,
        first=first,
        last=last,
        is_dated=event.placed is not None,
        deed="" if own_rule(event.rule) == SPEECH else event.deed,
        parts=dict(zip(event.actors, event.parts, strict=True)),
        place=event.place or "",
        words=words,
        weight=sum(words.values()),
        same_as=event.same_as,
        not_same_as=event.not_same_as,
        plain=plain,
    )


def _days(event: Happening, reported: str | None) -> tuple[str, str]:
    """Return the first and the last day on which an event can have been; empty where nothing says so."""
    if event.placed is None or event.placed_by is PlacedBy.REPORT:
        edtf = event.placed.edtf if event.placed else reported
        if not edtf:
            return "", ""
        (first, last), (day, until) = bounds(edtf), bounds(reported or edtf)
        before = date.fromisoformat(day).toordinal() - DAYS_BEFORE_REPORT
        return min(first, date.fromordinal(max(1, before)).isoformat()), min(last, until) if until >= first else last
    first, last = bounds(event.placed.edtf)
    return max(first, event.placed.not_before or first), min(last, event.placed.not_after or last)


def keys(one: Telling) -> Iterator[str]:
    """Return the keys by which tellings that may be of one event are looked up: an actor, a deed and a month; or all words."""
    if not one.first or not one.parts or _span(one.first, one.last) > MAX_DAYS_OF_KEYS:
        return
    months = list(_months(one.first, one.last))
    if one.deed:
        yield from (f"{actor}|{one.deed}|{month}" for actor in one.parts for month in months)
    yield from (f"{one.plain}|{month}" for month in months)


def _months(first: str, last: str) -> Iterator[str]:
    numbers = (int(day[:4]) * 12 + int(day[5:7]) - 1 for day in (first, last))
    yield from (f"{number // 12:04d}-{number % 12 + 1:02d}" for number in range(next(numbers), next(numbers) + 1))


def _span(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days + 1


def weights_of(text: str) -> dict[str, float]:
    """Return the words of a text, as stems, each with its fixed weight: figures and rare words tell more than common ones."""
    found: dict[str, float] = {}
    for word in WORD.findall(text.casefold()):
        if word not in _stopwords():
            found[word[:STEM_LETTERS]] = 1.5 if word[0].isdigit() else 0.5 if word in _common() else 1.0
    return found


@lru_cache(maxsize=1)
def _stopwords() -> frozenset[str]:
    return frozenset(lexicon.lines("topic_stopwords.txt"))


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return frozenset(word for word, number in lexicon.rows("common_words") if int(number) >= COMMON_IN_TEXTS)


def likeness(one: Telling, other: Telling) -> float:
    """Return how surely two tellings are of one event; 0 where they are not."""
    if _kept_apart(one, other):
        return 0.0
    if _joined_by_editor(one, other) or _joined_by_editor(other, one):
        return BY_EDITOR
    if not _can_be_one(one, other) or not (both := one.words.keys() & other.words):
        return 0.0
    shared = sum(one.words[word] for word in both)
    share = shared / max(1.0, min(one.weight, other.weight))
    if one.plain == other.plain:
        return shared + share
    if not one.deed or one.deed != other.deed or _reversed(one, other):
        return 0.0
    span = max(_span(one.first, one.last), _span(other.first, other.last))
    if not (one.is_dated and other.is_dated):
        span = MAX_DAYS_OF_KEYS
    weight, least = next((needed for days, needed in NEEDED.items() if span <= days), NEVER)
    if _other_agents(one, other):
        least = max(least, SHARE_OF_OTHER_AGENTS)
    is_short = span <= FEW_DAYS and shared >= SHORT_NEEDED[0] and share >= SHORT_NEEDED[1]
    return shared * share if is_short or (shared >= weight and share >= least) else 0.0


def _kept_apart(one: Telling, other: Telling) -> bool:
    return one.report == other.report or one.report in other.not_same_as or other.report in one.not_same_as


def _joined_by_editor(one: Telling, other: Telling) -> bool:
    return any(slug == other.report and words_.casefold() in other.plain for slug, words_ in one.same_as)


def _can_be_one(one: Telling, other: Telling) -> bool:
    """Return whether nothing speaks against it: time, place and who took part."""
    is_timed = one.first and other.first and one.first <= other.last and other.first <= one.last
    in_one_place = not one.place or not other.place or one.place == other.place
    return bool(is_timed and in_one_place and not one.parts.keys().isdisjoint(other.parts))


def _reversed(one: Telling, other: Telling) -> bool:
    """Return whether who did it in one suffered it in the other, by a deed of which only one side can be told to act."""
    both = one.parts.keys() & other.parts
    swapped = sum({one.parts[actor], other.parts[actor]} == {Part.AGENT, Part.PATIENT} for actor in both)
    allowed = {"either": swapped, "converse": 1}.get(sides().get(one.deed, ""), 0)
    return swapped > allowed


def _other_agents(one: Telling, other: Telling) -> bool:
    agents, others = _agents(one), _agents(other)
    return bool(agents and others) and agents.isdisjoint(others) and one.deed not in sides()


def _agents(one: Telling) -> set[str]:
    return {actor for actor, part in one.parts.items() if part is Part.AGENT}


# --- Groups -----------------------------------------------------------------------------------------------------------


def linked(
    start: Telling, candidates_of: Callable[[Telling], Iterable[Telling]], elsewhere: Collection[str] = ()
) -> dict[str, Telling]:
    """Return a telling with all that are linked with it, directly or through others, by name.

    Those that are known to be linked `elsewhere` are none of them.
    """
    reached, new = {start.name: start}, [start]
    while new:
        one = new.pop()
        for other in candidates_of(one):
            if other.name not in reached and other.name not in elsewhere and likeness(one, other):
                reached[other.name] = other
                new.append(other)
    return reached


def grouped(tellings: Iterable[Telling]) -> list[list[Telling]]:
    """Return the tellings of each event, in the order of reports; groups grow by the best links first."""
    ordered = sorted(tellings, key=_in_order)
    group_of = {one.name: _group_of_one(one) for one in ordered}
    links = ((likeness(one, other), one.name, other.name) for one, other in pairs_in_time(ordered))
    for score, one_name, other_name in sorted(filter(itemgetter(0), links), key=lambda link: (-link[0], *link[1:])):
        one, other = group_of[one_name], group_of[other_name]
        if one is not other and (score == BY_EDITOR or _fit(one, other)):
            joined = _joined(one, other)
            group_of |= dict.fromkeys((each.name for each in joined.tellings), joined)
    return list({group.tellings[0].name: group.tellings for group in group_of.values()}.values())


def pairs_in_time(ordered: Sequence[Telling]) -> Iterator[tuple[Telling, Telling]]:
    """Return the pairs of tellings, each in their order, that have a day in common, and all of which an editor joins one."""
    place = {one.name: at for at, one in enumerate(ordered)}
    timed = sorted((one for one in ordered if one.first and not one.same_as), key=lambda one: one.first)
    for at, one in enumerate(timed):
        for other in islice(timed, at + 1, None):
            if other.first > one.last:
                break
            yield (one, other) if place[one.name] < place[other.name] else (other, one)
    joined = [one for one in ordered if one.same_as]
    for one, other in product(joined, ordered):
        if one is not other and not (other.same_as and place[other.name] < place[one.name]):
            yield (one, other) if place[one.name] < place[other.name] else (other, one)


class _Group(NamedTuple):
    """Tellings of one event in the order of their reports, and what decides whether others may be of it.

    `first` to `last` are the days that all have in common, empty without any; `apart` are reports none of whose tellings is.
    """

    tellings: list[Telling]
    first: str
    last: str
    places: frozenset[str]
    reports: frozenset[str]
    apart: frozenset[str]


def _group_of_one(one: Telling) -> _Group:
    place = frozenset({one.place} - {""})
    return _Group([one], one.first, one.last, place, frozenset({one.report}), frozenset(one.not_same_as))


def _joined(one: _Group, other: _Group) -> _Group:
    tellings = sorted((*one.tellings, *other.tellings), key=_in_order)
    last = min(filter(None, (one.last, other.last)), default="")
    sets = one.places | other.places, one.reports | other.reports, one.apart | other.apart
    return _Group(tellings, max(one.first, other.first), last, *sets)


def _fit(one: _Group, other: _Group) -> bool:
    """Return whether each telling of a group may be of one event with each of another."""
    joined_last = min(filter(None, (one.last, other.last)), default="")
    in_time = max(one.first, other.first) <= joined_last or not joined_last
    in_one_place = len(one.places | other.places) <= 1
    are_apart = not (one.reports.isdisjoint(other.reports | other.apart) and one.apart.isdisjoint(other.reports))
    return in_time and in_one_place and not are_apart


def _in_order(one: Telling) -> tuple[tuple[str, str], str]:
    return one.order, one.name


def happenings(tellings: Sequence[Telling]) -> dict[str, str]:
    """Return the id of the event of each of all tellings, by name: that of its first telling."""
    by_key: dict[str, list[Telling]] = defaultdict(list)
    by_report: dict[str, list[Telling]] = defaultdict(list)
    for one in tellings:
        by_report[one.report].append(one)
        for key in keys(one):
            by_key[key].append(one)
    naming = _naming(tellings)

    def candidates_of(one: Telling) -> Iterator[Telling]:
        for key in keys(one):
            yield from by_key[key]
        for report, _ in one.same_as:
            yield from by_report[report]
        yield from naming.get(one.report, ())

    found: dict[str, str] = {}
    for one in tellings:
        if one.name not in found:
            for group in grouped(linked(one, candidates_of, found).values()):
                found |= {each.name: group[0].name.partition("/")[2] for each in group}
    return found


def _naming(tellings: Iterable[Telling]) -> Mapping[str, list[Telling]]:
    """Return by report the tellings of others that an editor joins with one of its."""
    naming: dict[str, list[Telling]] = defaultdict(list)
    for one in tellings:
        for report, _ in one.same_as:
            naming[report].append(one)
    return naming


def surest_first(events: Iterable[Happening]) -> list[Happening]:
    """Return the tellings of an event, the surest first; of these one that the text dates, then the fullest."""
    return sorted(events, key=_doubt)


def _doubt(event: Happening) -> tuple[int, bool, int, str, str]:
    by_text = event.placed_by is PlacedBy.TEXT
    return list(Confidence).index(event.confidence), not by_text, -len(event.text), event.sources[0].article, event.id
