"""`briefing status`: what an editor should look at; and the line in which a build sums it up."""

import json
from pathlib import Path
from typing import Any

import pytest

from generator.commands.main import main
from tests.conftest import REPORT, Project

FULL = REPORT.replace("source:", "url: https://example.org/a\nsource:")
FILES: dict[str, str | bytes] = {
    "content/articles/full.md": FULL,
    "content/articles/undated.md": FULL.replace("2009-10-13", "unknown"),
    "content/articles/bare.md": REPORT.replace("source: Example News\n", ""),
    "content/articles/picture.md": FULL + "\n![A ship](ship.png)\n",
    "content/articles/french.md": FULL.replace("source:", "lang: fr\nsource:"),
    "content/articles/draft.md": FULL.replace("source:", "draft: true\nsource:"),
    "content/articles/later.md": FULL.replace("source:", "publish: 2999-01-01\nsource:"),
    "content/actors/nobody.md": "---\nname: Nobody Here\naliases: [Neither Here]\n---\n",
}
SUMMED_UP = (
    "To look at: 1 undated, 1 without source, 1 without address, 1 in a language without rules, 1 missing picture, 1 correction without effect."
    " `briefing status` lists them."
)


def status(root: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    capsys.readouterr()
    assert 0 == main(["-C", str(root), "status", "--json"])
    said = capsys.readouterr()
    assert "" == said.err
    found: dict[str, Any] = json.loads(said.out)
    return found


def test_what_there_is_to_look_at_is_given_by_file(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    found = status(project(FILES), capsys)
    assert 5 == found["reports"]
    assert ["content/articles/undated.md"] == found["undated"]
    assert ["content/articles/bare.md"] == found["without_source"] == found["without_address"]
    assert ["content/articles/french.md"] == found["without_rules"]
    assert [["content/articles/draft.md", "draft", ""], ["content/articles/later.md", "embargoed", "2999-01-01"]] == found[
        "held"
    ]
    assert ["content/articles/picture.md"] == [problem.split(":")[0] for problem in found["missing"]]
    assert ["content/actors/nobody.md"] == [problem.split(":")[0] for problem in found["idle"]]
    assert [] == found["same_names"] == found["unread"]


def test_names_that_may_be_one_are_listed_with_the_reason(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    text = "Karen Holm of Norway met Karin Holm of Denmark. Holm Karen left."
    found = status(project({"content/articles/a.md": FULL, "content/articles/b.md": FULL + text}), capsys)
    assert all(len(pair) == 3 and pair[0] < pair[1] for pair in found["same_names"])


def test_a_build_sums_it_up_in_its_last_line_also_when_nothing_changed(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    root = project(FILES)
    for _ in range(2):
        assert 0 == main(["-C", str(root), "build"])
        assert SUMMED_UP == capsys.readouterr().out.splitlines()[-1]


def test_after_an_edit_it_is_as_the_files_are(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    root = project(FILES)
    assert 0 == main(["-C", str(root), "build"])
    (root / "content/articles/undated.md").write_text(FULL)
    (root / "content/articles/bare.md").unlink()
    found = status(root, capsys)
    assert ([], [], []) == (found["undated"], found["without_source"], found["without_address"])


def test_where_all_is_well_nothing_is_summed_up(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    root = project({"content/articles/a.md": FULL})
    assert 0 == main(["-C", str(root), "build"])
    assert "To look at" not in capsys.readouterr().out
    assert 0 == main(["-C", str(root), "status"])
    assert "1 report in the site.\nThere is nothing to look at.\n" == capsys.readouterr().out


def test_in_words_lists_have_headings_and_what_to_do(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    root = project(FILES)
    assert 0 == main(["-C", str(root), "status"])
    said = capsys.readouterr().out
    assert "\nUndated reports: 1. A line `date: …` in front matter says it.\n  content/articles/undated.md\n" in said
    assert (
        "\nReports held back: 2.\n  content/articles/draft.md (draft)\n  content/articles/later.md (until 2999-01-01)\n" in said
    )


def test_long_lists_are_cut_unless_all_is_asked_for(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    root = project({f"content/articles/a{number}.md": REPORT for number in range(25)})
    assert 0 == main(["-C", str(root), "status"])
    assert "  … and 5 more; `briefing status --all` lists them\n" in capsys.readouterr().out
    assert 0 == main(["-C", str(root), "status", "--all"])
    assert 25 == capsys.readouterr().out.count("  content/articles/")


def test_it_writes_nothing_but_caches_and_the_next_build_is_as_without_it(project: Project) -> None:
    root, files = project(FILES), set(FILES) | {"briefing.toml"}
    assert 0 == main(["-C", str(root), "status"])
    assert files == {name for name in names(root) if not name.startswith(".briefing/")}
    assert 0 == main(["-C", str(root), "build"])
    (root / "content/articles/undated.md").write_text(FULL)
    assert 0 == main(["-C", str(root), "status"])
    assert 0 == main(["-C", str(root), "build"])
    with_status = (root / "site/articles/undated.html").read_bytes()
    assert 0 == main(["-C", str(root), "clean", "--derived"])
    assert 0 == main(["-C", str(root), "build"])
    assert (root / "site/articles/undated.html").read_bytes() == with_status


def test_problems_are_told_as_a_build_tells_them(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    root = project({"content/articles/a.md": "---\ntitle: T\n---\nText.\n"})
    assert 1 == main(["-C", str(root), "status"])
    assert "content/articles/a.md:2:1: `date` is missing" in capsys.readouterr().err


def names(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
