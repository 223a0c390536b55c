"""Files and folders on disk: whole files or none, links where there are links, nothing outside."""

import os
import shutil
from pathlib import Path

import pytest

from generator.publish import files


def test_temporary_files_of_a_killed_build_are_removed(tmp_path: Path) -> None:
    for name in (".looks.json.0a1b2c3d.tmp", "looks.json", ".hidden", "page.tmp"):
        (tmp_path / name).write_bytes(b"")
    files.remove_temporary_files(tmp_path)
    assert {"looks.json", ".hidden", "page.tmp"} == {path.name for path in tmp_path.iterdir()}


def test_new_temporary_files_of_another_build_stay(tmp_path: Path) -> None:
    old, new = tmp_path / ".a.json.00000000.tmp", tmp_path / ".b.json.00000000.tmp"
    for path in (old, new):
        path.write_bytes(b"")
    os.utime(old, (0, 0))
    files.remove_temporary_files(tmp_path, age=60)
    assert [new] == list(tmp_path.iterdir())


def test_a_file_is_written_and_replaced(tmp_path: Path) -> None:
    files.replace(tmp_path / "new/a.json", b"one")
    files.replace(tmp_path / "new/a.json", b"two")
    assert b"two" == (tmp_path / "new/a.json").read_bytes()
    assert [tmp_path / "new/a.json"] == list((tmp_path / "new").iterdir())


def test_a_file_that_cannot_be_written_in_full_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files.replace(tmp_path / "a.json", b"one")
    monkeypatch.setattr(os, "write", lambda _descriptor, _content: 0)
    with pytest.raises(OSError, match="fewer bytes"):
        files.replace(tmp_path / "a.json", b"two")
    assert [tmp_path / "a.json"] == list(tmp_path.iterdir())
    assert b"one" == (tmp_path / "a.json").read_bytes()


def test_a_partial_write_is_continued(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, content: whole(descriptor, content[:3]))
    files.write(str(tmp_path / "a"), b"0123456789")
    assert b"0123456789" == (tmp_path / "a").read_bytes()


def test_a_folder_that_is_not_writable_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda _path, _mode: False)
    with pytest.raises(PermissionError, match="the output folder may not be written"):
        files.place(tmp_path / "site" / "..")
    assert [] == list(tmp_path.iterdir())


def test_a_folder_is_removed_with_folders_that_are_not_writable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = tmp_path / "next/.git"
    inner.mkdir(parents=True)
    inner.chmod(0o555)
    whole = shutil.rmtree

    def bound_by_modes(folder: Path) -> None:
        if not inner.stat().st_mode & 0o200:
            raise PermissionError
        whole(folder)

    monkeypatch.setattr(shutil, "rmtree", bound_by_modes)
    files.remove_folder(tmp_path / "next")
    assert [] == list(tmp_path.iterdir())
