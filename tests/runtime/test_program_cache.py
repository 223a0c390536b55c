import sys
from pathlib import Path

import pytest

from generator.runtime import program_cache


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which Python keeps code."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    return tmp_path


def test_what_was_kept_is_read_again(folder: Path) -> None:
    program_cache.write("a/b", "x", b"content")
    assert b"content" == program_cache.read("a/b", "x")
    assert [".kept"] == [path.suffix for path in folder.rglob("*") if path.is_file()]


def test_of_a_name_only_the_last_is_kept_and_for_what_it_was_made_of() -> None:
    program_cache.write("a", "x", b"one")
    program_cache.write("a", "y", b"other")
    assert None is program_cache.read("a", "x")
    assert b"other" == program_cache.read("a", "y")


def test_nothing_is_kept_where_python_writes_no_code(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    program_cache.write("a", "x", b"content")
    assert [] == list(folder.iterdir())


def test_a_module_that_changed_makes_what_was_kept_stale(monkeypatch: pytest.MonkeyPatch) -> None:
    program_cache.write("a", "x", b"content")
    monkeypatch.setattr(program_cache, "_looks", lambda: [("render/another.py", 1, 2)])
    assert None is program_cache.read("a", "x")
