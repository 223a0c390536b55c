"""Resolving of actors: which entities of all reports are one actor, and why.

Entities of one name (accents, legal forms and articles aside) are one actor. Other names are merged by the rules for people and
for bodies, where they can be one actor's alone; the reason is kept. What is only doubtful is suggested to the editor
(`suggestions`). An editor's profile wins over all of these rules.

The ties of a name are keys that it shares with every name that may bear on who it is. So names that are connected by ties,
directly or through others, can be resolved by themselves, with the same result as among all.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.derive.names.organisation_names import without_legal_form
from generator.dossier.resolve import bodies, people, things
from generator.dossier.resolve.clusters import Clusters, CountedEntity, EditorClaims, NameCluster, claimed_as
from generator.model.findings import Entity, Kind, NameAndKind
from generator.model.permalinks import slugs
from generator.model.profiles import ActorProfile


@dataclass(frozen=True, slots=True)
class ResolvedActor:
    """One actor of the dossier; `joined` are names that were merged by a rule, each with the reason."""

    slug: str
    name: str
    kind: Kind
    joined: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ResolvedActors:
    """The slug of the actor of each name and kind, and the actors."""

    actor_of: Mapping[NameAndKind, str]
    actors: tuple[ResolvedActor, ...]


def counted(entities: Iterable[Entity]) -> list[CountedEntity]:
    """Return the entities of reports, those of the same name, kind and aliases once, and how many they are."""
    counts = Counter((entity.name, entity.kind, entity.aliases) for entity in entities)
    return [(Entity("", *fields), number) for fields, number in counts.items()]


def ties_of_entity(entity: Entity) -> set[str]:
    """Return the keys that an entity shares with all that bear on who it is: slugs that it may get, and parts of names."""
    key, whole = _key(entity.name), slugs(entity.name)
    by_kind = people.ties(entity) if entity.kind is Kind.PERSON else bodies.ties(entity)
    is_person = entity.kind is Kind.PERSON
    return {
        f"slug {key}",
        f"slug {whole}",
        name_tie(entity.name),
        *({f"slug {_of_person(key)}"} if is_person else ()),
        *by_kind,
        *(things.ties(entity) if entity.kind is Kind.THING else ()),
    }


def ties_of_profile(profile: ActorProfile) -> set[str]:
    """Return the keys that an editor's profile shares with all on whom it bears."""
    slugs_ = (profile.slug, *(old.slug_in("actors") for old in profile.formerly))
    return {*(f"slug {slug}" for slug in slugs_), *map(name_tie, (profile.name, *profile.aliases))}


def resolve(entities: Iterable[CountedEntity], profiles: Sequence[ActorProfile]) -> ResolvedActors:
    """Return the actors of the entities of all reports, or of some that are connected with no others."""
    ordered = sorted(entities, key=lambda one: (one[0].name, one[0].kind.value, one[0].aliases))
    claims = EditorClaims(profiles)
    clusters = Clusters(_by_name(ordered, claims), claims)
    bodies.merge(clusters)
    people.merge(clusters)
    things.merge(clusters)
    known = {profile.slug: profile for profile in profiles}
    actors = tuple(_resolved(cluster, known.get(cluster.slug)) for cluster in clusters)
    actor_of = {(entity.name, entity.kind): cluster.slug for cluster in clusters for entity, _ in cluster.members}
    return ResolvedActors(actor_of, actors)


def _by_name(entities: Sequence[CountedEntity], claims: EditorClaims) -> dict[str, list[CountedEntity]]:
    """Group entities by the slug of their name; a person and a place of one name stay two, so do a country and a firm."""
    groups: dict[str, list[CountedEntity]] = defaultdict(list)
    families: dict[str, set[bool]] = defaultdict(set)
    lands = {slugs(entity.name) for entity, _ in entities if bodies.is_land(entity)}
    for entity, _ in entities:
        families[_slug(entity, lands)].add(entity.kind is Kind.PERSON)
    for entity, count in entities:
        key = _slug(entity, lands)
        name = claimed_as(entity.name)
        slug = claims.owner.get(name)
        if slug is None or (slug, name) in claims.refused:
            slug = _of_person(key) if len(families[key]) > 1 and entity.kind is Kind.PERSON else key
            slug = claims.moved.get(slug, slug)
        groups[slug].append((entity, count))
    return dict(groups)


def _slug(entity: Entity, lands: set[str]) -> str:
    """Return the slug of a name without its legal form, with it where a country or a place has that name."""
    key = _key(entity.name)
    return slugs(entity.name) if key in lands and not bodies.is_land(entity) else key


def _key(name: str) -> str:
    return slugs(without_legal_form(name))


def _of_person(key: str) -> str:
    """Return the slug of a person whose name is something else's, too."""
    return f"{key}-{Kind.PERSON.value}"


def name_tie(name: str) -> str:
    """Return the key that all spellings of one name share."""
    return f"name {claimed_as(name)}"


def _resolved(cluster: NameCluster, profile: ActorProfile | None) -> ResolvedActor:
    """Return the actor: the editor's name and kind, else the usual name and the kind that its name or most reports give."""
    name = profile.name if profile else cluster.usual_name
    kinds: Counter[Kind] = Counter()
    for entity, count in cluster.fuller:
        kinds[entity.kind] += count
    by_reports = max(kinds, key=lambda kind: (kinds[kind], kind.value))
    kind = profile.kind if profile and profile.kind else bodies.kind_by_name(cluster) or by_reports
    joined = dict(cluster.joined)
    if name in joined:  # the name that it was merged with goes by the same reason
        joined = {cluster.first_name: joined[name]} | joined
        del joined[name]
    return ResolvedActor(cluster.slug, name, kind, tuple(sorted(joined.items())))
