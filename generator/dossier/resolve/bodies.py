"""Merging of the names of bodies, with the evidence of all reports.

| Norland Defence Agency = Norland Defense Agency | U.S. Senate = Senate of the United States | Meridian = Meridian Airlines
| NFC = Nordic Fisheries Council | Tarnow = Tarnow Marine, which fewer reports call so | Navy = the only state's navy
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from generator.derive.names.gazetteer import is_known, is_known_place
from generator.derive.names.name_keys import spelled_key, state_office
from generator.derive.names.organisation_names import (
    fullest_forms,
    has_legal_form,
    initials,
    is_short_for,
    may_go_by_first_word,
    may_stand_for_name,
    without_legal_form,
)
from generator.dossier.resolve.clusters import Clusters, NameCluster, likeliest
from generator.dossier.resolve.people import by_surname
from generator.model.findings import Entity, Kind
from generator.model.permalinks import slugs

SPELLED = "the same name in another spelling"
SAME_NAME = "the same name; the kind is what most reports say"
SHORTER = "the name without its last words, which say what kind of body it is"
OFFICE = "the office of this name of the state that reports name with it"
EXPLAINED = "the letters that a report explains so"
INITIALS = "the letters that begin the words of this name alone"
FIRST_WORD = "the first word of this name alone"
MAX_BARE_RATIO = 3
"""How many times more reports may name an office without its state than with it."""
MIN_INITIALS = 3


def ties(entity: Entity) -> set[str]:
    """Return the keys that a name shares with all that may be the same body's."""
    called = {entity.name, entity.name.replace(".", ""), *entity.aliases}
    found = {f"spelled {spelled_key(entity.name)}", *(f"called {name.casefold()}" for name in called)}
    if entity.kind is Kind.ORGANISATION:
        short = {short for name in called for short in _shorter(name) if is_short_for(short, name)}
        found |= {f"called {name.casefold()}" for name in short}
        found |= {f"called {letters.casefold()}" for letters in _initials(entity.name)}
    if office := state_office(entity.name):
        found.add(f"office {office.office}")
    first, *others = entity.name.split()
    if may_stand_for_name(first):
        found.add(f"first {first}")
        found |= set() if others else {f"surname {slugs(first)}"}
    return found


def merge(clusters: Clusters) -> None:
    """Merge the clusters of bodies."""
    _merge_spelled(clusters)
    _merge_kinds(clusters)
    _merge_shorter(clusters)
    _merge_offices(clusters)
    _merge_acronyms(clusters)
    _merge_first_words(clusters)


def _bodies(clusters: Clusters) -> Iterator[NameCluster]:
    """Return the clusters that some report takes for an organisation."""
    return (cluster for cluster in clusters if cluster.count_of(Kind.ORGANISATION) and not cluster.is_thing)


def _shorter(name: str) -> Iterator[str]:
    """Return a name without one, two and more words at its end."""
    parts = name.split()
    return (" ".join(parts[:end]) for end in range(1, len(parts)))


def _initials(name: str) -> set[str]:
    return {letters for letters in initials(name) if len(letters) >= MIN_INITIALS} if " " in name else set()


def is_land(entity: Entity) -> bool:
    """Return whether an entity is a country, or a place that the lists have."""
    return entity.kind is Kind.COUNTRY or (entity.kind is Kind.PLACE and is_known_place(entity.name))


def _is_whole(name: str) -> bool:
    """Return whether letters are not to be explained: they are several words, or a well-known name by themselves."""
    return " " in name or is_known(name)


def _is_land(cluster: NameCluster) -> bool:
    return any(is_land(entity) for entity, _ in cluster.members)


def _merge_spelled(clusters: Clusters) -> None:
    """Merge names that differ in spelling, articles, legal forms or the short form of a state's name."""
    alike: dict[tuple[bool, str], list[NameCluster]] = defaultdict(list)
    for cluster in clusters:
        if not cluster.is_person:
            alike[_is_land(cluster), spelled_key(cluster.name)].append(cluster)
    for found in alike.values():
        home, *others = sorted(found, key=lambda one: (-len(one.slug), one.slug))
        for other in others:
            home = clusters.join(other, home, SPELLED, is_shorter=False)


