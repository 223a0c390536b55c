"""Merges that were not made: pairs of actors that may be one, for the editor to decide, those first that would mend most."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from generator.derive.names.name_keys import state_office
from generator.derive.names.organisation_names import initials, may_stand_for_name
from generator.derive.names.person_names import may_be_one, parse_name
from generator.dossier.resolve.actors import ResolvedActor
from generator.dossier.resolve.clusters import EditorClaims
from generator.model.findings import Kind
from generator.model.permalinks import slugs
from generator.model.profiles import ActorProfile

NAMESAKES = "one name may be a fuller form of the other"
FAMILY_NAME = "one goes by the other's family name"
GIVEN_NAME = "one goes by the other's given name"
LETTERS = "the same letters in another order"
ACRONYM = "one is the letters that begin the other's words"
FIRST_WORD = "one is the first word of the other"
OFFICE = "an office of a state, and the same without the state"
MAX_ALIKE = 4
"""How many may share a key at most, for each two of them to be suggested."""
MIN_LETTERS = 8
NOBODY_TOLD: Mapping[tuple[str, str], str] = {}
Pair = tuple[ResolvedActor, ResolvedActor, str]


class Suggestion(NamedTuple):
    """A merge that was not made: two actors' names, why they may be one, and the reports of the one that has fewer."""

    a: str
    b: str
    reason: str
    reports: int


def suggestions(
    actors: Iterable[ResolvedActor],
    reports: Mapping[str, int],
    profiles: Sequence[ActorProfile],
    told: Mapping[tuple[str, str], str] = NOBODY_TOLD,
) -> tuple[Suggestion, ...]:
    """Return the merges that were not made; `reports` are the numbers of reports by actor.

    Pairs of names that somebody else suggests are `told`, each with the reason: those that the rules suggest too keep theirs.
    """
    claims, ordered = EditorClaims(profiles), sorted(actors, key=lambda one: one.slug)
    people = [actor for actor in ordered if actor.kind is Kind.PERSON]
    bodies = [actor for actor in ordered if actor.kind is Kind.ORGANISATION]
    found: dict[tuple[str, str], Suggestion] = {}
    for one, other, reason in (*_of_people(people), *_of_bodies(bodies), *_of_names(ordered, told)):
        known, others = ({actor.slug, slugs(actor.name)} for actor in (one, other))
        if one.slug != other.slug and claims.may_join(known, others, [one.name, other.name]):
            a, b = sorted((one.name, other.name))
            mends = min(reports.get(one.slug, 0), reports.get(other.slug, 0))
            found.setdefault((a, b), Suggestion(a, b, reason, mends))
    return tuple(sorted(found.values(), key=lambda one: (-one.reports, one)))


def table(actors: Iterable[ResolvedActor], doubtful: Iterable[Suggestion]) -> bytes:
    """Return all that may be one actor and all that was merged, with the reasons, as tab-separated text."""
    lines = ["decided\tname\tactor\treason"]
    lines += (f"perhaps\t{one.a}\t{one.b}\t{one.reason}" for one in doubtful)
    lines += (f"merged\t{name}\t{actor.name}\t{reason}" for actor in actors for name, reason in actor.joined)
    return "\n".join([*lines, ""]).encode()


def _of_people(people: Sequence[ResolvedActor]) -> Iterator[Pair]:
    surnames: dict[str, list[ResolvedActor]] = defaultdict(list)
    given: dict[str, list[ResolvedActor]] = defaultdict(list)
    letters: dict[str, list[ResolvedActor]] = defaultdict(list)
    bare = []
    for person in people:
        name = parse_name(person.name)
        if not name.given:
            bare.append((name.surname, person))
            continue
        for surname in sorted(name.surnames):
            surnames[surname].append(person)
        given[name.given[0]].append(person)
        if len(person.name) >= MIN_LETTERS:
            letters["".join(sorted(slugs(person.name)))].append(person)
    for found in surnames.values():
        pairs = combinations(found[: MAX_ALIKE**2], 2)
        yield from ((*pair, NAMESAKES) for pair in pairs if may_be_one(*(parse_name(one.name) for one in pair)))
    for surname, person in bare:
        yield from _few(person, surnames.get(surname, ()), FAMILY_NAME)
        yield from _few(person, given.get(surname, ()), GIVEN_NAME, 1)
    for found in letters.values():
        yield from ((*pair, LETTERS) for pair in combinations(found, 2) if len(found) <= MAX_ALIKE)


def _of_bodies(bodies: Sequence[ResolvedActor]) -> Iterator[Pair]:
    begun: dict[str, list[ResolvedActor]] = defaultdict(list)
    offices: dict[str, list[ResolvedActor]] = defaultdict(list)
    for body in bodies:
        if " " in body.name:
            for key in {body.name.split()[0], *initials(body.name)}:
                begun[key].append(body)
        if (office := state_office(body.name)) and office.state:
            offices[office.office].append(body)
    for body in bodies:
        if " " not in body.name and (body.name.isupper() or may_stand_for_name(body.name)):
            yield from _few(body, begun.get(body.name, ()), ACRONYM if body.name.isupper() else FIRST_WORD)
        if (office := state_office(body.name)) and not office.state:
            yield from _few(body, offices.get(office.office, ()), OFFICE)


def _of_names(actors: Iterable[ResolvedActor], told: Mapping[tuple[str, str], str]) -> Iterator[Pair]:
    by_name = {actor.name: actor for actor in actors} if told else {}
    for (one, other), reason in told.items():
        if one in by_name and other in by_name:
            yield by_name[one], by_name[other], reason


def _few(one: ResolvedActor, others: Sequence[ResolvedActor], reason: str, most: int = MAX_ALIKE) -> Iterator[Pair]:
    """Return a pair for each of others, unless they are many."""
    return ((one, other, reason) for other in others if len(others) <= most)
