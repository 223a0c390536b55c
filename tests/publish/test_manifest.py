"""The manifest of a build, and reading one that anybody may have edited."""

import json
from pathlib import Path

import pytest

from generator.model.proofs import OutputPath
from generator.publish import MANIFEST, Entry, clean, manifest, publish
from generator.publish.manifest import Manifest, encode, read_file_stats

A, B = OutputPath("index.html"), OutputPath("actors/b.html")


def test_a_manifest_is_read_as_it_was_written(tmp_path: Path) -> None:
    written = Manifest({A: Entry("aa", 1), B: Entry("bb", 2, "of", ("report x", "template y"))}, {"report x": "12"})
    (tmp_path / MANIFEST).write_bytes(encode(written))
    assert (written.files, written.sources) == ((read := manifest(tmp_path)).files, read.sources)


def test_the_same_files_give_the_same_bytes_in_any_order() -> None:
    one = Manifest({A: Entry("aa", 1), B: Entry("bb", 2)}, {"x": "1", "y": "2"})
    other = Manifest({B: Entry("bb", 2), A: Entry("aa", 1)}, {"y": "2", "x": "1"})
    assert encode(one) == encode(other)
    assert 2 == encode(one).count(b"sha256")


@pytest.mark.parametrize(
    "raw", [b"", b"{", b"\xff", b"[]", b'{"version": 3, "sources": {}, "files": {}}', b'{"a": 1}', b"null", b"{}\0"]
)
def test_an_invalid_manifest_is_empty(raw: bytes, tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_bytes(raw)
    assert ({}, {}) == ((read := manifest(tmp_path)).files, read.sources)


@pytest.mark.parametrize(
    "path", ["../keep.txt", "/etc/passwd", "a/../../keep.txt", ".git/config", "CON", "a\\b", "a//b", "", "a/"]
)
def test_unsafe_paths_in_a_manifest_are_left_out(path: str, tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_bytes(encode(Manifest({OutputPath(path): Entry("aa", 1), A: Entry("bb", 2)})))
    assert {A} == manifest(tmp_path).files.keys()


def test_a_manifest_that_points_elsewhere_removes_nothing_there(tmp_path: Path) -> None:
    site, outside = tmp_path / "site", tmp_path / "keep.txt"
    outside.write_text("mine")
    publish({A: b"a"}, site)
    written = json.loads((site / MANIFEST).read_text())
    written["files"]["../keep.txt"] = written["files"][A]
    (site / MANIFEST).write_text(json.dumps(written))
    clean(site)
    assert outside.exists()
    assert not (site / A).exists()


def test_a_manifest_in_the_first_format_is_read(tmp_path: Path) -> None:
    publish({A: b"a", B: b"b"}, tmp_path)
    (tmp_path / MANIFEST).write_text(json.dumps({A: "some hash", B: "another"}))
    publish({A: b"a"}, tmp_path)
    assert {A, MANIFEST} == {path.name for path in tmp_path.iterdir()}


@pytest.mark.parametrize("raw", [b"", b"{", b"\xff", b'{"a": 1}', b"[]"])
def test_an_invalid_file_of_stats_is_empty(raw: bytes, tmp_path: Path) -> None:
    (tmp_path / "looks.json").write_bytes(raw)
    assert {} == read_file_stats(tmp_path / "looks.json")


def test_a_lost_file_of_stats_changes_no_file_of_the_site(tmp_path: Path) -> None:
    publish({A: b"a"}, tmp_path / "site")
    before = (tmp_path / "site" / A).stat().st_mtime_ns
    (tmp_path / ".site.briefing/looks.json").unlink()
    publish({A: b"a", B: b"b"}, tmp_path / "site")
    assert before == (tmp_path / "site" / A).stat().st_mtime_ns
