"""The command line: what its help says, and what it says of what is not known."""

import re
from pathlib import Path

import pytest

from generator.commands.arguments import parser
from generator.commands.main import main
from tests.conftest import REPORT, ROOT, Project

COMMANDS = [command for _, members in parser().groups for command in members]
NAMES = [command.prog.removeprefix("briefing ") for command in COMMANDS]


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Return what is said, last, of a command line that ends with 2."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    said = capsys.readouterr()
    assert (2, "") == (ended.value.code, said.out)
    assert said.err.startswith("usage: briefing")
    return said.err.splitlines()[-1]


@pytest.mark.parametrize("command", NAMES)
def test_every_command_explains_itself_with_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert 0 == ended.value.code
    assert f"example: briefing {command}" in capsys.readouterr().out


def test_the_help_lists_all_commands_in_groups() -> None:
    said = parser().format_help()
    headings = re.findall(r"^(\w+):$", said, re.MULTILINE)
    assert ["Start", "Work", "Look", "Publish"] == headings[:4]
    assert "Options" == headings[-1]
    listed = re.findall(r"^  (\w+)  +(\S.*)$", said, re.MULTILINE)
    assert [(name, command.summary) for name, command in zip(NAMES, COMMANDS, strict=True)] == listed


def test_every_command_has_its_module() -> None:
    assert [] == [name for name in NAMES if not (ROOT / f"generator/commands/{name}.py").is_file()]


def test_without_a_command_the_help_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([])
    assert 2 == ended.value.code
    assert parser().format_help() == capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["fly"],
        ["build", "--fast"],
        ["add"],
        ["build", "--jobs", "0"],
        ["derive", "--jobs", "2", "--executor", "dask://h:1"],
    ],
)
def test_wrong_usage_ends_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert refused(capsys, *arguments)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("bulid", "briefing: error: there is no command `bulid`; did you mean `build`?"),
        ("zzz", "briefing: error: there is no command `zzz`; `briefing --help` lists them"),
        ("theme lits", "briefing theme: error: there is no command `lits`; did you mean `list`?"),
        ("build --ouput public", "briefing build: error: there is no option `--ouput`; did you mean `--output`?"),
        ("build --ouput=public", "briefing build: error: there is no option `--ouput`; did you mean `--output`?"),
        ("build -x", "briefing build: error: there is no option `-x`; `briefing build --help` lists them"),
        ("theme list --al", "briefing theme list: error: there is no option `--al`; `briefing theme list --help` lists them"),
        ("--vesrion", "briefing: error: there is no option `--vesrion`; did you mean `--version`?"),
        ("build site", "briefing build: error: `site` is one argument too many; `briefing build --help` shows how it is used"),
    ],
)
def test_what_was_meant_is_said(arguments: str, expected: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert expected == refused(capsys, *arguments.split())


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("build -v -o public", "build --verbose --output public"),
        ("build -q -j 2", "build --quiet --jobs 2"),
        ("derive -q -j 2", "derive --quiet --jobs 2"),
        ("serve -p 9000", "serve --port 9000"),
        ("clean -o public", "clean --output public"),
        ("-C demo build", "--project demo build"),
        ("build -C demo", "--project demo build"),
        ("theme list -C demo", "-C demo theme list"),
    ],
)
def test_options_have_short_forms(short: str, long: str) -> None:
    one, other = (vars(parser().parse_args(given.split())) for given in (short, long))
    assert {**other, "own_parser": None} == {**one, "own_parser": None}


def test_the_project_is_this_folder_unless_another_is_named() -> None:
    assert Path() == parser().parse_args(["build"]).project


def test_a_quiet_build_prints_nothing(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    root = str(project({"content/articles/a.md": REPORT}))
    assert 0 == main(["-C", root, "build", "-q", "--single-page"])
    assert 0 == main(["-C", root, "derive", "-q"])
    assert ("", "") == capsys.readouterr()
