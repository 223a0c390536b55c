"""Decisions planned: which edit of which file says one, and whether all that is written would still hold together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from msgspec.structs import replace

from generator.build.desk import profiles, reports
from generator.build.desk.checks import refuse_wrong
from generator.build.desk.drafts import Draft, FileEdit
from generator.build.desk.profiles import ProfileDecision
from generator.build.desk.refusals import HERE, refused
from generator.build.desk.reports import ReportDecision
from generator.build.desk.subjects import Desk
from generator.content.plain_characters import on_one_line
from generator.dossier.decided import claims_of
from generator.model.decisions import Decision, Hide, Hunk, KindIs, LedgerEntry, NotSame, Rename, RightAsItIs, Same


@dataclass(frozen=True, slots=True)
class Plan:
    """A decision with the edit that says it, which is None for one that stands in the ledger alone.

    `hunks` are what the ledger keeps of the edit, to take it back by.
    """

    decision: Decision
    edit: FileEdit | None
    hunks: tuple[Hunk, ...] = ()

    @property
    def diff(self) -> tuple[str, ...]:
        """The lines that differ, as a unified diff has them."""
        return self.edit.diff if self.edit else ()


def plan(desk: Desk, decision: Decision) -> Plan:
    """Return the edit that says a decision. Nothing is written. Raises InputError where it cannot be, with all problems."""
    decision = replace(decision, why=on_one_line(decision.why))
    entries = desk.assembled.project.outline.decisions
    if isinstance(decision, RightAsItIs):
        _refuse_contradicted(decision, entries)
        return Plan(decision, None)
    decision, draft = _drafted(desk, decision)
    _refuse_contradicted(decision, entries)
    edit = draft.finished()
    if edit.before == edit.after:
        raise refused(edit.path, "the file says so already", "nothing need be done")
    refuse_wrong(desk, edit)
    return Plan(decision, edit, draft.hunks)


def _drafted(desk: Desk, decision: ProfileDecision | ReportDecision) -> tuple[Decision, Draft]:
    """Return a decision in the names and words that the files have, and the edit that says it."""
    if isinstance(decision, Same | NotSame | Rename | Hide | KindIs):
        decision = profiles.in_full(desk, decision)
        return decision, profiles.draft(desk, decision)
    return reports.draft(desk, decision)


def _refuse_contradicted(decision: Decision, entries: Iterable[LedgerEntry]) -> None:
    """Raise InputError for a decision that contradicts one of the ledger."""
    claims = claims_of(decision)
    for entry in entries:
        for what, said in claims_of(entry.decision).items():
            if what in claims and claims[what] != said:
                wrong = f"it was decided otherwise by {entry.who} on {entry.when[:10]}: {said}"
                raise refused(entry.where if entry.where.path else HERE, wrong, "undo that decision first")
        if replace(entry.decision, why=decision.why) == decision:
            raise refused(entry.where, "that was decided already", "nothing need be done")
