"""The index in one SQLite file, for one build at a time: safe to delete, rebuilt for another program.

What is in it is a function of the project, so a file that is broken or cannot be written costs time only: the index is then in
memory, or the file is discarded and the build asks to be run again.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from functools import lru_cache
from pathlib import Path

import msgspec

from generator.dossier.index import components, counters, labels, meta, names, pages, parts, reports, rows, subjects
from generator.dossier.index.counters import CounterTable
from generator.dossier.index.labels import LabelTable
from generator.dossier.index.meta import MetaTable
from generator.dossier.index.names import NameTable
from generator.dossier.index.pages import PageTable
from generator.dossier.index.parts import PartTable
from generator.dossier.index.reports import ReportTable
from generator.dossier.index.rows import RowTable
from generator.dossier.index.subjects import SubjectTable
from generator.dossier.index.touched import TouchedSubjects
from generator.runtime import lock

FILE = "dossier.sqlite"
WAIT = 600.0
CACHE_KIB, SMALLER_KIB = 64 * 1024, 16 * 1024
"""Of SQLite's pages in memory: for who does all in one go, and for who stays and changes little at a time."""
MOST_PUT_OFF = 25_000
"""Changed pages of SQLite (4 KiB) that may lie beside the index."""
PROGRAM = "program"
SCHEMA = "".join(module.SCHEMA for module in (components, counters, labels, meta, names, pages, reports, rows, parts, subjects))
BROKEN = (sqlite3.DatabaseError, UnicodeDecodeError, msgspec.DecodeError)
"""What comes of looking into a file that is not as it was written."""


class Index:
    """All tables over one connection. `file` is None where they are in memory; `touched` are the subjects that changed."""

    def __init__(self, connection: sqlite3.Connection, file: Path | None) -> None:
        self.connection = connection
        self.file = file
        self.touched = TouchedSubjects()
        self.meta = MetaTable(connection)
        self.reports = ReportTable(connection)
        self.names = NameTable(connection)
        self.labels = LabelTable(connection)
        self.subjects = SubjectTable(connection)
        self.parts = PartTable(connection)
        self.pages = PageTable(connection)
        self.rows = RowTable(connection, self.touched)
        self.counters = CounterTable(connection, self.touched)

    @contextmanager
    def looking(self) -> Iterator[None]:
        """All that is seen within the block is of one state."""
        self.connection.execute("begin")
        try:
            yield
        finally:
            self.connection.execute("commit")

    @contextmanager
    def changing(self) -> Iterator[None]:
        """All changes within the block, or none of them."""
        self.connection.execute("begin immediate")
        try:
            yield
        except BaseException:
            self._take_back()
            raise
        self.connection.execute("commit")

    @contextmanager
    def trying(self) -> Iterator[None]:
        """All changes within the block, to be taken back."""
        self.connection.execute("begin immediate")
        try:
            yield
        finally:
            self._take_back()

    def _take_back(self) -> None:
        with suppress(sqlite3.Error):  # of some errors SQLite has done so already
            self.connection.execute("rollback")
        self.touched.clear()

    def stay(self) -> None:
        """Hold less in memory, and leave it to `tidy` to bring changes to where they belong, which waits for the disk.

        That is not left when they become too many.
        """
        self.connection.execute(f"pragma cache_size = -{SMALLER_KIB}")
        self.connection.execute(f"pragma wal_autocheckpoint = {MOST_PUT_OFF}")

    def tidy(self) -> None:
        """Bring changes to where they belong, as far as nobody looks at what was there before."""
        with suppress(sqlite3.Error):  # it can be done later
            self.connection.execute("pragma wal_checkpoint(passive)")


@contextmanager
def opened(
    folder: Path | None,
    program: str,
    say: Callable[[str], None] = lambda _words: None,
    *,
    name: str = FILE,
    wait: float = WAIT,
) -> Iterator[Index]:
    """The index in a folder; in memory without one, or where nothing can be written. Raises OSError when it stays taken."""
    if folder is not None:
        try:
            held = lock.held(folder / f"{name}.lock", wait, say, str(folder))
            held.__enter__()
        except BlockingIOError:
            raise
        except OSError:
            folder = None
        else:
            try:
                with _closing(_sound(folder / name, program)) as index:
                    yield index
            finally:
                held.__exit__(None, None, None)
            return
    with _closing(in_memory(program)) as index:
        yield index


def copied(folder: Path, name: str, program: str) -> None:
    """Begin a index of another name with what the last build assembled, unless it is of this program or somebody builds."""
    if _made_by(folder / name) == program or _made_by(folder / FILE) != program:
        return
    discard(folder / name)
    part = folder / f"{name}.part"
    with (
        suppress(OSError, sqlite3.Error),
        lock.held(folder / f"{FILE}.lock", 0, lambda _words: None, str(folder)),
        closing(sqlite3.connect(folder / FILE)) as there,
    ):
        there.execute("pragma wal_checkpoint(truncate)")
        shutil.copyfile(folder / FILE, part)
        part.replace(folder / name)


def _made_by(file: Path) -> str:
    """The program that made a index; "" where that cannot be told."""
    if not file.exists():
        return ""
    try:
        with closing(looking(file).connection) as there:
            return MetaTable(there).get(PROGRAM).decode()
    except (sqlite3.Error, UnicodeDecodeError):
        return ""


@lru_cache(maxsize=1)
def reader(file: Path, token: str) -> Index:
    """The index as it stands, for another process to look into; `token` names the state that it is in."""
    return looking(file)


def looking(file: Path) -> Index:
    """The index on disk as it stands, for who changes nothing."""
    address = f"{file.resolve().as_uri()}?mode=ro"
    connection = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)
    connection.execute(f"pragma cache_size = -{CACHE_KIB}")
    return Index(connection, file)


@contextmanager
def _closing(index: Index) -> Iterator[Index]:
    try:
        yield index
    finally:
        index.connection.close()


def _sound(file: Path, program: str) -> Index:
    """The index in a file that is sound; in memory where the file can neither be read nor made anew."""
    for _ in range(2):
        try:
            connection = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
        except sqlite3.Error:
            break
        try:
            return _prepared(connection, file, program)
        except sqlite3.DatabaseError:
            connection.close()
            discard(file)
    return in_memory(program)


def discard(file: Path) -> None:
    """Remove the file, where that may be, with what SQLite keeps beside it."""
    for ending in ("", "-wal", "-shm"):
        with suppress(OSError):
            Path(f"{file}{ending}").unlink(missing_ok=True)


def in_memory(program: str = "") -> Index:
    """Return an empty index that is in memory only."""
    return _prepared(sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False), None, program)


def _prepared(connection: sqlite3.Connection, file: Path | None, program: str) -> Index:
    connection.execute("pragma journal_mode = wal")
    connection.execute("pragma synchronous = normal")
    connection.execute(f"pragma cache_size = -{CACHE_KIB}")
    index = Index(connection, file)
    connection.executescript(SCHEMA)
    with index.changing():
        if index.meta.get(PROGRAM) != program.encode():
            names_ = connection.execute("select name from sqlite_master where type = 'table'").fetchall()
            for (name,) in names_:
                connection.execute(f"drop table {name}")
            for statement in SCHEMA.split(";"):
                connection.execute(statement)
            index.meta.set(PROGRAM, program.encode())
    return index
