"""The preview's own index: one connection changes it, another reads from it whatever is being changed."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager, nullcontext

from generator.dossier.index import database
from generator.dossier.index.database import Index
from generator.runtime import sqlite_files
from generator.runtime.cache import ResultCache

FILE = "preview.sqlite"


class PreviewIndex:
    """An index in a file of the preview's own, begun with what the last build indexed; in memory where another preview has it.

    `writer` is for the one thread that changes it. `is_unchecked` is True once changes are in the log that SQLite keeps beside
    the file.
    """

    def __init__(self, cache: ResultCache, program: str) -> None:
        self.is_unchecked = False
        self._cache = cache
        self._program = program
        self._reading = threading.Lock()
        self._open()

    @contextmanager
    def reading(self) -> Iterator[Index]:
        """Read one state of the index, whatever is changed meanwhile; one thread at a time."""
        with self._reading, self._reader.snapshot():
            yield self._reader

    @contextmanager
    def apart(self) -> Iterator[Index]:
        """Read one state of the index over a connection of its own, however long it takes: no page waits for it.

        Of an index in memory there is one connection only, and pages wait.
        """
        if self._reader is self.writer or not self._reader.file:
            with self.reading() as index:
                yield index
            return
        index = database.open_read_only(self._reader.file)
        with closing(index.connection), index.snapshot():
            yield index

    def writing(self) -> AbstractContextManager[object]:
        """Keep readers out where they would see what is being changed: in an index in memory."""
        return self._reading if self._reader is self.writer else nullcontext()

    def add_cards(self, cards: Mapping[str, Collection[str]]) -> None:
        """Note whose cards the pages of these owners show."""
        with self.writing(), self.writer.transaction():
            self.writer.pages.set_cards(cards)

    def checkpoint(self) -> None:
        """Bring changes from SQLite's log into the file, which waits for the disk."""
        self.is_unchecked = False
        with self.writing():
            self.writer.checkpoint()

    def start_again(self) -> None:
        """Discard an index that cannot be read: it is a function of the files."""
        with self._reading:
            self._close()
            if self._cache.folder:
                sqlite_files.discard(self._cache.folder / FILE)
            self._open()

    def close(self) -> None:
        """Close both connections, once nobody reads."""
        with self._reading:
            self._close()

    def _open(self) -> None:
        folder, self._stack = self._cache.folder, ExitStack()
        if folder:
            database.copy_index(folder, FILE, self._program)
        try:
            index = self._stack.enter_context(database.open_index(folder, self._program, name=FILE, wait=0))
        except BlockingIOError:  # another preview of this project runs
            index = self._stack.enter_context(database.open_index(None, self._program))
        index.defer_checkpoints()
        self.writer = self._reader = index
        if index.file:
            self._reader = database.open_read_only(index.file)
            self._reader.defer_checkpoints()

    def _close(self) -> None:
        if self._reader is not self.writer:
            self._reader.connection.close()
        self._stack.close()
