"""SQLite files that cost time only: emptied for another version, discarded where broken, replaced by memory where denied."""

import sqlite3
from pathlib import Path

import pytest

from generator.runtime import sqlite_files
from generator.runtime.sqlite_files import discard, is_broken, open_file, transaction, version_of, without_log

SCHEMA = "create table if not exists words (word text);"
GARBAGE = b"this is no database" * 1000


def write(path: Path | None, word: str, version: str = "1") -> Path | None:
    connection, opened = open_file(path, SCHEMA, version)
    with transaction(connection):
        connection.execute("insert into words values (?)", (word,))
    connection.close()
    return opened


def words(path: Path, version: str = "1") -> list[str]:
    connection, _ = open_file(path, SCHEMA, version)
    found = [word for (word,) in connection.execute("select word from words")]
    connection.close()
    return found


def test_a_file_keeps_its_rows_for_the_same_version(tmp_path: Path) -> None:
    assert tmp_path / "a" == write(tmp_path / "a", "x")
    assert ["x"] == words(tmp_path / "a")
    assert "1" == version_of(tmp_path / "a")


def test_a_file_of_another_version_is_emptied(tmp_path: Path) -> None:
    write(tmp_path / "a", "x")
    assert [] == words(tmp_path / "a", "2")
    assert "2" == version_of(tmp_path / "a")


def test_a_broken_file_is_replaced_by_one_that_keeps_rows(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(GARBAGE)
    assert tmp_path / "a" == write(tmp_path / "a", "x")
    assert ["x"] == words(tmp_path / "a")


def test_a_broken_file_that_must_not_be_removed_stays_and_tables_are_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(path: Path, **_: bool) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    (tmp_path / "a").write_bytes(GARBAGE)
    monkeypatch.setattr(Path, "unlink", denied)
    assert write(tmp_path / "a", "x") is None
    assert GARBAGE == (tmp_path / "a").read_bytes()


def test_a_file_that_another_process_writes_stays_and_tables_are_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "a", "x")
    monkeypatch.setattr(sqlite_files, "BUSY_TIMEOUT_SECONDS", 0.01)
    writer = sqlite3.connect(tmp_path / "a", isolation_level=None)
    writer.execute("begin immediate")
    assert write(tmp_path / "a", "y") is None
    writer.close()
    assert ["x"] == words(tmp_path / "a")


def test_a_transaction_that_raises_changes_nothing(tmp_path: Path) -> None:
    connection, _ = open_file(tmp_path / "a", SCHEMA, "1")
    with pytest.raises(KeyError), transaction(connection):  # noqa: PT012 - leaving the block is tested
        connection.execute("insert into words values ('x')")
        raise KeyError
    connection.close()
    assert [] == words(tmp_path / "a")


def test_discard_removes_the_files_beside_it_too(tmp_path: Path) -> None:
    for name in ("a", "a-wal", "a-shm", "b"):
        (tmp_path / name).touch()
    assert discard(tmp_path / "a")
    assert ["b"] == [path.name for path in tmp_path.iterdir()]


def test_only_what_is_no_sound_database_is_broken(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(GARBAGE)
    connection = sqlite3.connect(tmp_path / "a")
    with pytest.raises(sqlite3.DatabaseError) as garbage:
        connection.execute("select * from sqlite_master")
    with pytest.raises(sqlite3.OperationalError) as mistake:
        connection.execute("no statement")
    connection.close()
    assert (True, False) == (is_broken(garbage.value), is_broken(mistake.value))


def test_no_version_is_read_from_a_missing_or_broken_file(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(GARBAGE)
    assert ("", "") == (version_of(tmp_path / "a"), version_of(tmp_path / "none"))


def insert_and_fail(connection: sqlite3.Connection) -> None:
    connection.execute("insert into words values ('taken back')")
    connection.execute("no statement")


def test_without_the_log_a_transaction_is_kept_whole_or_not_at_all_and_the_log_is_back_behind_it(tmp_path: Path) -> None:
    connection, _ = open_file(tmp_path / "a", SCHEMA, "1")
    with pytest.raises(sqlite3.OperationalError), without_log(connection), transaction(connection):
        insert_and_fail(connection)
    with without_log(connection), transaction(connection):
        assert ("delete",) == connection.execute("pragma journal_mode").fetchone()
        connection.execute("insert into words values ('x')")
    assert ("wal",) == connection.execute("pragma journal_mode").fetchone()
    connection.close()
    assert ["x"] == words(tmp_path / "a")


def test_the_log_is_used_where_somebody_reads(tmp_path: Path) -> None:
    write(tmp_path / "a", "x")
    connection, _ = open_file(tmp_path / "a", SCHEMA, "1")
    reader = sqlite_files.open_read_only(tmp_path / "a")
    connection.execute("pragma busy_timeout = 0")
    reader.execute("begin")
    assert [("x",)] == reader.execute("select word from words").fetchall()
    with without_log(connection), transaction(connection):
        connection.execute("insert into words values ('y')")
    assert [("x",)] == reader.execute("select word from words").fetchall()
    for one in (reader, connection):
        one.close()
    assert ["x", "y"] == words(tmp_path / "a")
