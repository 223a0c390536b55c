"""Corrections that correct nothing: names of nobody, rejections of no finding, words of no event. Each is told."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache

import msgspec

from generator.content.contradictions import written, written_last
from generator.derive.names.person_names import without_title
from generator.dossier.index.database import Index
from generator.dossier.index.keys import ACTOR, TOPIC
from generator.dossier.index.topic_summaries import TopicSummary
from generator.dossier.known_subjects import KnownTopic
from generator.dossier.report_counts import CounterKind
from generator.dossier.resolve.clusters import claimed_as
from generator.dossier.resolve.events import Telling
from generator.dossier.resolve.incremental import is_named
from generator.dossier.resolve.topics import MAX_SAMPLE
from generator.model.permalinks import slugs
from generator.model.problems import Problem, Where
from generator.model.profiles import ActorProfile, TopicProfile
from generator.model.statements import Account
from generator.model.wording import folded
from generator.report.near_names import NearNames, hint

NO_NAME_IS_NEAR = "leave it for reports to come, or take it out"
decode = msgspec.msgpack.decode


def idle_corrections(
    index: Index, actors: Sequence[ActorProfile], topics: Sequence[TopicProfile], corrected: Sequence[Account]
) -> tuple[Problem, ...]:
    """Return a warning for each correction without effect; last come single names in profiles that do have one.

    `corrected` are the reports that a person corrected. A dossier without reports has no warnings: its profiles wait for them.
    """
    if not index.reports.count():
        return ()
    names = _Names(index, corrected)
    own = {name for one in topics for name in (one.slug, *map(folded, (one.name, *one.aliases)))}
    weighty = [problem for account in corrected for problem in (*account.idle, *_of_events(index, account))]
    weighty += _of_nobody(index, actors, names)
    weighty += _of_no_report(index, topics, own)
    single = (*_names_of_actors(index, actors, names), *_names_of_topics(index, topics, own))
    return (*sorted(set(weighty)), *sorted(set(single)))


class _Names:
    """The names in reports, of which those that nobody is directly called by are looked at when first asked for."""

    def __init__(self, index: Index, corrected: Iterable[Account]) -> None:
        self._index = index
        added = (value for one in corrected for addition in one.article.additions for _, value in addition.fields)
        self._added = {claimed_as(name) for value in added for name in value.split("\n")}

    def has(self, name: str) -> bool:
        """Return whether a report calls somebody by a name, with a title or for short, or an editor's addition does."""
        return any(is_named(self._index, form) or self._is_written(claimed_as(form)) for form in (name, without_title(name)))

    def hint(self, name: str, profile: ActorProfile) -> str:
        """Return what to do about a name in a profile that no report has: those of its own actor are not what is meant."""
        seen = (seen for seen, _ in self._index.counters.ranked(ACTOR + profile.slug, CounterKind.NAMES))
        own = set(map(folded, (profile.name, *profile.aliases, *seen)))
        return _near_names(self._index.names.as_written()).hint(name, own) or NO_NAME_IS_NEAR

    def _is_written(self, key: str) -> bool:
        return key in self._added or key in _claims(self._index.names.as_written())


@lru_cache(maxsize=1)
def _claims(names: frozenset[str]) -> frozenset[str]:
    return frozenset(map(claimed_as, names))


@lru_cache(maxsize=1)
def _near_names(names: frozenset[str]) -> NearNames:
    return NearNames(sorted(names))


def _of_nobody(index: Index, profiles: Sequence[ActorProfile], names: _Names) -> Iterator[Problem]:
    """Return warnings of profiles that are nobody's."""
    for profile in profiles:
        if not index.subjects.get(ACTOR + profile.slug):
            wrong = f"no report calls anybody {profile.name!r}, or by another name of this profile, which does nothing"
            yield Problem(profile.where, wrong, names.hint(profile.name, profile))


def _names_of_actors(index: Index, profiles: Sequence[ActorProfile], names: _Names) -> Iterator[Problem]:
    """Return warnings of single names, in profiles that are somebody's, that no report has."""
    known = {profile.slug for profile in profiles}
    for profile in profiles:
        if not index.subjects.get(ACTOR + profile.slug):
            continue
        for key, given, place in (("aliases", profile.aliases, written), ("not_aliases", profile.not_aliases, written_last)):
            for name in given:
                if not names.has(name):
                    yield _idle_name(place(profile, name), key, name, names.hint(name, profile))
        for name in profile.not_same_as:
            slug = slugs(name)
            if slug not in known and not index.subjects.get(ACTOR + slug) and not names.has(name):
                yield _idle_name(written_last(profile, name), "not_same_as", name, names.hint(name, profile))


def _of_no_report(index: Index, profiles: Sequence[TopicProfile], own: Collection[str]) -> Iterator[Problem]:
    """Return warnings of topics that no report is about; `own` are the names of all topics that have a profile."""
    for profile in profiles:
        if not index.counters.get(TOPIC + profile.slug, CounterKind.REPORTS):
            wrong = f"no report is about {profile.name!r}: none has its name, an alias or a keyword"
            yield Problem(profile.where, wrong, _hint_of_labels(index, profile.name, own))


def _names_of_topics(index: Index, profiles: Sequence[TopicProfile], own: Collection[str]) -> Iterator[Problem]:
    """Return warnings of single names, of topics that reports are about, that no report has."""
    for profile in profiles:
        subject = TOPIC + profile.slug
        if not index.counters.get(subject, CounterKind.REPORTS):
            continue
        apart = [name for name in profile.not_same_as if folded(name) not in own and name not in own]
        for key, given, place in (("aliases", profile.aliases, written), ("not_same_as", apart, written_last)):
            for name in given:
                if not index.counters.get(subject, CounterKind.NAMES, folded(name)):
                    yield _idle_name(place(profile, name), key, name, _hint_of_labels(index, name, own))


def _hint_of_labels(index: Index, name: str, own: Collection[str]) -> str:
    """Return what to do about a name of a topic that no report has."""
    topics = (decode(raw, type=KnownTopic).name for raw in index.subjects.with_prefix(TOPIC).values())
    labels = {label.text for raw in index.topic_summaries.sample(MAX_SAMPLE) for label in _summary(raw).labels}
    return hint(name, sorted(label for label in {*topics, *labels} if folded(label) not in own)) or NO_NAME_IS_NEAR


@lru_cache(maxsize=MAX_SAMPLE)
def _summary(raw: bytes) -> TopicSummary:
    return decode(raw, type=TopicSummary)


def _of_events(index: Index, account: Account) -> Iterator[Problem]:
    """Return warnings of a report's `same_as` whose words are of no event that the other report tells."""
    for entry in account.article.events:
        if not entry.is_same or not index.reports.link(entry.report):  # held back
            continue
        told = [decode(raw, type=Telling).plain for raw in index.tellings.briefs_of_report(entry.report)]
        if not any(entry.words.casefold() in plain for plain in told):
            wrong = f"`{entry.report}` tells no event in the words {entry.words!r}, so this joins nothing"
            todo = hint(entry.words, told) or "copy words of the event as that report's page shows it"
            yield Problem(entry.where, wrong, todo)


def _idle_name(where: Where, key: str, name: str, todo: str) -> Problem:
    return Problem(where, f"no report has the name {name!r}, so it does nothing in `{key}`", todo)
