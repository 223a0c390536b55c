"""`briefing edition` freezes what is known, and `briefing diff` prints what changed between editions, revisions and now."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from generator.build import build
from generator.commands.main import main
from generator.content import files
from generator.runtime.options import Options
from tests.conftest import REPORT, Project, needs

SECOND = """---
title: Russia turns
date: 2009-11-02
source: Other News
---

Russia voted against sanctions on Iran on Monday. "It is over," Sergei Lavrov said.
"""
SAME = "On 5 October 2009 Russia and Iran signed a treaty on nuclear fuel in Vienna."
FIRST_FILE, SECOND_FILE = "content/articles/envoys.md", "content/articles/vote.md"
EDITION = "content/editions/edition-1.jsonl"
needs_git = needs(shutil.which("git"), "there is no git on this machine")


@pytest.fixture
def root(project: Project) -> Path:
    return project({FIRST_FILE: REPORT}, config='title = "Test"\ntime_zone = "Asia/Tokyo"\n')


def run(root: Path, *arguments: str) -> int:
    return main(["-C", str(root), *arguments])


def freeze(root: Path, *more: str) -> int:
    return run(root, "edition", "Edition 1", "--date", "2009-10-31", *more)


def test_an_edition_is_one_file_of_the_same_bytes_each_time(root: Path) -> None:
    assert 0 == freeze(root)
    first = (root / EDITION).read_bytes()
    shutil.rmtree(root / ".briefing")
    assert 0 == freeze(root, "--force")
    assert first == (root / EDITION).read_bytes()
    assert b'{"is":"edition","name":"Edition 1","day":"2009-10-31","format":1}' == first.splitlines()[0]


def test_an_edition_that_is_there_stays(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    freeze(root)
    first = (root / EDITION).read_bytes()
    (root / SECOND_FILE).write_text(SECOND)
    assert 1 == freeze(root)
    assert f"{EDITION}:1:1: this edition is there already" in capsys.readouterr().err
    assert first == (root / EDITION).read_bytes()
    assert 0 == freeze(root, "--force")
    assert first != (root / EDITION).read_bytes()


def test_the_day_is_today_where_the_project_is(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1256000400")  # 20 October 2009, 01:00 UTC; in Tokyo it is 10:00
    assert 0 == run(root, "edition", "Today")
    assert "2009-10-20" == files.read_editions(root, [])[0].day


@pytest.mark.parametrize("arguments", [("",), (), ("x", "--date", "soon")])
def test_an_edition_needs_a_name_and_a_day(root: Path, arguments: tuple[str, ...]) -> None:
    assert 1 == run(root, "edition", *arguments)
    assert not (root / "content/editions").exists()


def test_editions_are_listed_by_day(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(root, "edition", "Later", "--date", "2009-11-30")
    freeze(root)
    capsys.readouterr()
    assert 0 == run(root, "edition", "--list")
    assert ["2009-10-31", "2009-11-30"] == [line.split()[0] for line in capsys.readouterr().out.splitlines()]


def test_what_is_not_published_is_not_frozen(project: Project) -> None:
    root = project({FIRST_FILE: REPORT}, config='title = "Test"\npublish_texts = "none"\n')
    freeze(root)
    assert b"met US secretary of state Hillary Clinton in Vienna on Monday" not in (root / EDITION).read_bytes()


def test_a_site_without_editions_has_nothing_of_them(root: Path) -> None:
    build(root, options=Options(jobs=1))
    assert [] == [path for path in (root / "site").rglob("*") if "changes" in path.name]
    assert "changes.html" not in (root / "site/index.html").read_text()


def test_a_site_with_editions_tells_what_changed_and_stops_when_they_are_gone(root: Path) -> None:
    freeze(root)
    (root / SECOND_FILE).write_text(SECOND)
    build(root, options=Options(jobs=1))
    page = (root / "site/changes.html").read_text()
    assert "What changed since Edition 1" in page
    assert 'href="articles/vote.html#s-' in page
    assert {"changes.html", "changes.xml", "changes.eml"} <= {path.name for path in (root / "site").iterdir()}
    assert "What changed since Edition 1" in (root / "site/index.html").read_text()
    (root / EDITION).unlink()
    build(root, options=Options(jobs=1))
    test_a_site_without_editions_has_nothing_of_them(root)


def test_where_nothing_changed_since_the_last_edition_the_page_tells_of_the_one_before(root: Path) -> None:
    freeze(root)
    (root / SECOND_FILE).write_text(SECOND)
    run(root, "edition", "Edition 2", "--date", "2009-11-30")
    build(root, options=Options(jobs=1))
    page = (root / "site/changes.html").read_text()
    assert "Nothing changed since Edition 2." in page
    assert "<h1>What changed since Edition 1</h1>" in page
    assert "Nothing changed since." in (root / "site/changes/edition-2.html").read_text()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (
            REPORT.replace("Russia supports new talks on sanctions against Iran.", "Nobody said more."),
            "no longer has the sentence",
        ),
        (REPORT.replace("---\n\n", "reject:\n  - {kind: position, text: supports}\n---\n\n"), "the editor took it out"),
        (None, "the report was withdrawn"),
    ],
)
def test_what_was_withdrawn_stands_with_its_sentence_and_says_why(root: Path, text: str | None, why: str) -> None:
    (root / SECOND_FILE).write_text(SECOND)
    freeze(root)
    (root / FIRST_FILE).write_text(text) if text else (root / FIRST_FILE).unlink()
    build(root, options=Options(jobs=1))
    page = (root / "site/changes.html").read_text()
    assert why in page
    assert "Russia supports new talks" in page


def test_a_broken_edition_stops_the_build_and_the_site_stays(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    freeze(root)
    (root / EDITION).write_text((root / EDITION).read_text() + "{broken\n")
    assert 1 == run(root, "build")
    assert f"{EDITION}:" in capsys.readouterr().err


def test_diff_prints_what_changed_since_an_edition(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    freeze(root)
    (root / SECOND_FILE).write_text(SECOND)
    capsys.readouterr()
    assert 0 == run(root, "diff", "edition 1")
    assert "- Russia turns [Other News, November 2, 2009]" in capsys.readouterr().out
    assert 0 == run(root, "diff", "edition-1", "now", "--json")
    told = json.loads(capsys.readouterr().out)
    assert ("Edition 1", 2) == (told["from"]["name"], told["to"]["reports"])
    assert 0 == run(root, "diff", "now", "Edition 1", "--html")
    assert "<h2>Withdrawn</h2>" in capsys.readouterr().out


def git(root: Path, *arguments: str) -> None:
    about = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-C", str(root))
    subprocess.run(["git", *about, *arguments], check=True, capture_output=True)


@needs_git
def test_diff_compares_revisions_of_git_and_runs_nothing_of_the_repository(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(root, "init", "-q")
    git(root, "add", "content", "briefing.toml")
    git(root, "commit", "-qm", "one")
    (root / SECOND_FILE).write_text(SECOND)
    git(root, "add", "content")
    git(root, "commit", "-qm", "two")
    for event in ("post-checkout", "reference-transaction"):
        hook = root / ".git/hooks" / event
        hook.write_text(f"#!/bin/sh\ntouch {root}/ran\n")
        hook.chmod(0o755)
    for what in (("HEAD~1", "HEAD"), ("HEAD~1..HEAD",), ("HEAD~1..",), ("HEAD~1",)):
        assert 0 == run(root, "diff", *what)
        assert "- Russia turns" in capsys.readouterr().out, what
    assert not (root / "ran").exists()


@needs_git
@pytest.mark.parametrize("what", ["nothing-like-that", "--output=/tmp/x", "HEAD; touch ran"])
def test_what_is_neither_edition_nor_revision_is_told(root: Path, what: str, capsys: pytest.CaptureFixture[str]) -> None:
    freeze(root)
    git(root, "init", "-q")
    assert 1 == run(root, "diff", "--", what)
    assert f"`{what}` is no edition and no revision of git; editions: `Edition 1`" in capsys.readouterr().err


@needs_git
def test_without_a_repository_there_are_no_revisions(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert 1 == run(root, "diff", "HEAD")
    assert "is in no git repository" in capsys.readouterr().err


def test_without_git_there_are_no_revisions(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(root))
    assert 1 == run(root, "diff", "HEAD")
    assert "git is not installed" in capsys.readouterr().err


def test_new_tellings_of_an_old_event_are_no_new_events(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """Even those of reports that come before the one that told it first, and seven of them, of which a page names five."""
    told = "---\ntitle: {0}\ndate: 2009-10-{1}\nsource: {0}\nown_text: true\n---\n\n" + SAME
    root = project({"content/articles/n.md": told.format("N", "07")})
    assert 0 == run(root, "edition", "Edition 1", "--date", "2009-10-04")
    for number, name in enumerate("abcdefg"):
        (root / f"content/articles/{name}.md").write_text(told.format(name, f"1{number}" if number % 2 else "06"))
    capsys.readouterr()
    assert 0 == run(root, "diff", "Edition 1", "--json")
    sections = {
        one["title"]: [change["text"] for change in one["changes"]] for one in json.loads(capsys.readouterr().out)["sections"]
    }
    assert [f"October 5, 2009: {SAME} (now 8\xa0reports, before 1\xa0report)"] == sections["Told by more reports"]
    assert {"What happened since", "What happened before, told only now", "Withdrawn"}.isdisjoint(sections)
