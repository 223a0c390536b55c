"""The questions of the desk, and decisions that are looked at, written and taken back, as its page has them."""

from __future__ import annotations

import re
import threading

from generator.build import desk
from generator.build.assembled import Assembled
from generator.build.desk import Desk, FileEdit, Question
from generator.build.desk.questions import with_sentences
from generator.model.decisions import Decision, LedgerEntry
from generator.model.problems import InputError, Problem, Where
from generator.model.values import Value
from generator.serve.decision_words import in_words

PLACE = re.compile(r"@@ -\d+(?:,\d+)? \+(\d+)")
NEW_FILE, GONE_FILE = "a new file", "the file is removed"
MAX_DECISIONS = 30
"""Decisions of the ledger that a page lists, the latest first."""


class Asking(Value, frozen=True, forbid_unknown_fields=True):
    """A decision to be written, or to be looked at first."""

    decision: Decision


class Undoing(Value, frozen=True, forbid_unknown_fields=True):
    """A decision of the ledger to be taken back, by its id."""

    id: str


class DiffLine(Value, frozen=True):
    """A line of a file: new ("+"), gone ("-"), as it was (""), or, in words, the place of those after it ("@")."""

    sign: str
    text: str


class FileChange(Value, frozen=True):
    """A file that a decision changes, and the lines that differ."""

    file: str
    lines: tuple[DiffLine, ...]


class Written(Value, frozen=True):
    """What was decided, in words, and what was written; `id` undoes it, and is empty where there is nothing to undo."""

    id: str
    words: str
    changes: tuple[FileChange, ...]


class LedgerLine(Value, frozen=True):
    """A decision of the ledger: in words, when and by whom, and why."""

    id: str
    words: str
    when: str
    why: str
    file: str


class LedgerLines(Value, frozen=True):
    """The decisions of the ledger, the latest first."""

    decisions: tuple[LedgerLine, ...]


class Queue(Value, frozen=True):
    """The questions that are left, without their sentences; `read_only` says why nothing can be decided here, if so."""

    questions: tuple[Question, ...]
    total: int
    read_only: str


class KnownQuestions:
    """The questions of a dossier, put together once for as long as its files stay as they are."""

    def __init__(self) -> None:
        self._of: tuple[object, tuple[Question, ...]] = (None, ())
        self._asking = threading.Lock()

    def all(self, assembled: Assembled) -> tuple[Question, ...]:
        """Return all questions, those first whose answer mends most."""
        with self._asking:
            project, known = self._of
            if project is not assembled.project:
                known = desk.questions(Desk(assembled, assembled.index))
                self._of = assembled.project, known
            return known

    def one(self, assembled: Assembled, identifier: str) -> Question:
        """Return a question with the sentences of its sides. Raises InputError where it is asked no more."""
        found = next((one for one in self.all(assembled) if one.id == identifier), None)
        if found is None:
            raise InputError([Problem(Where("the question"), "it is answered, or not asked any more", "go on to the next one")])
        return with_sentences(Desk(assembled, assembled.index), found)


def ledger(assembled: Assembled) -> LedgerLines:
    """Return the latest decisions of the ledger as it stands."""
    latest = desk.entries(assembled.project.root)[-MAX_DECISIONS:]
    return LedgerLines(tuple(_line(entry) for entry in reversed(latest)))


def plan(assembled: Assembled, asked: Asking) -> Written:
    """Return what a decision would write. Raises InputError where it cannot be."""
    planned = desk.plan(Desk(assembled, assembled.index), asked.decision)
    return Written("", in_words(asked.decision), _changes(planned.edit))


def decide(assembled: Assembled, asked: Asking) -> Written:
    """Write a decision, and return what was written. Raises InputError where it cannot be; then nothing is."""
    planned = desk.plan(Desk(assembled, assembled.index), asked.decision)
    project = assembled.project
    entry = desk.apply(project.root, planned, project.outline.config.editor)
    return Written(entry.id, in_words(entry.decision), _changes(planned.edit))


def undo(assembled: Assembled, asked: Undoing) -> Written:
    """Take a decision back, and return what was written. Raises InputError where it cannot be; then nothing is."""
    at = Desk(assembled, assembled.index)
    edit = desk.plan_undo(at, asked.id)
    entry = desk.undo(at, asked.id)
    return Written("", f"Taken back: {in_words(entry.decision)}", _changes(edit))


def _changes(edit: FileEdit | None) -> tuple[FileChange, ...]:
    if edit is None:
        return ()
    whole = NEW_FILE if edit.before is None else GONE_FILE if edit.after is None else ""
    return (FileChange(edit.path, tuple(_diff_line(line, whole) for line in edit.diff)),)


def _diff_line(line: str, whole: str) -> DiffLine:
    if place := PLACE.match(line):
        return DiffLine("@", whole or f"line {place[1]}")
    return DiffLine(line[:1].strip(), line[1:])


def _line(entry: LedgerEntry) -> LedgerLine:
    when = f"{entry.when[:10]} {entry.when[11:16]} UTC, {entry.who}"
    return LedgerLine(entry.id, in_words(entry.decision), when, entry.decision.why, entry.file)
