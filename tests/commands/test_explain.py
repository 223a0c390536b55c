"""`briefing explain`: what a page is made of, why it was last made, and what is not as it was then."""

import shutil
from pathlib import Path

import pytest

from generator.build import build
from generator.commands.explain import CHANGED, GONE, NEW, Explained, explain
from generator.commands.main import main
from generator.model.problems import Stopped
from tests.conftest import REPORT, ROOT, Project

RUSSIA = "actors/russia.html"
PROFILE = "content/actors/russia.md"
ARTICLE = "content/articles/a.md"


@pytest.fixture
def root(project: Project) -> Path:
    """A built project, with a theme of its own to be changed."""
    made = project({ARTICLE: REPORT, PROFILE: "---\nname: Russia\n---\nA country.\n"})
    shutil.copytree(ROOT / "themes/briefing", made / "themes/briefing")
    build(made)
    return made


def explained(root: Path, page: str = RUSSIA) -> Explained:
    return explain(root, root / "site", page)


def since(root: Path, page: str = RUSSIA) -> dict[str, str]:
    return {part.where.removeprefix("themes/briefing/templates/"): part.since for part in explained(root, page).changed}


def test_a_page_is_made_of_its_templates_a_profile_and_reports(root: Path) -> None:
    parts = [(part.kind, part.where.rpartition("/")[2]) for part in explained(root).parts]
    assert ("template", "actor.html") == parts[0]
    assert ("included", "base.html") in parts
    assert [("profile", "russia.md"), ("report", "a.md")] == parts[-2:]
    frame = ("_head.html", "_words.html", "base.html")
    assert [("template", "page.html"), *(("included", name) for name in frame)] == [
        (part.kind, part.where.rpartition("/")[2]) for part in explained(root, "method").parts
    ]


def test_nothing_changed_since_the_build(root: Path) -> None:
    assert {} == since(root)


@pytest.mark.parametrize(
    "file", [PROFILE, ARTICLE, "themes/briefing/templates/actor.html", "themes/briefing/templates/base.html"]
)
def test_what_changed_since_is_told(root: Path, file: str) -> None:
    with (root / file).open("a") as opened:
        opened.write("\nMore.\n")
    assert {file.removeprefix("themes/briefing/templates/"): CHANGED} == since(root)


def test_a_text_that_changed_since_is_told(root: Path) -> None:
    texts = root / "themes/briefing/i18n/en.toml"
    texts.write_text(texts.read_text("utf-8").replace('"Roles"', '"Offices"').replace('"Who matters"', '"Who"'), "utf-8")
    assert {"actor.roles": CHANGED} == since(root)
    assert {"home.actors": CHANGED} == since(root, "index")


def test_what_went_and_what_came_in_is_told(root: Path) -> None:
    (root / PROFILE).unlink()
    (root / "themes/briefing/templates/new.html").write_text("New.\n")
    with (root / "themes/briefing/templates/actor.html").open("a") as opened:
        opened.write('{% include "new.html" %}\n')
    assert {PROFILE: GONE, "new.html": NEW, "actor.html": CHANGED} == since(root)


def test_a_report_that_names_its_own_page_is_found(root: Path) -> None:
    (root / "content/articles/b.md").write_text(REPORT.replace("source:", "slug: other\nsource:").replace("Vienna", "Oslo"))
    build(root)
    assert "content/articles/b.md" in [part.where for part in explained(root).parts]
    assert {} == since(root)


def test_why_a_page_was_last_made_is_remembered(root: Path) -> None:
    assert "it is new, or is not as it was written" == explained(root).why
    (root / PROFILE).write_text("---\nname: Russia\n---\nA large country.\n")
    build(root)
    build(root)
    assert f"file {PROFILE} changed" == explained(root).why
    shutil.rmtree(root / ".briefing")
    assert "" == explained(root).why
    assert not (root / ".briefing").exists()


@pytest.mark.parametrize("asked", ["actors/russia", RUSSIA, f"site/{RUSSIA}", "./actors/russia", "site/actors/russia"])
def test_a_page_may_be_asked_for_in_several_ways(root: Path, asked: str) -> None:
    assert RUSSIA == explained(root, asked).path


def test_a_page_may_be_asked_for_by_its_place_on_disk(root: Path) -> None:
    assert RUSSIA == explained(root, str(root / "site" / RUSSIA)).path


@pytest.mark.parametrize(("asked", "meant"), [("actors/rusia", RUSSIA), ("russia", RUSSIA), ("feed", "feed.xml")])
def test_for_an_unknown_page_those_spelled_alike_are_named(root: Path, asked: str, meant: str) -> None:
    with pytest.raises(Stopped, match=rf"{asked} is no page of .*; did you mean {meant}"):
        explained(root, asked)


def test_files_without_parts_say_what_they_are(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for page, words in (("feed.xml", "made by the program from all"), ("static/style.css", "a file of the theme")):
        assert 0 == main(["-C", str(root), "explain", page])
        assert f"It is {words}" in capsys.readouterr().out


def test_the_command_tells_it_in_words(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / PROFILE).write_text("---\nname: Russia\n---\nA large country.\n")
    assert 0 == main(["-C", str(root), "explain", "actors/russia"])
    said = capsys.readouterr().out.splitlines()
    assert [RUSSIA, "Last made because it is new, or is not as it was written."] == said[:2]
    assert f"  profile   {PROFILE}  (changed since)" in said
    assert said[-1].startswith("1 of ")


def test_an_unknown_page_ends_with_1(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert 1 == main(["-C", str(root), "explain", "actors/rusia"])
    assert "did you mean actors/russia.html" in capsys.readouterr().err


def test_without_a_site_it_says_what_to_do(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert 1 == main(["-C", str(project()), "explain", "index"])
    assert "run `briefing build` first" in capsys.readouterr().err
