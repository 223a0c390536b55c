"""Resolving of actors: which entities of all reports are one actor, where two names become one.

Entities of one name (accents, legal forms and articles aside) are one actor. So are an acronym and the name that a report
gives for it, and a surname and the only person of the dossier who bears it. Names that are only alike are not merged but
suggested to the editor, with the reason. An editor's profile wins over all of these rules.

The ties of a name are keys that it shares with every name that may bear on who it is. So names that are connected by ties,
directly or through others, can be resolved by themselves, with the same result as among all.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.derive.names.organisation_names import fullest_forms, is_short_for, without_legal_form
from generator.model.findings import Entity, Kind, NameAndKind
from generator.model.permalinks import slugs
from generator.model.profiles import ActorProfile

CountedEntity = tuple[Entity, int]
"""An entity, and in how many reports there is one of the same name, kind and aliases."""


@dataclass(frozen=True, slots=True)
class ResolvedActor:
    """One actor of the dossier."""

    slug: str
    name: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A merge that was not made: two names, and the reason why they may be one."""

    a: str
    b: str
    reason: str


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
    """Return the keys that an entity shares with all that bear on who it is: slugs that it may get, and names, folded."""
    names, key = {entity.name}, _key(entity)
    if entity.kind is Kind.PERSON:
        names.add(entity.name.split()[-1])
        return {*_ties([key, _of_person(key)], names)}
    names.update(entity.aliases)
    if entity.kind is Kind.ORGANISATION:
        names |= {short for name in names for short in _shorter(name) if is_short_for(short, name)}
    return {*_ties([key], names)}


def ties_of_profile(profile: ActorProfile) -> set[str]:
    """Return the keys that an editor's profile shares with all on whom it bears."""
    return {*_ties([profile.slug], (profile.name, *profile.aliases))}


def resolve(entities: Iterable[CountedEntity], profiles: Sequence[ActorProfile]) -> ResolvedActors:
    """Return the actors of the entities of all reports, or of some that are connected with no others."""
    ordered = sorted(entities, key=lambda one: (one[0].name, one[0].kind.value, one[0].aliases))
    claims = _EditorClaims(profiles)
    groups = _merged(_by_name(ordered, claims), claims)
    known = {profile.slug: profile for profile in profiles}
    actors = tuple(_resolved(slug, groups[slug], known.get(slug)) for slug in sorted(groups))
    actor_of = {(entity.name, entity.kind): slug for slug, members in groups.items() for entity, _ in members}
    return ResolvedActors(actor_of, actors)


class _EditorClaims:
    """The editor's word on names: whose they are, whose they are not, and who is not the same."""

    def __init__(self, profiles: Sequence[ActorProfile]) -> None:
        self.owner = {name.casefold(): p.slug for p in profiles for name in (p.name, *p.aliases)}
        self.refused = {(p.slug, name.casefold()) for p in profiles for name in p.not_aliases}
        self.apart = {(p.slug, slugs(name)) for p in profiles for name in p.not_same_as}
        self.slugs = {profile.slug for profile in profiles}

    def may_join(self, one: str, other: str, names: Iterable[str]) -> bool:
        """Return whether two groups, by their slugs, may be merged, the editor having the last word on these names."""
        if {(one, other), (other, one)} & self.apart or {one, other} <= self.slugs:
            return False
        return not any((slug, name.casefold()) in self.refused for slug in (one, other) for name in names)


def _by_name(entities: Sequence[CountedEntity], claims: _EditorClaims) -> dict[str, list[CountedEntity]]:
    """Group entities by the slug of their name; a person and a place of one name stay two."""
    groups: dict[str, list[CountedEntity]] = defaultdict(list)
    families: dict[str, set[bool]] = defaultdict(set)
    for entity, _ in entities:
        families[_key(entity)].add(entity.kind is Kind.PERSON)
    for entity, count in entities:
        key = _key(entity)
        slug = claims.owner.get(entity.name.casefold())
        if slug is None or (slug, entity.name.casefold()) in claims.refused:
            slug = _of_person(key) if len(families[key]) > 1 and entity.kind is Kind.PERSON else key
        groups[slug].append((entity, count))
    return dict(groups)


def _key(entity: Entity) -> str:
    """Return the slug of a name without a legal form at its end."""
    return slugs(without_legal_form(entity.name))


def _of_person(key: str) -> str:
    """Return the slug of a person whose name is something else's, too."""
    return f"{key}-{Kind.PERSON.value}"


