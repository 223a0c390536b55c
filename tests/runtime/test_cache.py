"""A cached value is right or missing, whatever happened to the file."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.runtime import cache, sqlite_files
from generator.runtime.cache import AGES_KEPT, BUILDS_PER_AGE, FILE, ResultCache, Stamp, key, open_cache
from tests.conftest import ROOT

STORES_FOR_EVER = """
import sys
from pathlib import Path
from generator.runtime.cache import key, open_cache
with open_cache(Path(sys.argv[1])) as results:
    for number in range(10**9):
        results.put_many("kind", {key(str(number)): str(number).encode() * 1000})
        print(number, flush=True)
"""


@pytest.fixture
def results(tmp_path: Path) -> Iterator[ResultCache]:
    with open_cache(tmp_path) as cache_:
        yield cache_


def test_a_value_is_stored_by_kind_and_key(tmp_path: Path) -> None:
    with open_cache(tmp_path) as one:
        one.put_many("a", {b"key": b"value"})
    with open_cache(tmp_path) as other:
        assert {b"key": b"value"} == other.get_many("a", [b"key", b"none"])
        assert {} == other.get_many("b", [b"key"])


def test_more_keys_are_looked_up_than_one_query_takes(results: ResultCache) -> None:
    values = {key(str(number)): str(number).encode() for number in range(2 * cache.KEYS_PER_QUERY + 1)}
    results.put_many("a", values)
    assert values == results.get_many("a", list(values))


def test_keys_differ_where_parts_are_divided_otherwise() -> None:
    assert 4 == len({key("ab", "c"), key("a", "bc"), key("abc"), key("abc", "")})
    assert key("é") == key("é".encode())


def test_a_closed_cache_is_empty_and_stores_nothing(tmp_path: Path) -> None:
    with open_cache(tmp_path) as closed:
        closed.put_many("a", {b"key": b"value"})
    closed.put_many("a", {b"key": b"another"})
    closed.update_stamps({"a": Stamp(b"1", "x")})
    assert ({}, {}) == (closed.get_many("a", [b"key"]), closed.stamps())
    with open_cache(tmp_path) as again:
        assert {b"key": b"value"} == again.get_many("a", [b"key"])


def test_stamps_are_stored_and_deleted_by_path(results: ResultCache) -> None:
    results.update_stamps({"a": Stamp(b"1", "x"), "b": Stamp(b"2", "y")})
    results.update_stamps({"a": Stamp(b"3", "z")}, gone=["b"])
    assert {"a": Stamp(b"3", "z")} == results.stamps()


def test_values_survive_a_kill(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", STORES_FOR_EVER, str(tmp_path)], stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as child:
        assert child.stdout
        for line in child.stdout:
            last = int(line)
            if last == 50:
                child.send_signal(signal.SIGKILL if os.name != "nt" else signal.SIGTERM)
                break
    with open_cache(tmp_path) as after:
        wanted = {key(str(number)): str(number).encode() * 1000 for number in range(51)}
        assert wanted == after.get_many("kind", list(wanted))


@pytest.mark.parametrize("name", ["", "-wal"])
@pytest.mark.parametrize("content", [b"", b"this is no memo" * 1000, bytes(9000)])
def test_a_broken_file_is_replaced(name: str, content: bytes, tmp_path: Path) -> None:
    with open_cache(tmp_path) as one:
        one.put_many("a", {b"key": b"value"})
    (tmp_path / f"{FILE}{name}").write_bytes(content)
    for _ in range(2):
        with open_cache(tmp_path) as again:
            again.get_many("a", [b"key"])
            again.put_many("a", {b"key": b"new"})
    with open_cache(tmp_path) as after:
        assert {b"key": b"new"} == after.get_many("a", [b"key"])


@pytest.mark.parametrize("kept", [0, 1, 2])
def test_a_file_that_is_broken_further_in_is_replaced(kept: int, tmp_path: Path) -> None:
    values = {key(str(number)): bytes(1000) for number in range(500)}
    stamps = {str(number): Stamp(bytes(40), "x" * 40) for number in range(500)}
    with open_cache(tmp_path) as one:
        one.put_many("a", values)
        one.update_stamps(stamps)
    raw = (tmp_path / FILE).read_bytes()
    torn = 4096 * (5 + kept)
    (tmp_path / FILE).write_bytes(raw[:torn] + b"\xff" * (len(raw) - torn))
    with open_cache(tmp_path) as found:
        assert found.stamps().items() <= stamps.items()
        assert found.get_many("a", list(values)).items() <= values.items()
        found.put_many("a", values)
        found.update_stamps(stamps)
        found.prune()
        found.put_many("a", values)
        assert values == found.get_many("a", list(values))


def test_a_file_of_another_format_is_emptied(tmp_path: Path) -> None:
    with open_cache(tmp_path) as one:
        one.put_many("a", {b"key": b"value"})
    connection = sqlite3.connect(tmp_path / FILE)
    connection.execute("update version set value = 'another'")
    connection.commit()
    connection.close()
    with open_cache(tmp_path) as after:
        assert {} == after.get_many("a", [b"key"])


def test_values_that_builds_no_longer_use_are_pruned(tmp_path: Path) -> None:
    with open_cache(tmp_path) as one:
        one.put_many("a", {b"used": b"1", b"idle": b"2"})
    for _ in range(BUILDS_PER_AGE * (AGES_KEPT + 1)):
        with open_cache(tmp_path) as build:
            build.get_many("a", [b"used"])
            build.prune()
    with open_cache(tmp_path) as after:
        assert {b"used": b"1"} == after.get_many("a", [b"used", b"idle"])


def test_values_of_the_last_ages_are_kept(tmp_path: Path) -> None:
    with open_cache(tmp_path) as one:
        one.put_many("a", {b"idle": b"2"})
    for _ in range(BUILDS_PER_AGE * AGES_KEPT):
        with open_cache(tmp_path) as build:
            build.prune()
    with open_cache(tmp_path) as after:
        assert {b"idle": b"2"} == after.get_many("a", [b"idle"])


def test_the_oldest_values_are_pruned_above_the_size_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MAX_CACHE_BYTES", 1 << 20)
    with open_cache(tmp_path) as one:
        one.put_many("a", {b"old": bytes(900_000)})
        for _ in range(BUILDS_PER_AGE):
            one.prune()
    with open_cache(tmp_path) as other:
        other.put_many("a", {b"new": bytes(900_000)})
        other.prune()
        assert {b"new"} == other.get_many("a", [b"old", b"new"]).keys()
        other.put_many("a", {b"more": bytes(900_000)})
        other.prune()
        assert set() == other.get_many("a", [b"old", b"new", b"more"]).keys()
    size = (tmp_path / FILE).stat().st_size
    for number in range(10):
        with open_cache(tmp_path) as build:
            build.put_many("a", {str(number).encode(): bytes(900_000)})
            build.prune()
    assert (tmp_path / FILE).stat().st_size <= size + (1 << 20)


def test_two_builds_share_a_file_at_the_same_time(tmp_path: Path) -> None:
    with open_cache(tmp_path) as one, open_cache(tmp_path) as other:
        for number in range(20):
            (one, other)[number % 2].put_many("a", {str(number).encode(): b"value"})
        one.prune()
        other.prune()
        keys = [str(number).encode() for number in range(20)]
        assert set(keys) == one.get_many("a", keys).keys() == other.get_many("a", keys).keys()


def test_a_file_that_stays_locked_fails_no_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_files, "BUSY_TIMEOUT_SECONDS", 0.01)
    with open_cache(tmp_path) as one:
        one.put_many("a", {b"key": b"value"})
        holder = sqlite3.connect(tmp_path / FILE)
        holder.execute("begin immediate")
        one.put_many("a", {b"key": b"new"})
        assert {b"key": b"value"} == one.get_many("a", [b"key"])
        holder.close()
        one.put_many("a", {b"key": b"new"})
        assert {b"key": b"new"} == one.get_many("a", [b"key"])


@pytest.mark.parametrize("denied", ["mkdir", "unlink"])
def test_the_cache_is_in_memory_where_nothing_can_be_written(
    denied: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(path: Path, **_: bool) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    (tmp_path / FILE).write_bytes(b"this is no memo" * 1000)
    monkeypatch.setattr(Path, denied, forbidden)
    with open_cache(tmp_path) as one:
        one.put_many("a", {b"key": b"value"})
        assert {b"key": b"value"} == one.get_many("a", [b"key"])
    assert b"this is no memo" * 1000 == (tmp_path / FILE).read_bytes()


def test_a_file_where_the_folder_should_be_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "memo").write_text("mine")
    with open_cache(tmp_path / "memo") as one:
        one.put_many("a", {b"key": b"value"})
        assert {b"key": b"value"} == one.get_many("a", [b"key"])
    assert "mine" == (tmp_path / "memo").read_text()


def test_without_a_folder_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with open_cache(None) as one:
        one.put_many("a", {b"key": b"value"})
        one.prune()
    assert [] == list(tmp_path.iterdir())
