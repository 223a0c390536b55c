"""The same content gives the same bytes: wherever, whenever, in whatever order, on however many processes it is built."""

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from concurrent import futures
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from types import MappingProxyType
from typing import Any, Self

import pytest

from generator.build import build, rendered_pages
from generator.runtime.options import Options
from tests.conftest import ROOT

COPIES = 5
"""Of each report of the sample: enough reports and pages for more than one process."""


def written(*, derived: bool = False) -> list[Path]:
    """The sample's files, in order, with or without the machine's."""
    found = [ROOT / "briefing.toml", *sorted(path for path in (ROOT / "content").rglob("*") if path.is_file())]
    return [path for path in found if derived or path.parent.name != "derived"]


def copied(root: Path, files: Iterable[Path]) -> Path:
    """A project of these files of the sample, written in this order."""
    for path in files:
        target = root / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    return root


def site(folder: Path) -> dict[str, bytes]:
    """Every file of a site, its manifest too."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def differing(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> list[str]:
    """The files that are not in both, or not the same in both."""
    return [name for name in sorted(one.keys() | other.keys()) if one.get(name) != other.get(name)]


def run(*arguments: str | Path, cwd: Path, program: Path = ROOT, environment: Mapping[str, str] = MappingProxyType({})) -> None:
    """Build in a process of its own."""
    told = {"PATH": os.environ["PATH"], "PYTHONPATH": str(program), **environment}
    subprocess.run([sys.executable, "-m", "generator", *arguments], cwd=cwd, env=told, check=True, capture_output=True)


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The sample's site, built in this process from nothing."""
    root = copied(tmp_path_factory.mktemp("here"), written())
    build(root, options=Options(jobs=1))
    return site(root / "site")


def test_time_zone_locale_hashes_and_folder_change_nothing(expected: dict[str, bytes], tmp_path: Path) -> None:
    plain = copied(tmp_path / "a", written(derived=True))
    ascii_only = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    told = {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": "0"}
    run("build", "--jobs", "1", cwd=plain, environment=told | ascii_only)
    assert [] == differing(expected, site(plain / "site"))
    far = copied(tmp_path / "ä long way/to/the project", written())
    given = ("-C", far, "build", "--jobs", "2", "--output", tmp_path / "elsewhere")
    told = {"TZ": "America/Los_Angeles", "PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8"}
    run(*given, cwd=tmp_path, environment=told)
    assert [] == differing(expected, site(tmp_path / "elsewhere"))


def test_an_installed_program_builds_what_one_in_a_checkout_builds(expected: dict[str, bytes], tmp_path: Path) -> None:
    root = copied(tmp_path / "project", written())
    installed = tmp_path / "installed"
    shutil.copytree(ROOT / "generator", installed / "generator", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "themes/briefing", installed / "generator/themes/briefing")
    run("build", cwd=root, program=installed)
    assert [] == differing(expected, site(root / "site"))


def test_a_theme_of_the_projects_own_that_says_the_same_changes_nothing(expected: dict[str, bytes], tmp_path: Path) -> None:
    root = copied(tmp_path, written(derived=True))
    shutil.copytree(ROOT / "themes/briefing", root / "themes/briefing")
    build(root, options=Options(jobs=1))
    assert [] == differing(expected, site(root / "site"))


class Shuffled:
    """A folder's entries as a file system with another order gives them: a context and an iterator, as the system's own."""

    def __init__(self, entries: Any, chance: random.Random) -> None:
        with entries:
            found = list(entries)
        self._entries = iter(chance.sample(found, len(found)))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_raised: object) -> None:
        self.close()

    def __iter__(self) -> Iterator[Any]:
        return self._entries

    def __next__(self) -> Any:
        return next(self._entries)

    def close(self) -> None:
        """Nothing is open."""


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_directory_entries_changes_nothing(
    expected: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    chance, files = random.Random(seed), written()
    root = copied(tmp_path, chance.sample(files, len(files)))
    scandir, listdir = os.scandir, os.listdir

    def shuffled(path: str = ".") -> list[str]:
        names = listdir(path)
        return chance.sample(names, len(names))

    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", lambda path=".": Shuffled(scandir(path), chance))
        patch.setattr(os, "listdir", shuffled)
        build(root, options=Options(jobs=1))
    assert [] == differing(expected, site(root / "site"))


def test_two_processes_build_what_one_builds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[int] = []

    def pool(jobs: int, *args: Any) -> ProcessPoolExecutor:
        begun.append(jobs)
        return ProcessPoolExecutor(jobs, *args)

    monkeypatch.setattr(futures, "ProcessPoolExecutor", pool)
    monkeypatch.setattr(rendered_pages, "MAX_BUNDLES_OF_ONE_PROCESS", 0)
    sites = []
    for jobs in (1, 2):
        root = copied(tmp_path / str(jobs), written())
        for path in sorted((root / "content/articles").iterdir()):
            for number in range(1, COPIES):
                (path.parent / f"{path.stem}-{number}.md").write_bytes(path.read_bytes())
        build(root, options=Options(jobs=jobs))
        sites.append(site(root / "site"))
    assert [2] == begun, "reports are derived and pages rendered by the same two processes"
    assert [] == differing(*sites)
