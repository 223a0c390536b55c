"""The counts that one report adds to the index, and the meaning of each counter.

A counter has a key of three: a subject, what is counted, and a name that it is counted by, if any. Subjects have these:

    subject                 kind         name              number
    home, actor/…, topic/…  REPORTS                        reports that mention the actor, or are about the topic
    home, actor/…, topic/…  PUBLISHERS   publisher's slug  such reports of one publisher
    home, actor/…, topic/…  COPIES       text              such reports that share a text with others
    home                    GRADES       grade             reports of this grade of the editor's
    actor/…                 MENTIONS                       mentions in all reports
    actor/…                 REPEATED                       such mentions in reports of a text that another report had first
    actor/…                 NAMES        name              mentions by this name
    actor/…                 TOGETHER     actor's slug      sentences that mention both
    actor/…                 TOGETHER_AGAIN  actor's slug   such sentences in reports of a text that another report had first
    topic/…                 NAMES        name              reports that have this name of the editor's, folded
    topic/…                 NEAR         topic's slug      reports that are about both
    topic/…                 ACTORS       actor's slug      positions of an actor on the topic that are not unsure
    stands/actor/topic      FOR, AGAINST, OTHER  publisher's slug or ""   reports in which the actor takes this side
    stands/actor/topic      COPIES       side and text     such reports that share a text with others ("for text")
    publisher/…             REPORTS                        its reports
    publisher/…             PUBLISHER_NAME   name          reports that spell the publisher's name so
    publisher/…             QUOTES, POSITIONS              what its reports say and who stands where in them
    publisher/…             UNNAMED                        quotes and positions whose source is not named
    texts                   GIVEN, DROPPED  deriver's name   findings of a deriver other than the rules, and those dropped
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import chain, permutations
from typing import NamedTuple

from generator.dossier.index.counters import CounterTable
from generator.dossier.index.keys import ACTOR, HOME, PUBLISHER, STANDS, TEXTS, TOPIC
from generator.dossier.known_subjects import KnownActor
from generator.model import permalinks
from generator.model.findings import Confidence
from generator.model.language_models import PREFIX
from generator.model.statements import Report, Stand


class CounterKind(StrEnum):
    """The kinds of counters of a subject; the value is stored in the index."""

    REPORTS = "reports"
    PUBLISHERS = "publishers"
    COPIES = "copies"
    GRADES = "grades"
    MENTIONS = "mentions"
    REPEATED = "repeated"
    NAMES = "seen"
    TOGETHER = "together"
    TOGETHER_AGAIN = "together again"
    NEAR = "near"
    ACTORS = "actors"
    FOR = "for"
    AGAINST = "against"
    OTHER = "other"
    PUBLISHER_NAME = "name"
    QUOTES = "quotes"
    POSITIONS = "positions"
    UNNAMED = "unnamed"
    GIVEN = "given"
    DROPPED = "dropped"


class CounterKey(NamedTuple):
    """A counter of the index."""

    subject: str
    kind: CounterKind
    name: str = ""


class ShareDropped(NamedTuple):
    """How many findings a deriver gave of all reports, and how many of these the reports do not say."""

    deriver: str
    given: int
    dropped: int


NAMING = frozenset({"entities", "mentions"})
"""Kinds of findings that say who is named."""
Increments = Iterator[tuple[CounterKey, int]]


def texts(counters: CounterTable, subject: str) -> int:
    """Return how many different texts the reports are that mention an actor or are about a topic."""
    copies = counters.ranked(subject, CounterKind.COPIES)
    return counters.get(subject, CounterKind.REPORTS) - sum(number - 1 for _, number in copies)


def mentions(counters: CounterTable, actor: str) -> int:
    """Return how often an actor is mentioned, where a text that several reports have counts once."""
    return _once(counters.get(actor, CounterKind.MENTIONS), counters.get(actor, CounterKind.REPEATED))


def together(counters: CounterTable, actor: str, limit: int) -> list[tuple[str, int]]:
    """Return the actors named in sentences with one, most often first; a text that several reports have counts once."""
    again = dict(counters.ranked(actor, CounterKind.TOGETHER_AGAIN))
    found = ((other, _once(number, again.get(other, 0))) for other, number in counters.ranked(actor, CounterKind.TOGETHER))
    return sorted(found, key=lambda one: (-one[1], one[0]))[:limit]


def ties_among(counters: CounterTable, actors: Sequence[str], others: Sequence[str]) -> list[tuple[str, str, int]]:
    """Return each of some actors' subjects with another's slug and the sentences that name both, counted as `together` does."""
    tied, again = (counters.among(actors, kind, others) for kind in (CounterKind.TOGETHER, CounterKind.TOGETHER_AGAIN))
    return _ties(tied, again)


def all_ties(counters: CounterTable) -> list[tuple[str, str, int]]:
    """Return each pair of actors' slugs once, with the sentences that name both, counted as `together` does."""
    return _ties(*(counters.pairs(ACTOR, kind) for kind in (CounterKind.TOGETHER, CounterKind.TOGETHER_AGAIN)))


def _ties(tied: Iterable[tuple[str, str, int]], again: Iterable[tuple[str, str, int]]) -> list[tuple[str, str, int]]:
    repeated = {(one, other): number for one, other, number in again}
    return [(one, other, _once(number, repeated.get((one, other), 0))) for one, other, number in tied]


def _once(number: int, repeated: int) -> int:
    """Return a number without what is repeated; 1 at least, for what only a longer copy of a text has."""
    return max(number - repeated, min(number, 1))


