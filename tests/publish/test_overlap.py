"""An output folder that is, holds or lies inside what a build reads is refused before anything is written."""

from pathlib import Path

import pytest

from generator.commands.main import main
from generator.model.problems import InputError
from generator.publish import refuse_overlap
from tests.conftest import REPORT, Project


def everything_below(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() if path.is_file() else b"" for path in folder.rglob("*")}


@pytest.mark.parametrize("command", ["build", "clean"])
@pytest.mark.parametrize(
    ("output", "how"),
    [
        (".", "is the project's own folder"),
        ("..", "holds the project's own folder"),
        ("content", "is content/, which builds need"),
        ("themes", "is themes/, which builds need"),
        ("content/articles", "lies inside content/, which builds need"),
        ("content/public/deep", "lies inside content/, which builds need"),
        ("themes/own/static", "lies inside themes/, which builds need"),
        ("site/../content", "is content/, which builds need"),
        (".briefing", "is .briefing/, which builds need"),
    ],
)
def test_an_output_folder_among_the_sources_is_refused(
    command: str, output: str, how: str, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    root = project({"content/articles/a.md": REPORT})
    before = everything_below(root.parent)
    where = (root / output).as_posix()
    assert 1 == main(["-C", str(root), command, "--output", where])
    said = capsys.readouterr().err.splitlines()[0]
    assert f"{Path(where).as_posix()}:1:1: the output folder {how}; choose a folder of its own with --output" == said
    assert before == everything_below(root.parent)


def test_a_link_to_the_sources_is_refused(project: Project) -> None:
    root = project({"content/articles/a.md": REPORT})
    (root / "site").symlink_to("content")
    with pytest.raises(InputError, match="is content/"):
        refuse_overlap(root / "site", root, [root / "content"])
    with pytest.raises(InputError, match="lies inside content/"):
        refuse_overlap(root / "site/new", root, [root / "content"])


@pytest.mark.parametrize("output", ["", "site", ".."])
def test_an_output_folder_in_linked_sources_is_refused(output: str, project: Project, tmp_path: Path) -> None:
    root = project()
    reports = tmp_path / "shared/reports"
    reports.mkdir(parents=True)
    (root / "content").mkdir()
    (root / "content/articles").symlink_to(reports)
    with pytest.raises(InputError, match=r"(is|holds|lies inside) content/articles/"):
        refuse_overlap(reports / output, root, [root / "content"])


@pytest.mark.parametrize("output", ["site", "out/site", "../public", "contents", "content-site"])
def test_any_other_folder_may_hold_the_site(output: str, project: Project) -> None:
    root = project({"content/articles/a.md": REPORT})
    refuse_overlap(root / output, root, [root / "content", root / "themes"])
