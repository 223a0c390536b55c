"""A site is published whole or not at all, whatever happens to the build: kills, denied permissions, full disks, concurrent builds."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from generator.build import build
from generator.model.problems import InputError
from generator.runtime.options import Options
from tests.conftest import REPORT, ROOT, Project

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the faults are those of POSIX systems")

IN_MEMORY = Path("/dev/shm")
"""Folder for faults, if it exists: they are the same on any disk, and this one is fast."""
KILLS = {
    "at-any-moment": ("killed-at-random", "30", "1"),
    "before-a-step": ("killed-at-every-step", "exchange", "8", "12"),
    "before-a-step-where-folders-are-renamed": ("killed-at-every-step", "rename", "12", "12"),
    "before-a-step-where-files-are-moved-in": ("killed-at-every-step", "inside", "16", "16"),
}
DENIALS = (
    "output-read-only",
    "output-forbidden",
    "parent-read-only",
    "parent-without-site-read-only",
    "report-unreadable",
    "memo-forbidden",
    "somebodys-folder-read-only",
    "lock-forbidden",
)
Ended = subprocess.CompletedProcess[str]


def fault(name: str, folder: Path, *given: str) -> Ended:
    """Run a fault of `tests.faults` in a folder."""
    command = [sys.executable, "-m", "tests.faults", name, str(folder), *given]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    """A folder for all faults."""
    where = IN_MEMORY if os.access(IN_MEMORY, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="briefing-faults-", dir=where) as folder:
        yield Path(folder)


@pytest.fixture
def folder(place: Path) -> Path:
    """A folder for one fault."""
    return Path(tempfile.mkdtemp(dir=place))


@pytest.fixture(scope="module", autouse=True)
def kills(place: Path) -> Iterator[dict[str, Future[Ended]]]:
    """Every kind of kill, started before all other tests here and running beside them, on two cores."""
    with ThreadPoolExecutor(2) as pool:
        yield {name: pool.submit(fault, given[0], place / name, *given[1:]) for name, given in KILLS.items()}


@pytest.mark.slow
@pytest.mark.parametrize("denial", DENIALS)
def test_a_denied_permission_leaves_the_old_site(denial: str, folder: Path) -> None:
    ended = fault(denial, folder / "project")
    assert (0, "") == (ended.returncode, ended.stderr)


@pytest.mark.parametrize("what", ["site", "project"])
def test_a_full_disk_leaves_the_old_site(what: str, folder: Path) -> None:
    ended = fault("disk-full", folder / "project", what)
    assert (0, "") == (ended.returncode, ended.stderr)


def test_a_partial_write_leaves_the_old_site(folder: Path) -> None:
    ended = fault("files-limited", folder / "project")
    assert (0, "") == (ended.returncode, ended.stderr)


@pytest.mark.parametrize("at", ["look", "plan, render", "publish"])
def test_a_second_build_waits_and_says_so(at: str, folder: Path) -> None:
    ended = fault("one-waits", folder / "project", at)
    assert (0, "") == (ended.returncode, ended.stderr)


def test_a_second_build_gives_up_after_a_while_and_leaves_the_first_alone(folder: Path) -> None:
    ended = fault("one-gives-up", folder / "project")
    assert (0, "") == (ended.returncode, ended.stderr)


def test_a_signal_ends_a_build_that_leaves_nothing_behind(folder: Path) -> None:
    ended = fault("ended-by-signals", folder / "project", "9", "1")
    assert (0, "") == (ended.returncode, ended.stderr)


def test_concurrent_builds_both_succeed(project: Project) -> None:
    root = project({"content/articles/a.md": REPORT})
    command = [sys.executable, "-m", "generator", "-C", str(root), "build", "--jobs", "1"]
    both = [subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    said = [child.communicate()[1] for child in both]
    assert [0, 0] == [child.returncode for child in both], said
    assert {*said} <= {"", f"Another build is writing to {root / 'site'}; waiting for it.\n"}
    assert 0 == build(root, options=Options(jobs=1)).rendered


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("{{ view.nothing.here }}", "quotes.html:1:1: "),
        ("\n{% if %}", "quotes.html:2:1: "),
        ("{% include 'nothing.html' %}", "nothing.html:1:1: the template is missing"),
        ("\n\n{{ 1 / 0 }}", "quotes.html:3:1: "),
        ("\n{{ 'one' + 1 }}", "quotes.html:2:1: "),
    ],
)
def test_an_error_in_one_page_leaves_the_old_site(broken: str, said: str, project: Project) -> None:
    root = project({"content/articles/a.md": REPORT})
    shutil.copytree(ROOT / "themes/briefing", root / "themes/briefing")
    build(root, options=Options(jobs=1))
    before = snapshot(root / "site")
    template = root / "themes/briefing/templates/quotes.html"
    whole = template.read_text()
    template.write_text(broken)
    (root / "content/articles/b.md").write_text(REPORT.replace("Envoys", "Other envoys"))
    with pytest.raises(InputError, match=said):
        build(root, options=Options(jobs=1))
    assert before == snapshot(root / "site")
    assert {"lock", "looks.json"} == {path.name for path in (root / ".site.briefing").iterdir()}
    template.write_text(whole)
    assert build(root, options=Options(jobs=1)).published.written


@pytest.mark.parametrize("moment", KILLS)
def test_a_killed_build_leaves_the_old_or_the_new_site_and_the_next_build_cleans_up(
    moment: str, kills: dict[str, Future[Ended]]
) -> None:
    ended = kills[moment].result()
    assert (0, "") == (ended.returncode, ended.stderr)
    assert '"old": 0,' not in ended.stdout


def snapshot(site: Path) -> dict[str, tuple[int, int, bytes]]:
    """Return the inode, modification time and bytes of every file of a site."""
    files = {str(path): path for path in site.rglob("*") if path.is_file()}
    return {name: (path.stat().st_ino, path.stat().st_mtime_ns, path.read_bytes()) for name, path in files.items()}
