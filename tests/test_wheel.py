"""The wheel carries all that it needs: installed into an empty environment it starts a project and builds it."""

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", folder, ROOT], check=True
    )
    return next(folder.glob("*.whl"))


def test_the_wheel_carries_theme_lexicons_and_scaffold(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    parts = "themes/briefing/templates/base.html themes/briefing/static/style.css content/scaffold/method.md py.typed serve/live.js serve/worker.js"
    for part in parts.split():
        assert f"generator/{part}" in names
    assert not [name for name in names if name.startswith(("tests/", "content/"))]


def test_an_installed_wheel_starts_and_builds_a_project(wheel: Path, tmp_path: Path) -> None:
    environment = tmp_path / "an environment"
    venv.create(environment, with_pip=False, symlinks=os.name != "nt")
    python = environment / ("Scripts" if os.name == "nt" else "bin") / "python"
    site = subprocess.run(
        [python, "-c", "import site; print(site.getsitepackages()[0])"], capture_output=True, text=True, check=True
    )
    target = Path(site.stdout.strip())
    subprocess.run([sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", target, wheel], check=True)
    # The dependencies are those of this very environment: nothing is fetched.
    (target / "dependencies.pth").write_text(f"{Path(pytest.__file__).resolve().parent.parent}\n")
    clean = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}

    def briefing(*arguments: str, cwd: Path) -> str:
        program = (
            "import sys; sys.path = [p for p in sys.path if p]; from generator.commands.main import main; sys.exit(main())"
        )
        done = subprocess.run(
            [python, "-c", program, *arguments], cwd=cwd, capture_output=True, text=True, check=False, env=clean
        )
        assert (0, "") == (done.returncode, done.stderr)
        return done.stdout

    where = subprocess.run(
        [python, "-c", "import generator; print(generator.__file__)"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
        env=clean,
    )
    assert str(target) in where.stdout
    briefing("init", "demo", cwd=tmp_path)
    assert "Open file://" in briefing("build", cwd=tmp_path / "demo")
    assert (tmp_path / "demo/site/index.html").is_file()
    assert "every link leads somewhere" in briefing("check", cwd=tmp_path / "demo")
