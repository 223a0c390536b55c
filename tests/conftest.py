"""Small projects for tests: a folder with a briefing.toml and whatever files a test wants."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from generator.build import build
from generator.build.site_in_memory import site_in_memory
from generator.commands.export import project_rows
from generator.content import parse
from generator.content.files import read_outline, text_of
from generator.model.article import Article
from generator.model.problems import InputError, Problem
from generator.runtime import cache
from generator.theme.load import read_theme
from generator.theme.texts import Words, words

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT.parent / "shared" / "seed"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
EVERYTHING = bool(os.environ.get("BRIEFING_REQUIRE_EVERYTHING"))
"""True where no test may be skipped for a missing program: `.ci/run` installs them all."""


def needs(program: object, why: str) -> pytest.MarkDecorator:
    """Skip a test where a program is missing, with a reason; where everything is required, the test fails instead."""
    return pytest.mark.skipif(not program and not EVERYTHING, reason=why)


SLOW_SECONDS = 1800
"""Seconds after which a test of the slow half is ended, as one that hangs."""
needs_browser = needs(CHROMIUM, "there is no Chromium on this machine")

# The time of an example depends on how busy the machine is.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

Project = Callable[..., Path]

TITLED = 'title = "Test"\n'
REPORT = """---
title: Envoys meet in Vienna
date: 2009-10-13
source: Example News
---

Russian president Dmitry Medvedev met US secretary of state Hillary Clinton in Vienna on Monday.

"We welcome the talks," Mrs Clinton said. Russia supports new talks on sanctions against Iran.
"""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the slow half, unless marks were asked for; pytest tells how many it left out. A slow test may take longer."""
    slow = [item for item in items if item.get_closest_marker("slow")]
    for item in slow:
        item.add_marker(pytest.mark.timeout(SLOW_SECONDS))
    if config.option.markexpr:
        return
    config.hook.pytest_deselected(items=slow)
    items[:] = [item for item in items if item not in slow]


@pytest.fixture(scope="session", autouse=True)
def _parsed_once() -> Iterator[None]:
    """Parse each template once for all builds, since that takes most of the time of a small build. No build changes the tree."""
    from jinja2 import Environment

    plain = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    parse = lru_cache(maxsize=1000)(plain.parse)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Environment, "parse", lambda _self, source, name=None: parse(source, name))
        yield


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A function that makes a project: `project({"content/articles/a.md": "…"})` returns its folder."""

    def make(files: dict[str, str | bytes] | None = None, config: str = TITLED) -> Path:
        return write(tmp_path / "project", files or {}, config)

    return make


def write(root: Path, files: dict[str, str | bytes], config: str = TITLED) -> Path:
    """Write a project of these files into a folder; return the folder."""
    for name, content in {"briefing.toml": config, **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def words_in(language: str) -> Words:
    """Return the interface texts of a language."""
    problems: list[Problem] = []
    texts = words(read_theme(ROOT, "briefing", problems).texts, language, problems)
    assert [] == problems
    return texts


def sample_project(root: Path, base_url: str = "") -> Path:
    """Copy the sample dossier into a folder; `base_url` is the address of its site."""
    shutil.copytree(ROOT / "content", root / "content")
    config = (ROOT / "briefing.toml").read_text("utf-8")
    (root / "briefing.toml").write_text(config.replace('base_url = ""', f'base_url = "{base_url}"'), "utf-8")
    return root


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A browser for all tests that need one."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample dossier's site, in a folder with a space in its name."""
    root = sample_project(tmp_path_factory.mktemp("a site"))
    build(root)
    return root / "site"


def problems_of(root: Path) -> list[str]:
    """Return the problems of a project, as its export reports them."""
    try:
        list(project_rows(root, []))
    except InputError as error:
        return [str(problem) for problem in error.problems]
    return []


def articles_of(root: Path) -> list[Article]:
    """Return the parsed reports of a project without problems, in the order of their files."""
    problems: list[Problem] = []
    outline = read_outline(root, problems)
    texts = {name: text_of(path, name, problems) or "" for path, name in outline.reports}
    articles = [parse.article(name, text, config=outline.config, problems=problems) for name, text in texts.items()]
    assert [] == problems
    return [article for article in articles if article is not None]


def files_of(root: Path) -> dict[str, bytes]:
    """Return every file of a project's site, by path."""
    with cache.open_cache(None) as results, site_in_memory(root, results) as (_, files):
        return files


def article(**changes: object) -> Article:
    """Return an article of one sentence, with the given fields changed."""
    fields: dict[str, object] = {
        "slug": "a",
        "path": "content/articles/a.md",
        "title": "A title",
        "date": "2009-10-13",
        "day": "2009-10-13",
        "source": "Example News",
        "url": "",
        "author": "",
        "lang": "en",
        "place": "",
        "summary": "",
        "text": "Nothing happened.",
        "tree": (),
    }
    return Article(**(fields | changes))  # type: ignore[arg-type]
