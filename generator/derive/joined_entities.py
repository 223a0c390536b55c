"""The entities of two derivers as those of one report: joined by name, or by the words that mention them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain, count
from typing import Any, NamedTuple

from msgspec.structs import replace

from generator.derive.overlaps import ByPlace
from generator.derive.sameness import are_like
from generator.model.findings import Entity, Findings, Form, Kind, Mention
from generator.model.kinds import FindingKind
from generator.model.wording import folded

NAMED = frozenset({Form.NAME, Form.METONYM})
"""The forms of mentions whose entity has a kind of its own: "Norwegian" may be said of a people, a state or a firm."""


class JoinedEntities(NamedTuple):
    """All entities of two derivers, the first one's in their order, and the second's ids as they are among these.

    `clashing` are the second's entities, by their ids of before, that the first one takes for something of another kind.
    """

    entities: tuple[Entity, ...]
    ids: Mapping[str, str]
    clashing: frozenset[str]


def joined(first: Findings, second: Findings) -> JoinedEntities:
    """Return the entities of two derivers as one report's."""
    known = {entity.id: entity for entity in first.entities}
    by_name = _by_name(first.entities)
    near = ByPlace([mention for mention in first.mentions if mention.entity in known])
    mentions: dict[str, list[Mention]] = {}
    for mention in second.mentions:
        mentions.setdefault(mention.entity, []).append(mention)
    ids: dict[str, str] = {}
    clashing: set[str] = set()
    for entity in second.entities:
        own = mentions.get(entity.id, [])
        found = _of_name(entity, by_name) or _of_mentions(entity.kind, own, near, known)
        ids[entity.id] = found or _free(entity.id, known)
        known[ids[entity.id]] = _with_names(known[found], entity) if found else replace(entity, id=ids[entity.id])
        if found and not are_like(known[found].kind, entity.kind) and any(mention.form in NAMED for mention in own):
            clashing.add(entity.id)
    return JoinedEntities(tuple(known.values()), ids, frozenset(clashing))


def _by_name(entities: Sequence[Entity]) -> dict[str, str]:
    """Return the ids of entities by their names; an own name goes before another's alias."""
    found: dict[str, str] = {}
    for entity in entities:
        found.setdefault(folded(entity.name), entity.id)
    for entity in entities:
        for alias in entity.aliases:
            found.setdefault(folded(alias), entity.id)
    return found


def _of_name(entity: Entity, by_name: Mapping[str, str]) -> str | None:
    return next((by_name[name] for name in map(folded, (entity.name, *entity.aliases)) if name in by_name), None)


def _of_mentions(kind: Kind, own: Sequence[Mention], near: ByPlace, known: Mapping[str, Entity]) -> str | None:
    """Return the entity that the first deriver sees in most of the same words, one of a like kind before all others."""
    shared: dict[str, int] = {}
    for mention in own:
        for _, other in near.overlapping(mention.evidence):
            common = min(mention.evidence.end, other.evidence.end) - max(mention.evidence.start, other.evidence.start)
            shared[other.entity] = shared.get(other.entity, 0) + common
    return max(shared, key=lambda one: (are_like(known[one].kind, kind), shared[one]), default=None)


def _free(identifier: str, taken: Collection[str]) -> str:
    """Return an id that no other entity of the report has."""
    numbered = (f"{identifier}-{number}" for number in count(2))
    return next(name for name in chain((identifier,), numbered) if name not in taken)


def _with_names(known: Entity, other: Entity) -> Entity:
    """Return an entity with the names that another deriver has for it."""
    names = {known.name, *known.aliases}
    new = tuple(dict.fromkeys(name for name in (other.name, *other.aliases) if name not in names))
    return replace(known, aliases=(*known.aliases, *new)) if new else known


def renamed(kind: FindingKind, finding: Any, ids: Mapping[str, str]) -> Any:
    """Return a finding whose entities go by other ids."""
    return replace(finding, **dict(_renamed_fields(kind, finding, ids)))


def _renamed_fields(kind: FindingKind, finding: Any, ids: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
    for field in filter(None, (kind.required_entity, *kind.optional_entities)):
        if (entity := getattr(finding, field)) is not None:
            yield field, ids[entity]
    if kind.entity_list:
        yield kind.entity_list, tuple(dict.fromkeys(ids[entity] for entity in getattr(finding, kind.entity_list)))
    if kind.participant_list:
        parts = {ids[one.entity]: replace(one, entity=ids[one.entity]) for one in getattr(finding, kind.participant_list)}
        yield kind.participant_list, tuple(parts.values())
