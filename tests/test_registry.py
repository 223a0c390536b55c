"""The registry of kinds, and one name for one thing: no table by kind stands outside `model`, no class name is borne twice."""

import ast
from collections import defaultdict
from collections.abc import Iterator

import pytest

from generator.model.kinds import KINDS
from tests.conftest import ROOT

GENERATOR = ROOT / "generator"
REGISTRY = {"model/kinds.py", "model/page_kinds.py", "model/additions.py"}
MIN_KINDS_OF_A_TABLE = 4
"""So many kinds in one dict, set or tuple are a table; fewer may be a choice that a rule makes."""
NAMES = frozenset(name for kind in KINDS for name in (kind.name, kind.field))


def modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(GENERATOR.rglob("*.py")):
        yield path.relative_to(GENERATOR).as_posix(), ast.parse(path.read_text("utf-8"))


def tables_by_kind(tree: ast.Module) -> Iterator[int]:
    """Return the lines of displays that list many kinds of findings by name."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Dict | ast.Set | ast.Tuple | ast.List):
            continue
        members = node.keys if isinstance(node, ast.Dict) else node.elts
        kinds = {member.value for member in members if isinstance(member, ast.Constant)} & NAMES
        if len(kinds) >= MIN_KINDS_OF_A_TABLE:
            yield node.lineno


def test_no_table_by_kind_of_finding_stands_outside_the_registry() -> None:
    found = {f"{name}:{line}" for name, tree in modules() if name not in REGISTRY for line in tables_by_kind(tree)}
    assert set() == found


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('FIELD = {"mention": 1, "role": 2, "quote": 3, "event": 4}', 1),
        ('KINDS = ("mentions", "roles", "quotes", "events")', 1),
        ('SPOKEN = ("quotes", "positions")', 0),
    ],
)
def test_a_table_by_kind_is_noticed(source: str, expected: int) -> None:
    assert expected == len(list(tables_by_kind(ast.parse(source))))


def test_no_class_name_is_borne_twice() -> None:
    bearers: dict[str, list[str]] = defaultdict(list)
    for name, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                bearers[node.name].append(name)
    assert {} == {name: files for name, files in bearers.items() if len(files) > 1}
