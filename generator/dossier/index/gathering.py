"""The first rows of tables that are kept in order: gathered as they come, and put in order all at once.

Rows that come in another order than the table's are looked up and written all over its file, over and over once that is larger
than SQLite's memory.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager


@contextmanager
def without_indexes(connection: sqlite3.Connection, indexes: Mapping[str, str]) -> Iterator[None]:
    """Have no such indexes within the block, and make them at its end. `indexes` are the statements that do, by name."""
    for name in indexes:
        connection.execute(f"drop index if exists {name}")
    yield
    for statement in indexes.values():
        connection.execute(statement)


@contextmanager
def gathered(connection: sqlite3.Connection, table: str, columns: str) -> Iterator[str]:
    """Yield the name of a table for the rows of another one, into which they are copied at the block's end.

    `columns` are what is copied, with the order in which it is.
    """
    heap = f"{table}_gathered"
    connection.execute(f"create table {heap} as select * from {table} where 0")  # noqa: S608 - no values
    yield heap
    connection.execute(f"insert into {table} select {columns.format(heap)}")
    connection.execute(f"drop table {heap}")
