"""A site, its manifest or its workshop that somebody damaged: the next build mends it, or says what is in its way; nobody's file goes."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.commands.main import main
from generator.publish import MANIFEST
from tests.publish.small_site import edit, everything, pages, run_build, small_project

pytestmark = pytest.mark.skipif(os.name == "nt", reason="links and pipes are those of POSIX systems")
AT_REST = {"lock", "looks.json", "spare"}
PAGE, FOLDER = "index.html", "actors"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small project whose site is built, with a file in it that no build wrote."""
    made = small_project(tmp_path / "project")
    assert 0 == run_build(made)
    (made / "site/CNAME").write_text("mine")
    return made


def remove(path: Path) -> None:
    """Remove whatever is at a path."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def large(path: Path) -> None:
    """Make a file of 1 GB that takes no room."""
    with path.open("wb") as file:
        file.truncate(1 << 30)


DAMAGE: dict[str, Callable[[Path], object]] = {
    "removed": lambda _path: None,
    "emptied": lambda path: path.write_bytes(b""),
    "cut": lambda path: path.write_bytes(b'{"version":2,"sources":{'),
    "not-json": lambda path: path.write_bytes(os.urandom(1000)),
    "another-version": lambda path: path.write_text('{"version":99,"sources":{},"files":{}}'),
    "pipe": os.mkfifo,
    "link-to-nothing": lambda path: path.symlink_to("nothing"),
    "link-to-itself": lambda path: path.symlink_to(path.name),
    "link-to-zeros": lambda path: path.symlink_to("/dev/zero"),
    "1-gb": large,
}


def built_anew(root: Path) -> dict[str, bytes]:
    """Return the pages that a build from nothing makes of a project, elsewhere."""
    other = root.with_name("other")
    shutil.copytree(root, other, ignore=shutil.ignore_patterns("site", ".site.briefing", ".briefing"))
    assert 0 == run_build(other)
    return pages(other / "site")


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_manifest_is_written_again_by_the_next_build(damage: str, root: Path) -> None:
    manifest = root / "site" / MANIFEST
    remove(manifest)
    DAMAGE[damage](manifest)
    edit(root)
    assert 0 == run_build(root)
    assert built_anew(root) | {"CNAME": b"mine"} == pages(root / "site")
    assert manifest.is_file()
    assert not manifest.is_symlink()
    assert 0 == main(["-C", str(root), "clean"])
    assert {"CNAME": b"mine"} == everything(root / "site")


def test_a_folder_in_the_place_of_the_manifest_is_told_and_stays(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    manifest = root / "site" / MANIFEST
    manifest.unlink()
    manifest.mkdir()
    (manifest / "notes.txt").write_text("mine")
    before = everything(root / "site")
    edit(root)
    assert 1 == run_build(root)
    assert (
        f"{manifest}:1:1: this is a folder, and builds keep the list of their files here; move it elsewhere"
        in capsys.readouterr().err
    )
    assert before == everything(root / "site")
    manifest.rename(root / "moved")
    assert 0 == run_build(root)
    assert built_anew(root).items() <= pages(root / "site").items()


def test_without_manifest_and_record_every_page_in_the_way_is_told_at_once(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "site" / MANIFEST).unlink()
    (root / ".site.briefing/looks.json").unlink()
    before = everything(root / "site")
    edit(root)
    assert 1 == run_build(root)
    told = capsys.readouterr().err.splitlines()
    assert len(told) > len(["index.html", "timeline.html"])
    assert all("no build wrote this file, and a page wants its place; move it elsewhere" in line for line in told[:-1])
    assert before == everything(root / "site")


@pytest.mark.parametrize("name", ["CNAME", "../keep.txt", "/etc/hostname", ".git/config", "actors", "a\nb"])
@pytest.mark.parametrize("mounted", [True, False])
def test_a_manifest_that_names_somebodys_file_removes_none(
    name: str, mounted: bool, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "keep.txt").write_text("mine")
    manifest = root / "site" / MANIFEST
    written = json.loads(manifest.read_text())
    written["files"][name] = written["files"][PAGE]
    manifest.write_text(json.dumps(written))
    monkeypatch.setattr(os.path, "ismount", lambda path: mounted and str(path) == str(root / "site"))
    edit(root)
    assert 0 == run_build(root)
    assert "mine" == (root / "keep.txt").read_text()
    assert "mine" == (root / "site/CNAME").read_text()
    monkeypatch.undo()
    assert 0 == main(["-C", str(root), "clean"])
    assert "mine" == (root / "site/CNAME").read_text()


PAGE_DAMAGE: dict[str, Callable[[Path], object]] = DAMAGE | {
    "changed": lambda path: path.write_text("mine"),
    "forbidden": lambda path: (path.write_text("x"), path.chmod(0)),
}


@pytest.mark.parametrize("damage", PAGE_DAMAGE)
def test_a_damaged_page_is_written_again_by_the_next_build(damage: str, root: Path) -> None:
    whole = pages(root / "site")
    remove(root / "site" / PAGE)
    PAGE_DAMAGE[damage](root / "site" / PAGE)
    assert 0 == run_build(root)
    assert whole == pages(root / "site")


def test_a_page_that_somebody_changed_stays_once_it_is_no_page(root: Path) -> None:
    changed = root / "site/articles/a.html"
    changed.write_text("mine")
    (root / "content/articles/a.md").unlink()
    assert 0 == run_build(root)
    assert "mine" == changed.read_text()
    assert 0 == main(["-C", str(root), "clean"])
    assert {"CNAME": b"mine", "articles": b"", "articles/a.html": b"mine"} == everything(root / "site")


@pytest.mark.parametrize("kind", ["file", "link", "pipe"])
def test_what_is_in_the_place_of_a_folder_of_pages_is_told_and_stays(
    kind: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = root / "site" / FOLDER
    folder.rename(root / "moved")
    {"file": Path.touch, "link": lambda path: path.symlink_to(root / "moved"), "pipe": os.mkfifo}[kind](folder)
    before, moved = everything(root / "site"), everything(root / "moved")
    edit(root)
    assert 1 == run_build(root)
    assert f"{folder}:1:1: no build wrote this file, and a page wants its place; move it elsewhere" in capsys.readouterr().err
    assert (before, moved) == (everything(root / "site"), everything(root / "moved"))
    folder.unlink()
    assert 0 == run_build(root)
    assert folder.is_dir()


@pytest.mark.parametrize("name", ["next", "old", "swapping", "spare", "looks.json"])
@pytest.mark.parametrize("kind", ["file", "folder", "pipe", "link"])
def test_what_is_in_the_place_of_a_file_of_the_workshop_is_cleared(name: str, kind: str, root: Path) -> None:
    outside = root / "outside"
    outside.mkdir()
    (outside / "keep.txt").write_text("mine")
    place = root / ".site.briefing" / name
    remove(place)
    if kind == "folder":
        (place / "deep").mkdir(parents=True)
        (place / "deep/file").touch()
    else:
        {"file": Path.touch, "pipe": os.mkfifo, "link": lambda path: path.symlink_to(outside)}[kind](place)
    edit(root)
    assert 0 == run_build(root)
    assert "mine" == (outside / "keep.txt").read_text()
    assert AT_REST == {path.name for path in (root / ".site.briefing").iterdir()}
    assert (root / ".site.briefing/looks.json").is_file()


@pytest.mark.parametrize("name", [".site.briefing", ".site.briefing/lock"])
def test_what_is_in_the_place_of_the_workshop_or_its_lock_is_told_and_stays(
    name: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = root / name
    remove(place)
    place.mkdir() if name.endswith("lock") else place.write_text("mine")
    before = everything(root / "site")
    edit(root)
    assert 1 == run_build(root)
    told = capsys.readouterr().err
    assert f"{place}:1:1: " in told
    assert "remove it" in told or "choose another name" in told
    assert before == everything(root / "site")
    remove(place)
    assert 0 == run_build(root)
