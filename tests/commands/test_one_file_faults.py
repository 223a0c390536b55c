"""A single file of the whole briefing is written whole or not at all, whatever is at its path; and what is printed is told to be lost."""

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.commands.main import main
from generator.publish import files, write_whole
from tests.conftest import REPORT, ROOT, Project

pytestmark = pytest.mark.skipif(os.name == "nt", reason="pipes and devices are those of POSIX systems")


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (Path.mkdir, "this is a folder, and a file is needed; name a file"),
        (os.mkfifo, "this is a pipe or a device, which is not replaced; name a file"),
        (lambda path: path.symlink_to("/dev/null"), "this is a pipe or a device, which is not replaced; name a file"),
        (lambda path: path.symlink_to(path.name), "the links lead in a circle; remove one of them"),
    ],
)
def test_what_is_no_file_is_told_and_stays(
    make: Callable[[Path], object], said: str, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    root = project({"content/articles/a.md": REPORT})
    place = root / "one.html"
    make(place)
    before = place.lstat()
    assert 1 == main(["-C", str(root), "build", "--jobs", "1", "--single-page", str(place)])
    assert f"{place}:1:1: {said}" in capsys.readouterr().err
    assert before.st_ino == place.lstat().st_ino
    assert [] == list(root.glob(".*.tmp"))
    assert (root / "site/index.html").is_file()


@pytest.mark.parametrize("exists", [True, False])
def test_a_link_to_a_file_is_followed_and_stays(exists: bool, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("old") if exists else None
    (tmp_path / "link").symlink_to("file")
    write_whole({tmp_path / "link": b"new"})
    assert (tmp_path / "link").is_symlink()
    assert b"new" == (tmp_path / "file").read_bytes()
    assert {"file", "link"} == {path.name for path in tmp_path.iterdir()}


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS, errno.EMFILE])
@pytest.mark.parametrize("call", ["open", "write", "fsync", "close"])
def test_of_two_files_neither_is_replaced_where_one_cannot_be_written(
    call: str, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = {tmp_path / "a.html": b"new", tmp_path / "a.pdf": b"new"}
    for path in wanted:
        path.write_bytes(b"old")
    done = getattr(os, call)
    left = [1]

    def refused(*given: object) -> object:
        if not left[0]:
            monkeypatch.setattr(os, call, done)
            if call == "close":
                done(*given)
            raise OSError(code, os.strerror(code))
        left[0] -= 1
        return done(*given)

    monkeypatch.setattr(os, call, refused)
    with pytest.raises(OSError, match=os.strerror(code)):
        write_whole(wanted)
    monkeypatch.undo()
    assert {path.name: b"old" for path in wanted} == {path.name: path.read_bytes() for path in tmp_path.iterdir()}


def test_a_single_file_is_on_disk_before_it_replaces_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    synchronised, replaced = os.fsync, Path.replace

    def fsync(descriptor: int) -> None:
        order.append("fsync")
        synchronised(descriptor)

    def replace(path: Path, target: Path) -> Path:
        order.append("replace")
        return replaced(path, target)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(Path, "replace", replace)
    files.replace_durably({tmp_path / "a": b"a", tmp_path / "b": b"b"})
    assert ["fsync", "fsync", "replace", "replace"] == order


def _shell(line: str, root: Path) -> "subprocess.CompletedProcess[str]":
    """Run a line of bash in which `$B` is the command in a project."""
    bash = shutil.which("bash")
    assert bash
    environment = os.environ | {"B": f"{sys.executable} -m generator -C {root}"}
    return subprocess.run([bash, "-c", line], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.skipif(not shutil.which("bash"), reason="the shell of these lines is bash")
@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("$B build --jobs 1 | head -c 0; exit ${PIPESTATUS[0]}", (0, 1), ""),
        ("$B export | head -c 0; exit ${PIPESTATUS[0]}", (0, 1), ""),
        ("$B build --jobs 1 > /dev/full", (1,), "the disk is full; free some space, and try again"),
        ("$B export > /dev/full", (1,), "the disk is full; free some space, and try again"),
        ("$B build --jobs 1 >&-", (0,), ""),
        ("$B export >&-", (1,), "standard output is closed; open it"),
        ("(ulimit -f 0; $B export > found.jsonl)", (1,), "larger than this disk or this account may have"),
    ],
)
def test_output_that_nobody_takes_is_told_without_a_traceback(
    line: str, code: tuple[int, ...], said: str, project: Project
) -> None:
    root = project({"content/articles/a.md": REPORT})
    ended = _shell(f"cd {root.parent}; export PYTHONPATH={ROOT}; {line}", root)
    assert ended.returncode in code, ended.stderr
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr
    assert "Exception ignored" not in ended.stderr
    assert "build" not in line or (root / "site/index.html").is_file()
