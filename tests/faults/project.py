"""A project in which every edition differs, and checks of its site."""

from __future__ import annotations

import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from generator import build, publish
from generator.build import pipeline
from generator.model.problems import InputError
from generator.publish import files
from generator.runtime import fingerprints, processes
from generator.runtime.options import Options
from tests.conftest import REPORT, write
from tests.small_dossier import THEME

assert pipeline, "is imported before anything is forked"

FOREIGN: dict[str, bytes] = {"CNAME": b"example.org\n", ".git/HEAD": b"ref: refs/heads/main\n", "actors/notes.txt": b"mine\n"}
AT_REST = {"lock", "looks.json", "spare"}
State = dict[str, str]
Stage = Callable[[str], None]


class Build(Protocol):
    """A build that reports its stages."""

    def __call__(self, stage: Stage = ..., /) -> None:
        """Build."""


class Project:
    """A project whose every edition differs from the one before in an old report, a new one and one that is gone."""

    def __init__(self, root: Path, site: Path | None = None) -> None:
        self.root = root
        self.site = site or root / "site"
        self.editions = 0
        theme = {f"themes/plain/{name}": text for name, text in THEME.items()}  # quick to render, and enough for faults
        write(root, {**theme, "content/articles/still.md": REPORT}, 'title = "Test"\ntheme = "plain"\n')
        self.edit()
        self.build()
        processes.collect_garbage_less_often()
        program = fingerprints.program()
        fingerprints.program = lambda *_results: program  # it does not change, and is computed often
        for name, content in FOREIGN.items():
            (self.site / name).parent.mkdir(exist_ok=True)
            (self.site / name).write_bytes(content)

    def edit(self) -> None:
        """Write another edition."""
        self.editions += 1
        articles = self.root / "content/articles"
        (articles / f"only-{self.editions - 1}.md").unlink(missing_ok=True)
        (articles / f"only-{self.editions}.md").write_text(REPORT.replace("Envoys", f"Envoys {self.editions}"))
        (articles / "moving.md").write_text(REPORT.replace("Clinton", f"Clinton{'xyz'[self.editions % 3]}"))

    def build(self, stage: Stage = lambda _name: None, say: Stage = lambda _words: None) -> None:
        """Build in this process."""
        build.build(self.root, self.site, Options(jobs=1, stage=stage, say=say))

    def refused(self) -> str:
        """Return the message of a build that must fail and leave the old site complete."""
        before = self.whole()
        try:
            self.build()
        except (InputError, OSError) as error:
            assert before == self.whole(), "the old site does not stand"
            return str(error)
        raise AssertionError("the build succeeded")

    def rebuilt(self) -> State:
        """Build, which must succeed and leave nothing but a different site; return its hashes."""
        before = self.whole()
        self.let_a_minute_pass()
        self.build()
        after = self.whole()
        assert before != after, "the build did nothing"
        assert [] == self.leftovers()
        return after

    def whole(self) -> State:
        """Return the hashes of the site's files; they must be those of its manifest and those that no build wrote."""
        found = {f.path: sha256((self.site / f.path).read_bytes()).hexdigest() for f in _files(self.site)}
        written = {str(path): entry.sha256 for path, entry in publish.manifest(self.site).files.items()}
        foreign = {name: sha256(content).hexdigest() for name, content in FOREIGN.items()}
        hidden = {publish.MANIFEST: found.get(publish.MANIFEST, "")}
        differing = {name for name, _ in found.items() ^ (written | foreign | hidden).items()}
        assert written, "the site has no manifest"
        assert not differing, f"the site is not whole: {sorted(differing)}"
        return found

    def let_a_minute_pass(self) -> None:
        """Age the temporary files in `content/derived/`: builds of other output folders may be writing younger ones."""
        for path in (self.root / "content/derived").glob(".*.tmp"):
            os.utime(path, (0, 0))

    def leftovers(self) -> list[str]:
        """Return the files that no build may leave behind."""
        workshop = self.site.parent / ".site.briefing"
        beside = {path.name for path in workshop.iterdir()} if workshop.is_dir() else set()
        hidden = [path for path in self.root.rglob("*") if path.name.endswith((".tmp", "-journal"))]
        return sorted(beside - AT_REST) + sorted(path.name for path in hidden)


def _files(site: Path) -> list[files.FoundFile]:
    return [f for f in files.walk(site, skip=".briefing") if not f.is_folder]


def forked(work: Callable[[], None], meanwhile: Callable[[int], None] = lambda _child: None) -> bool:
    """Run a function in a child process; return whether it ended without an error."""
    child = os.fork()
    if not child:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    meanwhile(child)
    return os.waitpid(child, 0)[1] == 0
