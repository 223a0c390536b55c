"""Corrections that contradict each other: each is a problem that names both lines, never a silent winner."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from generator.model.article import Article
from generator.model.problems import Problem, Where
from generator.model.profiles import ActorProfile, TopicProfile
from generator.model.wording import folded

Profile = ActorProfile | TopicProfile


def contradictions(
    articles: Iterable[Article], actors: Sequence[ActorProfile], topics: Sequence[TopicProfile]
) -> Iterator[Problem]:
    """Every pair of corrections that cannot both hold."""
    yield from _names_claimed_twice(actors)
    yield from _names_claimed_twice(topics)
    yield from _kept_apart_yet_merged(actors)
    yield from _kept_apart_yet_merged(topics)
    yield from _own_and_not_own(actors)
    for article in articles:
        yield from _added_and_rejected(article)


def written(profile: Profile, name: str) -> Where:
    """Return the place of a name in a profile's file."""
    return next((entry.where for entry in profile.written if entry.name == name), profile.where)


def _own_names(profile: Profile) -> tuple[str, ...]:
    return (profile.name, *profile.aliases)


def _names_claimed_twice(profiles: Sequence[Profile]) -> Iterator[Problem]:
    claimed: dict[str, tuple[Profile, Where]] = {}
    for profile in profiles:
        for name in _own_names(profile):
            where = written(profile, name)
            other, first = claimed.setdefault(folded(name), (profile, where))
            if other is not profile:
                wrong = f"{name!r} is `{profile.slug}` here, but `{other.slug}` at {first}"
                yield Problem(where, wrong, "keep the name in one of the two files")


def _kept_apart_yet_merged(profiles: Sequence[Profile]) -> Iterator[Problem]:
    for profile in profiles:
        own = {folded(name): written(profile, name) for name in _own_names(profile)}
        for name in profile.not_same_as:
            if folded(name) in own or name == profile.slug:
                first = own.get(folded(name), profile.where)
                wrong = f"`not_same_as` keeps {name!r} apart from `{profile.slug}`, but {first} says that it is the same"
                yield Problem(written_last(profile, name), wrong, "remove one of the two lines")


def _own_and_not_own(profiles: Sequence[ActorProfile]) -> Iterator[Problem]:
    for profile in profiles:
        own = {folded(name): written(profile, name) for name in _own_names(profile)}
        for name in profile.not_aliases:
            if folded(name) in own:
                wrong = f"`not_aliases` says that {name!r} is not `{profile.slug}`, but {own[folded(name)]} says that it is"
                yield Problem(written_last(profile, name), wrong, "remove one of the two lines")


def written_last(profile: Profile, name: str) -> Where:
    """Return the second place of a name: exclusions are read after a profile's own names."""
    return next((entry.where for entry in reversed(profile.written) if entry.name == name), profile.where)


def _added_and_rejected(article: Article) -> Iterator[Problem]:
    rejected = {(entry.kind, entry.text): entry.where for entry in article.rejections if entry.text}
    added: dict[tuple[str, str], tuple[tuple[tuple[str, str], ...], Where]] = {}
    for entry in article.additions:
        if first := rejected.get((entry.kind, entry.text)):
            wrong = f"the {entry.kind} {entry.text!r} is added here, but rejected at {first}"
            yield Problem(entry.where, wrong, "remove one of the two entries")
        if entry.kind not in {"date", "mention"}:
            continue
        fields, where = added.setdefault((entry.kind, entry.text), (entry.fields, entry.where))
        if fields != entry.fields:
            wrong = f"the {entry.kind} {entry.text!r} says something else here than at {where}"
            yield Problem(entry.where, wrong, "keep one of the two entries")


def unknown_reports(articles: Iterable[Article], known: Collection[str]) -> Iterator[Problem]:
    """Return a problem for each correction of an event that names a report that is not there."""
    for article in articles:
        for entry in article.events:
            if entry.report not in known or entry.report == article.slug:
                wrong = f"no other report is called {entry.report!r}"
                yield Problem(entry.where, wrong, "write the name of a file in content/articles/")
