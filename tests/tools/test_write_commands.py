import re

from generator.commands.arguments import parser
from tests.conftest import ROOT
from tools.write_commands import PAGE, page

README = (ROOT / "README.md").read_text("utf-8")


def test_the_page_of_commands_is_up_to_date() -> None:
    assert page() == PAGE.read_text("utf-8"), "run `make reference`"


def test_it_has_every_command_with_its_options() -> None:
    said = page()
    commands = [command.prog for _, members in parser().groups for command in members]
    assert commands == [name for name in re.findall(r"^### `([^`]+)`$", said, re.MULTILINE) if name.count(" ") == 1]
    assert "| `-o, --output DIR` | the output folder (site/) |" in said
    assert "### `briefing theme eject`" in said


def test_the_table_in_the_readme_has_every_command() -> None:
    named = set(re.findall(r"^\| `briefing (\w+)", README, re.MULTILINE))
    assert {command.prog.removeprefix("briefing ") for _, members in parser().groups for command in members} == named
