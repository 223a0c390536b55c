"""Files and folders without permission to read or write. Mode bits apply to the user who runs these, root too."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.runtime.cache import FILE
from tests.faults.project import Project

CAPABILITIES_VERSION_3 = 0x20080522
CAPABILITIES_TO_IGNORE_MODES = (1, 2)
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH of capabilities(7)."""


def _apply_mode_bits(folder: Path) -> None:
    """Drop root's capabilities to ignore mode bits, for this process and its children."""
    if sys.platform == "linux" and os.geteuid() == 0:
        system = ctypes.CDLL(None, use_errno=True)
        header = (ctypes.c_uint32 * 2)(CAPABILITIES_VERSION_3, 0)
        sets = (ctypes.c_uint32 * 6)()  # effective, permitted and inheritable ones; the higher ones after them
        assert system.capget(header, sets) == 0
        for bit in CAPABILITIES_TO_IGNORE_MODES:
            sets[0] &= ~(1 << bit)
            sets[1] &= ~(1 << bit)
        assert system.capset(header, sets) == 0
    folder.mkdir(mode=0o555)
    assert not os.access(folder, os.W_OK, effective_ids=True), "mode bits do not bind; run this as another user"


def _project(folder: str, site: str = "site") -> Project:
    root = Path(folder)
    _apply_mode_bits(root.with_name("bound"))
    return Project(root, root / site)


def output_read_only(folder: str) -> None:
    """The output folder is read-only."""
    project = _project(folder)
    project.edit()
    project.site.chmod(0o555)
    assert f"the output folder may not be written: '{project.site}'" in project.refused()
    project.site.chmod(0o755)
    project.rebuilt()


def output_forbidden(folder: str) -> None:
    """The output folder cannot be read either."""
    project = _project(folder)
    project.edit()
    project.site.chmod(0o000)
    with pytest.raises(PermissionError, match=f"the output folder may not be written: '{project.site}'"):
        project.build()
    project.site.chmod(0o755)
    project.rebuilt()


def parent_read_only(folder: str) -> None:
    """Only the output folder itself is writable: then the new site is assembled inside it."""
    project = _project(folder, "out/site")
    out = project.site.parent
    for path in (out / ".site.briefing").iterdir():
        path.unlink()
    (out / ".site.briefing").rmdir()
    out.chmod(0o555)
    project.edit()
    project.rebuilt()
    assert (project.site / ".briefing").is_dir()
    out.chmod(0o755)
    project.edit()
    project.rebuilt()
    assert not (project.site / ".briefing").exists()


def parent_without_site_read_only(folder: str) -> None:
    """There is no output folder, and none can be created."""
    project = _project(folder)
    out = project.root / "out"
    out.mkdir(mode=0o555)
    project.site = out / "site"
    with pytest.raises(PermissionError, match=str(out)):
        project.build()
    assert [] == list(out.iterdir())


def report_unreadable(folder: str) -> None:
    """A report, a folder of reports, a profile's folder, or the configuration cannot be read: the error names it."""
    project = _project(folder)
    (project.root / "content/topics").mkdir()
    for name in ("content/articles/still.md", "content/articles", "content/topics", "content", "briefing.toml"):
        path = project.root / name
        mode = path.stat().st_mode
        project.edit()
        path.chmod(0o000)
        said = project.refused()
        assert f"{'content/articles' if name == 'content' else name}:1:1: " in said, (name, said)
        path.chmod(mode)
        project.rebuilt()


def memo_forbidden(folder: str) -> None:
    """The cache can be neither read nor written: a build works without it."""
    project = _project(folder)
    cache_folder = project.root / ".briefing"
    for forbidden, mode in (
        (cache_folder, 0o000),
        (cache_folder, 0o555),
        (cache_folder / FILE, 0o444),
        (cache_folder / FILE, 0o000),
    ):
        before = forbidden.stat().st_mode
        project.edit()
        forbidden.chmod(mode)
        project.rebuilt()
        forbidden.chmod(before)
    (cache_folder / FILE).write_bytes(b"this is no cache at all" * 100)
    cache_folder.chmod(0o555)
    project.edit()
    project.rebuilt()
    cache_folder.chmod(0o755)


def lock_forbidden(folder: str) -> None:
    """The file that builds lock may be neither read nor written."""
    project = _project(folder)
    lock = project.root / ".site.briefing/lock"
    for mode in (0o000, 0o444):
        project.edit()
        lock.chmod(mode)
        assert f"Permission denied: '{lock}'" in project.refused()
        lock.chmod(0o644)
        project.rebuilt()


def somebodys_folder_read_only(folder: str) -> None:
    """A folder in the site that no build wrote is read-only: it stays, and the old site can still be removed."""
    project = _project(folder)
    foreign = project.site / ".git"
    foreign.chmod(0o555)
    for _ in range(2):
        project.edit()
        project.rebuilt()
        assert 0o555 == foreign.stat().st_mode & 0o777
    foreign.chmod(0o755)


FAULTS: dict[str, Callable[[str], None]] = {
    "output-read-only": output_read_only,
    "output-forbidden": output_forbidden,
    "parent-read-only": parent_read_only,
    "parent-without-site-read-only": parent_without_site_read_only,
    "report-unreadable": report_unreadable,
    "memo-forbidden": memo_forbidden,
    "lock-forbidden": lock_forbidden,
    "somebodys-folder-read-only": somebodys_folder_read_only,
}
