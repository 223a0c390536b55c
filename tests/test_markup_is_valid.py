"""The Nu HTML checker (vnu) finds no mistake in any page of the sample, nor in the style sheet.

`make checker` fetches it; it needs Java.
"""

import json
import shutil
import subprocess
from pathlib import Path

from tests.conftest import ROOT, needs

JAVA = shutil.which("java")
CHECKER = ROOT / ".venv/node/node_modules/vnu-jar/build/dist/vnu.jar"
pytestmark = needs(JAVA and CHECKER.is_file(), "there is no Java, or no checker (make checker)")


def mistakes(*files: Path) -> list[str]:
    """What the checker finds wrong, warnings left out."""
    assert JAVA, "there is no Java"
    assert CHECKER.is_file(), "there is no checker: make checker"
    command = [JAVA, "-Xss4m", "-jar", str(CHECKER), "--format", "json", "--errors-only", "--also-check-css", *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    told = json.loads(done.stderr)["messages"]
    return [f"{one.get('url', '')}:{one.get('lastLine', '')}: {one['message']}" for one in told if one["type"] != "info"]


def test_every_page_and_the_style_sheet_are_valid(sample_site: Path) -> None:
    files = sorted(path for path in sample_site.rglob("*") if path.suffix in {".html", ".css"})
    assert len(files) > 50
    assert [] == mistakes(*files)


def test_a_mistake_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<!doctype html><html lang=en><title>A</title><p id=a><p id=a>", "utf-8")
    (tmp_path / "a.css").write_text("p { colour: red }\n", "utf-8")
    found = mistakes(tmp_path / "a.html", tmp_path / "a.css")
    assert any("Duplicate ID" in one for one in found)
    assert any("colour" in one for one in found)
