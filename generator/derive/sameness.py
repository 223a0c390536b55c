"""Whether two derivers found the same: a rule for each kind of finding.

Two findings of a report agree, differ about the same words, or stand apart. Where one says less of words that the other has
already, it is covered: the other stands, and neither is the surer for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any

from generator.model.edtf import bounds
from generator.model.findings import (
    Event,
    Evidence,
    Figure,
    KeyPoint,
    Kind,
    Mention,
    Position,
    Quote,
    Role,
    TimeExpression,
    TopicFinding,
)
from generator.model.wording import folded

MIN_SHARED = 0.5
"""The share of the shorter of two stretches that must be the other's, too, for them to tell of the same."""
LIKE_KINDS = (
    frozenset({Kind.COUNTRY, Kind.PLACE}),
    frozenset({Kind.COUNTRY, Kind.GROUP}),
    frozenset({Kind.COUNTRY, Kind.ORGANISATION}),
    frozenset({Kind.ORGANISATION, Kind.GROUP}),
)
"""Kinds that one name may have without anybody being wrong: a capital that acts is its government, a nation its people."""


class Relation(Enum):
    """What one finding is to another of its kind."""

    AGREES = "agrees"
    DIFFERS = "differs"
    COVERED = "covered"
    APART = "apart"


def are_like(one: Kind, other: Kind) -> bool:
    """Return whether two kinds of an actor may be meant by one name."""
    return one is other or frozenset({one, other}) in LIKE_KINDS


def shared(one: Evidence, other: Evidence) -> float:
    """Return which share of the shorter stretch is the other's, too."""
    common = min(one.end, other.end) - max(one.start, other.start)
    return max(common, 0) / min(one.end - one.start, other.end - other.start)


def is_same_span(one: Evidence, other: Evidence) -> bool:
    """Return whether two stretches begin and end alike."""
    return (one.start, one.end) == (other.start, other.end)


def relation(one: Any, other: Any) -> Relation:
    """Return what a finding is to an earlier one of the same kind. Entities go by the same ids in both."""
    return RULES_BY_TYPE[type(one)](one, other)


def _of_mentions(one: Mention, other: Mention) -> Relation:
    if not is_same_span(one.evidence, other.evidence):
        return _covered(one, other)
    return _agreeing(one.entity == other.entity)


def _of_roles(one: Role, other: Role) -> Relation:
    if one.entity == other.entity:
        return Relation.AGREES if shared(one.evidence, other.evidence) else Relation.APART
    return Relation.DIFFERS if is_same_span(one.evidence, other.evidence) else Relation.APART


def _of_times(one: TimeExpression, other: TimeExpression) -> Relation:
    if not shared(one.evidence, other.evidence):
        return Relation.APART
    if one.edtf == other.edtf and one.timex_type == other.timex_type:
        return Relation.AGREES
    is_told_twice = one.edtf and other.edtf and is_same_span(one.evidence, other.evidence)
    return Relation.DIFFERS if is_told_twice else Relation.COVERED


def _of_quotes(one: Quote, other: Quote) -> Relation:
    if one.direct is not other.direct or shared(one.evidence, other.evidence) < MIN_SHARED:
        return Relation.APART
    said_by, also_by = ({*quote.speakers, *filter(None, (quote.speaker,))} for quote in (one, other))
    if bool(said_by) is not bool(also_by):
        return Relation.COVERED
    return _agreeing(said_by == also_by or not said_by.isdisjoint(also_by))


def _of_events(one: Event, other: Event) -> Relation:
    if shared(one.evidence, other.evidence) < MIN_SHARED:
        return Relation.APART
    if one.deed and other.deed and one.deed != other.deed and not is_same_span(one.evidence, other.evidence):
        return Relation.APART
    if one.date and other.date and not _may_be_one_time(one.date, other.date):
        return Relation.DIFFERS
    return _agreeing(_share_somebody(one.entities, other.entities), otherwise=Relation.COVERED)


def _of_positions(one: Position, other: Position) -> Relation:
    common = shared(one.evidence, other.evidence)
    if common < MIN_SHARED:
        return Relation.APART
    if one.entity != other.entity:
        return Relation.DIFFERS if is_same_span(one.evidence, other.evidence) else Relation.APART
    return _agreeing(one.polarity is other.polarity)


def _of_figures(one: Figure, other: Figure) -> Relation:
    if not shared(one.evidence, other.evidence):
        return Relation.APART
    if (one.value, one.value_to) == (other.value, other.value_to):
        return _agreeing(one.unit == other.unit)
    return Relation.DIFFERS if one.number == other.number else Relation.APART


def _of_topics(one: TopicFinding, other: TopicFinding) -> Relation:
    return Relation.AGREES if folded(one.label) == folded(other.label) else Relation.APART


def _of_key_points(one: KeyPoint, other: KeyPoint) -> Relation:
    return Relation.AGREES if shared(one.evidence, other.evidence) >= MIN_SHARED else Relation.APART


def _covered(one: Any, other: Any) -> Relation:
    return Relation.COVERED if shared(one.evidence, other.evidence) else Relation.APART


def _agreeing(is_same: bool, otherwise: Relation = Relation.DIFFERS) -> Relation:
    return Relation.AGREES if is_same else otherwise


def _share_somebody(some: tuple[str, ...], others: tuple[str, ...]) -> bool:
    return not some or not others or not set(some).isdisjoint(others)


def _may_be_one_time(one: str, other: str) -> bool:
    """Return whether two dates have a day in common."""
    first, second = bounds(one), bounds(other)
    return first[0] <= second[1] and second[0] <= first[1]


RULES_BY_TYPE: Mapping[type, Callable[[Any, Any], Relation]] = {
    Mention: _of_mentions,
    Role: _of_roles,
    TimeExpression: _of_times,
    Quote: _of_quotes,
    Event: _of_events,
    Position: _of_positions,
    Figure: _of_figures,
    TopicFinding: _of_topics,
    KeyPoint: _of_key_points,
}
