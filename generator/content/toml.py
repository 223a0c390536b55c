"""TOML files that people write: their tables, and where a key stands in them."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from generator.model.problems import Problem, Where


def parsed(path: str, text: str, problems: list[Problem]) -> dict[str, Any] | None:
    """A file's tables; None, with a problem noted at its line, when it is broken."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"line (\d+), column (\d+)", str(error))
        where = Where(path, int(at[1]), int(at[2])) if at else Where(path)
        problems.append(Problem(where, f"this is not valid TOML: {error}", "mend the line"))
        return None


def where(path: str, text: str, key: str) -> Where:
    """Return the place of a key, given with its table ("home.latest"), as far as lines tell."""
    group, table = "", ""
    for number, line in enumerate(text.split("\n"), 1):
        if head := re.match(r"\s*\[\s*([\w.\"' -]+?)\s*\]", line):
            table = re.sub(r"[\"' ]", "", head[1])
            group = f"{table}."
        elif entry := re.match(r"\s*[\"']?([\w.-]+)[\"']?\s*=", line):
            table = f"{group}{entry[1]}"
        if key == table:
            return Where(path, number)
    return Where(path)