def _ties(slugs_: Iterable[str], names: Iterable[str]) -> Iterator[str]:
    yield from (f"slug {slug}" for slug in slugs_)
    yield from (f"name {name.casefold()}" for name in names)


def _shorter(name: str) -> Iterator[str]:
    """Return a name without one, two and more words at its end."""
    parts = name.split()
    return (" ".join(parts[:end]) for end in range(1, len(parts)))


def _merged(groups: dict[str, list[CountedEntity]], claims: _EditorClaims) -> dict[str, list[CountedEntity]]:
    """Merge groups through acronyms, surnames and short names of organisations, where only one group can be meant."""
    into: dict[str, str] = {}
    short_for = _short_for(groups)
    for slug in sorted(groups.keys() - claims.slugs):
        name, kind = groups[slug][0][0].name, groups[slug][0][0].kind
        homes_ = short_for.get((name, kind), set()) - {slug}
        if len(homes_) == 1 and claims.may_join(slug, home := min(homes_), [name]):
            into[slug] = home
    for slug, home in _short_organisations(groups).items():
        if slug not in into and slug not in claims.slugs and claims.may_join(slug, home, [groups[slug][0][0].name]):
            into[slug] = home
    merged: dict[str, list[CountedEntity]] = defaultdict(list)
    for slug, members in groups.items():
        merged[_end(slug, into)].extend(members)
    return dict(merged)


def _end(slug: str, into: Mapping[str, str]) -> str:
    """Return the slug at which a chain of merges ends; a circle is walked once."""
    passed = {slug}
    while (home := into.get(slug)) and home not in passed:
        passed.add(home)
        slug = home
    return slug


def _short_for(groups: dict[str, list[CountedEntity]]) -> dict[tuple[str, Kind], set[str]]:
    """Return the groups that one word may be short for, with its kind: a surname, an acronym that a report gives."""
    found: dict[tuple[str, Kind], set[str]] = defaultdict(set)
    for slug, members in groups.items():
        for entity, _ in members:
            if " " in entity.name:
                is_person = entity.kind is Kind.PERSON
                shorts = [entity.name.split()[-1]] if is_person else [a for a in entity.aliases if a.isupper() and " " not in a]
                for short in shorts:
                    found[short, entity.kind].add(slug)
    return found


def _short_organisations(groups: dict[str, list[CountedEntity]]) -> dict[str, str]:
    """Return the group of the full name for each short name of an organisation: "Meridian" and "Meridian Airlines"."""
    named = {
        name: slug
        for slug, members in groups.items()
        for entity, _ in members
        if entity.kind is Kind.ORGANISATION
        for name in (entity.name, *entity.aliases)
    }
    return {named[name]: named[full] for name, full in sorted(fullest_forms(named).items()) if named[name] != named[full]}


def _resolved(slug: str, members: Sequence[CountedEntity], profile: ActorProfile | None) -> ResolvedActor:
    """Return the actor: the editor's name and kind, else the fullest name and the kind that most reports give."""
    named: Counter[str] = Counter()
    kinds: Counter[Kind] = Counter()
    for entity, count in members:
        named[entity.name] += count
        kinds[entity.kind] += count
    name = profile.name if profile else max(named, key=lambda n: (" " in n, named[n], len(n), n))
    kind = profile.kind if profile and profile.kind else max(kinds, key=lambda k: (kinds[k], k.value))
    return ResolvedActor(slug, name, kind)


def suggestions(actors: Iterable[ResolvedActor], profiles: Sequence[ActorProfile]) -> tuple[Suggestion, ...]:
    """Return people whose names share their first and last word, or one of whom goes by a word of the other's name."""
    claims = _EditorClaims(profiles)
    people = [actor for actor in actors if actor.kind is Kind.PERSON]
    by_word: dict[str, list[ResolvedActor]] = defaultdict(list)
    for actor in people:
        for word in set(actor.name.split()):
            by_word[word].append(actor)
    found = {}
    for actor in people:
        parts = actor.name.split()
        for other in by_word[parts[-1]]:
            theirs = other.name.split()
            if other.slug == actor.slug or not claims.may_join(actor.slug, other.slug, [actor.name, other.name]):
                continue
            one, two = sorted((actor.name, other.name))
            if len(parts) > 1 and (parts[0], parts[-1]) == (theirs[0], theirs[-1]):
                found[one, two] = Suggestion(one, two, "the same first and last name")
            elif len(parts) == 1 and len(theirs) > 1:
                found[one, two] = Suggestion(one, two, "one goes by a part of the other's name")
    return tuple(found[pair] for pair in sorted(found))
