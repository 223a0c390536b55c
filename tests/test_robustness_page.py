"""docs/robustness.md names tests that exist."""

import ast
import re
from functools import cache

from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "robustness.md").read_text("utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split(" | ")] for line in PAGE.splitlines() if re.match(r"\| [A-Z]\d+ \|", line)
]
TEST = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")


@cache
def functions_of(path: str) -> set[str]:
    """The functions of a test file, also those in classes."""
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}


def test_every_row_says_what_is_done_what_must_happen_and_which_test_does_it() -> None:
    assert [] == [row for row in ROWS if len(row) != 4 or not all(row)]


def test_every_test_that_a_row_names_exists() -> None:
    named = {row[0]: TEST.findall(row[3]) for row in ROWS}
    assert [] == [row for row, tests in named.items() if not tests]
    assert [] == [
        f"{row}: {path}::{name}"
        for row, tests in named.items()
        for path, name in tests
        if name and name not in functions_of(path)
    ]
    assert [] == [f"{row}: {path}" for row, tests in named.items() for path, _ in tests if not (ROOT / path).is_file()]


def test_no_row_stands_twice() -> None:
    numbers = [row[0] for row in ROWS]
    assert sorted(set(numbers)) == sorted(numbers)
    faults = [row[1] for row in ROWS]
    assert sorted(set(faults)) == sorted(faults)
