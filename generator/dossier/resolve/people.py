"""Merging of the names of people, with the evidence of all reports.

| Tom Lund = Thomas Lund | Ana Berg = Ana M. Berg | A.M. Berg = Ana Maria Berg | Orben Viktor = Viktor Orben
| Lund = the only Lund
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from generator.derive.names.gazetteer import genders
from generator.derive.names.person_names import may_be_one, parse_name, without_title
from generator.dossier.resolve.clusters import Clusters, NameCluster, likeliest
from generator.model.findings import Entity
from generator.model.permalinks import slugs

SPELLED = "the same name in another spelling"
ORDER = "the same name in another order"
FULLER = "may be short for one fuller name alone"
SURNAME = "the only person of that family name"
NAMED_MOST = "the person of that family name whom most reports name in full"
CALLED = "what a report calls this person alone"
MAX_NAMESAKES = 50
MIN_SPELLED_LETTERS, MIN_SURNAME_LETTERS = 8, 6
LETTERS_ALIKE = (("kh", "h"), ("ij", "i"), ("y", "i"), ("w", "v"), ("ph", "f"), ("ck", "k"))


def ties(entity: Entity) -> set[str]:
    """Return the keys that a person's name shares with all that may be the same person's."""
    surnames = parse_name(entity.name).surnames
    called = (entity.name, *entity.aliases)
    whole = (f"{kind} {key(entity.name)}" for kind, key in (("sound", _sound_of_name), ("words", _words)) if key(entity.name))
    return {
        *(f"surname {surname}" for surname in surnames),
        *(f"sound {_sound(surname)}" for surname in surnames),
        *(f"called {name.casefold()}" for name in called),
        f"first {entity.name}",
        *whole,
    }


def merge(clusters: Clusters) -> None:
    """Merge the clusters of people."""
    _merge_alike(clusters, _sound_of_name, SPELLED)
    _merge_alike(clusters, _words, ORDER)
    for namesakes in by_surname(clusters).values():
        _merge_full_names(clusters, namesakes[:MAX_NAMESAKES])
    _merge_surnames(clusters)
    _merge_called(clusters)


def people(clusters: Clusters) -> Iterator[NameCluster]:
    """Return the clusters of people."""
    return (cluster for cluster in clusters if cluster.is_person)


def has_given_name(cluster: NameCluster) -> bool:
    """Return whether a person has a given name or initials in some report."""
    return any(name.given for name in cluster.parsed())


def by_surname(clusters: Clusters) -> dict[str, list[NameCluster]]:
    """Return the people named in full by each family name by which they may be called."""
    found: dict[str, list[NameCluster]] = defaultdict(list)
    for cluster in people(clusters):
        if has_given_name(cluster):
            for surname in sorted({surname for name in cluster.parsed() for surname in name.surnames}):
                found[surname].append(cluster)
    return found


def are_one(one: NameCluster, other: NameCluster) -> bool:
    """Return whether no full name of one person speaks against a full name of another."""
    return all(may_be_one(a, b) for a in one.parsed() if a.given for b in other.parsed() if b.given)


def _sound(slug: str) -> str:
    """Return a name in letters that transcriptions do not differ in: "zelenski" of Zelenskyy, "mohamed" of Mohammed."""
    for letters, alike in LETTERS_ALIKE:
        slug = slug.replace(letters, alike)
    return "".join(letter for at, letter in enumerate(slug) if not at or slug[at - 1] != letter)


def _sound_of_name(name: str) -> str:
    plain = slugs(without_title(name))
    return _sound(plain) if "-" in plain and len(plain) >= MIN_SPELLED_LETTERS else ""


def _words(name: str) -> str:
    """Return the two words of a name in one order; "" for a name of more or less, or of given names alone."""
    spelled = without_title(name).split()
    if len(spelled) != len(("given", "family")) or genders().keys() >= set(spelled):
        return ""
    return " ".join(sorted(map(slugs, spelled)))


def _merge_alike(clusters: Clusters, key_of: Callable[[str], str], reason: str) -> None:
    """Merge people whose full names have the same key with the one that most reports name."""
    alike: dict[str, list[NameCluster]] = defaultdict(list)
    for cluster in people(clusters):
        if has_given_name(cluster) and (key := key_of(cluster.name)):
            alike[key].append(cluster)
    for found in alike.values():
        home, *others = sorted(found, key=lambda one: (-one.reports, one.slug))
        for other in others:
            home = clusters.join(other, home, reason, is_shorter=False)


def _merge_full_names(clusters: Clusters, namesakes: Sequence[NameCluster]) -> None:
    """Merge each full name with the fullest of those that it may be short for, unless two of these exclude each other."""
    for cluster in sorted(namesakes, key=_fullness):
        others = [other for other in namesakes if other.slug in clusters.by_slug and cluster.slug in clusters.by_slug]
        fuller = [other for other in others if _fullness(other) > _fullness(cluster) and are_one(cluster, other)]
        if fuller and all(are_one(*pair) for pair in combinations(fuller, 2)):
            has_initial = any(name.given and len(name.given[0]) == 1 for name in cluster.parsed())
            clusters.join(cluster, max(fuller, key=_fullness), FULLER, is_shorter=has_initial)


def _fullness(cluster: NameCluster) -> tuple[int, str]:
    return max(sum(map(len, name.given)) + len(name.other_surname) for name in cluster.parsed()), cluster.slug


def _merge_surnames(clusters: Clusters) -> None:
    """Merge each bare family name with the only person who has it, or the one whom most reports name in full."""
    bearers = by_surname(clusters)
    sounds: dict[str, list[NameCluster]] = defaultdict(list)
    for surname, found in bearers.items():
        sounds[_sound(surname)] += found
    for cluster in people(clusters):
        if has_given_name(cluster):
            continue
        surnames = {surname for name in cluster.parsed() for surname in name.surnames}
        homes = [home for surname in sorted(surnames) for home in bearers.get(surname, ())]
        if not homes:
            long = (surname for surname in sorted(surnames) if len(surname) >= MIN_SURNAME_LETTERS)
            homes = [home for surname in long for home in sounds.get(_sound(surname), ())]
        if home := likeliest(homes):
            clusters.join(cluster, home, SURNAME if len({home.slug for home in homes}) == 1 else NAMED_MOST)


def _merge_called(clusters: Clusters) -> None:
    """Merge a given name with the only person whom some report calls by it."""
    called: dict[str, list[NameCluster]] = defaultdict(list)
    for cluster in people(clusters):
        if has_given_name(cluster):
            for alias in {alias for entity, _ in cluster.members for alias in entity.aliases}:
                called[alias.casefold()].append(cluster)
    bearers = by_surname(clusters)
    for cluster in people(clusters):
        homes = called.get(cluster.name.casefold(), [])
        is_surname = any(surname in bearers for name in cluster.parsed() for surname in name.surnames)
        if not has_given_name(cluster) and not is_surname and len(homes) == 1:
            clusters.join(cluster, homes[0], CALLED)
