"""The index in one SQLite file, for one build at a time: safe to delete, rebuilt for another program.

What is in it is a function of the project, so a file that is broken or cannot be written costs time only: the index is then in
memory, or the file is discarded and the build asks to be run again.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, nullcontext, suppress
from functools import lru_cache
from pathlib import Path

import msgspec

from generator.dossier.index import (
    components,
    counters,
    meta,
    names,
    pages,
    parts,
    pictures,
    reports,
    rows,
    subjects,
    tellings,
    texts,
    topic_summaries,
)
from generator.dossier.index.counters import CounterTable
from generator.dossier.index.meta import MetaTable
from generator.dossier.index.names import NameTable
from generator.dossier.index.pages import PageTable
from generator.dossier.index.parts import PartTable
from generator.dossier.index.pictures import PictureTable
from generator.dossier.index.reports import ReportTable
from generator.dossier.index.rows import RowTable
from generator.dossier.index.subjects import SubjectTable
from generator.dossier.index.tellings import TellingTable
from generator.dossier.index.texts import TextTable
from generator.dossier.index.topic_summaries import TopicSummaryTable
from generator.dossier.index.touched import TouchedSubjects
from generator.runtime import lock, sqlite_files

FILE = "dossier.sqlite"
LOCK_TIMEOUT_SECONDS = 600.0
CACHE_KIB, SMALL_CACHE_KIB = 64 * 1024, 16 * 1024
"""SQLite's pages in memory: for a build that writes; for those that read for it, and for a preview, which changes little."""
MAX_DEFERRED_PAGES = 25_000
"""Changed pages of SQLite (4 KiB each) that may wait in the write-ahead log."""
TABLES = (components, counters, meta, names, pages, pictures, reports, rows, parts, subjects, tellings, texts, topic_summaries)
SCHEMA = "".join(module.SCHEMA for module in TABLES)
READ_ERRORS = (sqlite3.DatabaseError, UnicodeDecodeError, msgspec.DecodeError)
"""Errors of reading an index that is not as it was written."""


class Index:
    """All tables over one connection. `file` is None where they are in memory; `touched` are the subjects that changed."""

    def __init__(self, connection: sqlite3.Connection, file: Path | None) -> None:
        self.connection = connection
        self.file = file
        self.touched = TouchedSubjects()
        self.meta = MetaTable(connection)
        self.reports = ReportTable(connection)
        self.names = NameTable(connection)
        self.topic_summaries = TopicSummaryTable(connection)
        self.subjects = SubjectTable(connection)
        self.parts = PartTable(connection)
        self.pages = PageTable(connection)
        self.pictures = PictureTable(connection)
        self.texts = TextTable(connection)
        self.tellings = TellingTable(connection)
        self.rows = RowTable(connection, self.touched)
        self.counters = CounterTable(connection, self.touched)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read one state of all tables within the block, whatever is written meanwhile."""
        self.connection.execute("begin")
        try:
            yield
        finally:
            self.connection.execute("commit")

    @contextmanager
    def without_log(self) -> Iterator[None]:
        """Write the first reports into the file itself within the block: the log would have all of them, too.

        Nobody else can read meanwhile.
        """
        is_first = self.file is not None and self.reports.is_empty()
        with sqlite_files.without_log(self.connection) if is_first else nullcontext():
            yield

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Commit all changes within the block, or none of them if it raises."""
        try:
            with sqlite_files.transaction(self.connection):
                yield
        except BaseException:
            self.touched.clear()
            self.tellings.changed.clear()
            self.names.forget()
            raise

    @contextmanager
    def rolled_back(self) -> Iterator[None]:
        """Make changes within the block, and undo them all at its end."""
        self.connection.execute("begin immediate")
        try:
            yield
        finally:
            sqlite_files.roll_back(self.connection)
            self.touched.clear()
            self.tellings.changed.clear()
            self.names.forget()

    def defer_checkpoints(self) -> None:
        """Use less memory, and leave checkpoints, which wait for the disk, to `checkpoint` unless too many pages changed."""
        self.connection.execute(f"pragma cache_size = -{SMALL_CACHE_KIB}")
        self.connection.execute(f"pragma wal_autocheckpoint = {MAX_DEFERRED_PAGES}")

    def checkpoint(self) -> None:
        """Write what was committed into the database file itself, as far as nobody reads a state before it."""
        with suppress(sqlite3.Error):  # it can be done later
            self.connection.execute("pragma wal_checkpoint(passive)")


@contextmanager
def open_index(
    folder: Path | None,
    program: str,
    say: Callable[[str], None] = lambda _words: None,
    *,
    name: str = FILE,
    wait: float = LOCK_TIMEOUT_SECONDS,
) -> Iterator[Index]:
    """Open the index in a folder, emptied if another program wrote it, for one process at a time.

    It is in memory without a folder, or where nothing can be written. Raises BlockingIOError when another process holds it for
    `wait` seconds; `say` is called once when waiting begins.
    """
    with ExitStack() as stack:
        if folder is not None:
            try:
                stack.enter_context(lock.held(folder / f"{name}.lock", wait, say, str(folder)))
            except BlockingIOError:
                raise
            except OSError:
                folder = None
        index = _open(folder / name if folder else None, program)
        stack.callback(index.connection.close)
        yield index


def in_memory(program: str = "") -> Index:
    """Return an empty index that is in memory only."""
    return _open(None, program)


def copy_index(folder: Path, name: str, program: str) -> None:
    """Copy the index of the last build to another name, unless one of this program is there already or a build is running."""
    if sqlite_files.version_of(folder / name) == program or sqlite_files.version_of(folder / FILE) != program:
        return
    sqlite_files.discard(folder / name)
    part = folder / f"{name}.part"
    with (
        suppress(OSError, sqlite3.Error),
        lock.held(folder / f"{FILE}.lock", 0, lambda _words: None, str(folder)),
        closing(sqlite3.connect(folder / FILE)) as connection,
    ):
        connection.execute("pragma wal_checkpoint(truncate)")
        shutil.copyfile(folder / FILE, part)
        part.replace(folder / name)


@lru_cache(maxsize=1)
def open_once(file: Path, token: str) -> Index:
    """Open the index on disk for reading, once in a process for each `token`, which names the state that it is in."""
    return open_read_only(file)


def open_read_only(file: Path) -> Index:
    """Open the index on disk for reading. Raises sqlite3.Error."""
    connection = sqlite_files.open_read_only(file)
    connection.execute(f"pragma cache_size = -{SMALL_CACHE_KIB}")
    return Index(connection, file)


def _open(file: Path | None, program: str) -> Index:
    opened = sqlite_files.open_file(file, SCHEMA, program)
    opened.connection.execute(f"pragma cache_size = -{CACHE_KIB}")
    return Index(opened.connection, opened.path)
