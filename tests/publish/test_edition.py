import errno
import os
from pathlib import Path

import pytest

from generator.model import OutputPath
from generator.publish import MANIFEST, Edition, Published, clean, edition, publish, swap, trees, write_new

A, B, C = OutputPath("index.html"), OutputPath("actors/b.html"), OutputPath("about.html")


def test_the_folder_holds_what_was_built(tmp_path: Path) -> None:
    assert Published(2, 0, 0) == publish({A: b"a", B: b"b"}, tmp_path / "site")
    assert b"b" == (tmp_path / "site/actors/b.html").read_bytes()


def test_what_did_not_change_is_not_touched(tmp_path: Path) -> None:
    publish({A: b"a", B: b"b"}, tmp_path)
    before = (tmp_path / A).stat().st_mtime_ns
    assert Published(1, 1, 0) == publish({A: b"a", B: b"c"}, tmp_path)
    assert before == (tmp_path / A).stat().st_mtime_ns


def test_pages_that_are_gone_are_removed_with_their_folder(tmp_path: Path) -> None:
    publish({A: b"a", B: b"b"}, tmp_path)
    assert Published(0, 1, 1) == publish({A: b"a"}, tmp_path)
    assert not (tmp_path / "actors").exists()


def test_a_page_that_is_gone_stays_gone_when_the_old_site_was_removed_by_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, next_ = tmp_path / "site", tmp_path / ".site.briefing/next"

    def killed(folder: Path) -> None:
        if (folder / B).exists():
            (folder / MANIFEST).unlink()
            raise KeyboardInterrupt

    publish({A: b"a", B: b"b"}, site)
    monkeypatch.setattr(trees, "drop", killed)
    monkeypatch.setattr(Edition, "drop", lambda _edition: None)
    with pytest.raises(KeyboardInterrupt):
        publish({A: b"a"}, site)
    monkeypatch.undo()
    assert next_.exists()
    publish({A: b"a"}, site)
    assert not (site / B).exists()
    assert not next_.exists()


def test_what_somebody_wrote_at_the_last_moment_is_kept_though_taking_it_over_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    exchange, replace = swap.exchange, os.replace

    def late(one: Path, other: Path) -> bool:
        (site / "late.txt").write_text("mine")
        monkeypatch.setattr(os, "replace", refused)
        return exchange(one, other)

    def refused(source: Path, target: Path) -> None:
        raise OSError(errno.EIO, "no", str(target))

    publish({A: b"a"}, site)
    monkeypatch.setattr(swap, "exchange", late)
    with pytest.raises(OSError, match="no"):
        publish({A: b"b"}, site)
    monkeypatch.setattr(os, "replace", replace)
    with edition(site):
        pass
    assert b"b" == (site / A).read_bytes()
    assert "mine" == (site / "late.txt").read_text()


def test_a_site_that_stands_is_no_failure_though_its_looks_cannot_be_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = trees.replace

    def full(path: Path, content: bytes) -> None:
        if path.name == "looks.json":
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        whole(path, content)

    monkeypatch.setattr(trees, "replace", full)
    assert Published(2, 0, 0) == publish({A: b"a", B: b"b"}, tmp_path / "site")
    assert Published(1, 1, 0) == publish({A: b"a", B: b"c"}, tmp_path / "site")


def test_files_that_no_build_wrote_stay(tmp_path: Path) -> None:
    (tmp_path / "CNAME").write_text("x.org")
    publish({A: b"a"}, tmp_path)
    publish({}, tmp_path)
    assert 1 == len([p for p in tmp_path.iterdir() if p.name != MANIFEST])
    assert "x.org" == (tmp_path / "CNAME").read_text()


def test_clean_removes_what_builds_wrote_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    publish({A: b"a", B: b"b"}, tmp_path)
    assert 2 == clean(tmp_path)
    assert ["notes.txt"] == [p.name for p in tmp_path.iterdir()]


def test_a_manifest_that_points_elsewhere_removes_nothing_there(tmp_path: Path) -> None:
    site, outside = tmp_path / "site", tmp_path / "keep.txt"
    outside.write_text("mine")
    publish({A: b"a"}, site)
    (site / MANIFEST).write_text('{"../keep.txt": "x", "/etc/none": "x", "a/../../keep.txt": "x"}')
    publish({A: b"a"}, site)
    assert outside.exists()


def test_a_new_file_never_overwrites(tmp_path: Path) -> None:
    write_new(tmp_path / "a.md", b"one")
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "a.md", b"two")
    assert b"one" == (tmp_path / "a.md").read_bytes()


@pytest.fixture
def inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An output folder that is a mount, so that the new site can only be put together within it."""
    site = tmp_path / "site"
    site.mkdir()
    monkeypatch.setattr(os.path, "ismount", lambda path: str(path) == str(site))
    return site


def test_a_mount_is_brought_up_to_date_file_by_file(inside: Path) -> None:
    (inside / "CNAME").write_text("x.org")
    publish({A: b"a", B: b"b"}, inside)
    before = (inside / A).stat().st_mtime_ns
    assert Published(1, 1, 1) == publish({A: b"a", C: b"c"}, inside)
    assert {A, C, MANIFEST, "CNAME"} == names(inside)
    assert before == (inside / A).stat().st_mtime_ns


def test_a_mount_that_was_brought_up_to_date_by_half_is_so_wholly_before_the_next_build(
    inside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = os.replace

    def killed(source: Path, target: Path) -> None:
        if str(target).endswith(B):
            raise KeyboardInterrupt
        whole(source, target)

    publish({A: b"a", B: b"b"}, inside)
    monkeypatch.setattr(os, "replace", killed)
    monkeypatch.setattr(Edition, "drop", lambda _edition: None)
    with pytest.raises(KeyboardInterrupt):
        publish({B: b"new", C: b"new"}, inside)
    monkeypatch.undo()
    monkeypatch.setattr(os.path, "ismount", lambda path: str(path) == str(inside))
    with edition(inside):
        pass
    assert {B, C, MANIFEST} == names(inside)
    assert b"new" == (inside / B).read_bytes()


def names(site: Path) -> set[str]:
    return {f.path for f in trees.walk(site, skip=".briefing") if not f.is_folder}
