"""Whatever is named as the output folder: it is built, or refused in words before anything is written."""

import errno
import os
import shutil
import socket
import sys
from pathlib import Path

import pytest

from generator.commands.main import main
from generator.model.proofs import OutputPath
from generator.publish import clean, publish, swap
from tests.publish.small_site import edit, everything, pages, run_build, small_project

pytestmark = pytest.mark.skipif(os.name == "nt", reason="links and pipes are those of POSIX systems")
A, B = OutputPath("index.html"), OutputPath("actors/b.html")
AT_REST = {"lock", "looks.json"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small project."""
    return small_project(tmp_path / "project")


def test_the_home_folder_and_what_holds_it_are_refused(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "people/me"
    home.mkdir(parents=True)
    (home / "letter.txt").write_text("mine")
    monkeypatch.setenv("HOME", str(home))
    before = everything(tmp_path)
    for folder, how in ((home, "is"), (home.parent, "holds"), (home / "../me", "is")):
        assert 1 == run_build(root, "--output", str(folder))
        assert f": the output folder {how} your home folder; choose a folder of its own" in capsys.readouterr().err
    assert before == everything(tmp_path)


def test_the_root_of_the_disk_is_refused(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = everything(root)
    assert 1 == run_build(root, "--output", "/")
    assert "/:1:1: the output folder holds the project's own folder" in capsys.readouterr().err
    assert before == everything(root)


@pytest.mark.parametrize("given", ["", " "])
def test_an_empty_name_is_wrong_usage(given: str, root: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    before = everything(tmp_path)
    for command in ("build", "clean", "check"):
        with pytest.raises(SystemExit, match="2"):
            main(["-C", str(root), command, "--output", given])
    assert before == everything(tmp_path)


def _place(kind: str, root: Path) -> Path:
    """Make something at which no site can be built; return the path to be named."""
    place = root / "out"
    if kind == "a loop of links":
        place.symlink_to("out")
    elif kind == "a folder below a loop of links":
        place.symlink_to("out")
        return place / "site"
    elif kind == "a loop of two links":
        place.symlink_to("other")
        (root / "other").symlink_to("out")
    elif kind == "a file":
        place.write_text("mine")
    elif kind == "a link to a file":
        (root / "file").write_text("mine")
        place.symlink_to("file")
    elif kind == "a folder below a file":
        place.write_text("mine")
        return place / "site"
    elif kind == "a pipe":
        os.mkfifo(place)
    elif kind == "a device":
        return Path("/dev/null")
    else:
        return root / ("n" * 300)
    return place


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("a loop of links", "the links lead in a circle; remove one of them"),
        ("a loop of two links", "the links lead in a circle; remove one of them"),
        ("a folder below a loop of links", "the links lead in a circle; remove one of them"),
        ("a file", "this is a file; choose a folder with --output"),
        ("a link to a file", "this is a file; choose a folder with --output"),
        ("a folder below a file", "a part of this path is a file, and a folder is needed; check the path"),
        ("a pipe", "this is a file; choose a folder with --output"),
        ("a device", "this is a file; choose a folder with --output"),
        ("a name of 300 letters", "the name is too long for this disk; give it a shorter one"),
    ],
)
def test_what_can_be_no_folder_is_refused_and_nothing_is_written(
    kind: str, said: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = _place(kind, root)
    before = everything(root)
    assert 1 == run_build(root, "--output", str(place))
    assert said in capsys.readouterr().err
    assert before == everything(root)


@pytest.mark.parametrize(
    "name",
    ["out/", "out/.", "out/../out", "./out", "new\nline", "\x1b[31mred", os.fsdecode(b"caf\xe9"), "~", "a  b", "-x", "a" * 200],
)
def test_a_site_is_built_in_a_folder_of_any_name_and_removed_by_clean(
    name: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 0 == main(["-C", str(root), "build", "--jobs", "1", f"--output={root}/{name}"])
    assert (root / name / A).is_file()
    assert "\x1b" not in capsys.readouterr().out
    assert 0 == main(["-C", str(root), "clean"])
    assert {"briefing.toml", "content", "themes"} == {path.name for path in root.iterdir()}


@pytest.mark.parametrize("exists", [True, False])
def test_a_link_to_a_folder_is_followed_and_stays(exists: bool, root: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir() if exists else None
    (root / "site").symlink_to(tmp_path / "elsewhere")
    for name in ("Clintonx", "Clintony"):
        edit(root, name)
        assert 0 == run_build(root)
    assert (root / "site").is_symlink()
    assert (tmp_path / "elsewhere" / A).is_file()
    assert {*AT_REST, "spare"} == {path.name for path in (tmp_path / ".elsewhere.briefing").iterdir()}


def test_somebodys_files_of_every_kind_stay(root: Path) -> None:
    site = root / "site"
    (site / "empty").mkdir(parents=True)
    (site / "notes.txt").write_text("mine")
    (site / "link").symlink_to("/nowhere")
    (site / "loop").symlink_to("loop")
    os.mkfifo(site / "pipe")
    (site / os.fsdecode(b"caf\xe9")).write_text("mine")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(os.path.relpath(site / "socket"))
    before = everything(site)
    for name in ("Clintonx", "Clintony"):
        edit(root, name)
        assert 0 == run_build(root)
    assert before.items() <= everything(site).items()
    assert (site / "pipe").is_fifo()
    assert 0 == main(["-C", str(root), "clean"])
    assert before == everything(site)


def test_two_projects_with_one_output_folder_replace_each_others_site_whole(tmp_path: Path) -> None:
    one, other = small_project(tmp_path / "one"), small_project(tmp_path / "other")
    edit(other, "Berg")
    assert [0, 0] == [run_build(one), run_build(other)]
    shared = tmp_path / "shared"
    for root in (one, other, one):
        assert 0 == run_build(root, "--output", str(shared))
        assert pages(root / "site") == pages(shared)


def test_a_site_inside_a_site_stays_and_is_built_too(root: Path) -> None:
    inner = root / "site/inner"
    for name in ("Clintonx", "Clintony"):
        edit(root, name)
        assert [0, 0] == [run_build(root), run_build(root, "--output", str(inner))]
        outer = {page for page in pages(root / "site") if not page.startswith(("inner/", ".inner"))}
        assert outer == pages(inner).keys()
    assert 0 == run_build(root, "--output", str(inner))


@pytest.mark.parametrize("way", ["exchange", "rename"])
def test_files_are_moved_one_by_one_where_the_system_renames_no_folder(
    way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on the layers that containers put over each other."""
    site = tmp_path / "site"
    publish({A: b"a", B: b"b"}, site)
    (site / "CNAME").write_text("mine")
    done = Path.replace

    def refused(source: Path, target: Path) -> Path:
        if source.is_dir():
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV), str(source))
        return done(source, target)

    def exchange(source: Path, _target: Path) -> bool:
        if way == "exchange":
            refused(source, site)
        return False

    monkeypatch.setattr(Path, "replace", refused)
    monkeypatch.setattr(swap, "exchange", exchange)
    publish({A: b"new"}, site)
    assert {"CNAME": b"mine", "index.html": b"new"} == pages(site)
    assert AT_REST == {path.name for path in (tmp_path / ".site.briefing").iterdir()}
    clean(site)
    assert {"CNAME": b"mine"} == everything(site)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has such a disk for everybody")
def test_a_workshop_that_leads_to_another_disk_is_told_or_done_without(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert 0 == run_build(root)
    elsewhere = Path("/dev/shm") / f"briefing-{os.getpid()}"
    if not os.access(elsewhere.parent, os.W_OK) or elsewhere.parent.stat().st_dev == root.stat().st_dev:
        elsewhere = root / "elsewhere"
    elsewhere.mkdir()
    try:
        shutil.rmtree(root / ".site.briefing")
        (root / ".site.briefing").symlink_to(elsewhere)
        before = pages(root / "site")
        edit(root)
        code = run_build(root)
        said = capsys.readouterr().err
        assert pages(root / "site") != before if code == 0 else pages(root / "site") == before
        assert code == 0 or "another disk" in said
    finally:
        shutil.rmtree(elsewhere)
