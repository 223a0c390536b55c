"""Decisions written: the file that one edits and the ledger, both in one step, while the file is still as it was shown."""

from __future__ import annotations

import getpass
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from generator import publish
from generator.build.desk.checks import refuse_wrong
from generator.build.desk.drafts import FileEdit
from generator.build.desk.planning import Plan
from generator.build.desk.refusals import HERE, refused
from generator.build.desk.subjects import Desk
from generator.content import files, ledger
from generator.content.editing import hunks
from generator.content.editing.lines import spliced_as_written, with_plain_ends
from generator.content.front_matter import Refused
from generator.model.decisions import LedgerEntry
from generator.model.problems import InputError, Problem, Where
from generator.runtime import clock, lock
from generator.runtime.cache import FOLDER
from generator.runtime.fingerprints import digest
from generator.runtime.project_files import Bounds

LOCK = "desk.lock"
LOCK_TIMEOUT_SECONDS = 10.0
EDITABLE = re.compile(rf"(?:{files.ARTICLES}|{files.ACTORS}|{files.TOPICS})/[^\0\\]+\.(?:md|markdown)", re.IGNORECASE)
SOMEBODY = "somebody"
CHANGED = "the file was changed since this was shown", "look at it again, and decide once more"
CHANGED_SINCE = (
    "the words of the decision are not in the file as they were written",
    "undo later decisions on it first, or edit it by hand",
)


def apply(root: Path, planned: Plan, who: str = "") -> LedgerEntry:
    """Write a decision as it was planned, and its line of the ledger; return that. Raises InputError, OSError.

    `who` is the editor; empty for the name that the system has.
    """
    root = root.resolve()
    with _locked(root):
        edit = planned.edit
        written = {_checked_path(root, edit): (edit.after or "").encode()} if edit else {}
        before, ledger_path = _ledger(root)
        path, when = edit.path if edit else "", _now()
        entry = ledger.identified(when, who or _system_name(), planned.decision, path, planned.hunks)
        if any(entry.id == known.id for known in ledger.read(before)[0]):
            raise refused(ledger.FILE, "that was decided this very second", "nothing need be done")
        publish.write_whole({**written, ledger_path: ledger.with_entry(before, entry).encode()})
        return entry


def plan_undo(desk: Desk, identifier: str) -> FileEdit | None:
    """Return the edit that takes a decision back; None for one that stands in the ledger alone. Raises InputError."""
    entry = _entry(desk.assembled.project.root, identifier)
    edit = _reversed(desk.assembled.project.root, entry) if entry.file else None
    if edit and edit.path in desk.assembled.project.digests():
        refuse_wrong(desk, edit)
    return edit


def undo(desk: Desk, identifier: str) -> LedgerEntry:
    """Take a decision back: its edit, and its line of the ledger, which is returned. Raises InputError, OSError.

    Refused where the file was changed so that the words of the edit are not found, or in several places.
    """
    root = desk.assembled.project.root
    with _locked(root):
        edit, entry = plan_undo(desk, identifier), _entry(root, identifier)
        path = _checked_path(root, edit) if edit else None
        raw, ledger_path = _ledger(root)
        try:
            left = ledger.without_entry(raw, entry)
        except ValueError as error:
            raise refused(entry.where, "the line stands there more than once", "remove it by hand") from error
        written = {path: edit.after.encode()} if path and edit and edit.after is not None else {}
        publish.write_whole({**written, **({ledger_path: left.encode()} if left else {})})
        gone = [*([path] if path and edit and edit.after is None else []), *([] if left else [ledger_path])]
        for one in gone:
            one.unlink()
        return entry


def entries(root: Path) -> tuple[LedgerEntry, ...]:
    """Return the decisions of the ledger as it stands on disk, the latest last."""
    found = ledger.read(_ledger(root.resolve())[0])[0]
    return tuple(sorted(found, key=lambda entry: entry.when))


def _reversed(root: Path, entry: LedgerEntry) -> FileEdit:
    """Return the edit that takes the edit of a decision back."""
    problems: list[Problem] = []
    read = files.bytes_of(root / entry.file, entry.file, problems)
    if read is None:
        raise InputError(problems)
    raw = read.decode("utf-8", "surrogateescape")
    if entry.made_file:
        if raw != "".join(hunk.into for hunk in entry.hunks):
            raise refused(entry.file, *CHANGED_SINCE)
        return FileEdit(entry.file, raw, None, digest(read))
    edited = raw
    try:
        for hunk in reversed(entry.hunks):
            splice = hunks.without(entry.file, with_plain_ends(edited), hunk)
            if splice is None:
                raise refused(Where(entry.file), *CHANGED_SINCE)
            edited = spliced_as_written(edited, splice)
    except Refused as wrong:
        raise InputError([wrong.problem]) from wrong
    return FileEdit(entry.file, raw, edited, digest(read))


def _entry(root: Path, identifier: str) -> LedgerEntry:
    found = next((entry for entry in entries(root) if entry.id == identifier), None)
    if found is None:
        raise refused(ledger.FILE, f"there is no decision {identifier!r}", "`briefing review --list` lists them")
    return found


def _checked_path(root: Path, edit: FileEdit) -> Path:
    """Return where an edit is to be written. Raises InputError where that may not be, or is not as it was seen."""
    path = root / edit.path
    if not EDITABLE.fullmatch(edit.path) or ".." in Path(edit.path).parts:
        raise refused(HERE, f"{edit.path!r} is no file that the desk writes", "reload the page")
    if wrong := Bounds(root).why_not_out(os.path.realpath(path)):
        raise refused(edit.path, *wrong)
    now = path.read_bytes() if path.exists() else b""
    if digest(now) != edit.seen or (edit.before is None) == path.exists():
        raise refused(edit.path, *CHANGED)
    return path


def _ledger(root: Path) -> tuple[str, Path]:
    """Return the ledger's characters, and its path. Raises InputError where it cannot be read or written."""
    path, problems = root / ledger.FILE, list[Problem]()
    if wrong := Bounds(root).why_not_out(os.path.realpath(path)):
        raise refused(ledger.FILE, *wrong)
    if not os.path.lexists(path):
        return "", path
    raw = files.bytes_of(path, ledger.FILE, problems)
    if raw is None or files.text_of(path, ledger.FILE, problems) is None:
        problems = [problem for problem in problems if raw or problem.wrong]
        raise InputError(problems)
    return raw.decode(), path


@contextmanager
def _locked(root: Path) -> Iterator[None]:
    """One writer at a time: a preview, a terminal."""
    (root / FOLDER).mkdir(exist_ok=True)
    with lock.held(root / FOLDER / LOCK, LOCK_TIMEOUT_SECONDS, lambda _words: None, ledger.FILE):
        yield


def _now() -> str:
    return datetime.fromtimestamp(int(clock.now()), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _system_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a container's user without a name
        return SOMEBODY
