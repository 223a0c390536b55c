"""The speakers of states and bodies in one report, by titles and by names of offices of states.

| "Norwegian minister Kari Lund": Norway | "Tarnow Marine spokesman Jo Falk": Tarnow Marine | "Danish Foreign Ministry": Denmark
| nobody: "former minister", "analyst at Tarnow Marine", "opposition leader", a senator, a court, a parliament

A title without a state ("President Berg") says nothing: a report that is mostly of one state does not make him its president.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from generator.derive.lexicon import rows
from generator.derive.names.name_keys import state_office
from generator.derive.syntax.document import TOKEN
from generator.model.findings import Entity, Kind
from generator.model.permalinks import slugs
from generator.model.statements import Account, Source

BY_TITLE = "a title that speaks for the body or state that it names"
BY_NAME = "an office of a state, by its name"
MAX_TITLE_WORDS, MAX_WORDS = 4, 14
BODIES = frozenset({Kind.ORGANISATION, Kind.GROUP})
LEADERS_OF_STATES = frozenset({"leader", "supreme leader"})
POSTED_TO = frozenset({"to", "for", "on", "in"})
"""Words between an envoy and the state that receives one."""


class Voice(NamedTuple):
    """An entity that speaks for another, by one report; `source` is the sentence of a title. `target` "" is nobody."""

    who: str
    target: str
    title: str
    rule: str
    source: Source | None


def voices(account: Account) -> Iterator[Voice]:
    """Return who speaks for whom by a report, and whose title says that they speak for nobody, by ids of entities."""
    entities = {entity.id: entity for entity in account.entities}
    for who, office in account.offices:
        of = entities.get(office.affiliation or "")
        heard = speaks_for(office.title, of)
        if heard is not None:
            yield Voice(who, of.id if heard and of else "", office.title, BY_TITLE, office.source)
    states = {entity.name: entity.id for entity in account.entities if entity.kind in {Kind.COUNTRY, Kind.ORGANISATION}}
    mentioned = {entity for entity, _ in account.mentions}
    for entity in account.entities:
        whose = states.get(state_of(entity)) if entity.kind is Kind.ORGANISATION and entity.id in mentioned else None
        if whose in mentioned and whose != entity.id:
            yield Voice(entity.id, whose or "", "", BY_NAME, None)


def speaks_for(title: str, of: Entity | None) -> bool | None:
    """Return whether a title speaks for the state or body that it names; None where it says nothing of that."""
    said = [word.lower() for word in TOKEN.findall(title)]
    names = [[word.lower() for word in TOKEN.findall(name)] for name in ((of.name, *of.aliases) if of else ())]
    found = list(_titles(said))
    kinds = [kind for kind, _, _ in found]
    if not kinds or len(said) > MAX_WORDS:
        return None
    if "own" in kinds or "ended" in kinds:
        return False
    if of is None:
        return None
    if "speaker" in kinds:
        return True
    if of.kind is Kind.COUNTRY:
        leads = any(" ".join(said[first:last]) in LEADERS_OF_STATES and last == len(said) for _, first, last in found)
        return True if ("state" in kinds and not _is_posted_to(said, names)) or leads else None
    return True if of.kind in BODIES else None


def state_of(body: Entity) -> str:
    """Return the name of the state, or union of states, for which a body speaks by its name; "" for none."""
    for name in (body.name, *body.aliases):
        if whose := _bodies_of_states().get(name.casefold()):
            return whose
        office = state_office(name)
        if office and office.state and office.office not in _independent():
            return office.state
    return ""


def _is_posted_to(said: list[str], names: list[list[str]]) -> bool:
    """Return whether a title's state is the one where an envoy is, not that of the envoy: "ambassador to Norway"."""
    places = (at for name in names for at in range(1, len(said)) if name and said[at : at + len(name)] == name)
    return any(said[at - 1 - (said[at - 1] == "the")] in POSTED_TO for at in places) and "minister" not in said


def _titles(said: list[str]) -> Iterator[tuple[str, int, int]]:
    """Return the titles in words, the longest that fit, with their classes and places."""
    at = 0
    while at < len(said):
        for length in range(MAX_TITLE_WORDS, 0, -1):
            if kind := _classes().get(tuple(said[at : at + length])):
                yield kind, at, min(at + length, len(said))
                at += length - 1
                break
        at += 1


@lru_cache(maxsize=1)
def _classes() -> dict[tuple[str, ...], str]:
    cells = ((kind, title.strip()) for kind, titles in rows("voices") if kind != "alone" for title in titles.split(";"))
    return {tuple(TOKEN.findall(title)): kind for kind, title in cells}


@lru_cache(maxsize=1)
def _independent() -> frozenset[str]:
    return frozenset(slugs(office) for kind, offices in rows("voices") if kind == "alone" for office in offices.split(";"))


@lru_cache(maxsize=1)
def _bodies_of_states() -> dict[str, str]:
    return {name.strip().casefold(): state for state, names in rows("bodies_of_states") for name in names.split(";")}