def _merge_kinds(clusters: Clusters) -> None:
    """Merge a name that some reports take for a person's and others for a body's, unless it is a family name."""
    bearers = by_surname(clusters)
    bodies = {without_legal_form(name): body for body in _bodies(clusters) for name in sorted(body.names())}
    for person in [cluster for cluster in clusters if cluster.is_person]:
        body = bodies.get(without_legal_form(person.name))
        if body is None or _is_land(body):
            continue
        if " " in person.name or (slugs(person.name) not in bearers and body.reports >= person.reports):
            clusters.join(person, body, SAME_NAME, is_shorter=False)


def _merge_shorter(clusters: Clusters) -> None:
    """Merge short names with the full one: "Meridian" and "Meridian Airlines", unless there is a Meridian Motors, too."""
    bodies = [(c.slug, entity) for c in clusters for entity, _ in c.members if entity.kind is Kind.ORGANISATION]
    named = {alias: slug for slug, entity in bodies for alias in entity.aliases}
    named |= {entity.name: slug for slug, entity in bodies}
    for name, full in sorted(fullest_forms(named).items()):
        one, home = clusters.by_slug.get(named[name]), clusters.by_slug.get(named[full])
        if one and home and one.slug != home.slug and name in one.names() and not _is_land(one):
            clusters.join(one, home, SHORTER)


def _merge_offices(clusters: Clusters) -> None:
    """Merge an office without a state with that of the state, the only one or named by far the most, whose office is named."""
    of_states: dict[str, list[NameCluster]] = defaultdict(list)
    bare: list[tuple[str, NameCluster]] = []
    for cluster in _bodies(clusters):
        office = state_office(cluster.name)
        if office and office.state:
            of_states[office.office].append(cluster)
        elif office:
            bare.append((office.office, cluster))
    for name, cluster in bare:
        home = likeliest(of_states[name])
        if home and home.reports * MAX_BARE_RATIO >= cluster.reports:
            clusters.join(cluster, home, OFFICE)


def _merge_acronyms(clusters: Clusters) -> None:
    """Merge letters with the name that a report gives for them, else with the only one that they begin the words of."""
    explained: dict[str, set[str]] = defaultdict(set)
    begun: dict[str, set[str]] = defaultdict(set)
    full = [(c.slug, e) for c in clusters for e, _ in c.members if " " in e.name and e.kind is not Kind.PERSON]
    for slug, entity in full:
        for alias in entity.aliases:
            explained[alias].add(slug)
        for letters in _initials(entity.name) if entity.kind is Kind.ORGANISATION else ():
            begun[letters].add(slug)
    for cluster in [one for one in _bodies(clusters) if one.name.isupper() and not _is_whole(one.name)]:
        meant = explained[cluster.name] - {cluster.slug}, begun[cluster.name.replace(".", "")] - {cluster.slug}
        homes, reason = (meant[0], EXPLAINED) if meant[0] else (meant[1], INITIALS)
        if len(homes) == 1 and (home := clusters.by_slug.get(min(homes))):
            clusters.join(cluster, home, reason)


def _merge_first_words(clusters: Clusters) -> None:
    """Merge a word with the only body whose name begins with it, where more reports name that: "Tarnow" of Tarnow Marine."""
    begun: dict[str, list[NameCluster]] = defaultdict(list)
    for body in _bodies(clusters):
        for first in {name.split()[0] for name in body.names() if may_go_by_first_word(name)}:
            begun[first].append(body)
    bearers = by_surname(clusters)
    for cluster in clusters:
        homes = [home for home in begun.get(cluster.name, ()) if home is not cluster]
        if (
            len(homes) == 1
            and not cluster.is_thing
            and slugs(cluster.name) not in bearers
            and homes[0].reports > cluster.reports
        ):
            clusters.join(cluster, homes[0], FIRST_WORD)


def kind_by_name(cluster: NameCluster) -> Kind | None:
    """Return the kind that the names of an actor say: one with a legal form is a body."""
    return Kind.ORGANISATION if any(has_legal_form(name) for name in cluster.names()) and not _is_land(cluster) else None
