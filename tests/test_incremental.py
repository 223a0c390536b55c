"""Building what changed gives, byte for byte, what building from nothing gives: after any edit that a person may make.

`BRIEFING_EXAMPLES` says how many runs of edits are tried. What a build from nothing gave is remembered by what it was made of,
and what never changes while tests run (the program's own hash, that of the rules) is found out once.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from generator.build import build
from generator.model.hold_reason import HoldReason
from generator.model.problems import InputError
from generator.publish import MANIFEST, swap
from generator.report import findings_file
from generator.runtime import cache, fingerprints
from generator.runtime.options import Options
from tests import small_dossier
from tests.small_dossier import ANY_FILE, THEME_FILE

RUNS = settings(
    max_examples=int(os.environ.get("BRIEFING_EXAMPLES", "100")),
    stateful_step_count=5,
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)
SETTLED = 20_000_000
"""Nanoseconds: longer than a tick of any clock, short enough to be waited for."""
ALONE = Options(jobs=1, shown=frozenset(HoldReason))
"""Drafts are shown, marked, as the preview shows them."""
KEPT = f"site/{MANIFEST}"
READ = ("briefing.toml", "content", "themes")
MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
"""Where files are quick to write, if there is such a place."""
BROKEN = (
    ("content/articles/a.md", "---\ntitle: [A\n---\n\nText.\n"),
    ("content/articles/e.md", "---\ntitle: E\n---\n\nNo date.\n"),
    ("content/actors/russia.md", "name: nobody\n---"),
    ("content/topics/iran-sanctions.md", "\0"),
    ("briefing.toml", "title = \n"),
    ("themes/plain/templates/base.html", "{% if %}"),
)
Files = dict[str, bytes]
Outcome = Files | list[str]
"""A site and the machine's files, or what is wrong."""
HOW = st.sampled_from(("in place", "replaced", "with old times"))


@pytest.fixture(autouse=True, scope="module")
def _quick() -> Iterator[None]:
    """Skip what these tests do not look at, such as syncing to disk."""
    program, rules = fingerprints.program(), findings_file.fingerprint_of_rules()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fingerprints, "program", lambda _results=None: program)
        patch.setattr(fingerprints, "SETTLED_NANOSECONDS", SETTLED)
        patch.setattr(findings_file, "fingerprint_of_rules", lambda: rules)
        patch.setattr(swap, "sync", lambda _folder: None)
        yield


def files(root: Path, *names: str) -> Files:
    """All files below some files and folders of a folder, by path."""
    found: Files = {}
    for name in names:
        paths = [root / name] if (root / name).is_file() else sorted((root / name).rglob("*"))
        found |= {path.relative_to(root).as_posix(): path.read_bytes() for path in paths if path.is_file()}
    return found


def written(root: Path) -> Files:
    """Return the files that people wrote."""
    return {name: content for name, content in files(root, *READ).items() if not name.startswith("content/derived/")}


def put(root: Path, content: Mapping[str, bytes]) -> None:
    """Write files, with their folders."""
    for name, raw in content.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)


def outcome(root: Path) -> Outcome:
    """Build, and return the files left. A build that fails leaves the site as it was, and takes no findings away."""
    before = files(root, "site", "content/derived")
    try:
        build(root, options=ALONE)
    except InputError as error:
        after = files(root, "site", "content/derived")
        assert files(root, "site") == {name: content for name, content in before.items() if name.startswith("site/")}
        assert before.keys() <= after.keys()
        return [str(problem) for problem in error.problems]
    return files(root, "site", "content/derived")


_from_nothing: dict[bytes, tuple[str, dict[str, str]]] = {}


def digests(found: Outcome) -> tuple[str, dict[str, str]]:
    """An outcome, short: the problems, and a hash of each file."""
    if isinstance(found, list):
        return "\n".join(found), {}
    return "", {name: fingerprints.digest(content) for name, content in found.items()}


def from_nothing(sources: Files) -> tuple[str, dict[str, str]]:
    """Return the files of a build from nothing; cached by the input files."""
    name = cache.key(*(part for pair in sorted(sources.items()) for part in pair))
    if name not in _from_nothing:
        with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
            put(Path(folder), sources)
            _from_nothing[name] = digests(outcome(Path(folder)))
    return _from_nothing[name]


@lru_cache(maxsize=1)
def started() -> Files:
    """The dossier once it is built."""
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
        root = Path(folder)
        small_dossier.write(root)
        build(root, options=ALONE)
        return files(root, *READ, "site", ".briefing")


