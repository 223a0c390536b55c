"""Our texts never install another project's package: each `pip install` names this distribution, its extras, or tools by choice."""

import re
import tomllib
from pathlib import Path

import pytest

from generator.content.importers.formats import FORMATS
from tests.conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
TEXTS = sorted(
    path
    for pattern in ("*.md", "docs/*.md", "pyproject.toml", "generator/**/*.py", "generator/content/scaffold/*", "themes/**/*")
    for path in ROOT.glob(pattern)
    if path.is_file() and path.suffix in {".md", ".toml", ".py", ".html", ".txt", ".svg", ".js", ""}
)
INSTALL = re.compile(r"\b(?:pip|pipx|uv pip|uv tool) install\s+(?P<what>'[^']*'|\"[^\"]*\"|[^\s`'\"#);,]+)")
WITH_EXTRA = re.compile(r"(?P<name>[A-Za-z][\w.-]*briefing[\w.-]*|briefing[\w.-]*)\[(?P<extras>[a-z, ]+)\]")
OWN_WHEEL = re.compile(rf"{PROJECT['name'].replace('-', '_')}-.+\.whl")


def other_distributions(text: str) -> list[str]:
    """Return the packages that a text installs, other than this folder, our wheel, and our distribution with its extras."""
    installed = [found["what"].strip("'\"") for found in INSTALL.finditer(text)]
    with_extra = [found[0] for found in WITH_EXTRA.finditer(text)]
    return [what for what in (*installed, *with_extra) if not is_ours(what)]


def is_ours(what: str) -> bool:
    name, _, rest = what.partition("[")
    named = {extra.strip() for extra in rest.rstrip("]").split(",") if extra.strip()}
    extras = {extra for extra in named if not extra.startswith("{")}  # in code: those of rows, which are held below
    return (name in {".", PROJECT["name"]} or bool(OWN_WHEEL.fullmatch(name))) and extras <= set(
        PROJECT["optional-dependencies"]
    )


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_text_names_no_other_distribution(path: Path) -> None:
    assert [] == other_distributions(" ".join(path.read_text(encoding="utf-8").split()))


def test_the_command_is_briefing_whatever_the_distribution_is_called() -> None:
    assert "briefing-site" == PROJECT["name"]
    assert {"briefing": "generator.commands.main:main"} == PROJECT["scripts"]


@pytest.mark.parametrize(
    "text",
    [
        "`pip install 'briefing[pdf]'`",
        "pip install briefing",
        "pip install 'briefing-site[speech]'",
        "the extra (`briefing[dask]`)",
        "pip install briefing-1.0.whl",
        "uv pip install other",
    ],
)
def test_another_distribution_is_reported(text: str) -> None:
    assert other_distributions(text)


@pytest.mark.parametrize(
    "text", ["pip install .  # here", "pip install 'briefing-site[pdf]'", "pip install briefing_site-….whl"]
)
def test_our_own_distribution_is_accepted(text: str) -> None:
    assert [] == other_distributions(text)


def test_formats_that_need_an_extra_name_one_of_ours() -> None:
    assert {row.extra for row in FORMATS if row.needs} <= set(PROJECT["optional-dependencies"])
    assert {row.name for row in FORMATS if row.needs} == {row.name for row in FORMATS if row.extra}
