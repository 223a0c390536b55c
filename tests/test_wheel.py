"""The wheel carries all that it needs: installed into an empty environment it starts a project and builds it."""

import re
import subprocess
import zipfile
from pathlib import Path

import pytest

from generator.commands import docs
from tests.installed import build_wheel, install


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_wheel(tmp_path_factory.mktemp("wheel"))


def test_the_wheel_carries_theme_lexicons_and_scaffold(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    parts = "themes/briefing/templates/base.html themes/briefing/static/style.css content/scaffold/method.md py.typed serve/live.js serve/worker.js"
    parts += " serve/asking.js serve/desk.html serve/desk.css serve/desk.js serve/menu.css serve/menu.js serve/marks.js serve/verdicts.js"
    for part in parts.split():
        assert f"generator/{part}" in names
    assert not [name for name in names if name.startswith(("tests/", "content/"))]


def test_its_description_has_no_link_or_picture_that_leads_nowhere(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    metadata = archive.read(next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))).decode()
    assert "Description-Content-Type: text/markdown" in metadata
    assert "**Drop the news reports that you have read into a folder" in metadata
    assert [] == [found for found in re.findall(r"\]\(([^)]*)\)", metadata) if not found.startswith("https://")]
    assert "![" not in metadata
    assert "[docs/builds.md]" not in metadata
    assert "`briefing docs` opens all the pages that are named here" in metadata


def test_an_installed_wheel_has_the_documentation(wheel: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    installed = install(wheel, tmp_path / "an environment")
    page = Path(installed.briefing("docs", "corrections", "--print", cwd=tmp_path).strip())
    assert page.is_relative_to(tmp_path)
    assert docs.render(docs.read_sources()) == {
        path.relative_to(page.parent.parent).as_posix(): path.read_bytes()
        for path in page.parent.parent.rglob("*")
        if path.is_file()
    }


def test_an_installed_wheel_starts_and_builds_a_project(wheel: Path, tmp_path: Path) -> None:
    installed = install(wheel, tmp_path / "an environment")
    where = subprocess.run(
        [installed.python, "-c", "import generator; print(generator.__file__)"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
        env=installed.environment,
    )
    assert str(installed.packages) in where.stdout
    installed.briefing("init", "demo", cwd=tmp_path)
    assert "Open file://" in installed.briefing("build", cwd=tmp_path / "demo")
    assert (tmp_path / "demo/site/index.html").is_file()
    assert "every link leads somewhere" in installed.briefing("check", cwd=tmp_path / "demo")