class Edits(RuleBasedStateMachine):
    """A dossier on disk, edited and built again and again."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp(dir=MEMORY))
        put(self.root, started())
        self.past = [written(self.root)]

    def teardown(self) -> None:
        shutil.rmtree(self.root)

    @invariant()
    def the_site_is_as_if_built_from_nothing(self) -> None:
        sources = written(self.root)
        (wrong, expected), (told, found) = from_nothing(sources), digests(outcome(self.root))
        assert wrong == told
        assert [] == [name for name in sorted(expected.keys() | found.keys()) if expected.get(name) != found.get(name)]
        assert sources == written(self.root)
        self.past.append(sources)

    @rule(file=ANY_FILE, how=HOW)
    def write(self, file: tuple[str, str], how: str) -> None:
        self._write(*file, how)

    @rule(file=THEME_FILE, how=HOW)
    def write_theme(self, file: tuple[str, str], how: str) -> None:
        self._write(*file, how)

    @rule(one=ANY_FILE, other=ANY_FILE, third=THEME_FILE)
    def write_several(self, one: tuple[str, str], other: tuple[str, str], third: tuple[str, str]) -> None:
        for file in (one, other, third):
            self._write(*file, "in place")

    @rule(file=ANY_FILE, then=ANY_FILE)
    def write_twice_within_a_tick(self, file: tuple[str, str], then: tuple[str, str]) -> None:
        self._write(*file, "in place")
        self.the_site_is_as_if_built_from_nothing()
        self._write(file[0], then[1], "in place")

    @rule(data=st.data(), how=HOW)
    def change_a_letter(self, data: st.DataObject, how: str) -> None:
        """One of the same length, so that only times and bytes tell."""
        name = self._any(data)
        self._write(name, (self.root / name).read_text("utf-8").replace("g", "k", 1), how)

    @rule(data=st.data(), name=st.sampled_from(("d.md", "c.markdown", "sub/a.md", "b.md", "iran-sanctions.md")))
    def rename(self, data: st.DataObject, name: str) -> None:
        path = self.root / self._any(data, "content/articles", "content/actors", "content/topics", "content/pages")
        if path.suffix != ".md":
            return
        target = path.parent / name
        target.parent.mkdir(exist_ok=True)
        path.replace(target)

    @rule(data=st.data())
    def exchange(self, data: st.DataObject) -> None:
        """Two reports take each other's names, with their times."""
        one, other = (self.root / self._any(data, "content/articles") for _ in range(2))
        aside = self.root / "aside"
        for path, target in ((one, aside), (other, one), (aside, other)) if one != other else ():
            path.replace(target)

    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        (self.root / self._any(data)).unlink()

    @rule(data=st.data())
    def delete_of_the_theme(self, data: st.DataObject) -> None:
        (self.root / self._any(data, "themes")).unlink()

    @rule(data=st.data(), end=st.sampled_from(("", "\n", "\n\n")))
    def touch(self, data: st.DataObject, end: str) -> None:
        path = self.root / self._any(data)
        path.write_bytes(path.read_bytes().rstrip() + end.encode())

    @rule(data=st.data())
    def change_back(self, data: st.DataObject) -> None:
        """To any state that there was, all at once."""
        before = data.draw(st.sampled_from(self.past))
        for name in written(self.root).keys() - before.keys():
            (self.root / name).unlink()
        put(self.root, before)

    @rule(file=st.sampled_from(BROKEN))
    def break_and_mend(self, file: tuple[str, str]) -> None:
        before = files(self.root, file[0]).get(file[0])
        self._write(*file, "in place")
        self.the_site_is_as_if_built_from_nothing()
        if before is None:
            (self.root / file[0]).unlink()
        else:
            (self.root / file[0]).write_bytes(before)

    @rule(name=st.sampled_from(("content/derived", ".briefing", ".site.briefing", "site")))
    def lose_a_folder(self, name: str) -> None:
        shutil.rmtree(self.root / name, ignore_errors=True)

    @rule(data=st.data(), content=st.sampled_from((None, b"", b"{}", b"\xff")))
    def spoil_findings(self, data: st.DataObject, content: bytes | None) -> None:
        self._spoil(self._any(data, "content/derived"), content)

    @rule(data=st.data(), content=st.sampled_from((None, b"", b"<p>Not what a build wrote.</p>")))
    def spoil_the_site(self, data: st.DataObject, content: bytes | None) -> None:
        self._spoil(self._any(data, "site"), content)

    @rule(data=st.data())
    def spoil_a_letter_of_the_site(self, data: st.DataObject) -> None:
        name = self._any(data, "site")
        self._spoil(name, (self.root / name).read_bytes().swapcase())

    @rule(kind=st.sampled_from(("account", "body", "build")), every=st.integers(1, 3))
    def forget(self, kind: str, every: int) -> None:
        """Any of what is remembered may be forgotten at any time."""
        with cache.open_cache(self.root / cache.FOLDER):
            pass
        connection = sqlite3.connect(self.root / cache.FOLDER / cache.FILE)
        with connection:
            connection.execute("delete from results where kind = ? and length(value) % ? = 0", (kind, every))
        connection.close()

    @rule()
    def wait(self) -> None:
        """Until files are known by their times."""
        time.sleep(SETTLED / 1e9 * 1.2)

    def _any(self, data: st.DataObject, *folders: str) -> str:
        """One of the files there, or the only one that is always there."""
        found = files(self.root, *folders) if folders else written(self.root)
        return data.draw(st.sampled_from(sorted(found.keys() - {KEPT}) or ["briefing.toml"]))

    def _spoil(self, name: str, content: bytes | None) -> None:
        (self.root / name).unlink(missing_ok=True)
        if content is not None:
            (self.root / name).write_bytes(content)

    def _write(self, name: str, text: str, how: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        times = path.stat() if path.exists() else None
        target = path.with_name(".beside") if how == "replaced" else path
        target.write_text(text, "utf-8")
        target.replace(path)
        if how == "with old times" and times:
            os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def test_a_broken_report_does_not_reserve_its_slug(tmp_path: Path) -> None:
    put(tmp_path, started())
    (tmp_path / "content/articles/sub").mkdir()
    (tmp_path / "content/articles/b.md").replace(tmp_path / "content/articles/sub/a.md")
    put(tmp_path, {name: text.encode() for name, text in BROKEN[:1]})
    told = digests(outcome(tmp_path))
    assert "is taken already" not in told[0]
    assert from_nothing(written(tmp_path)) == told


Edits.TestCase.settings = RUNS
test_building_what_changed_gives_what_building_from_nothing_gives = Edits.TestCase
