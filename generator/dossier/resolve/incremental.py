"""Incremental resolving: update actors and topics in the index after some reports or profiles changed.

The result equals resolving all reports at once. Looked at are only the names that are connected with one that changed
(`index/components.py`); for the others the index has what was resolved before. Topics are chosen anew from a sample of reports.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import msgspec

from generator.dossier.index.database import Index
from generator.dossier.index.keys import ACTOR, TOPIC
from generator.dossier.index.topic_summaries import TopicSummary
from generator.dossier.known_subjects import KnownActor, KnownTopic
from generator.dossier.resolve import actors, topics
from generator.dossier.resolve.actors import ResolvedActor
from generator.dossier.resolve.suggestions import Suggestion, suggestions, table
from generator.dossier.resolve.topic_patterns import TopicPatterns
from generator.dossier.resolve.topics import TopicMatcher
from generator.model.findings import Kind, NameAndKind
from generator.model.profiles import ActorProfile, TopicProfile
from generator.runtime.cache import key

PROFILE = "profile"
"""In the place of a kind: the ties of a profile, not of a name in reports."""
_patterns = lru_cache(maxsize=1)(TopicPatterns)
MAX_DECODED = 500
"""Summaries of reports that a preview keeps decoded."""
decode, encode = msgspec.msgpack.decode, msgspec.msgpack.encode


@lru_cache(maxsize=MAX_DECODED)
def _summary(raw: bytes) -> TopicSummary:
    return decode(raw, type=TopicSummary)


@lru_cache(maxsize=1)
def _matcher(summaries: tuple[bytes, ...], shown: tuple[TopicProfile, ...]) -> TopicMatcher:
    """Choose the topics; most edits of a large dossier are of reports outside the sample, and change nothing here."""
    return topics.matcher([*map(_summary, summaries)], shown, _patterns(shown))


class ChangedActors(NamedTuple):
    """Actors that changed, came or went, by subject, and the files of the reports that show one of their names otherwise."""

    subjects: set[str]
    files: set[str]


class ActorsByName(NamedTuple):
    """Some names and kinds with the slugs of their actors, and these actors by slug."""

    actor_of: Mapping[NameAndKind, str]
    actors: Mapping[str, KnownActor]


def update_actors(index: Index, profiles: Sequence[ActorProfile], names: Collection[NameAndKind]) -> ChangedActors:
    """Update who is who. `names` are those that reports have, or had, otherwise than at the last update."""
    connected = _connected_names(index, profiles, names)
    before = _load_actors(index, {*connected, *names})
    now = _resolve_actors(index, connected, profiles)
    subjects = _save_actors(index, before, now)
    return ChangedActors(subjects, index.names.files_with(_names_shown_otherwise(before, now)))


def _connected_names(index: Index, profiles: Sequence[ActorProfile], names: Collection[NameAndKind]) -> list[NameAndKind]:
    """Index the ties of these names and of changed profiles; return all names that are connected with them."""
    ties = _update_profile_ties(index, profiles)
    for name, kind in names:
        entities = index.names.entities_called(name, kind)
        own = {tie for entity, _ in entities for tie in actors.ties_of_entity(entity)}
        ties |= index.names.ties.set_ties(f"{kind.value}\n{name}", own)
    connected = (thing.partition("\n") for thing in index.names.ties.nodes_connected(ties))
    return [(name, Kind(kind)) for kind, _, name in connected if kind != PROFILE]


def _update_profile_ties(index: Index, profiles: Sequence[ActorProfile]) -> set[str]:
    """Index the ties of profiles that an editor changed; return these and those that they had before."""
    raw = index.meta.get("actors")
    before = decode(raw, type=dict[str, bytes]) if raw else {}
    by_slug = {profile.slug: profile for profile in profiles}
    hashes = {slug: key(encode(profile)) for slug, profile in by_slug.items()}
    index.meta.set("actors", encode(hashes))
    ties: set[str] = set()
    for slug in {slug for slug, _ in before.items() ^ hashes.items()}:
        own = actors.ties_of_profile(by_slug[slug]) if slug in by_slug else ()
        ties |= index.names.ties.set_ties(f"{PROFILE}\n{slug}", own)
    return ties


def _load_actors(index: Index, names: Collection[NameAndKind]) -> ActorsByName:
    """Load the actors of these names as they were resolved last."""
    actor_of = index.names.actors_of(names)
    known = ((slug, index.subjects.get(ACTOR + slug)) for slug in actor_of.values())
    return ActorsByName(actor_of, {slug: decode(raw, type=KnownActor) for slug, raw in known if raw})


def _resolve_actors(index: Index, names: Collection[NameAndKind], profiles: Sequence[ActorProfile]) -> ActorsByName:
    """Resolve these names, which are connected with no others."""
    resolved = actors.resolve([entity for name in names for entity in index.names.entities_called(*name)], profiles)
    by_slug = {profile.slug: profile for profile in profiles}
    known = {one.slug: KnownActor(one.slug, one.name, one.kind, by_slug.get(one.slug), one.joined) for one in resolved.actors}
    return ActorsByName(resolved.actor_of, known)


def _save_actors(index: Index, before: ActorsByName, now: ActorsByName) -> set[str]:
    """Index what is resolved; return the subjects of actors that changed, came or went."""
    other = {name: slug for name, slug in now.actor_of.items() if before.actor_of.get(name) != slug}
    index.names.set_actors(other, before.actor_of.keys() - now.actor_of.keys())
    values = {ACTOR + slug: encode(actor) for slug, actor in now.actors.items()}
    return _save_subjects(index, values, {ACTOR + slug for slug in before.actors})


def _names_shown_otherwise(before: ActorsByName, now: ActorsByName) -> set[NameAndKind]:
    """Return the names whose actor is another than before, or is shown otherwise."""
    was, actor_of = before.actors, now.actor_of
    changed = {slug for slug, actor in now.actors.items() if slug not in was or was[slug].shown != actor.shown}
    return {name for name, slug in actor_of.items() if before.actor_of.get(name) != slug or slug in changed}


def is_named(index: Index, name: str) -> bool:
    """Return whether a report gives somebody a name, whatever its accents and case."""
    return any(not node.startswith(f"{PROFILE}\n") for node in index.names.ties.nodes_with(actors.name_tie(name)))


def who_is_who(
    index: Index, profiles: Sequence[ActorProfile], told: Mapping[tuple[str, str], str] | None = None
) -> tuple[tuple[Suggestion, ...], bytes]:
    """Return the merges that were not made, and a table of these and of all that were.

    Pairs that somebody else suggests are `told`, each with the reason.
    """
    known = [decode(raw, type=KnownActor) for _, raw in sorted(index.subjects.with_prefix(ACTOR).items())]
    resolved = [ResolvedActor(one.slug, one.name, one.kind, one.joined) for one in known]
    doubtful = suggestions(resolved, index.names.reports_by_actor(), profiles, told or {})
    return doubtful, table(resolved, doubtful)


class UpdatedTopics(NamedTuple):
    """The topics, the subjects of those that changed, came or went, and whether reports may be about others than before."""

    matcher: TopicMatcher
    subjects: set[str]
    is_other: bool


def update_topics(index: Index, profiles: Sequence[TopicProfile]) -> UpdatedTopics:
    """Update the topics, chosen anew from what the reports of the sample offer now."""
    known = (KnownTopic(profile.slug, profile.name, profile).shown for profile in profiles)
    shown = [topic.profile for topic in known if topic.profile]
    matcher = _matcher(tuple(index.topic_summaries.sample(topics.MAX_SAMPLE)), tuple(shown))
    is_other = index.meta.set("lexicon", key(encode(shown), _encoded_matcher(matcher)))
    return UpdatedTopics(matcher, _save_topics(index, matcher, profiles), is_other)


def _encoded_matcher(matcher: TopicMatcher) -> bytes:
    """Return what tells the topics of one matcher from those of another, as bytes."""
    derived = [
        (
            slug,
            topic.label,
            sorted(topic.families),
            sorted(topic.telling),
            sorted(map(sorted, topic.keys)),
            topic.texts,
            topic.loosely,
        )
        for slug, topic in matcher.derived.items()
    ]
    return encode(derived)


def _save_topics(index: Index, matcher: TopicMatcher, profiles: Sequence[TopicProfile]) -> set[str]:
    """Index the topics with all that the editor wrote of them; return the subjects of those that changed, came or went."""
    by_slug = {profile.slug: profile for profile in profiles}
    known = (KnownTopic(topic.slug, topic.name, topic.profile and by_slug[topic.slug]) for topic in matcher.topics)
    return _save_subjects(index, {TOPIC + topic.slug: encode(topic) for topic in known}, index.subjects.with_prefix(TOPIC))


def _save_subjects(index: Index, values: Mapping[str, bytes], before: Collection[str]) -> set[str]:
    """Index actors or topics in place of those before; return the subjects that changed, came or went."""
    changed = {subject for subject, value in values.items() if index.subjects.get(subject) != value}
    gone = set(before) - values.keys()
    index.subjects.update([(subject, values[subject]) for subject in sorted(changed)], gone)
    return changed | gone
