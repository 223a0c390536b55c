"""Pagefind's index: staged and published with the site, made again only of other pages, and never the site's undoing."""

from collections.abc import Callable
from pathlib import Path

import pytest

from generator import publish
from generator.build import build
from generator.model.permalinks import output
from generator.publish import NewFile, manifest, pagefind
from generator.runtime.options import Options
from tests.conftest import REPORT, Project, needs_pagefind

FILES = {"content/articles/2009-10-13-one.md": REPORT}
PAGE = b'<!doctype html><html lang="en"><body><main data-pagefind-body><h1>Envoys</h1><p>They met.</p></main></body></html>'


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders over which Pagefind was run; in its place something writes what it would."""
    seen: list[Path] = []

    def run(site: Path, folder: str) -> str:
        seen.append(site)
        for name in ("pagefind.js", "pagefind-entry.json", "pagefind-ui.js", "wasm.en.pagefind", "fragment/en_1.pf_fragment"):
            path = Path(folder) / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(name)
        return ""

    monkeypatch.setattr(pagefind, "_run", run)
    monkeypatch.setattr(pagefind, "installed", lambda: "here")
    monkeypatch.setattr("importlib.metadata.version", lambda _name: "1")
    return seen


def searchable_build(root: Path, say: Callable[[str], None] = lambda _words: None) -> None:
    build(root, options=Options(jobs=1, search=True, say=say))


def index_of(root: Path) -> set[str]:
    return {path for path in manifest(root / "site").files if path.startswith("pagefind/")}


def test_what_the_search_page_asks_for_is_published_and_stands_in_the_manifest(project: Project, runs: list[Path]) -> None:
    root = project(FILES)
    searchable_build(root)
    wanted = {"pagefind.js", "pagefind-entry.json", "wasm.en.pagefind", "fragment/en_1.pf_fragment"}
    assert {f"pagefind/{name}" for name in wanted} == index_of(root)
    assert b"pagefind.js" == (root / "site/pagefind/pagefind.js").read_bytes()
    assert not (root / "site/pagefind/pagefind-ui.js").exists()


def test_an_index_stays_as_long_as_the_pages_do(project: Project, runs: list[Path]) -> None:
    root = project(FILES)
    searchable_build(root)
    searchable_build(root)
    (root / "content/articles/2009-10-13-one.md").write_text(REPORT + "\n", "utf-8")  # another file, the same pages
    searchable_build(root)
    assert 1 == len(runs)
    (root / "content/articles/2009-10-13-one.md").write_text(REPORT + "\nNobody left.\n", "utf-8")
    searchable_build(root)
    assert 2 == len(runs)


def test_an_index_that_somebody_touched_is_made_again(project: Project, runs: list[Path]) -> None:
    root = project(FILES)
    searchable_build(root)
    (root / "site/pagefind/pagefind.js").unlink()
    searchable_build(root)
    assert b"pagefind.js" == (root / "site/pagefind/pagefind.js").read_bytes()


def test_pagefind_sees_pages_that_stay_beside_new_ones(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    root = project(FILES)
    build(root)
    seen: list[str] = []

    def run(site: Path, _folder: str) -> str:
        seen.extend(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
        return "enough"

    monkeypatch.setattr(pagefind, "_run", run)
    monkeypatch.setattr(pagefind, "installed", lambda: "here")
    monkeypatch.setattr("importlib.metadata.version", lambda _name: "1")
    (root / "content/pages").mkdir()
    (root / "content/pages/about.md").write_text("---\ntitle: About\n---\n\nNew.\n", "utf-8")
    searchable_build(root)
    assert sorted(path for path in manifest(root / "site").files if path.endswith(".html")) == sorted(seen)


def test_an_index_goes_when_pagefind_does(project: Project, runs: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    root = project(FILES)
    searchable_build(root)
    monkeypatch.setattr(pagefind, "installed", lambda: "")
    searchable_build(root)
    assert set() == index_of(root)
    assert not (root / "site/pagefind").exists()
    assert (root / "site/search-index.js").exists()


def test_when_pagefind_fails_the_site_is_published_without_and_the_next_build_tries_again(
    project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "pagefind"
    broken.write_text("#!/bin/sh\necho 'no room for an index' >&2\nexit 3\n")
    broken.chmod(0o755)
    monkeypatch.setattr(pagefind, "_program", lambda: broken)
    monkeypatch.setattr("importlib.metadata.version", lambda _name: "1")
    root, said = project(FILES), list[str]()
    searchable_build(root, said.append)
    assert (root / "site/search.html").exists()
    assert set() == index_of(root)
    searchable_build(root, said.append)
    assert 2 == len(said)
    assert said[0].startswith("Pagefind made no index (no room for an index)")


@needs_pagefind
def test_pagefind_itself_makes_an_index_of_what_pages_mark(tmp_path: Path) -> None:
    site, said = tmp_path / "site", list[str]()
    with publish.edition(site) as new:
        new.write([NewFile(output("a.html"), PAGE)])
        assert pagefind.index(new, said.append)
        new.publish({})
    assert [] == said
    names = {path.name for path in (site / "pagefind").iterdir()}
    assert {"pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "fragment", "index"} <= names
    assert not any(name.startswith(("pagefind-ui", "pagefind-component", "pagefind-modular")) for name in names)
    assert not (
        set(manifest(site).files)
        ^ {p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file()}
        ^ {publish.MANIFEST}
    )


@needs_pagefind
def test_pagefind_that_finds_nothing_to_read_is_told_of(tmp_path: Path) -> None:
    said: list[str] = []
    with publish.edition(tmp_path / "site") as new:
        assert not pagefind.index(new, said.append)
    assert 1 == len(said)
