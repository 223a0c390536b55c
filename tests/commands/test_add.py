"""`briefing add`, from files that people have to article files."""

import io
import sys
from pathlib import Path

import pytest

from generator.commands.main import main
from tests.conftest import Project


def written(root: Path) -> list[str]:
    return sorted(path.name for path in (root / "content/articles").glob("*"))


def test_a_folder_is_read_with_its_folders_and_what_holds_no_report_is_passed_over(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root, given = project({}), tmp_path / "given"
    for name, text in {
        "a.txt": "One spoke.",
        "b/c.md": "# Two\n\nThey spoke.",
        "README.md": "x",
        "Thumbs.db": "\0",
        ".hidden": "x",
    }.items():
        (given / name).parent.mkdir(parents=True, exist_ok=True)
        (given / name).write_text(text)
    assert 0 == main(["-C", str(root), "add", str(given)])
    assert ["one-spoke.md", "two.md"] == written(root)
    told = capsys.readouterr().err
    for name in ("README.md: holds no report", "Thumbs.db: holds no report", ".hidden: hidden"):
        assert f"{given.as_posix()}/{name}, passed over" in told


def test_the_parts_of_a_saved_page_are_passed_over(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root, given = project({}), tmp_path / "given"
    (given / "page_files").mkdir(parents=True)
    (given / "page_files/style.css").write_text("a {}")
    (given / "page_files/a.js").write_text("1")
    (given / "page.htm").write_text(
        "<!doctype html><title>Talks</title><p>One spoke, and said that all of them would come again.</p>"
    )
    assert 0 == main(["-C", str(root), "add", str(given)])
    assert ["talks.md"] == written(root)
    assert f"{given.as_posix()}/page_files: parts of a saved page, passed over" in capsys.readouterr().err


def test_every_file_of_a_folder_that_cannot_be_read_is_a_problem_and_the_others_are_written(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root, given = project({}), tmp_path / "given"
    given.mkdir()
    (given / "a.txt").write_text("One spoke.")
    (given / "b.xlsx").write_bytes(b"PK\3\4")
    (given / "c.png").write_bytes(b"\x89PNG")
    assert 1 == main(["-C", str(root), "add", str(given)])
    assert ["one-spoke.md"] == written(root)
    *_, book, picture, told = capsys.readouterr().err.splitlines()
    assert f"{given.as_posix()}/b.xlsx:1:1: Excel workbooks are not read; save it as .csv" == book
    assert "c.png:1:1: pictures are not read" in picture
    assert "1 report written; 2 problems." == told


def test_a_folder_without_reports_is_a_problem(project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    assert 1 == main(["-C", str(project({})), "add", str(tmp_path / "empty")])
    assert "there is no report in this folder" in capsys.readouterr().err


def test_standard_input_is_read(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    root = project({})
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"# Talks\n\nThey *met*.\n"), encoding="utf-8"))
    assert 0 == main(["-C", str(root), "add", "-", "--format", "markdown", "--date", "2021-03-04"])
    assert ["2021-03-04-talks.md"] == written(root)


def test_a_file_in_windows_1252_is_brought_in_as_utf_8(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = project({})
    (tmp_path / "wire.txt").write_bytes("RABAT (Example Wire) — Jörg Müller spoke of “€200 million”.\r\n".encode("cp1252"))
    assert 0 == main(["-C", str(root), "add", str(tmp_path / "wire.txt"), "--date", "2021-03-04"])
    assert "read as Windows-1252" in capsys.readouterr().err
    (name,) = written(root)
    assert "Jörg Müller spoke of “€200 million”." in (root / "content/articles" / name).read_text("utf-8")


@pytest.mark.parametrize("given", ["title", "title=", "headline=Title"])
def test_a_map_that_maps_nothing_is_wrong_usage(given: str, project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["-C", str(project({})), "add", "a.csv", "--map", given])
    assert 2 == ended.value.code
    assert "write KEY=COLUMN" in capsys.readouterr().err
