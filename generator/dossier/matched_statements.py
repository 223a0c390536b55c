"""Statements of two editions, matched: by their keys, by a report that tells both, by their words, by their sentences."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from generator.model import permalinks
from generator.model.editions import BriefingEdition, FrozenStatement

MIN_LIKENESS = 0.6
"""The share of words that a sentence has kept where it is still the same one."""
WORD = re.compile(r"\w+")
NameOf = Callable[[FrozenStatement], Hashable]


class Pair(NamedTuple):
    """A statement as it stood, and as it stands now."""

    before: FrozenStatement
    now: FrozenStatement


class MatchedStatements(NamedTuple):
    """Those that are in both, those that are only in the second edition, and those that are only in the first."""

    pairs: tuple[Pair, ...]
    added: tuple[FrozenStatement, ...]
    gone: tuple[FrozenStatement, ...]


def matched(before: Sequence[FrozenStatement], now: Sequence[FrozenStatement]) -> MatchedStatements:
    """Match the statements of two editions."""
    found = _Matching(before, now)
    found.match_by(lambda one: (one.kind, one.key))
    found.match_events()
    found.match_by(lambda one: (one.kind, one.stance, one.value, one.text.casefold(), one.sentence.casefold()))
    found.match_reworded()
    return MatchedStatements(tuple(found.pairs), tuple(found.added.values()), tuple(found.gone.values()))


def with_report_names(before: BriefingEdition, now: BriefingEdition) -> BriefingEdition:
    """Return an edition with its reports under the slugs that they have now: known by their files, else by title and date."""
    known, present = {one.slug for one in before.reports}, {one.slug for one in now.reports}
    gone = [one for one in before.reports if one.slug not in present]
    new = [one for one in now.reports if one.slug not in known]
    if not gone or not new:
        return before
    by_hash = {one.hash: one.slug for one in new if one.hash}
    by_title = {(one.title, one.date, one.source): one.slug for one in new}
    found = ((one.slug, by_hash.get(one.hash) or by_title.get((one.title, one.date, one.source), "")) for one in gone)
    slugs = {old: slug for old, slug in found if slug}
    return replace(
        before,
        reports=tuple(replace(one, slug=slugs.get(one.slug, one.slug)) for one in before.reports),
        statements=tuple(_of_renamed_report(one, slugs) for one in before.statements),
    )


def _of_renamed_report(statement: FrozenStatement, slugs: Mapping[str, str]) -> FrozenStatement:
    renamed = slugs.get(statement.report, statement.report)
    page = permalinks.article(renamed) + statement.path[len(permalinks.article(statement.report)) :]
    tellings = tuple(_renamed_telling(one, slugs) for one in statement.tellings)
    id_ = statement.key.partition("/")[2]
    path = statement.path if renamed == statement.report else page
    return replace(statement, key=f"{renamed}/{id_}", path=path, tellings=tellings)


def _renamed_telling(name: str, slugs: Mapping[str, str]) -> str:
    slug, slash, rest = name.partition("/")
    return f"{slugs.get(slug, slug)}{slash}{rest}"


class _Matching:
    """What is matched so far, and what is left of both editions, by kind and key."""

    def __init__(self, before: Iterable[FrozenStatement], now: Iterable[FrozenStatement]) -> None:
        self.pairs: list[Pair] = []
        self.gone = {(one.kind, one.key): one for one in before}
        self.added = {(one.kind, one.key): one for one in now}
        self._of_event: dict[str, FrozenStatement] = {}
        """The events of the first edition by the names of all their tellings."""
        self._now_of_event: dict[str, FrozenStatement] = {}
        for events, statements in ((self._of_event, self.gone), (self._now_of_event, self.added)):
            events.update({name: one for one in statements.values() for name in _tellings(one)})

    def match_by(self, name_of: NameOf) -> None:
        """Match those that go by the same name, one with one."""
        left: dict[Hashable, list[FrozenStatement]] = defaultdict(list)
        for one in self.gone.values():
            left[name_of(one)].append(one)
        for one in list(self.added.values()):
            if same := left.get(name_of(one)):
                self._match(same.pop(0), one)

    def match_events(self) -> None:
        """Match events that one report tells in both: if they became one or two, none is new or gone."""
        for one in [one for one in self.gone.values() if one.kind == "event"]:
            if now := next((self._now_of_event[name] for name in _tellings(one) if name in self._now_of_event), None):
                if (now.kind, now.key) in self.added:
                    self._match(one, now)
                else:
                    del self.gone[one.kind, one.key]
        for one in [one for one in self.added.values() if one.kind == "event"]:
            if any(name in self._of_event for name in _tellings(one)):
                del self.added[one.kind, one.key]

    def match_reworded(self) -> None:
        """Match statements of one report whose sentence was reworded a little, the likest first."""
        new: dict[tuple[str, str], list[FrozenStatement]] = defaultdict(list)
        for one in self.added.values():
            new[one.kind, one.report].append(one)
        likeness = {
            (old.key, one.key, old.kind): (of_sentence, _likeness(old.text, one.text))
            for old in self.gone.values()
            for one in new.get((old.kind, old.report), ())
            if (of_sentence := _likeness(old.sentence, one.sentence)) >= MIN_LIKENESS
        }
        for old_key, key, kind in sorted(likeness, key=lambda pair: (-sum(likeness[pair]), pair)):
            if (kind, old_key) in self.gone and (kind, key) in self.added:
                self._match(self.gone[kind, old_key], self.added[kind, key])

    def _match(self, before: FrozenStatement, now: FrozenStatement) -> None:
        self.pairs.append(Pair(before, now))
        del self.gone[before.kind, before.key]
        del self.added[now.kind, now.key]


def _tellings(statement: FrozenStatement) -> tuple[str, ...]:
    return (statement.key, *statement.tellings) if statement.kind == "event" else ()


def _likeness(one: str, other: str) -> float:
    """Return which share of the words of two texts both have."""
    words, others = (set(WORD.findall(text.casefold())) for text in (one, other))
    return len(words & others) / (len(words | others) or 1)
