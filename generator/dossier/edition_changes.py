"""What changed from one edition to another, or to what is known now: a pure comparison."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cached_property
from typing import TypeVar

from generator.dossier.matched_statements import Pair, matched, with_report_names
from generator.model.editions import BriefingEdition, FrozenActor, FrozenJudgement, FrozenReport, FrozenStatement, FrozenTopic
from generator.model.edtf import bounds
from generator.model.wording import folded

SIDES = frozenset({"for", "against"})
WEIGHT_OF_SIDE = 1000
"""What a position for or against something weighs more than another."""
Subject = TypeVar("Subject", bound=FrozenActor | FrozenTopic)


class Withdrawal(StrEnum):
    """Why a statement is not there any more, as far as that can be told."""

    REPORT_GONE = "report_gone"
    SENTENCE_GONE = "sentence_gone"
    TAKEN_OUT = "taken_out"
    REPORT_CHANGED = "report_changed"
    READ_OTHERWISE = "read_otherwise"


WhyGone = Callable[[FrozenStatement], Withdrawal]


@dataclass(frozen=True, slots=True)
class EditionChanges:
    """All changes, the weightiest of each sort first."""

    reports: tuple[FrozenReport, ...] = ()
    gone_reports: tuple[FrozenReport, ...] = ()
    actors: tuple[FrozenActor, ...] = ()
    topics: tuple[FrozenTopic, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    """Old and new names of actors and topics that go by another name, or with another one."""
    moved: tuple[FrozenStatement, ...] = ()
    """Positions that point another way than those before them on the same topic."""
    positions: tuple[FrozenStatement, ...] = ()
    events: tuple[FrozenStatement, ...] = ()
    """Those that were after the edition's day, or are still to be."""
    earlier: tuple[FrozenStatement, ...] = ()
    """Those that were before it or have no date, and only later reports tell."""
    dated: tuple[Pair, ...] = ()
    more: tuple[Pair, ...] = ()
    """Events that more reports tell than did."""
    corrected: tuple[Pair, ...] = ()
    counted: tuple[Pair, ...] = ()
    """Figures that rose or fell: the latest of its kind then, and now."""
    figures: tuple[FrozenStatement, ...] = ()
    quotes: tuple[FrozenStatement, ...] = ()
    withdrawn: tuple[tuple[FrozenStatement, Withdrawal], ...] = ()
    judgements: tuple[FrozenJudgement, ...] = ()
    changed_judgements: tuple[tuple[FrozenJudgement, FrozenJudgement], ...] = ()
    gone_judgements: tuple[FrozenJudgement, ...] = ()

    @property
    def is_empty(self) -> bool:
        """True where nothing changed."""
        return self == EditionChanges()


def compare(before: BriefingEdition, now: BriefingEdition, why_gone: WhyGone) -> EditionChanges:
    """Return what changed from one edition to another."""
    return _Comparison(with_report_names(before, now), now).changes(why_gone)


def why_by_hashes(before: BriefingEdition, now: BriefingEdition) -> WhyGone:
    """Return what says why statements are gone, as far as the hashes of reports' files tell."""
    old, new = ({one.slug: one.hash for one in edition.reports} for edition in (with_report_names(before, now), now))

    def why(statement: FrozenStatement) -> Withdrawal:
        if statement.report not in new:
            return Withdrawal.REPORT_GONE
        is_same = old.get(statement.report) == new[statement.report]
        return Withdrawal.READ_OTHERWISE if is_same else Withdrawal.REPORT_CHANGED

    return why


