"""Actors and topics that decisions name, as the dossier knows them."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from generator.build.assembled import Assembled
from generator.build.desk.refusals import HERE, refused
from generator.content import files
from generator.dossier.index.database import Index
from generator.dossier.index.keys import ACTOR, TOPIC
from generator.dossier.known_subjects import KnownActor, KnownTopic
from generator.model.decisions import Of
from generator.model.permalinks import slugs
from generator.model.profiles import ActorProfile, TopicProfile
from generator.model.wording import folded
from generator.report.near_names import hint

FOLDER = {Of.ACTOR: files.ACTORS, Of.TOPIC: files.TOPICS}
decode = msgspec.msgpack.decode


@dataclass(frozen=True, slots=True)
class Desk:
    """The basis on which decisions are planned: a project that is up to date, and an index of it that this thread may read."""

    assembled: Assembled
    index: Index


@dataclass(frozen=True, slots=True)
class Subject:
    """An actor or a topic: its slug and name, and its profile where it has one."""

    of: Of
    slug: str
    name: str
    profile: ActorProfile | TopicProfile | None
    kind: str = ""

    @property
    def file(self) -> str:
        """The file of its profile, there or not."""
        return self.profile.where.path if self.profile else f"{FOLDER[self.of]}/{self.slug}.md"


def subject(desk: Desk, of: Of, said: str) -> Subject:
    """Return an actor or a topic by a name or slug. Raises InputError where there is none."""
    found = _actor(desk, said) if of is Of.ACTOR else _topic(desk, said)
    if found is None:
        wrong = f"no report calls anybody {said!r}" if of is Of.ACTOR else f"no report is about {said!r}"
        raise refused(HERE, wrong, near(desk, of, said) or "use a name that a report or a profile has")
    return found


def find_actor(desk: Desk, said: str) -> Subject | None:
    """Return an actor by a name or slug, if there is one."""
    return _actor(desk, said)


def near(desk: Desk, of: Of, said: str) -> str:
    """Return a question for the names that are most like one; empty where none is."""
    if of is Of.ACTOR:
        return hint(said, desk.index.names.as_written())
    return hint(said, (decode(raw, type=KnownTopic).name for raw in desk.index.subjects.with_prefix(TOPIC).values()))


def _actor(desk: Desk, said: str) -> Subject | None:
    profiles = desk.assembled.project.outline.actors
    slug, called = slugs(said), folded(said)
    profile = next((one for one in profiles if said == one.slug or called in map(folded, (one.name, *one.aliases))), None)
    raw = desk.index.subjects.get(ACTOR + (profile.slug if profile else slug))
    is_own = raw and folded(decode(raw, type=KnownActor).name) == called  # another may have the name as an alias
    if not (profile or is_own) and (known := desk.assembled.names.directory(desk.index).get(called)):
        raw = desk.index.subjects.get(ACTOR + desk.index.names.actors_of([known]).get(known, slug))
    if raw:
        one = decode(raw, type=KnownActor)
        own = next((each for each in profiles if each.slug == one.slug), None)
        return Subject(Of.ACTOR, one.slug, own.name if own else one.name, own, one.kind.value)
    return Subject(Of.ACTOR, profile.slug, profile.name, profile, profile.kind or "") if profile else None


def _topic(desk: Desk, said: str) -> Subject | None:
    profiles = desk.assembled.project.outline.topics
    called = folded(said)
    profile = next((one for one in profiles if said == one.slug or called in map(folded, (one.name, *one.aliases))), None)
    if profile:
        return Subject(Of.TOPIC, profile.slug, profile.name, profile)
    if raw := desk.index.subjects.get(TOPIC + slugs(said)):
        known = decode(raw, type=KnownTopic)
        return Subject(Of.TOPIC, known.slug, known.name, None)
    if any(folded(label) == called for label in desk.index.topic_summaries.labels()):
        return Subject(Of.TOPIC, slugs(said), said, None)
    return None
