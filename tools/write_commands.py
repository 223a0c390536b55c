"""Writes docs/commands.md: every command with its options, from the parser that reads them."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from generator.commands.arguments import parser
from generator.commands.command_parser import CommandParser

PAGE = Path(__file__).resolve().parent.parent / "docs" / "commands.md"
HEAD = """# All commands

Made from the program's own parser by `make reference`; `briefing COMMAND --help` says the same.

Commands end with 0 when done, 1 on problems in the input, 2 on wrong usage. `-C DIR` names the project's folder where it is not
this one; it stands before a command or after it.
"""
LEFT_OUT = frozenset({"-h", "-C"})
"""Options that all commands have."""


def page() -> str:
    """Return the page of commands."""
    parts = [HEAD]
    for heading, commands in parser().groups:
        parts.append(f"\n## {heading}\n")
        for command in commands:
            parts += _section(command)
    return "".join(parts)


def _section(command: CommandParser) -> Iterator[str]:
    """Yield what a command does, examples, and a table of its options; then the same of the commands inside it."""
    yield f"\n### `{command.prog}`\n\n{command.description}\n\n"
    examples = [line.removeprefix("example: ") for line in (command.epilog or "").splitlines()]
    yield "".join(f"    {example}\n" for example in examples)
    rows = [_row(command, action) for action in command._actions if not _is_left_out(action)]  # noqa: SLF001 - no other list
    yield "".join(["\n| | |\n|---|---|\n", *rows]) if rows else ""
    for action in command._actions:  # noqa: SLF001
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            for inner in action.choices.values():
                yield from _section(inner)


def _is_left_out(action: argparse.Action) -> bool:
    return isinstance(action, argparse._SubParsersAction) or bool(LEFT_OUT.intersection(action.option_strings))  # noqa: SLF001


def _row(command: CommandParser, action: argparse.Action) -> str:
    value = argparse.HelpFormatter(command.prog)._format_args(action, _placeholder(action))  # noqa: SLF001 - as the help has it
    names = ", ".join(action.option_strings)
    text = (action.help or "").replace("|", "\\|")
    return f"| `{f'{names} {value}'.strip()}` | {text} |\n"


def _placeholder(action: argparse.Action) -> str:
    if action.choices:
        return "{" + ",".join(map(str, action.choices)) + "}"
    return (action.dest.upper() if action.option_strings else action.dest) if action.metavar is None else str(action.metavar)


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), "utf-8")


if __name__ == "__main__":
    main()
