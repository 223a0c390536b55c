"""What is remembered: right or not there, whatever happened to the file."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.runtime import cache
from generator.runtime.cache import AGES_KEPT, AN_AGE, FILE, Memo, Stamp, key, opened
from tests.conftest import ROOT

REMEMBERS_FOR_EVER = """
import sys
from pathlib import Path
from generator.runtime.cache import key, opened
with opened(Path(sys.argv[1])) as remembered:
    for number in range(10**9):
        remembered.remember("kind", {key(str(number)): str(number).encode() * 1000})
        print(number, flush=True)
"""


@pytest.fixture
def remembered(tmp_path: Path) -> Iterator[Memo]:
    with opened(tmp_path) as memo_:
        yield memo_


def test_a_value_is_remembered_by_kind_and_key(tmp_path: Path) -> None:
    with opened(tmp_path) as one:
        one.remember("a", {b"key": b"value"})
    with opened(tmp_path) as other:
        assert {b"key": b"value"} == other.known("a", [b"key", b"none"])
        assert {} == other.known("b", [b"key"])


def test_more_keys_are_asked_for_than_one_question_holds(remembered: Memo) -> None:
    values = {key(str(number)): str(number).encode() for number in range(2 * cache.BATCH + 1)}
    remembered.remember("a", values)
    assert values == remembered.known("a", list(values))


def test_a_key_tells_its_parts_from_one_another() -> None:
    assert 4 == len({key("ab", "c"), key("a", "bc"), key("abc"), key("abc", "")})
    assert key("é") == key("é".encode())


def test_a_memo_that_is_closed_remembers_nothing_and_says_so_to_nobody(tmp_path: Path) -> None:
    with opened(tmp_path) as closed:
        closed.remember("a", {b"key": b"value"})
    closed.remember("a", {b"key": b"another"})
    closed.remember_stamps({"a": Stamp(b"1", "x")})
    assert ({}, {}) == (closed.known("a", [b"key"]), closed.stamps())
    with opened(tmp_path) as again:
        assert {b"key": b"value"} == again.known("a", [b"key"])


def test_stamps_are_remembered_and_forgotten_by_path(remembered: Memo) -> None:
    remembered.remember_stamps({"a": Stamp(b"1", "x"), "b": Stamp(b"2", "y")})
    remembered.remember_stamps({"a": Stamp(b"3", "z")}, gone=["b"])
    assert {"a": Stamp(b"3", "z")} == remembered.stamps()


def test_values_survive_a_kill(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", REMEMBERS_FOR_EVER, str(tmp_path)], stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as child:
        assert child.stdout
        for line in child.stdout:
            last = int(line)
            if last == 50:
                child.send_signal(signal.SIGKILL if os.name != "nt" else signal.SIGTERM)
                break
    with opened(tmp_path) as after:
        wanted = {key(str(number)): str(number).encode() * 1000 for number in range(51)}
        assert wanted == after.known("kind", list(wanted))


@pytest.mark.parametrize("name", ["", "-wal"])
@pytest.mark.parametrize("content", [b"", b"this is no memo" * 1000, bytes(9000)])
def test_a_broken_file_is_made_anew(name: str, content: bytes, tmp_path: Path) -> None:
    with opened(tmp_path) as one:
        one.remember("a", {b"key": b"value"})
    (tmp_path / f"{FILE}{name}").write_bytes(content)
    for _ in range(2):
        with opened(tmp_path) as again:
            again.known("a", [b"key"])
            again.remember("a", {b"key": b"new"})
    with opened(tmp_path) as after:
        assert {b"key": b"new"} == after.known("a", [b"key"])


@pytest.mark.parametrize("kept", [0, 1, 2])
def test_a_file_that_is_broken_further_in_is_made_anew(kept: int, tmp_path: Path) -> None:
    values = {key(str(number)): bytes(1000) for number in range(500)}
    stamps = {str(number): Stamp(bytes(40), "x" * 40) for number in range(500)}
    with opened(tmp_path) as one:
        one.remember("a", values)
        one.remember_stamps(stamps)
    raw = (tmp_path / FILE).read_bytes()
    torn = 4096 * (5 + kept)
    (tmp_path / FILE).write_bytes(raw[:torn] + b"\xff" * (len(raw) - torn))
    with opened(tmp_path) as found:
        assert found.stamps().items() <= stamps.items()
        assert found.known("a", list(values)).items() <= values.items()
        found.remember("a", values)
        found.remember_stamps(stamps)
        found.prune()
        found.remember("a", values)
        assert values == found.known("a", list(values))


def test_a_file_of_another_format_is_made_anew(tmp_path: Path) -> None:
    with opened(tmp_path) as one:
        one.remember("a", {b"key": b"value"})
    connection = sqlite3.connect(tmp_path / FILE)
    connection.execute(f"pragma user_version = {cache.FORMAT + 1}")
    connection.close()
    with opened(tmp_path) as after:
        assert {} == after.known("a", [b"key"])


def test_what_builds_no_longer_ask_for_is_forgotten(tmp_path: Path) -> None:
    with opened(tmp_path) as one:
        one.remember("a", {b"used": b"1", b"idle": b"2"})
    for _ in range(AN_AGE * (AGES_KEPT + 1)):
        with opened(tmp_path) as build:
            build.known("a", [b"used"])
            build.prune()
    with opened(tmp_path) as after:
        assert {b"used": b"1"} == after.known("a", [b"used", b"idle"])


def test_what_the_last_builds_asked_for_is_kept(tmp_path: Path) -> None:
    with opened(tmp_path) as one:
        one.remember("a", {b"idle": b"2"})
    for _ in range(AN_AGE * AGES_KEPT):
        with opened(tmp_path) as build:
            build.prune()
    with opened(tmp_path) as after:
        assert {b"idle": b"2"} == after.known("a", [b"idle"])


def test_the_oldest_goes_where_there_is_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MOST_BYTES", 1 << 20)
    with opened(tmp_path) as one:
        one.remember("a", {b"old": bytes(900_000)})
        for _ in range(AN_AGE):
            one.prune()
    with opened(tmp_path) as other:
        other.remember("a", {b"new": bytes(900_000)})
        other.prune()
        assert {b"new"} == other.known("a", [b"old", b"new"]).keys()
        other.remember("a", {b"more": bytes(900_000)})
        other.prune()
        assert set() == other.known("a", [b"old", b"new", b"more"]).keys()
    size = (tmp_path / FILE).stat().st_size
    for number in range(10):
        with opened(tmp_path) as build:
            build.remember("a", {str(number).encode(): bytes(900_000)})
            build.prune()
    assert (tmp_path / FILE).stat().st_size <= size + (1 << 20)


def test_two_builds_share_a_file_at_the_same_time(tmp_path: Path) -> None:
    with opened(tmp_path) as one, opened(tmp_path) as other:
        for number in range(20):
            (one, other)[number % 2].remember("a", {str(number).encode(): b"value"})
        one.prune()
        other.prune()
        keys = [str(number).encode() for number in range(20)]
        assert set(keys) == one.known("a", keys).keys() == other.known("a", keys).keys()


def test_a_file_that_another_holds_for_long_is_not_waited_for_in_vain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "PATIENCE", 0.01)
    with opened(tmp_path) as one:
        one.remember("a", {b"key": b"value"})
        holder = sqlite3.connect(tmp_path / FILE)
        holder.execute("begin immediate")
        one.remember("a", {b"key": b"new"})
        assert {b"key": b"value"} == one.known("a", [b"key"])
        holder.close()
        one.remember("a", {b"key": b"new"})
        assert {b"key": b"new"} == one.known("a", [b"key"])


@pytest.mark.parametrize("denied", ["mkdir", "unlink"])
def test_where_nothing_can_be_written_a_build_remembers_for_itself(
    denied: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(path: Path, **_: bool) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    (tmp_path / FILE).write_bytes(b"this is no memo" * 1000)
    monkeypatch.setattr(Path, denied, forbidden)
    with opened(tmp_path) as one:
        one.remember("a", {b"key": b"value"})
        assert {b"key": b"value"} == one.known("a", [b"key"])
    assert b"this is no memo" * 1000 == (tmp_path / FILE).read_bytes()


def test_a_file_where_the_folder_should_be_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "memo").write_text("mine")
    with opened(tmp_path / "memo") as one:
        one.remember("a", {b"key": b"value"})
        assert {b"key": b"value"} == one.known("a", [b"key"])
    assert "mine" == (tmp_path / "memo").read_text()


def test_without_a_folder_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with opened(None) as one:
        one.remember("a", {b"key": b"value"})
        one.prune()
    assert [] == list(tmp_path.iterdir())
