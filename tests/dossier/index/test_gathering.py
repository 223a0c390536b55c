"""The first rows of tables: gathered in the order in which they come, found in the order of their table."""

import sqlite3

import pytest

from generator.dossier.index.gathering import gathered, without_indexes

INDEXES = {"by_number": "create index if not exists by_number on rows (number)"}


@pytest.fixture
def connection() -> sqlite3.Connection:
    """A database with a table in order of its names."""
    opened = sqlite3.connect(":memory:", isolation_level=None)
    opened.execute("create table rows (name text, number integer, primary key (name, number)) without rowid")
    opened.execute(INDEXES["by_number"])
    return opened


def names(connection: sqlite3.Connection) -> list[str]:
    return [row[0] for row in connection.execute("select name from sqlite_master where type in ('table', 'index')")]


def test_rows_are_in_their_table_after_the_block_and_not_before(connection: sqlite3.Connection) -> None:
    with gathered(connection, "rows", "* from {} order by name, number") as heap:
        connection.executemany(f"insert into {heap} values (?, ?)", [("b", 1), ("a", 2)])
        assert [] == list(connection.execute("select * from rows order by name"))
    assert [("a", 2), ("b", 1)] == list(connection.execute("select * from rows order by name"))
    assert "rows_gathered" not in names(connection)


def test_indexes_are_there_again_after_the_block(connection: sqlite3.Connection) -> None:
    with without_indexes(connection, INDEXES):
        assert "by_number" not in names(connection)
    assert "by_number" in names(connection)


def test_a_transaction_that_is_taken_back_leaves_no_trace(connection: sqlite3.Connection) -> None:
    before = names(connection)
    connection.execute("begin")
    with (
        pytest.raises(ValueError, match="broken"),
        without_indexes(connection, INDEXES),
        gathered(connection, "rows", "* from {} order by name, number"),
    ):
        raise ValueError("broken")
    connection.execute("rollback")
    assert before == names(connection)
