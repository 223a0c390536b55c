"""The index is one file that may be lost, broken or another program's: the site is the same without it."""

import sqlite3
from pathlib import Path

import pytest

from generator.build import build
from generator.dossier.index import database
from generator.dossier.index.reports import StoredReport
from generator.runtime.cache import FOLDER
from tests.conftest import REPORT, Project

ARTICLE = "content/articles/a.md"


def site(root: Path) -> dict[str, bytes]:
    build(root)
    return {path.name: path.read_bytes() for path in (root / "site").rglob("*") if path.is_file()}


@pytest.mark.parametrize("at", [0, 4096, 49_152])
def test_a_file_that_is_broken_costs_time_and_nothing_else(project: Project, at: int) -> None:
    root = project({ARTICLE: REPORT})
    build(root)
    file = root / FOLDER / database.FILE
    raw = file.read_bytes()
    file.write_bytes(raw[:at] + b"\xff" * 8192 + raw[at + 8192 :])
    (root / ARTICLE).write_text(REPORT.replace("Vienna", "Geneva"))
    found = site(root)
    for path in sorted((root / FOLDER).iterdir()):
        path.unlink()
    assert found == site(root)


def test_a_file_that_turns_out_to_be_broken_when_pages_are_made_is_thrown_away_and_the_next_build_is_sound(
    project: Project,
) -> None:
    root = project({ARTICLE: REPORT})
    before = site(root)
    with sqlite3.connect(root / FOLDER / database.FILE) as connection:
        connection.execute("update entries set value = x'ff'")
    (root / "site/index.html").unlink()
    with pytest.raises(OSError, match="broken and was thrown away; build again"):
        build(root)
    assert before == site(root)


def test_what_another_program_assembled_is_not_taken_over(tmp_path: Path) -> None:
    with database.open_index(tmp_path, "one") as index:
        index.meta.set("x", b"from one")
    with database.open_index(tmp_path, "one") as index:
        assert b"from one" == index.meta.get("x")
    with database.open_index(tmp_path, "two") as index:
        assert b"" == index.meta.get("x")


def test_what_is_only_tried_is_taken_back(tmp_path: Path) -> None:
    with database.open_index(tmp_path, "one") as index:
        index.meta.set("x", b"before")
        with index.rolled_back():
            index.meta.set("x", b"tried")
            index.touched.add("a")
        assert (b"before", {}) == (index.meta.get("x"), index.touched)


def test_changes_that_are_put_off_lie_beside_the_store_until_it_is_tidied(tmp_path: Path) -> None:
    def lies_within() -> bool:
        with sqlite3.connect(f"{(tmp_path / database.FILE).as_uri()}?immutable=1", uri=True) as itself:
            return bool(itself.execute("select value from meta where name = 'x'").fetchone())

    with database.open_index(tmp_path, "one") as index:
        index.checkpoint()
        index.defer_checkpoints()
        with index.transaction():
            index.meta.set("x", bytes(8_000_000))
        assert not lies_within()
        index.checkpoint()
        assert lies_within()


def test_the_first_reports_are_written_into_the_store_itself(tmp_path: Path) -> None:
    with database.open_index(tmp_path, "one") as index:
        with index.without_log(), index.transaction():
            index.reports.set(StoredReport("a.md", "a", b"key", "", None), "", b"x" * 1_000_000)
        assert 1_000_000 < (tmp_path / database.FILE).stat().st_size
        assert not (tmp_path / f"{database.FILE}-journal").exists()
        with index.without_log(), index.transaction():
            assert ("wal",) == index.connection.execute("pragma journal_mode").fetchone()


def test_changes_are_all_kept_or_none(tmp_path: Path) -> None:
    with database.open_index(tmp_path, "one") as index:
        with pytest.raises(KeyError), index.transaction():  # noqa: PT012 - leaving the block is tested
            index.meta.set("x", b"half")
            raise KeyError
        assert b"" == index.meta.get("x")


def test_who_comes_second_is_told_after_waiting(tmp_path: Path) -> None:
    said: list[str] = []
    with (
        database.open_index(tmp_path, "one"),
        pytest.raises(BlockingIOError),
        database.open_index(tmp_path, "one", said.append, wait=0.1),
    ):
        pass
    assert 1 == len(said)


def test_a_preview_begins_with_what_the_last_build_assembled(tmp_path: Path) -> None:
    with database.open_index(tmp_path, "one") as index:
        index.meta.set("x", b"built")
    database.copy_index(tmp_path, "other.sqlite", "one")
    with database.open_index(tmp_path, "one", name="other.sqlite") as index:
        assert b"built" == index.meta.get("x")


def test_a_preview_of_another_program_begins_again_with_what_the_last_build_assembled(tmp_path: Path) -> None:
    with database.open_index(tmp_path, "older", name="other.sqlite"), database.open_index(tmp_path, "one") as index:
        index.meta.set("x", b"built")
    database.copy_index(tmp_path, "other.sqlite", "one")
    with database.open_index(tmp_path, "one", name="other.sqlite") as index:
        assert b"built" == index.meta.get("x")
        index.meta.set("x", b"previewed")
    database.copy_index(tmp_path, "other.sqlite", "one")
    with database.open_index(tmp_path, "one", name="other.sqlite") as index:
        assert b"previewed" == index.meta.get("x")


def test_a_broken_index_is_discarded_and_the_new_one_kept(tmp_path: Path) -> None:
    (tmp_path / database.FILE).write_bytes(b"this is no index" * 1000)
    with database.open_index(tmp_path, "one") as index:
        assert tmp_path / database.FILE == index.file
        index.meta.set("x", b"new")
    with database.open_index(tmp_path, "one") as index:
        assert b"new" == index.meta.get("x")
