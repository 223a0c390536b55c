"""What reports have in common: who is who in them, and what their topics are.

What comes out is what looking at all names and all labels gives. Looked at are those that hang together with what changed
(`neighbours.py`); what the others gave stands in the catalogue.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import msgspec

from generator.dossier.index.catalogue import Catalogue
from generator.dossier.index.keys import ACTOR
from generator.dossier.known_subjects import KnownActor, KnownTopic
from generator.dossier.resolve import actors as identity
from generator.dossier.resolve import labels, topics
from generator.dossier.resolve.actors import Identity
from generator.dossier.resolve.topics import Lexicon, Patterns
from generator.model.findings import Kind, NameAndKind
from generator.model.profiles import ActorProfile, TopicProfile
from generator.runtime.cache import key

PROFILE = "profile"
"""In the place of a kind: what is tied is no name in reports."""
_patterns = lru_cache(maxsize=1)(Patterns)
decode, encode = msgspec.msgpack.decode, msgspec.msgpack.encode


class Identified(NamedTuple):
    """Actors that are others than before, by subject, and the files of reports in which somebody is shown otherwise."""

    actors: set[str]
    files: set[str]


def identified(catalogue: Catalogue, profiles: Sequence[ActorProfile], names: Collection[NameAndKind]) -> Identified:
    """Bring up to date who is who, where reports give these names, or did so, otherwise than before."""
    around = _around(catalogue, profiles, names)
    found = identity.identify([one for name in around for one in catalogue.called(*name)], profiles)
    before = catalogue.who({*around, *names})
    by_slug = {profile.slug: profile for profile in profiles}
    known = [KnownActor(one.slug, one.name, one.kind, by_slug.get(one.slug)) for one in found.actors]
    was = {slug: decode(raw, type=KnownActor) for slug in before.values() if (raw := catalogue.subject(ACTOR + slug))}
    otherwise = {one.slug for one in known if one.slug not in was or was[one.slug].shown != one.shown}
    now = {ACTOR + one.slug: encode(one) for one in known}
    changed = changed_subjects(catalogue, now, {ACTOR + slug for slug in was})
    others = {name: slug for name, slug in found.actor_of.items() if before.get(name) != slug}
    catalogue.set_who(others, before.keys() - found.actor_of.keys())
    naming = {*others, *(name for name, slug in found.actor_of.items() if slug in otherwise)}
    return Identified(changed, catalogue.naming(naming))


def suggestions(catalogue: Catalogue, profiles: Sequence[ActorProfile]) -> tuple[tuple[str, str, str], ...]:
    """Who may be the same actor, and why."""
    known = (decode(raw, type=KnownActor) for raw in catalogue.subjects(ACTOR).values())
    found = identity.suggestions([Identity(one.slug, one.name, one.kind) for one in known], profiles)
    return tuple((one.a, one.b, one.reason) for one in found)


def lexicon(catalogue: Catalogue, profiles: Sequence[TopicProfile], texts: Collection[str]) -> tuple[Lexicon, bool]:
    """The topics, where reports give these labels, or did so, otherwise than before; and whether that are others now."""
    shown = [KnownTopic(profile.slug, profile.name, profile).shown for profile in profiles]
    plain = [topic.profile for topic in shown if topic.profile]
    patterns = _patterns(tuple(plain))
    if catalogue.remember("patterns", key(encode(plain))):
        texts = {*texts, *catalogue.texts()}
    free = {text for text in texts if patterns.leave(text) and catalogue.gives(text)}
    ties = {tie for text in texts for tie in catalogue.labels.tie(text, labels.ties(text) if text in free else ())}
    around = catalogue.labels.around(ties)
    groups = topics.grouped(catalogue.findings(around), patterns)
    catalogue.set_groups({*around, *texts}, groups)
    reports = catalogue.number()
    found = topics.choose(catalogue.best(topics.often(reports), topics.MOST), reports, plain, patterns)
    return found, catalogue.remember("lexicon", key(encode(plain), _state_of(found)))


def _around(catalogue: Catalogue, profiles: Sequence[ActorProfile], names: Collection[NameAndKind]) -> list[NameAndKind]:
    """The names that hang together with some, and with profiles that an editor changed."""
    raw, now = catalogue.recall("actors"), {profile.slug: profile for profile in profiles}
    before = decode(raw, type=dict[str, bytes]) if raw else {}
    said = {slug: key(encode(profile)) for slug, profile in now.items()}
    catalogue.remember("actors", encode(said))
    ties: set[str] = set()
    for slug in {slug for slug, _ in before.items() ^ said.items()}:
        ties |= catalogue.names.tie(f"{PROFILE}\n{slug}", identity.ties_of(now[slug]) if slug in now else ())
    for name, kind in names:
        given = catalogue.called(name, kind)
        ties |= catalogue.names.tie(f"{kind.value}\n{name}", {tie for entity, _ in given for tie in identity.ties(entity)})
    things = (thing.partition("\n") for thing in catalogue.names.around(ties))
    return [(name, Kind(kind)) for kind, _, name in things if kind != PROFILE]


def _state_of(found: Lexicon) -> bytes:
    derived = [(topic.slug, topic.name) for topic in found.topics if topic.profile is None]
    keys = [(slug, sorted(sorted(words) for words in groups)) for slug, groups in sorted(found.keys.items())]
    return encode((derived, sorted(found.labels.items()), keys))


def changed_subjects(catalogue: Catalogue, now: Mapping[str, bytes], before: Collection[str]) -> set[str]:
    """Actors or topics that are not as they were, or gone; from now on they are remembered as they are."""
    changed = {subject for subject, value in now.items() if catalogue.subject(subject) != value}
    gone = set(before) - now.keys()
    catalogue.set_subjects([(subject, now[subject]) for subject in sorted(changed)], gone)
    return changed | gone
