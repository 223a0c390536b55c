"""The tree that was the site before: the next edition takes the site's own files from it, whatever happened to it."""

import errno
import os
from pathlib import Path

import pytest

from generator.model.proofs import OutputPath
from generator.publish import MANIFEST, clean, publish

A, B, C = OutputPath("index.html"), OutputPath("actors/b.html"), OutputPath("topics/c.html")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of its second edition, with the first one beside it."""
    for content in (b"1", b"2"):
        publish({A: content, B: b"b", C: b"c"}, tmp_path / "site")
    return tmp_path / "site"


@pytest.fixture
def spare(site: Path) -> Path:
    return site.parent / ".site.briefing/spare"


def links(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list to which the names of files are added that are linked."""
    made: list[str] = []
    link = os.link

    def noted(source: str, target: str, *, follow_symlinks: bool) -> None:
        made.append(Path(target).name)
        link(source, target, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(os, "link", noted)
    return made


def test_what_did_not_change_is_not_linked_again(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = links(monkeypatch)
    publish({A: b"3", B: b"b", C: b"c"}, site)
    assert [] == made
    assert (b"3", b"b", b"c") == tuple((site / name).read_bytes() for name in (A, B, C))


def test_it_has_only_files_that_the_site_has(site: Path, spare: Path) -> None:
    assert {B, C} == {str(path.relative_to(spare)) for path in spare.rglob("*") if path.is_file()}
    assert all((site / name).samefile(spare / name) for name in (B, C))
    publish({A: b"2", B: b"b"}, site)
    assert {A, B} == {str(path.relative_to(spare)) for path in spare.rglob("*") if path.is_file()}


def test_nothing_is_taken_from_it_that_is_not_the_sites_own(site: Path, spare: Path, tmp_path: Path) -> None:
    (spare / B).unlink()
    (spare / B).write_bytes(b"x")
    (spare / "more/deep").mkdir(parents=True)
    (spare / "more/deep/file").touch()
    (spare / "link").symlink_to(tmp_path)
    (spare / "topics").chmod(0o700)
    publish({A: b"3", B: b"b", C: b"c"}, site)
    assert {A, B, C, MANIFEST} == {str(path.relative_to(site)) for path in site.rglob("*") if not path.is_dir()}
    assert b"b" == (site / B).read_bytes()
    assert (site / "actors").stat().st_mode == (site / "topics").stat().st_mode
    assert not (site / "more").exists()


def test_a_folder_in_the_place_of_a_file_and_the_other_way_round_do_not_matter(site: Path, spare: Path) -> None:
    (spare / B).unlink()
    (spare / B).mkdir()
    (spare / C).unlink()
    (spare / "topics").rmdir()
    (spare / "topics").touch()
    publish({A: b"3", B: b"b", C: b"c"}, site)
    assert (b"3", b"b", b"c") == tuple((site / name).read_bytes() for name in (A, B, C))


def test_somebodys_files_stay(site: Path) -> None:
    (site / "CNAME").write_text("mine")
    (site / "actors/notes.txt").write_text("mine")
    for content in (b"3", b"4", b"5"):
        publish({A: content, B: b"b", C: b"c"}, site)
    assert "mine" == (site / "CNAME").read_text() == (site / "actors/notes.txt").read_text()


def test_there_is_none_where_files_are_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **_how: object) -> None:
        raise OSError(errno.ENOTSUP, "no links here")

    monkeypatch.setattr(os, "link", refused)
    for content in (b"1", b"2", b"3"):
        publish({A: content, B: b"b"}, tmp_path / "site")
    assert not (tmp_path / ".site.briefing/spare").exists()
    assert b"b" == (tmp_path / "site" / B).read_bytes()


def test_it_is_removed_with_the_site(site: Path, spare: Path) -> None:
    assert 3 == clean(site)
    assert not spare.exists()
