"""Whatever happened to the caches, a build goes on and makes the same site."""

import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.runtime import sqlite_files
from tests.publish.small_site import edit, pages, run_build, small_project

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="pipes and links are those of POSIX systems")]
FILES = ("memo.sqlite", "dossier.sqlite")


def _overwritten(path: Path, begin: float, size: int) -> None:
    """Overwrite a part of a file, which begins at so much of it, with random bytes."""
    raw = bytearray(path.read_bytes())
    at = int(len(raw) * begin)
    raw[at : at + size] = random.Random(size).randbytes(min(size, len(raw) - at))
    path.write_bytes(raw)


def _of_another_program(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.executescript("create table version (value text); insert into version values ('99'); create table results (x)")
    connection.close()


def _replaced(make: Callable[[Path], object]) -> Callable[[Path], object]:
    def replace(path: Path) -> None:
        path.unlink()
        make(path)

    return replace


DAMAGE: dict[str, Callable[[Path], object]] = {
    "gone": Path.unlink,
    "empty": lambda path: path.write_bytes(b""),
    "cut-in-half": lambda path: os.truncate(path, path.stat().st_size // 2),
    "cut-by-a-byte": lambda path: os.truncate(path, path.stat().st_size - 1),
    "head-overwritten": lambda path: _overwritten(path, 0.0, 100),
    "schema-overwritten": lambda path: _overwritten(path, 0.0, 5000),
    "middle-overwritten": lambda path: _overwritten(path, 0.4, 9000),
    "all-overwritten": lambda path: _overwritten(path, 0.0, 1 << 30),
    "of-another-program": _of_another_program,
    "folder": _replaced(Path.mkdir),
    "pipe": _replaced(os.mkfifo),
    "link-to-itself": _replaced(lambda path: path.symlink_to(path.name)),
    "link-to-nothing": _replaced(lambda path: path.symlink_to("nowhere/at/all")),
    "link-to-zeros": _replaced(lambda path: path.symlink_to("/dev/zero")),
    "log-overwritten": lambda path: Path(f"{path}-wal").write_bytes(os.urandom(9000)),
    "log-a-folder": lambda path: Path(f"{path}-wal").mkdir(),
    "journal-overwritten": lambda path: Path(f"{path}-journal").write_bytes(os.urandom(9000)),
    "journal-a-folder": lambda path: Path(f"{path}-journal").mkdir(),
    "shared-memory-a-folder": lambda path: Path(f"{path}-shm").mkdir(),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    """A small project that was built before its last edit, and the pages that a build from nothing makes of it."""
    root = small_project(tmp_path_factory.mktemp("caches") / "project")
    assert 0 == run_build(root)
    edit(root)
    other = root.with_name("other")
    shutil.copytree(root, other, ignore=shutil.ignore_patterns("site", ".site.briefing", ".briefing"))
    assert 0 == run_build(other)
    return root, pages(other / "site")


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("damage", DAMAGE)
def test_a_build_goes_on_with_a_damaged_cache(
    damage: str, file: str, built: tuple[Path, dict[str, bytes]], tmp_path: Path
) -> None:
    root = tmp_path / "project"
    shutil.copytree(built[0], root)
    DAMAGE[damage](root / ".briefing" / file)
    assert 0 == run_build(root)
    assert built[1] == pages(root / "site")


@pytest.mark.parametrize("file", FILES)
def test_a_build_goes_on_with_a_cache_that_another_program_holds(
    file: str, built: tuple[Path, dict[str, bytes]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_files, "BUSY_TIMEOUT_SECONDS", 0.05)
    root = tmp_path / "project"
    shutil.copytree(built[0], root)
    connection = sqlite3.connect(root / ".briefing" / file, isolation_level=None)
    connection.execute("begin exclusive")
    assert 0 == run_build(root)
    assert built[1] == pages(root / "site")
    connection.close()


@pytest.mark.parametrize("kind", ["file", "pipe", "link-to-itself"])
def test_a_build_goes_on_without_a_folder_of_caches(kind: str, built: tuple[Path, dict[str, bytes]], tmp_path: Path) -> None:
    root = tmp_path / "project"
    shutil.copytree(built[0], root)
    shutil.rmtree(root / ".briefing")
    {"file": Path.touch, "pipe": os.mkfifo, "link-to-itself": lambda path: path.symlink_to(path.name)}[kind](root / ".briefing")
    assert 0 == run_build(root)
    assert built[1] == pages(root / "site")
