"""The Nu HTML checker (vnu) finds no mistake in any page of the sample, nor in the style sheet.

`make checker` fetches it; it needs Java.
"""

import json
import shutil
import subprocess
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.conftest import ROOT, needs

JAVA = shutil.which("java")
CHECKER = ROOT / ".venv/node/node_modules/vnu-jar/build/dist/vnu.jar"
pytestmark = needs(JAVA and CHECKER.is_file(), "there is no Java, or no checker (make checker)")


@pytest.fixture(scope="module")
def wrong(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page and a style sheet with a mistake each."""
    folder = tmp_path_factory.mktemp("wrong")
    (folder / "a.html").write_text("<!doctype html><html lang=en><title>A</title><p id=a><p id=a>", "utf-8")
    (folder / "a.css").write_text("p { colour: red }\n", "utf-8")
    return folder


@pytest.fixture(scope="module")
def mistakes(sample_site: Path, wrong: Path) -> list[str]:
    """Return the checker's errors for the sample and for invalid pages, warnings left out. It takes long to start."""
    assert JAVA, "there is no Java"
    assert CHECKER.is_file(), "there is no checker: make checker"
    files = sorted(path for folder in (sample_site, wrong) for path in folder.rglob("*") if path.suffix in {".html", ".css"})
    assert len(files) > 50
    command = [JAVA, "-Xss4m", "-jar", str(CHECKER), "--format", "json", "--errors-only", "--also-check-css", *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    told = [one for one in json.loads(done.stderr)["messages"] if one["type"] != "info"]
    return [f"{unquote(one.get('url', ''))}:{one.get('lastLine', '')}: {one['message']}" for one in told]


def test_every_page_and_the_style_sheet_are_valid(mistakes: list[str], wrong: Path) -> None:
    assert [] == [one for one in mistakes if str(wrong) not in one]


def test_the_checker_reports_mistakes(mistakes: list[str], wrong: Path) -> None:
    found = [one for one in mistakes if str(wrong) in one]
    assert any("Duplicate ID" in one for one in found)
    assert any("colour" in one for one in found)
