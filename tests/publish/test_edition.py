import errno
import os
from pathlib import Path

import pytest

from generator.model.problems import InputError
from generator.model.proofs import OutputPath
from generator.publish import MANIFEST, Edition, NewFile, Published, clean, edition, files, publish, swap, write_new

A, B, C = OutputPath("index.html"), OutputPath("actors/b.html"), OutputPath("about.html")


def test_published_files_are_in_the_output_folder(tmp_path: Path) -> None:
    assert Published(2, 0, 0) == publish({A: b"a", B: b"b"}, tmp_path / "site")
    assert b"b" == (tmp_path / "site/actors/b.html").read_bytes()


def test_an_unchanged_file_keeps_its_time(tmp_path: Path) -> None:
    publish({A: b"a", B: b"b"}, tmp_path)
    before = (tmp_path / A).stat().st_mtime_ns
    assert Published(1, 1, 0) == publish({A: b"a", B: b"c"}, tmp_path)
    assert before == (tmp_path / A).stat().st_mtime_ns


def test_pages_that_are_gone_are_removed_with_their_folder(tmp_path: Path) -> None:
    publish({A: b"a", B: b"b"}, tmp_path)
    assert Published(0, 1, 1) == publish({A: b"a"}, tmp_path)
    assert not (tmp_path / "actors").exists()


def test_a_removed_page_does_not_come_back_after_a_kill_during_the_removal_of_the_old_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, next_ = tmp_path / "site", tmp_path / ".site.briefing/next"

    def killed(folder: Path) -> None:
        if (folder / B).exists():
            (folder / MANIFEST).unlink()
            raise KeyboardInterrupt

    publish({A: b"a", B: b"b"}, site)
    monkeypatch.setattr(files, "remove_folder", killed)
    monkeypatch.setattr(Edition, "drop", lambda _edition: None)
    with pytest.raises(KeyboardInterrupt):
        publish({A: b"new"}, site)
    monkeypatch.undo()
    assert next_.exists()
    publish({A: b"a"}, site)
    assert not (site / B).exists()
    assert not next_.exists()


