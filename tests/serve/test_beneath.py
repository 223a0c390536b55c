"""The preview while what lies beneath it goes: its cache, the room on the disk, the project's folder, the order of the clock."""

import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from generator.runtime import sqlite_files
from generator.runtime.cache import FOLDER
from tests.conftest import REPORT, TITLED, write
from tests.serve.live import Live, live, put, until

ARTICLE = "content/articles/a.md"
EDITS = iter(range(10_000))


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Live]:
    root = write(tmp_path / "project", {ARTICLE: REPORT, "content/articles/b.md": REPORT.replace("Vienna", "Geneva")})
    with live(root) as running:
        yield running


def assert_goes_on(served: Live) -> None:
    """An edit is shown, nothing is wrong, and the other report's page is still there."""
    words = f"marked {next(EDITS)} times"
    put(served.root / ARTICLE, f"{REPORT}\nRussia rejected an offer that was {words}.\n")
    until(lambda: words in served.text("articles/a.html"))
    until(lambda: '"problems":[]' in served.text("-/changed"))
    assert [200, 200] == [served.get(path).status for path in ("/", "/articles/b.html")]


def test_a_cache_that_is_deleted_beneath_the_preview_is_no_loss(served: Live) -> None:
    assert_goes_on(served)
    shutil.rmtree(served.root / FOLDER)
    assert_goes_on(served)


@pytest.mark.parametrize("content", [b"", b"no database " * 1000], ids=["emptied", "overwritten"])
def test_a_cache_that_is_damaged_beneath_the_preview_is_no_loss(served: Live, content: bytes) -> None:
    assert_goes_on(served)
    for path in [*(served.root / FOLDER).glob("*.sqlite"), *(served.root / FOLDER).glob("*.sqlite-wal")]:
        path.write_bytes(content)
    assert_goes_on(served)
    served.stop()
    served.start()
    assert_goes_on(served)


def test_a_cache_whose_folder_became_a_file_is_no_loss(served: Live) -> None:
    shutil.rmtree(served.root / FOLDER)
    (served.root / FOLDER).write_text("a file")
    assert_goes_on(served)
    served.stop()
    served.start()
    assert_goes_on(served)


@pytest.mark.slow
def test_a_disk_that_is_full_for_the_cache_is_no_loss(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite says what it says on a full disk: here it may use no more pages than it has."""
    root = write(tmp_path / "project", {ARTICLE: REPORT, "content/articles/b.md": REPORT.replace("Vienna", "Geneva")})
    opened: list[sqlite3.Connection] = []
    open_file = sqlite_files._open

    def open_noted(*arguments: str) -> sqlite3.Connection:
        opened.append(open_file(*arguments))
        return opened[-1]

    monkeypatch.setattr(sqlite_files, "_open", open_noted)
    with live(root) as served:
        assert_goes_on(served)
        for connection in opened:
            connection.execute("pragma max_page_count = 1")
        put(root / ARTICLE, f"{REPORT}\n" + "Russia rejected an offer of Iran.\n\n" * 400)
        time.sleep(1)
        assert [200, 200, 200] == [served.get(path).status for path in ("/", "/articles/a.html", "/articles/b.html")]
        for connection in opened:
            with suppress(sqlite3.ProgrammingError):  # closed: the index was begun again
                connection.execute(f"pragma max_page_count = {1 << 30}")
        assert_goes_on(served)


def test_a_file_that_is_written_slowly_is_shown_once_it_is_whole(served: Live) -> None:
    text = f"{REPORT}\nRussia rejected an offer that was marked slowly.\n"
    with (served.root / ARTICLE).open("w") as file:
        for start in range(0, len(text), 40):
            file.write(text[start : start + 40])
            file.flush()
            assert 200 == served.get("/articles/a.html").status
            time.sleep(0.1)
    until(lambda: "marked slowly" in served.text("articles/a.html"))
    until(lambda: '"problems":[]' in served.text("-/changed"))


def test_a_project_that_is_moved_away_and_back_is_watched_again(served: Live) -> None:
    away = served.root.parent / "away"
    served.root.rename(away)
    until(lambda: '"problems":[]' not in served.text("-/changed"))
    assert 200 == served.get("/articles/a.html").status
    away.rename(served.root)
    until(lambda: '"problems":[]' in served.text("-/changed"))
    assert_goes_on(served)


def test_a_project_that_another_of_its_name_replaces_is_shown(served: Live) -> None:
    other = write(served.root.parent / "other", {ARTICLE: REPORT.replace("Vienna", "Prague"), "content/articles/b.md": REPORT})
    served.root.rename(served.root.parent / "away")
    other.rename(served.root)
    until(lambda: "Prague" in served.text("articles/a.html"))
    assert_goes_on(served)


@pytest.mark.parametrize("wrong", ["title = ", "[", 'titel = "Test"\n', "\0"])
def test_a_broken_configuration_is_told_and_forgotten_once_it_is_mended(served: Live, wrong: str) -> None:
    put(served.root / "briefing.toml", wrong)
    until(lambda: "briefing.toml:" in served.text("-/changed"))
    assert 200 == served.get("/articles/a.html").status
    put(served.root / "briefing.toml", TITLED)
    until(lambda: '"problems":[]' in served.text("-/changed"))
    assert_goes_on(served)


@pytest.mark.parametrize("seconds", [-3600, -1, 3600])
def test_a_clock_that_is_set_hides_no_edit(served: Live, monkeypatch: pytest.MonkeyPatch, seconds: int) -> None:
    now = time.time_ns
    monkeypatch.setattr("generator.runtime.fingerprints.time.time_ns", lambda: now() + seconds * 1_000_000_000)
    assert_goes_on(served)
    assert_goes_on(served)


@pytest.mark.parametrize("when", [0, 2_000_000_000])
def test_a_file_from_another_time_is_shown(served: Live, when: int) -> None:
    other = served.root.parent / "other.md"
    other.write_text(REPORT.replace("Envoys", "Ministers"))
    os.utime(other, (when, when))
    other.replace(served.root / ARTICLE)
    until(lambda: "Ministers meet in Vienna" in served.text("articles/a.html"))
