"""`briefing init`: a project that builds at once, and says how to go on."""

import shlex
import subprocess
from pathlib import Path

import pytest

from generator.commands.init import EXAMPLE
from generator.commands.main import main
from tests.conftest import REPORT, files_of


def started(folder: Path, capsys: pytest.CaptureFixture[str], *options: str) -> list[str]:
    """Start a project; return the lines that are said."""
    assert 0 == main(["init", *options, str(folder)])
    said = capsys.readouterr()
    assert "" == said.err
    return said.out.splitlines()


def test_the_example_builds_at_once_with_nothing_to_be_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    started(tmp_path / "demo", capsys)
    assert 0 == main(["-C", str(tmp_path / "demo"), "build"])
    said = capsys.readouterr()
    assert "" == said.err
    assert ["Open ", "1 rep"] == [line[:5] for line in said.out.splitlines()]
    assert 0 == main(["-C", str(tmp_path / "demo"), "check"])


def test_the_example_shows_who_said_what_and_what_it_is_about(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    started(tmp_path / "demo", capsys)
    site = {path: content.decode(errors="replace") for path, content in files_of(tmp_path / "demo").items()}
    assert "We will sign it in June" in site["actors/mara-lindqvist.html"]
    assert "she is made up" in site["actors/mara-lindqvist.html"]
    assert "Nobody has asked the crews" in site["actors/tomas-okoro.html"]
    assert "rejects" in site["topics/fishing-treaty.html"]


def test_the_example_says_that_it_is_one_and_a_project_without_it_builds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "demo"
    said = "\n".join(started(root, capsys))
    assert f"The example in it is made up. Delete it once you have reports of your own: {', '.join(EXAMPLE)}" in said
    for name in EXAMPLE:
        text = (root / name).read_text("utf-8")
        assert "example" in text
        assert "CC0" in text
        (root / name).unlink()
    assert {"about.md"} == {path.name for path in (root / "content").rglob("*") if path.is_file()}
    assert 0 == main(["-C", str(root), "build"])


def test_an_empty_project_has_no_example(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = started(tmp_path / "demo", capsys, "--empty")
    assert [] == [name for name in EXAMPLE if (tmp_path / "demo" / name).exists()]
    assert ["Start", "Next:"] == [line[:5] for line in said]


def test_no_example_is_added_to_reports_that_are_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    articles = tmp_path / "demo/content/articles"
    articles.mkdir(parents=True)
    (articles / "a.md").write_text(REPORT)
    said = started(tmp_path / "demo", capsys)
    assert ["a.md"] == [path.name for path in articles.iterdir()]
    assert ["Start", "Next:"] == [line[:5] for line in said]


@pytest.mark.parametrize("options", [[], ["--empty"]])
def test_what_is_said_to_be_next_can_be_run(
    options: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "REPORT.txt").write_text("MOSCOW, Oct 13, 2009 — Envoys met in Vienna.\n")
    steps = started(Path("my demo"), capsys, *options)[-1].removeprefix("Next: ").split(" && ")
    assert ["cd", "my demo"] == shlex.split(steps[0])
    (tmp_path / "REPORT.txt").rename(tmp_path / "my demo/REPORT.txt")
    monkeypatch.chdir(tmp_path / "my demo")
    *before, last = [step.removeprefix("briefing ") for step in steps[1:]]
    for step in before:
        assert 0 == main(shlex.split(step))
    assert "serve --open" == last
    assert 0 == main(["build"])
    assert 1 == len([path for path in Path("site/articles").glob("*.html") if path.stem[0].isdigit()])


def test_a_project_is_not_started_twice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    started(tmp_path / "demo", capsys)
    assert 1 == main(["init", str(tmp_path / "demo")])
    assert "there is a project here already; choose another folder" in capsys.readouterr().err


def test_a_project_started_in_this_folder_needs_no_way_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    said = started(Path(), capsys)
    assert said[0].startswith("Started a project in this folder: ")
    assert "Next: briefing serve --open" == said[-1]


def test_git_ignores_all_that_builds_make_and_nothing_else(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = tmp_path / "demo"
    started(root, capsys)
    subprocess.run(["git", "init", "-q", root], check=True)
    before = untracked(root)
    assert 0 == main(["-C", str(root), "build", "--single-page"])
    (root / "briefing.pdf").write_bytes(b"%PDF")
    assert {"content/derived/2026-03-02-example.json"} == untracked(root) - before


def untracked(root: Path) -> set[str]:
    """Return the files that Git would take in."""
    listed = subprocess.run(
        ["git", "-C", root, "ls-files", "--others", "--exclude-standard"], capture_output=True, text=True, check=True
    )
    return set(listed.stdout.splitlines())
