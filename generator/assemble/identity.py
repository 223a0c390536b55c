"""Across reports one actor is one: which entity of which report is which actor."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.model import ActorProfile, Entity, Kind
from generator.permalinks import slugs


@dataclass(frozen=True, slots=True)
class Identity:
    """One actor of the dossier."""

    slug: str
    name: str
    kind: Kind
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A merge that was not made."""

    a: str
    b: str
    reason: str


@dataclass(frozen=True, slots=True)
class Identification:
    """Which (report, entity id) is which actor's slug; the actors; and merges that were not made."""

    actor_of: Mapping[tuple[str, str], str]
    actors: tuple[Identity, ...]
    suggestions: tuple[Suggestion, ...]


def identify(entities: Mapping[str, Sequence[Entity]], profiles: Sequence[ActorProfile]) -> Identification:
    """Group the entities of all reports into actors."""
    by_name = {name.casefold(): p for p in profiles for name in (p.name, *p.aliases)}
    groups: dict[str, list[tuple[str, Entity]]] = defaultdict(list)
    for report in sorted(entities):
        for entity in entities[report]:
            profile = by_name.get(entity.name.casefold())
            groups[profile.slug if profile else slugs(entity.name)].append((report, entity))
    known = {p.slug: p for p in profiles}
    actors = []
    for slug, members in sorted(groups.items()):
        kinds = Counter(entity.kind for _, entity in members)
        profile = known.get(slug)
        actors.append(
            Identity(
                slug,
                profile.name if profile else members[0][1].name,
                profile.kind if profile and profile.kind else kinds.most_common(1)[0][0],
                tuple(sorted({alias for _, entity in members for alias in entity.aliases})),
            )
        )
    actor_of = {(report, entity.id): slug for slug, members in groups.items() for report, entity in members}
    return Identification(actor_of, tuple(actors), ())
