"""TOML files that people write: their tables, and where a key stands in them."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from generator.model.problems import Problem, Where

# Possessive: what was taken is not given back, or a long line of spaces would be tried in all ways.
DOTTED = r"""((?:"[^"]*+"|'[^']*+'|[\w\s.-]++)++)"""
HEAD = re.compile(rf"\s*+\[{DOTTED}\]")
ENTRY = re.compile(rf"\s*+{DOTTED}=")
NAME = re.compile(r"""\"([^"]*)\"|'([^']*)'|([\w-]+)""")


def parsed(path: str, text: str, problems: list[Problem]) -> dict[str, Any] | None:
    """A file's tables; None, with a problem noted at its line, when it is broken."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"line (\d+), column (\d+)", str(error))
        place = Where(path, int(at[1]), int(at[2])) if at else Where(path)
        wrong = str(error).partition(" (at ")[0]
        line = text.split("\n")[place.line - 1] if at else ""
        problems.append(Problem(place, f"this is not valid TOML: {wrong}", _todo(line)))
    except RecursionError:
        problems.append(Problem(Where(path), "this is nested too deep", "write it flatter"))
    except ValueError:  # of Python's own, for a number of thousands of digits
        problems.append(Problem(Where(path), "a number here is too long", "write a shorter one, or put it in quotes"))
    return None


def _todo(line: str) -> str:
    """Return how to mend a line that is not TOML: most often the quotation marks of a text are missing."""
    if re.fullmatch(r"[^\"]*=\s*\"[^\"]*", line):
        return "close the quotation marks"
    bare = re.fullmatch(r"\s*(\w+)\s*[=:]\s*([^\"'\[{\s].*?)\s*", line)
    return f'write {bare[1]} = "{bare[2]}"' if bare and '"' not in bare[2] else "mend the line"


def where(path: str, text: str, key: str | tuple[str, ...]) -> Where:
    """Return the place of a key, given with its tables ("home.latest", or each name apart), as far as lines tell.

    A key of a table that stands on one line is at the place of that.
    """
    wanted = tuple(key.split(".")) if isinstance(key, str) else key
    table: tuple[str, ...] = ()
    nearest, place = 0, Where(path)
    for number, line in enumerate(text.split("\n"), 1):
        if head := HEAD.match(line):
            at = table = _names(head[1])
        elif entry := ENTRY.match(line):
            at = (*table, *_names(entry[1]))
        else:
            continue
        if len(at) > nearest and at == wanted[: len(at)]:
            nearest, place = len(at), Where(path, number, len(line) - len(line.lstrip()) + 1)
    return place


def _names(dotted: str) -> tuple[str, ...]:
    """Return the names in a key, which may have quotes and dots."""
    return tuple(double or single or bare for double, single, bare in NAME.findall(dotted))
