"""Clusters of entities that are one actor, and the editor's word on which may be merged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.derive.names.organisation_names import without_legal_form
from generator.derive.names.person_names import PersonName, parse_name
from generator.model.findings import Entity, Kind
from generator.model.permalinks import slugs
from generator.model.profiles import ActorProfile
from generator.model.wording import folded

MIN_REPORTS, MIN_RATIO = 3, 3
MIN_USUAL, USUAL_SHARE = 5, 0.6
"""Reports that give only the beginning of a body's name, at least and of all, for it to be shown by that."""
CountedEntity = tuple[Entity, int]
"""An entity, and in how many reports there is one of the same name, kind and aliases."""


@dataclass(slots=True)
class NameCluster:
    """Entities that are one actor, and the slugs of the names that were merged.

    `fuller` are the entities with the names that the actor may be shown by; `joined` are the other names, with the reasons.
    """

    slug: str
    members: list[CountedEntity]
    fuller: list[CountedEntity]
    slugs: set[str] = field(default_factory=set)
    joined: dict[str, str] = field(default_factory=dict)
    first_name: str = ""

    def __post_init__(self) -> None:
        """Note the name before anything is merged."""
        self.first_name = self.name

    @property
    def is_person(self) -> bool:
        """True where every report takes it for a person."""
        return all(entity.kind is Kind.PERSON for entity, _ in self.members)

    @property
    def is_thing(self) -> bool:
        """True where most reports take it for a thing."""
        return 2 * self.count_of(Kind.THING) > self.reports

    @property
    def reports(self) -> int:
        """The number of reports."""
        return sum(count for _, count in self.members)

    @property
    def name(self) -> str:
        """The name that most reports give, of several words if there is one; then the longest, as always for a thing."""
        named: Counter[str] = Counter()
        for entity, count in self.fuller:
            named[entity.name] += count
        if self.is_thing:
            return max(named, key=lambda name: (name.count(" "), named[name], name))
        return max(named, key=lambda name: (" " in name, named[name], len(name), name))

    @property
    def usual_name(self) -> str:
        """The name to show: that of a body without its last words where most reports leave these out ("Meridian")."""
        if self.is_person:
            return self.name
        counts: Counter[str] = Counter()
        for entity, count in self.members:
            counts[without_legal_form(entity.name)] += count
        usual = max(counts, key=lambda name: (counts[name], name))
        is_usual = counts[usual] >= max(MIN_USUAL, USUAL_SHARE * sum(counts.values()))
        return usual if is_usual and without_legal_form(self.name).startswith(f"{usual} ") else self.name

    def names(self) -> set[str]:
        """Return the names of its entities."""
        return {entity.name for entity, _ in self.members}

    def parsed(self) -> set[PersonName]:
        """Return the names of its entities as those of a person."""
        return {parse_name(name) for name in self.names()}

    def count_of(self, kind: Kind) -> int:
        """Return the number of reports that take it for a kind."""
        return sum(count for entity, count in self.members if entity.kind is kind)


def claimed_as(name: str) -> str:
    """Return a name as an editor's are compared with those of reports: folded, without an article before it."""
    return folded(name).removeprefix("the ")


class EditorClaims:
    """The editor's word on names: whose they are, whose they are not, and who is not the same."""

    def __init__(self, profiles: Sequence[ActorProfile]) -> None:
        self.owner = {claimed_as(name): p.slug for p in profiles for name in (p.name, *p.aliases)}
        self.refused = {(p.slug, claimed_as(name)) for p in profiles for name in p.not_aliases}
        self.apart = {(p.slug, slugs(name)) for p in profiles for name in p.not_same_as}
        self.slugs = {profile.slug for profile in profiles}
        self.moved = {slug: p.slug for p in profiles for old in p.formerly if (slug := old.slug_in("actors"))}

    def may_join(self, one: set[str], other: set[str], names: Iterable[str]) -> bool:
        """Return whether actors of these slugs may be merged, the editor having the last word on their names."""
        if (one & self.slugs and other & self.slugs) or self._are_apart(one, other) or self._are_apart(other, one):
            return False
        return not any((slug, claimed_as(name)) in self.refused for slug in (one | other) & self.slugs for name in names)

    def _are_apart(self, one: set[str], other: set[str]) -> bool:
        return any((slug, name) in self.apart for slug in one & self.slugs for name in other)


class Clusters:
    """The clusters of entities by slug, merged by one rule after another."""

    def __init__(self, groups: Mapping[str, Sequence[CountedEntity]], claims: EditorClaims) -> None:
        self.by_slug = {slug: NameCluster(slug, list(members), list(members), {slug}) for slug, members in groups.items()}
        self._claims = claims

    def __iter__(self) -> Iterator[NameCluster]:
        return iter([self.by_slug[slug] for slug in sorted(self.by_slug)])

    def join(self, one: NameCluster, home: NameCluster, reason: str, *, is_shorter: bool = True) -> NameCluster:
        """Merge a cluster into another and return what they are then; where the editor says otherwise, nothing happens.

        A shorter name is not what the actor is shown by. A profile stays the actor's.
        """
        if any(self.by_slug.get(each.slug) is not each for each in (one, home)):
            return home  # merged already
        names = one.names() | home.names()
        known = one.slugs | {slugs(name) for name in one.names()}, home.slugs | {slugs(name) for name in home.names()}
        if one.slug == home.slug or not self._claims.may_join(*known, names):
            return home
        if one.slugs & self._claims.slugs:
            one, home = home, one
        home.joined |= one.joined | dict.fromkeys(sorted(one.names() - home.names() - one.joined.keys()), reason)
        home.members += one.members
        home.fuller += [] if is_shorter else one.fuller
        home.slugs |= one.slugs
        del self.by_slug[one.slug]
        return home


def likeliest(homes: Sequence[NameCluster]) -> NameCluster | None:
    """Return the only one of some actors, or the one whom far more reports name in full than any other."""
    by_slug = {home.slug: home for home in homes}
    ranked = sorted(by_slug.values(), key=lambda one: (-_named_in_full(one), one.slug))
    if len(ranked) > 1 and _named_in_full(ranked[0]) < max(MIN_REPORTS, MIN_RATIO * _named_in_full(ranked[1])):
        return None
    return ranked[0] if ranked else None


def _named_in_full(cluster: NameCluster) -> int:
    return sum(count for _, count in cluster.fuller)
