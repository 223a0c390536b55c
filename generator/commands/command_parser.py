"""A parser of arguments that knows what was meant: near misses of commands, options and choices are named.

The root's help lists commands in groups. argparse lists them all in one, and says of a near miss what there is instead.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Any


class CommandParser(argparse.ArgumentParser):
    """A parser whose errors say which command, option or choice is spelled much like the one that is not known."""

    summary: str = ""
    """The purpose of the command, for a list of commands."""

    def error_of_unknown(self, unknown: Sequence[str]) -> None:
        """End the program with the usage, because of arguments that this command does not have."""
        first = unknown[0]
        if not first.startswith("-"):
            self.error(f"`{first}` is one argument too many; `{self.prog} --help` shows how it is used")
        name = first.partition("=")[0]
        options = [option for action in self._actions for option in action.option_strings]
        self.error(f"there is no option `{name}`; {meant(name, options) or f'`{self.prog} --help` lists them'}")

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """Raise ArgumentError for what is none of an argument's choices, with the nearest of them."""
        if action.choices is None or value in action.choices:
            return
        choices = [str(choice) for choice in action.choices]
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 - the only name of subcommands
            todo = meant(str(value), choices) or f"`{self.prog} --help` lists them"
            self.error(f"there is no command `{value}`; {todo}")
        wrong = f"{value!r} is none of {', '.join(choices)}"
        near = meant(str(value), choices)
        raise argparse.ArgumentError(action, f"{wrong}; {near}" if near else wrong)


class RootParser(CommandParser):
    """The parser of the whole command line, whose help lists the commands in groups."""

    groups: tuple[tuple[str, tuple[CommandParser, ...]], ...] = ()
    """Headings with the parsers of commands."""
    more: str = ""
    """The end of the help."""

    def format_help(self) -> str:
        """Return the usage, the commands by group, and the options."""
        width = max((len(_name(one)) for _, commands in self.groups for one in commands), default=0)
        formatter = self.formatter_class(prog=self.prog)
        formatter.add_usage(self.usage, self._actions, [])
        formatter.add_text(self.description)
        parts = [formatter.format_help()]
        for heading, commands in self.groups:
            parts += [f"\n{heading}:\n", *(f"  {_name(one):<{width}}  {one.summary}\n" for one in commands)]
        formatter = self.formatter_class(prog=self.prog)
        formatter.start_section("Options")
        formatter.add_arguments([action for action in self._actions if action.option_strings])
        formatter.end_section()
        parts += ["\n", formatter.format_help(), f"\n{self.more}\n"]
        return "".join(parts)


def _name(command: CommandParser) -> str:
    return command.prog.rpartition(" ")[2]


def meant(given: str, known: Iterable[str]) -> str:
    """Return a question for the likeliest of what is known; "" where nothing is spelled much like it."""
    by_letters = {name.lstrip("-"): name for name in known}
    near = get_close_matches(given.lstrip("-"), by_letters, n=1)
    return f"did you mean `{by_letters[near[0]]}`?" if near else ""