def test_a_file_written_during_the_exchange_is_kept_though_carrying_it_over_failed(
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


def test_a_full_disk_while_stats_are_written_is_no_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = files.replace

    def full(path: Path, content: bytes) -> None:
        if path.name == "looks.json":
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        whole(path, content)

    monkeypatch.setattr(files, "replace", full)
    assert Published(2, 0, 0) == publish({A: b"a", B: b"b"}, tmp_path / "site")
    assert Published(1, 1, 0) == publish({A: b"a", B: b"c"}, tmp_path / "site")


def test_files_that_no_build_wrote_stay(tmp_path: Path) -> None:
    (tmp_path / "CNAME").write_text("x.org")
    publish({A: b"a"}, tmp_path)
    publish({}, tmp_path)
    assert 1 == len([p for p in tmp_path.iterdir() if p.name != MANIFEST])
    assert "x.org" == (tmp_path / "CNAME").read_text()


def test_clean_removes_only_files_that_builds_wrote(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    publish({A: b"a", B: b"b"}, tmp_path)
    assert 2 == clean(tmp_path)
    assert ["notes.txt"] == [p.name for p in tmp_path.iterdir()]


@pytest.mark.parametrize("mounted", [True, False])
@pytest.mark.parametrize("known", [True, False])
def test_nothing_is_written_or_removed_through_somebodys_link(
    mounted: bool, known: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, outside = tmp_path / "site", tmp_path / "outside"
    publish({A: b"a", B: b"b"} if known else {A: b"a"}, site)
    (site / "actors").rename(outside) if known else outside.mkdir()
    (outside / "b.html").write_bytes(b"mine")
    (site / "actors").symlink_to(outside)
    monkeypatch.setattr(os.path, "ismount", lambda path: mounted and str(path) == str(site))
    with pytest.raises(InputError, match="actors:1:1: no build wrote this file, and a page wants its place; move it elsewhere"):
        publish({A: b"new", B: b"new"}, site)
    assert b"a" == (site / A).read_bytes()
    assert Published(0, 1, int(known)) == publish({A: b"a"}, site)
    clean(site)
    assert (site / "actors").is_symlink()
    assert b"mine" == (outside / "b.html").read_bytes()


def test_a_page_does_not_replace_a_folder_that_no_build_wrote(tmp_path: Path) -> None:
    publish({A: b"a", B: b"b"}, tmp_path)
    (tmp_path / A).unlink()
    (tmp_path / A).mkdir()
    (tmp_path / A / "notes.txt").write_text("mine")
    with pytest.raises(InputError, match=r"index\.html:1:1: no build wrote this"):
        publish({A: b"new", B: b"b"}, tmp_path)
    assert "mine" == (tmp_path / A / "notes.txt").read_text()
    publish({B: b"b"}, tmp_path)
    assert "mine" == (tmp_path / A / "notes.txt").read_text()


def test_a_page_does_not_replace_a_file_that_no_build_wrote_unless_it_is_the_same(tmp_path: Path) -> None:
    (tmp_path / A).write_bytes(b"mine")
    with pytest.raises(InputError, match="no build wrote this file"):
        publish({A: b"a"}, tmp_path)
    assert b"mine" == (tmp_path / A).read_bytes()
    assert Published(1, 0, 0) == publish({A: b"mine"}, tmp_path)


@pytest.mark.parametrize("other", ["Index.html", "INDEX.HTML"])
def test_paths_that_differ_only_in_case_are_refused(other: str, tmp_path: Path) -> None:
    publish({A: b"a"}, tmp_path)
    with pytest.raises(InputError, match="two files of the site want one name on many systems"):
        publish({A: b"new", OutputPath(other): b"new"}, tmp_path)
    assert b"a" == (tmp_path / A).read_bytes()


def test_paths_that_differ_only_in_unicode_normalisation_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="two files of the site want one name on many systems"):
        publish({OutputPath("caf\u00e9.html"): b"a", OutputPath("cafe\u0301.html"): b"b"}, tmp_path / "site")
    assert not (tmp_path / "site").exists()


def test_links_folders_and_times_of_files_that_no_build_wrote_are_kept(tmp_path: Path) -> None:
    publish({A: b"a"}, tmp_path)
    (tmp_path / ".git/refs").mkdir(parents=True)
    (tmp_path / ".git/HEAD").write_text("ref")
    (tmp_path / "latest").symlink_to("nowhere")
    for path in (".git/HEAD", ".git/refs"):
        os.utime(tmp_path / path, (1000, 1000))
    publish({A: b"b"}, tmp_path)
    assert "nowhere" == str((tmp_path / "latest").readlink())
    assert [1000, 1000] == [(tmp_path / path).stat().st_mtime for path in (".git/HEAD", ".git/refs")]


def test_a_link_to_the_output_folder_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "site").symlink_to("real")
    publish({A: b"a"}, tmp_path / "site")
    publish({A: b"b"}, tmp_path / "site")
    assert (tmp_path / "site").is_symlink()
    assert b"b" == (tmp_path / "real" / A).read_bytes()


def test_a_staged_file_that_lost_bytes_is_not_published(tmp_path: Path) -> None:
    publish({A: b"a"}, tmp_path / "site")
    with pytest.raises(OSError, match="the staged file is not what was written"), edition(tmp_path / "site") as new:  # noqa: PT012 - leaving the block is tested
        new.write([NewFile(A, b"longer")])
        (tmp_path / ".site.briefing/next" / A).write_bytes(b"long")
        new.publish({})
    assert b"a" == (tmp_path / "site" / A).read_bytes()
    assert not (tmp_path / ".site.briefing/next").exists()


def test_a_file_that_changed_while_the_site_was_built_is_an_error(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish({A: b"a", B: b"b"}, site)
    with pytest.raises(OSError, match="changed while the site was built"), edition(site) as new:  # noqa: PT012 - leaving the block is tested
        new.write([NewFile(A, b"new")])
        new.keep([(B, ())])
        (site / B).write_bytes(b"edited")
        new.publish({})
    assert (b"a", b"edited") == ((site / A).read_bytes(), (site / B).read_bytes())


def test_a_page_that_somebody_edited_in_the_site_is_written_again(tmp_path: Path) -> None:
    publish({A: b"a", B: b"b"}, tmp_path)
    (tmp_path / A).write_bytes(b"x")
    (tmp_path / B).unlink()
    assert Published(2, 0, 0) == publish({A: b"a", B: b"b"}, tmp_path)
    assert (b"a", b"b") == ((tmp_path / A).read_bytes(), (tmp_path / B).read_bytes())


def test_an_error_while_staging_leaves_only_the_old_site(tmp_path: Path) -> None:
    publish({A: b"a"}, tmp_path / "site")
    with pytest.raises(ZeroDivisionError), edition(tmp_path / "site") as new:  # noqa: PT012 - leaving the block is tested
        new.write([NewFile(A, b"new")])
        raise ZeroDivisionError
    assert b"a" == (tmp_path / "site" / A).read_bytes()
    assert {"lock", "looks.json"} == {path.name for path in (tmp_path / ".site.briefing").iterdir()}


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


def test_a_mount_is_updated_file_by_file(inside: Path) -> None:
    (inside / "CNAME").write_text("x.org")
    publish({A: b"a", B: b"b"}, inside)
    before = (inside / A).stat().st_mtime_ns
    assert Published(1, 1, 1) == publish({A: b"a", C: b"c"}, inside)
    assert {A, C, MANIFEST, "CNAME"} == names(inside)
    assert before == (inside / A).stat().st_mtime_ns


def test_the_file_of_a_page_that_is_gone_does_not_stay_where_the_system_refuses_to_read_it_for_once(
    inside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = files.read
    refused: list[Path] = []

    def refusing_once(path: Path) -> bytes:
        if path == inside / B and not refused:
            refused.append(path)
            raise OSError(errno.EIO, "input/output error", str(path))
        return read(path)

    publish({A: b"a", B: b"b"}, inside)
    monkeypatch.setattr(files, "read", refusing_once)
    publish({A: b"new"}, inside)
    assert [inside / B] == refused
    assert {A, MANIFEST} == names(inside)


def test_an_interrupted_update_of_a_mount_is_finished_by_the_next_build(inside: Path, monkeypatch: pytest.MonkeyPatch) -> None:
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
    return {f.path for f in files.walk(site, skip=".briefing") if not f.is_folder}


def test_a_workshop_inside_is_removed_once_it_can_be_beside(inside: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish({A: b"a"}, inside)
    monkeypatch.undo()
    publish({A: b"b"}, inside)
    assert {A, MANIFEST} == {path.name for path in inside.iterdir()}


def test_a_new_file_is_written_in_full_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, content: whole(descriptor, content[:1]) and 0)
    with pytest.raises(OSError, match="fewer bytes"):
        write_new(tmp_path / "a.md", b"text")
    assert [] == list(tmp_path.iterdir())
