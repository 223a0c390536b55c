"""The shelves and the catalogue in one SQLite file, for one build at a time: safe to delete, made anew for another program.

What is in it is a function of the project, so a file that is broken, or cannot be written, costs time: it is done without, or
thrown away and the build told to be run again.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import msgspec

from generator.dossier.index import catalogue
from generator.dossier.index import rows as shelves
from generator.dossier.index.catalogue import Catalogue
from generator.dossier.index.rows import Shelves
from generator.runtime import lock

FILE = "dossier.sqlite"
WAIT = 600.0
CACHE_KIB, SMALLER_KIB = 64 * 1024, 16 * 1024
"""Of SQLite's pages in memory: for who does all in one go, and for who stays and changes little at a time."""
MOST_PUT_OFF = 25_000
"""Changed pages of SQLite (4 KiB) that may lie beside the store."""
PROGRAM = "program"
BROKEN = (sqlite3.DatabaseError, UnicodeDecodeError, msgspec.DecodeError)
"""What comes of looking into a file that is not as it was written."""


@dataclass(frozen=True, slots=True)
class Store:
    """What is assembled, and the file that it lies in; None where it lies in memory only."""

    connection: sqlite3.Connection
    shelves: Shelves
    catalogue: Catalogue
    file: Path | None

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
        self.shelves.touched.clear()

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
) -> Iterator[Store]:
    """The store in a folder; in memory without one, or where nothing can be written. Raises OSError when it stays taken."""
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
                with _closing(_sound(folder / name, program)) as store:
                    yield store
            finally:
                held.__exit__(None, None, None)
            return
    with _closing(_store(sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False), None, program)) as store:
        yield store


def copied(folder: Path, name: str, program: str) -> None:
    """Begin a store of another name with what the last build assembled, unless it is of this program or somebody builds."""
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
    """The program that made a store; "" where that cannot be told."""
    if not file.exists():
        return ""
    try:
        with closing(looking(file).connection) as there:
            return Catalogue(there).recall(PROGRAM).decode()
    except (sqlite3.Error, UnicodeDecodeError):
        return ""


@lru_cache(maxsize=1)
def reader(file: Path, token: str) -> Store:
    """The store as it stands, for another process to look into; `token` names the state that it is in."""
    return looking(file)


def looking(file: Path) -> Store:
    """The store on disk as it stands, for who changes nothing."""
    address = f"{file.resolve().as_uri()}?mode=ro"
    connection = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)
    connection.execute(f"pragma cache_size = -{CACHE_KIB}")
    return Store(connection, Shelves(connection), Catalogue(connection), file)


@contextmanager
def _closing(store: Store) -> Iterator[Store]:
    try:
        yield store
    finally:
        store.connection.close()


def _sound(file: Path, program: str) -> Store:
    """The store in a file that is sound; in memory where the file can neither be read nor made anew."""
    for _ in range(2):
        try:
            connection = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
        except sqlite3.Error:
            break
        try:
            return _store(connection, file, program)
        except sqlite3.DatabaseError:
            connection.close()
            discard(file)
    return _store(sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False), None, program)


def discard(file: Path) -> None:
    """Remove the file, where that may be, with what SQLite keeps beside it."""
    for ending in ("", "-wal", "-shm"):
        with suppress(OSError):
            Path(f"{file}{ending}").unlink(missing_ok=True)


def _store(connection: sqlite3.Connection, file: Path | None, program: str) -> Store:
    connection.execute("pragma journal_mode = wal")
    connection.execute("pragma synchronous = normal")
    connection.execute(f"pragma cache_size = -{CACHE_KIB}")
    store = Store(connection, Shelves(connection), Catalogue(connection), file)
    connection.executescript(catalogue.TABLES + shelves.TABLES)
    with store.changing():
        if store.catalogue.recall(PROGRAM) != program.encode():
            for name in (*catalogue.NAMES, *shelves.NAMES):
                connection.execute(f"drop table {name}")
            for statement in (catalogue.TABLES + shelves.TABLES).split(";"):
                connection.execute(statement)
            store.catalogue.remember(PROGRAM, program.encode())
    return store
