"""The program as a user has it: its wheel, installed into an environment of its own without fetching anything."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import ROOT

PROGRAM = "import sys; sys.path = [p for p in sys.path if p]; from generator.commands.main import main; sys.exit(main())"


@dataclass(frozen=True, slots=True)
class Installed:
    """An environment with the program in it."""

    python: Path
    packages: Path

    @property
    def command(self) -> list[str]:
        """The arguments that stand for `briefing`."""
        return [str(self.python), "-c", PROGRAM]

    @property
    def environment(self) -> dict[str, str]:
        """The variables of this process without those that would lead to a checkout."""
        return {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}

    def briefing(self, *arguments: str, cwd: Path) -> str:
        """Run a command that succeeds and warns of nothing; return what it prints."""
        done = subprocess.run(
            [*self.command, *arguments], cwd=cwd, capture_output=True, text=True, check=False, env=self.environment
        )
        assert (0, "") == (done.returncode, done.stderr)
        return done.stdout

    def on_path(self, folder: Path) -> dict[str, str]:
        """Write `briefing` as a program into a folder; return the variables with which a shell finds it."""
        folder.mkdir(parents=True, exist_ok=True)
        script = folder / "briefing"
        script.write_text(f'#!/bin/sh\nexec {shlex.join(self.command)} "$@"\n', "utf-8")
        script.chmod(0o755)
        return {**self.environment, "PATH": f"{folder}{os.pathsep}{self.environment['PATH']}"}


def build_wheel(folder: Path) -> Path:
    """Build the wheel of this checkout into a folder."""
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", folder, ROOT], check=True
    )
    return next(folder.glob("*.whl"))


def install(wheel: Path, folder: Path) -> Installed:
    """Install a wheel into a new environment in a folder. Its dependencies are those of this very environment."""
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    site = subprocess.run(
        [python, "-c", "import site; print(site.getsitepackages()[0])"], capture_output=True, text=True, check=True
    )
    packages = Path(site.stdout.strip())
    subprocess.run([sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", packages, wheel], check=True)
    (packages / "dependencies.pth").write_text(f"{Path(pytest.__file__).resolve().parent.parent}\n")
    return Installed(python, packages)
