"""Machines that are set up oddly: consoles, languages, clocks, homes, permissions; and the Pythons that are supported."""

import ast
import os
import re
import subprocess
import sys
import tomllib
import unicodedata
import warnings
from pathlib import Path

import pytest

from generator.build import build
from generator.commands.main import main
from tests.conftest import REPORT, ROOT, TITLED, Project, write
from tests.test_same_bytes import differing, site

FOREIGN = (
    REPORT.replace("Hillary Clinton", "Zoë Łukasiewicz").replace("Mrs Clinton", "Zoë Łukasiewicz").replace("Vienna", "Kraków")
)
SOURCES = sorted(path for folder in ("generator", "tools", "bench", "quality") for path in (ROOT / folder).rglob("*.py"))
OLDEST = (3, 11)
NO_PLACES = {"HOME": "/nonexistent", "TMPDIR": "/nonexistent"}
ODD_MACHINES: dict[str, dict[str, str]] = {
    "no variables at all": {},
    "Turkish, without a home, in no time zone, in 1970": NO_PLACES
    | {"LC_ALL": "tr_TR.UTF-8", "TZ": "Nowhere/Nothing", "SOURCE_DATE_EPOCH": "0"},
    "an unknown language, a home that is no folder, a time zone that is another file, in 9999": {
        "LC_ALL": "xx_YY",
        "HOME": "/dev/null",
        "XDG_CACHE_HOME": "/dev/null/cache",
        "TZ": ":/etc/passwd",
        "SOURCE_DATE_EPOCH": "253402300799",
    },
    "without asserts, on a terminal without a width, in Latin-1": {
        "PYTHONOPTIMIZE": "2",
        "TERM": "dumb",
        "COLUMNS": "0",
        "PYTHONIOENCODING": "latin-1",
    },
}


def run(*arguments: str, cwd: Path, environment: dict[str, str], umask: int = 0o022) -> "subprocess.CompletedProcess[bytes]":
    """Run the program on a machine that has these variables and no others."""
    told = {"PATH": "/nonexistent", "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run(
        [sys.executable, "-m", "generator", *arguments], cwd=cwd, env=told, check=False, capture_output=True, umask=umask
    )


def small(root: Path) -> Path:
    return write(root, {"content/articles/a.md": FOREIGN}, TITLED)


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that was built on this machine."""
    root = small(tmp_path_factory.mktemp("here"))
    build(root)
    return root / "site"


@pytest.mark.slow
@pytest.mark.parametrize("machine", ODD_MACHINES)
def test_an_odd_machine_builds_the_same_site(machine: str, expected: Path, tmp_path: Path) -> None:
    root = small(tmp_path / "project")
    done = run("build", "--quiet", cwd=root, environment=ODD_MACHINES[machine])
    assert (0, b"") == (done.returncode, done.stderr)
    assert [] == differing(site(expected), site(root / "site"))


@pytest.mark.slow
def test_files_for_nobody_else_are_made_where_the_machine_says_so(tmp_path: Path) -> None:
    root = small(tmp_path / "project")
    done = run("build", cwd=root, environment={}, umask=0o077)
    assert 0 == done.returncode
    assert [] == [path for path in (root / "site").rglob("*") if path.stat().st_mode & 0o077]
    assert 0 == run("build", cwd=root, environment={}, umask=0o077).returncode


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp437"])
def test_names_are_escaped_on_a_console_that_lacks_their_letters(
    encoding: str, project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    root = project({"content/articles/Łódź → Kraków.md": FOREIGN.replace("source: Example News\n", "")})
    with (tmp_path / "out").open("w", encoding=encoding) as out:
        monkeypatch.setattr(sys, "stdout", out)
        assert 0 == main(["-C", str(root), "status"])
        assert 0 == main(["-C", str(root), "build", "--verbose"])
    said = (tmp_path / "out").read_text(encoding)
    assert r"\u2192" in said


def test_a_file_name_as_a_mac_writes_it_is_the_page_that_it_names(project: Project) -> None:
    composed = "Zoë in Kraków"
    names = {form: unicodedata.normalize(form, composed) for form in ("NFC", "NFD")}
    assert names["NFC"] != names["NFD"]
    other = (
        REPORT.replace("Envoys meet", "More talks")
        + f"\nSee [[{names['NFC']}]] and [it]({names['NFC'].replace(' ', '%20')}.md).\n"
    )
    root = project({f"content/articles/{names['NFD']}.md": REPORT, "content/articles/b.md": other})
    build(root)
    assert (root / "site/articles/zoe-in-krakow.html").is_file()
    page = (root / "site/articles/b.html").read_text("utf-8")
    assert {"it", "Zoë in "} <= set(re.findall(r'href="[^"]*zoe-in-krakow\.html"[^>]*>([^<]*)<', page))


def test_a_picture_whose_name_a_mac_wrote_is_found(project: Project) -> None:
    png = (ROOT / "docs/briefing.png").read_bytes()
    decomposed = unicodedata.normalize("NFD", "Zoë.png")
    root = project({f"content/pictures/{decomposed}": png, "content/articles/a.md": REPORT + "\n![Zoë](Zoë.png)\n"})
    build(root)
    assert 1 == len(list((root / "site/pictures").glob("zoe-*.png")))


def test_every_file_is_opened_with_an_encoding() -> None:
    """The machine's encoding is none that a text says of itself: without one, Windows reads UTF-8 as something else."""
    done = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--preview", "--select", "PLW1514", "--output-format", "concise", "."],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert 0 == done.returncode, done.stdout


def test_files_are_written_as_bytes_so_that_lines_end_alike_everywhere() -> None:
    """Text files get `\\r\\n` on Windows: a site would have other bytes there, and other hashes."""
    writing = re.compile(r"\.write_text\(|\bopen\([^)]*[\"'][wax]\+?t?[\"']")
    found = [
        path.relative_to(ROOT).as_posix()
        for path in SOURCES
        if "generator/" in path.as_posix() and writing.search(path.read_text("utf-8"))
    ]
    assert [] == found


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_line_ends_of_other_systems_change_nothing(ends: str, tmp_path: Path) -> None:
    plain, other = write(tmp_path / "plain", {"content/articles/a.md": REPORT}), tmp_path / "other"
    write(other, {"content/articles/a.md": REPORT.replace("\n", ends)}, TITLED.replace("\n", "\r\n"))
    for root in (plain, other):
        build(root)
    # The manifest has hashes of the sources, whose bytes differ.
    assert [".briefing.json"] == differing(site(plain / "site"), site(other / "site"))


def test_the_oldest_python_can_read_every_file() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for path in SOURCES:
            ast.parse(path.read_text("utf-8"), str(path), feature_version=OLDEST)


def test_the_oldest_python_is_the_same_wherever_it_is_told() -> None:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert ">=3.11" == told["project"]["requires-python"]
    assert "py311" == told["tool"]["ruff"]["target-version"]
    workflow = (ROOT / ".github/workflows/ci.yml").read_text("utf-8")
    assert 'python: ["3.11", "3.12", "3.13", "3.14"]' in workflow


@pytest.mark.slow
@pytest.mark.parametrize(("system", "python"), [("win32", "3.14"), ("darwin", "3.13")])
def test_types_hold_on_other_systems_and_newer_pythons(system: str, python: str, tmp_path: Path) -> None:
    """What a system or a Python does not have (`os.fork`, `fcntl`, a removed function) is an error of types there."""
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "mypy",
            "--platform",
            system,
            "--python-version",
            python,
            "--cache-dir",
            str(tmp_path),
            "generator",
        ],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": ""},
    )
    assert 0 == done.returncode, done.stdout