def repeated_by_side(copies: Iterable[tuple[str, int]]) -> Counter[str]:
    """Return by side how many reports of an actor's positions on a topic say only what a copy of theirs says already.

    `copies` are the counters of copies of that subject.
    """
    repeated: Counter[str] = Counter()
    for name, number in copies:
        repeated[name.partition(" ")[0]] += number - 1
    return repeated


def counts(
    report: Report,
    about: Collection[str],
    stands: Sequence[Stand],
    actors: Mapping[str, KnownActor],
    names: Iterable[tuple[str, str]] = (),
) -> Counter[CounterKey]:
    """Return what a report adds to each counter.

    `about` are the topics that it is about, `stands` its positions with their topics, `actors` all whom it mentions,
    `names` the topics with those names of the editor's that it has.
    """
    source = permalinks.slugs(report.article.source) if report.article.source else ""
    sure = [stand for stand in stands if stand.confidence is not Confidence.UNSURE]
    total: Counter[CounterKey] = Counter()
    for key, number in chain(
        _reports_and_publishers(report, about, source),
        _mentions(report),
        _together(report),
        _topics(about, names, sure, actors),
        _sides(sure, source, report.shared_text),
        _contributions(report, stands, source) if source else (),
        _screened(report),
    ):
        if number:
            total[key] += number
    return total


def _reports_and_publishers(report: Report, about: Collection[str], source: str) -> Increments:
    if report.article.grade:
        yield CounterKey(HOME, CounterKind.GRADES, report.article.grade), 1
    mentioned = dict.fromkeys(ACTOR + report.actors[entity] for entity, _ in report.account.mentions)
    for subject in (HOME, *(TOPIC + topic for topic in about), *mentioned):
        yield CounterKey(subject, CounterKind.REPORTS), 1
        if source:
            yield CounterKey(subject, CounterKind.PUBLISHERS, source), 1
        if report.shared_text:
            yield CounterKey(subject, CounterKind.COPIES, report.shared_text), 1


def _mentions(report: Report) -> Increments:
    for entity, count in report.account.mentions:
        yield CounterKey(ACTOR + report.actors[entity], CounterKind.MENTIONS), count
        if _repeats(report):
            yield CounterKey(ACTOR + report.actors[entity], CounterKind.REPEATED), count
    for entity, name, count in report.account.seen:
        yield CounterKey(ACTOR + report.actors[entity], CounterKind.NAMES, name), count


def _together(report: Report) -> Increments:
    for entities in report.account.together:
        for one, other in permutations(sorted({report.actors[entity] for entity in entities}), 2):
            yield CounterKey(ACTOR + one, CounterKind.TOGETHER, other), 1
            if _repeats(report):
                yield CounterKey(ACTOR + one, CounterKind.TOGETHER_AGAIN, other), 1


def _repeats(report: Report) -> bool:
    """Return whether another report had the text of this one first."""
    return report.shared_text not in {"", report.article.slug}


def _topics(
    about: Collection[str], names: Iterable[tuple[str, str]], stands: Sequence[Stand], actors: Mapping[str, KnownActor]
) -> Increments:
    for slug, name in names:
        yield CounterKey(TOPIC + slug, CounterKind.NAMES, name), 1
    for one, other in permutations(about, 2):
        yield CounterKey(TOPIC + one, CounterKind.NEAR, other), 1
    for stand in stands:
        if stand.topic and not actors[stand.actor].hidden:
            yield CounterKey(TOPIC + stand.topic, CounterKind.ACTORS, stand.actor), 1


def _sides(stands: Sequence[Stand], source: str, shared_text: str) -> Increments:
    for actor, topic, polarity in dict.fromkeys((stand.actor, stand.topic, stand.polarity) for stand in stands if stand.topic):
        subject = f"{STANDS}{actor}/{topic}"
        yield CounterKey(subject, CounterKind(polarity), source), 1
        if shared_text:
            yield CounterKey(subject, CounterKind.COPIES, f"{polarity} {shared_text}"), 1


def _contributions(report: Report, stands: Sequence[Stand], source: str) -> Increments:
    publisher, quotes = PUBLISHER + source, report.account.utterances
    unnamed = sum(not quote.speakers for quote in quotes)
    unnamed += sum(bool(stand.reported_by_text and not stand.reported_by) for stand in stands)
    yield CounterKey(publisher, CounterKind.REPORTS), 1
    yield CounterKey(publisher, CounterKind.PUBLISHER_NAME, report.article.source), 1
    yield CounterKey(publisher, CounterKind.QUOTES), len(quotes)
    yield CounterKey(publisher, CounterKind.POSITIONS), len(stands)
    yield CounterKey(publisher, CounterKind.UNNAMED), unnamed


def _screened(report: Report) -> Increments:
    for one in report.account.screened:
        if one.deriver.startswith(PREFIX) and one.kind in NAMING:
            continue  # a language model is not asked for names: they come with the entries that name them
        yield CounterKey(TEXTS, CounterKind.GIVEN, one.deriver), one.given
        yield CounterKey(TEXTS, CounterKind.DROPPED, one.deriver), one.dropped


def shares_dropped(counters: CounterTable) -> list[ShareDropped]:
    """Return how much of what each deriver other than the rules gave was dropped, by name."""
    dropped = dict(counters.ranked(TEXTS, CounterKind.DROPPED))
    return [
        ShareDropped(name, given, dropped.get(name, 0)) for name, given in sorted(counters.ranked(TEXTS, CounterKind.GIVEN))
    ]
