import os
from pathlib import Path

import pytest

from generator.problems import Problem
from generator.themes import read_theme
from tests.conftest import Project


def wrong_with(root: Path, name: str) -> list[str]:
    """What reading a theme complains of."""
    problems: list[Problem] = []
    read_theme(root, name, problems)
    return list(map(str, problems))


def test_a_theme_of_the_projects_own_wins(project: Project) -> None:
    root = project({"themes/briefing/templates/home.html": "mine"})
    assert (("home.html", "mine"),) == read_theme(root, "briefing", []).templates


def test_a_theme_that_is_not_there_is_told(project: Project) -> None:
    said = "briefing.toml:1:1: there is no theme `none` in themes/, nor does one come with the program"
    assert [f'{said}; write theme = "briefing", or add the folder'] == wrong_with(project(), "none")


def test_what_editors_leave_among_templates_is_passed_over(project: Project) -> None:
    root = project({"themes/mine/templates/base.html": "<html>", "themes/mine/templates/#home.html": "half"})
    (root / "themes/mine/templates/.#base.html").symlink_to("somebody@somewhere.1:2")
    assert (("base.html", "<html>"),) == read_theme(root, "mine", []).templates


@pytest.mark.parametrize("inner", ["templates", "static", "i18n", "templates/parts"])
def test_a_folder_of_a_theme_that_cannot_be_read_is_told(project: Project, inner: str, monkeypatch: pytest.MonkeyPatch) -> None:
    root = project({f"themes/mine/{inner}/x": "x", "themes/mine/templates/parts/y.html": "y"})
    whole = os.scandir

    def forbidden(path: str) -> object:
        if str(path) == str(root / "themes/mine" / inner):
            raise PermissionError(13, "Permission denied", str(path))
        return whole(path)

    monkeypatch.setattr(os, "scandir", forbidden)
    said = f"themes/mine/{inner}:1:1: the folder cannot be read (Permission denied); check its permissions"
    assert [said] == wrong_with(root, "mine")


def test_a_file_of_texts_is_named_as_a_language(project: Project) -> None:
    root = project({"themes/mine/i18n/english.toml": "a = 'b'\n"})
    said = "this file has no language for its name; name it as a language tag: en.toml, fr.toml, pt-BR.toml …"
    assert [f"themes/mine/i18n/english.toml:1:1: {said}"] == wrong_with(root, "mine")


def test_the_programs_texts_stand_below_those_of_every_theme(project: Project) -> None:
    root = project({"themes/mine/i18n/en.toml": "a = 'b'\n"})
    texts = read_theme(root, "mine", []).texts
    assert texts[-1].path == "themes/mine/i18n/en.toml"
    assert "<program>/themes/briefing/i18n/en.toml" in [text.path for text in texts[:-1]]
