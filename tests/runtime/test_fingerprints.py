"""Stamps of input files: a change is noticed whatever the clock says, and no file is read again without need."""

import os
import time
from pathlib import Path

import pytest

from generator.build import build
from generator.runtime import fingerprints
from generator.runtime.cache import ResultCache, Stamp
from generator.runtime.fingerprints import (
    SETTLED_NANOSECONDS,
    UNREADABLE,
    current_stamps,
    digest,
    fingerprint,
    stamps_of_project,
)
from tests.conftest import REPORT, Project

NAME = "content/articles/a.md"


def test_a_file_is_known_by_what_it_holds(project: Project) -> None:
    root = project({NAME: REPORT})
    assert digest(REPORT.encode()) == stamps_of_project(root, {})[str(root / NAME)].digest


def test_what_is_read_is_the_configuration_the_content_and_the_themes(project: Project) -> None:
    root = project({NAME: REPORT, "themes/own/theme.toml": "", "site/index.html": "", "notes.txt": ""})
    own = {path for path in stamps_of_project(root, {}) if path.startswith(str(root))}
    assert {str(root / name) for name in ("briefing.toml", NAME, "themes/own/theme.toml")} == own


def test_an_edit_within_the_same_tick_of_the_clock_is_noticed(project: Project) -> None:
    root, results = project({NAME: REPORT}), ResultCache(None)
    path = root / NAME
    before = current_stamps(root, results)
    times = path.stat()
    path.write_text(REPORT.replace("Vienna", "Geneva"))
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    after = current_stamps(root, results)
    assert before[str(path)].digest != after[str(path)].digest
    assert fingerprint(before, "") != fingerprint(after, "")


def test_a_file_that_was_written_a_moment_ago_is_read_again(project: Project) -> None:
    root, results = project({NAME: REPORT}), ResultCache(None)
    assert b"" == current_stamps(root, results)[str(root / NAME)].stamp
    assert str(root / NAME) not in results.stamps()


def test_a_file_from_the_future_is_read_again(project: Project) -> None:
    root = project({NAME: REPORT})
    later = time.time_ns() + 1000 * SETTLED_NANOSECONDS
    os.utime(root / NAME, ns=(later, later))
    assert b"" == stamps_of_project(root, {})[str(root / NAME)].stamp


def test_a_file_that_has_settled_is_not_read_again(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    root, results = project({NAME: REPORT}), ResultCache(None)
    monkeypatch.setattr(fingerprints, "SETTLED_NANOSECONDS", -(10**18))
    first = current_stamps(root, results)
    monkeypatch.setattr(fingerprints, "_digest", lambda _path: pytest.fail("a file was read again"))
    assert first == current_stamps(root, results)


def test_a_settled_file_that_is_written_again_with_its_old_times_is_noticed(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, results = project({NAME: REPORT}), ResultCache(None)
    path = root / NAME
    monkeypatch.setattr(fingerprints, "SETTLED_NANOSECONDS", -(10**18))
    before = current_stamps(root, results)
    times = path.stat()
    time.sleep(0.02)
    path.write_text(REPORT.replace("Vienna", "Geneva"))
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert before[str(path)].digest != current_stamps(root, results)[str(path)].digest


def test_a_touch_without_a_change_changes_nothing(project: Project) -> None:
    root, results = project({NAME: REPORT}), ResultCache(None)
    before = fingerprint(current_stamps(root, results), "")
    os.utime(root / NAME, (1000, 1000))
    assert before == fingerprint(current_stamps(root, results), "")


def test_a_file_that_is_gone_is_forgotten(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    root, results = project({NAME: REPORT}), ResultCache(None)
    monkeypatch.setattr(fingerprints, "SETTLED_NANOSECONDS", -(10**18))
    before = fingerprint(current_stamps(root, results), "")
    (root / NAME).unlink()
    assert before != fingerprint(current_stamps(root, results), "")
    assert str(root / NAME) not in results.stamps()


def test_a_file_by_another_name_is_another_input(project: Project) -> None:
    root, results = project({NAME: REPORT}), ResultCache(None)
    before = fingerprint(current_stamps(root, results), "")
    (root / NAME).rename(root / "content/articles/b.md")
    assert before != fingerprint(current_stamps(root, results), "")


def test_where_something_cannot_be_read_nothing_is_said_of_the_whole(project: Project) -> None:
    root = project({NAME: REPORT})
    (root / "content/articles/b.md").symlink_to("nowhere.md")
    stamps = stamps_of_project(root, {})
    assert UNREADABLE == stamps[str(root / "content/articles/b.md")]
    assert "" == fingerprint(stamps, "")


def test_a_file_that_cannot_be_opened_is_unreadable(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(path: str) -> str:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(fingerprints, "_digest", forbidden)
    root = project({NAME: REPORT})
    assert {UNREADABLE} == set(stamps_of_project(root, {}).values())


def test_folders_that_are_links_are_followed(project: Project, tmp_path: Path) -> None:
    root = project({NAME: REPORT}, "follow_links = true\n")
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared/b.md").write_text(REPORT)
    (root / "content/articles/more").symlink_to(tmp_path / "shared")
    assert str(root / "content/articles/more/b.md") in stamps_of_project(root, {})


def test_another_program_makes_another_outcome() -> None:
    stamps = {"a": Stamp(b"", "x")}
    assert fingerprint(stamps, "one") != fingerprint(stamps, "two")
    assert fingerprints.program() == fingerprints.program()


def test_the_programs_files_are_read_again_only_where_one_may_have_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    results = ResultCache(None)
    read: list[str] = []

    def noted(path: str) -> str:
        read.append(Path(path).name)
        return digest(Path(path).read_bytes())

    monkeypatch.setattr(fingerprints, "PROGRAM", tmp_path)
    monkeypatch.setattr(fingerprints, "_digest", noted)
    for name in ("a.py", "b.py", "a.pyc"):
        (tmp_path / name).write_text("one")
    first = fingerprints.program(results)
    assert first == fingerprints.program(results) == fingerprints.program()
    assert ["a.py", "b.py"] * 3 == read, "they were written a moment ago"
    monkeypatch.setattr(fingerprints, "SETTLED_NANOSECONDS", -SETTLED_NANOSECONDS)
    assert first == fingerprints.program(results) == fingerprints.program(results)
    assert ["a.py", "b.py"] * 4 == read
    (tmp_path / "b.py").write_text("another")
    assert first != fingerprints.program(results)


def test_every_file_that_is_read_is_looked_at_whatever_its_folder_is_called(project: Project) -> None:
    root = project({"content/articles/__pycache__/a.md": REPORT})
    build(root)
    build(project({"content/articles/__pycache__/a.md": REPORT.replace("Envoys", "Ministers")}))
    assert "Ministers meet" in (root / "site/articles/a.html").read_text("utf-8")