class _Comparison:
    """Two editions, with their statements matched, and which actors and topics of the first are which of the second."""

    def __init__(self, before: BriefingEdition, now: BriefingEdition) -> None:
        self._before, self._now = before, now
        self._statements = matched(before.statements, now.statements)
        self._actors = _renamed(before.actors, now.actors, self._statements.pairs)
        self._topics = _renamed(before.topics, now.topics)

    def changes(self, why_gone: WhyGone) -> EditionChanges:
        """Return all changes."""
        before, now, added = self._before, self._now, self._statements.added
        known, present = ({one.slug for one in edition.reports} for edition in (before, now))
        positions, events = (self._by_weight(one for one in added if one.kind == kind) for kind in ("position", "event"))
        judged = {one.slug: one for one in before.judgements}
        judge_now = {one.slug: one for one in now.judgements}
        return EditionChanges(
            reports=tuple(one for one in reversed(now.reports) if one.slug not in known),
            gone_reports=tuple(one for one in before.reports if one.slug not in present),
            actors=self._new_actors(),
            topics=_new(before.topics, now.topics, self._topics),
            renamed=(*_names(before.actors, now.actors, self._actors), *_names(before.topics, now.topics, self._topics)),
            moved=self._by_weight((*(one for one in positions if one.was), *self._moved_meanwhile())),
            positions=tuple(one for one in positions if not one.was),
            events=tuple(one for one in events if self._is_since(one)),
            earlier=tuple(one for one in events if not self._is_since(one)),
            dated=tuple(pair for pair in self._pairs("event") if pair.now.date and pair.before.date != pair.now.date),
            more=self._told_by_more(),
            corrected=tuple(filter(self._is_corrected, self._statements.pairs)),
            counted=tuple(self._counted()),
            figures=self._by_weight(one for one in added if one.kind == "figure"),
            quotes=self._by_weight(one for one in added if one.kind == "quote"),
            withdrawn=tuple((one, why_gone(one)) for one in self._by_weight(self._statements.gone)),
            judgements=tuple(one for slug, one in judge_now.items() if slug not in judged),
            changed_judgements=tuple(
                (judged[slug], one) for slug, one in judge_now.items() if slug in judged and _is_other(judged[slug], one)
            ),
            gone_judgements=tuple(one for slug, one in judged.items() if slug not in judge_now),
        )

    @cached_property
    def _reports_of(self) -> dict[str, int]:
        """How many reports name each actor."""
        return {one.slug: one.reports for edition in (self._before, self._now) for one in edition.actors}

    def _by_weight(self, statements: Iterable[FrozenStatement]) -> tuple[FrozenStatement, ...]:
        """Return statements, the weightiest first; of one weight the latest."""
        latest = sorted(statements, key=lambda one: (one.date or one.reported, one.key), reverse=True)
        return tuple(sorted(latest, key=self._weight, reverse=True))

    def _weight(self, statement: FrozenStatement) -> int:
        """Return what a statement weighs among those of its kind: an event its own, others as much as whose they are."""
        if statement.kind == "event":
            return statement.weight
        of_actor = max((self._reports_of.get(slug, 0) for slug in statement.actors), default=0)
        takes_side = statement.polarity in SIDES and bool(statement.topics)
        return of_actor + WEIGHT_OF_SIDE * (takes_side + (statement.weight if statement.direct else 0))

    def _pairs(self, kind: str) -> list[Pair]:
        found = [pair for pair in self._statements.pairs if pair.now.kind == kind]
        return sorted(found, key=lambda pair: (-self._weight(pair.now), pair.now.key))

    def _moved_meanwhile(self) -> Iterator[FrozenStatement]:
        """Return positions that were known, and are changes only by what is known since."""
        return (pair.now for pair in self._pairs("position") if pair.now.was and not pair.before.was)

    def _is_since(self, event: FrozenStatement) -> bool:
        return bool(event.date) and bounds(event.date)[0] > self._before.day

    def _told_by_more(self) -> tuple[Pair, ...]:
        more = (pair for pair in self._pairs("event") if pair.now.reports > pair.before.reports)
        return tuple(sorted(more, key=lambda pair: pair.before.reports - pair.now.reports))

    def _is_corrected(self, pair: Pair) -> bool:
        """Return whether the same statement says something else than it did: whose it is, the side, the number."""
        before, now = pair
        said = {self._actors.get(slug, slug) for slug in before.actors}
        if now.kind == "event":
            return False
        is_of_others = bool(said and now.actors) and said.isdisjoint(now.actors)
        sides = (before.stance, before.polarity, before.negated) != (now.stance, now.polarity, now.negated)
        return is_of_others or sides or (before.value, before.value_to) != (now.value, now.value_to)

    def _counted(self) -> Iterator[Pair]:
        """Return figures that rose or fell: on each topic the latest of a kind, and the latest before."""
        old, new = (
            _latest_by_kind(one for one in statements if one.kind == "figure")
            for statements in (self._before.statements, self._statements.added)
        )
        told: set[str] = set()
        for name, now in sorted(new.items(), key=lambda one: (-self._weight(one[1]), one[1].key)):
            before = old.get(name)
            if before and before.date < now.date and _value(before) != _value(now) and now.key not in told:
                told.add(now.key)
                yield Pair(before, now)

    def _new_actors(self) -> tuple[FrozenActor, ...]:
        """Return actors who are new: not those who were told of under another name."""
        known_otherwise = {slug for pair in self._statements.pairs for slug in pair.now.actors}
        said = Counter(slug for one in self._statements.added for slug in one.actors)
        new = (one for one in _new(self._before.actors, self._now.actors, self._actors) if one.slug not in known_otherwise)
        return tuple(sorted(new, key=lambda one: (-one.reports, -said[one.slug], one.name)))


