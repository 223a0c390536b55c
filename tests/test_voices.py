"""Who speaks for whom, through a whole build."""

from pathlib import Path

import pytest

from generator.build import build
from generator.model.problems import InputError
from tests.conftest import Project

REPORT = (
    "---\ntitle: Quotas\ndate: 2010-03-04\nsource: Harbour News\n---\n"
    "Norwegian foreign minister Kari Lund opposes the fish quotas. Norway supports the fish quotas.\n"
)


def _pages(root: Path) -> dict[str, str]:
    """Build, and return the pages by path."""
    build(root)
    site = root / "site"
    return {page.relative_to(site).as_posix(): page.read_text("utf-8") for page in site.rglob("*.html")}


def test_a_minister_stands_under_her_state_and_an_editors_word_wins(project: Project) -> None:
    files = {
        "content/articles/a.md": REPORT,
        "content/topics/fish-quotas.md": "---\nname: fish quotas\nkeywords: [quotas]\n---\n",
    }
    site = _pages(project(files))
    assert "Voices differ" in site["positions.html"]
    assert "Speaks for" in site["actors/kari-lund.html"]
    assert "Spoken for by" in site["actors/norway.html"]
    files["content/actors/kari-lund.md"] = "---\nname: Kari Lund\nspeaks_for: nobody\n---\n"
    site = _pages(project(files))
    assert "Voices differ" not in site["positions.html"]
    assert "Spoken for by" not in site["actors/norway.html"]


def test_an_actor_whom_nobody_knows_is_a_problem_with_its_place(project: Project) -> None:
    files = {"content/articles/a.md": REPORT, "content/actors/kari-lund.md": "---\nname: Kari Lund\nspeaks_for: Velmar\n---\n"}
    with pytest.raises(InputError) as error:
        build(project(files))
    assert "content/actors/kari-lund.md:3:13: nobody knows the actor 'Velmar'" in str(error.value.problems[0])
