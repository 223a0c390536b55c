"""Completion in shells: what is offered while a command line is typed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.commands.main import main
from tests.conftest import ROOT

SHELLS = ("bash", "zsh", "fish", "powershell")
BASH = """
source "$1"
line="$2"
COMP_LINE="$line" COMP_POINT=${#line} COMP_TYPE=9 COMP_WORDS=($line) COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
compopt() { :; }
_python_argcomplete briefing
printf '%s\\n' "${COMPREPLY[@]}"
"""


def offered(line: str, tmp_path: Path) -> set[str]:
    """Return what the program offers at the end of a line, as shells ask it."""
    answer = tmp_path / "answer"
    asked = {"_ARGCOMPLETE": "1", "_ARGCOMPLETE_IFS": "\n", "COMP_LINE": line, "COMP_POINT": str(len(line))}
    environment = {**os.environ, **asked, "_ARGCOMPLETE_STDOUT_FILENAME": str(answer), "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-m", "generator"], env=environment, cwd=tmp_path, check=False, capture_output=True)
    return {word.strip() for word in answer.read_text().splitlines()}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("briefing bu", {"build"}),
        ("briefing c", {"check", "clean", "completion"}),
        ("briefing build --sin", {"--single-page"}),
        ("briefing theme ", {"list", "eject"}),
        ("briefing completion z", {"zsh"}),
    ],
)
def test_commands_options_and_choices_are_offered(line: str, expected: set[str], tmp_path: Path) -> None:
    found = offered(line, tmp_path)
    assert expected == {word for word in found if not word.startswith("-") or line.endswith("--sin")}


def test_files_are_offered(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text("")
    assert {"report.txt"} == offered("briefing add rep", tmp_path)


@pytest.mark.parametrize("shell", SHELLS)
def test_the_code_for_a_shell_names_the_command(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert 0 == main(["completion", shell])
    said = capsys.readouterr().out
    assert "briefing" in said
    assert "_ARGCOMPLETE" in said


@pytest.mark.skipif(not shutil.which("bash"), reason="there is no bash on this machine")
def test_bash_completes_with_the_code_for_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert 0 == main(["completion", "bash"])
    code = tmp_path / "code"
    code.write_text(capsys.readouterr().out)
    command = tmp_path / "briefing"
    command.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m generator "$@"\n')
    command.chmod(0o755)
    environment = {**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        ["bash", "-c", BASH, "bash", code, "briefing expl"], env=environment, capture_output=True, text=True, check=True
    )
    assert "explain" == done.stdout.strip()


def test_another_shell_is_answered_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["completion", "bsh"])
    assert "'bsh' is none of bash, zsh, fish, powershell; did you mean `bash`?" in capsys.readouterr().err