def _is_other(before: FrozenJudgement, now: FrozenJudgement) -> bool:
    """Return whether a judgement is another one: by its answer, likelihood or confidence, or since its outcome is known."""
    said = [(one.answer, one.likelihood, one.percent, one.confidence, one.outcome) for one in (before, now)]
    return said[0] != said[1]


def _latest_by_kind(figures: Iterable[FrozenStatement]) -> dict[tuple[str, str], FrozenStatement]:
    """Return the latest dated figure of each kind on each topic; none whose number is no number, or is itself a change."""
    found: dict[tuple[str, str], FrozenStatement] = {}
    for one in sorted(figures, key=lambda one: (one.date, one.key)):
        if one.date and _value(one) is not None and one.of.endswith("/"):
            found |= {(one.of, topic): one for topic in one.topics}
    return found


def _value(figure: FrozenStatement) -> Decimal | None:
    try:
        return Decimal(figure.value)
    except InvalidOperation:
        return None


def _renamed(before: Sequence[Subject], now: Sequence[Subject], pairs: Iterable[Pair] = ()) -> dict[str, str]:
    """Return the slugs of subjects that are gone with those of now: by their names, else by what is told of actors."""
    present, by_name = {one.slug for one in now}, {folded(name): one.slug for one in now for name in (*one.also, one.name)}
    pairs_of: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        for slug in pair.before.actors:
            pairs_of[slug].append(pair)
    found: dict[str, str] = {}
    for one in before:
        if one.slug in present:
            continue
        named = next((by_name[name] for name in map(folded, (one.name, *one.also)) if name in by_name), "")
        told = pairs_of[one.slug]
        votes = Counter(slug for pair in told for slug in {*pair.now.actors}.difference(pair.before.actors))
        leading = min(votes, key=lambda slug: (-votes[slug], slug), default="")
        by_statements = leading if leading and 2 * votes[leading] >= len(told) else ""
        if target := named or by_statements:
            found[one.slug] = target
    return found


def _new(before: Sequence[Subject], now: Sequence[Subject], renamed: Mapping[str, str]) -> tuple[Subject, ...]:
    known = {one.slug for one in before} | {*renamed.values()}
    return tuple(sorted((one for one in now if one.slug not in known), key=lambda one: (-one.reports, one.name)))


def _names(before: Sequence[Subject], now: Sequence[Subject], renamed: Mapping[str, str]) -> list[tuple[str, str]]:
    old, new = ({one.slug: one.name for one in subjects} for subjects in (before, now))
    names = ((old[slug], new[other]) for slug, other in renamed.items())
    return [(name, other) for name, other in names if name != other]
