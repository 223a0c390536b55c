"""The walls of the house: imports go down the pipeline, the disk is touched in two places, proofs are made in one."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator import contexts

GENERATOR = Path(__file__).resolve().parent.parent / "generator"
# From the bottom up: a module may import what stands on its own line or on a line above.
FLOORS = (
    {"__init__"},
    {"problems", "parallel", "memo", "options"},
    {"toml"},
    {"model", "shelves", "neighbours", "inputs", "cluster"},
    {"edtf_dates", "permalinks", "words"},
    {"config", "frontmatter", "sanitise", "briefing"},
    {"fields", "markup", "derive"},
    {"documents", "corrections", "derived", "importer"},
    {"read"},
    {"themes"},
    {"assemble", "catalogue"},
    {"contexts", "prose"},
    {"pictures"},
    {"plan"},
    {"render", "reports", "shared", "assembly"},
    {"publish", "store", "stale", "dossiers", "pages"},
    {"line"},
    {"build", "check", "rows"},
    {"project", "serve", "explain", "ejection", "onefile", "arguments"},
    {"cli"},
    {"__main__"},
)
LEVEL = {name: level for level, floor in enumerate(FLOORS) for name in floor}
ON_DISK = {
    "open",
    "read_text",
    "read_bytes",
    "write_text",
    "write_bytes",
    "unlink",
    "mkdir",
    "rmdir",
    "rename",
    "replace",
    "glob",
    "rglob",
}
RUN_BY_HAND = {"derive/lexicon/build.py", "derive/lexicon/train.py"}
MAY_TOUCH_DISK = {
    "read.py",
    "publish/__init__.py",
    "publish/edition.py",
    "publish/trees.py",
    "publish/manifest.py",
    "publish/lock.py",
    "publish/searchable.py",
    "inputs.py",
    "memo.py",
    "store.py",
    "project.py",
    "cli.py",
    "derived.py",
    "derive/lexicon/__init__.py",
}


def modules() -> Iterator[tuple[str, str, ast.Module]]:
    for path in sorted(GENERATOR.rglob("*.py")):
        name = path.relative_to(GENERATOR).as_posix()
        yield name, name.split("/")[0].removesuffix(".py"), ast.parse(path.read_text("utf-8"))


def imported(tree: ast.Module) -> Iterator[str]:
    """The rooms that a module imports from at its top or within its functions."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "generator":
            parts = node.module.split(".")
            yield from [parts[1]] if len(parts) > 1 else [alias.name for alias in node.names]


def test_every_room_has_a_floor() -> None:
    assert set() == {room for _, room, _ in modules()} - LEVEL.keys()


@pytest.mark.parametrize(("name", "room", "tree"), list(modules()), ids=[name for name, _, _ in modules()])
def test_imports_go_down_the_pipeline(name: str, room: str, tree: ast.Module) -> None:
    upwards = {other for other in imported(tree) if other in LEVEL and LEVEL[other] > LEVEL[room]}
    assert set() == upwards, f"{name} imports from above"


def test_the_contract_with_themes_has_one_door() -> None:
    """`generator.contexts` hands out all that its rooms define; nobody else asks a room."""
    rooms = [(name, tree) for name, room, tree in modules() if room == "contexts" and not name.endswith("__init__.py")]
    defined = {node.name for _, tree in rooms for node in tree.body if isinstance(node, ast.ClassDef)}
    assert defined == set(contexts.__all__) - {"VIEWS", "FOR_PROGRAMS"}
    asked = {
        f"{name}: {node.module}"
        for name, room, tree in modules()
        for node in ast.walk(tree)
        if room != "contexts" and isinstance(node, ast.ImportFrom) and (node.module or "").startswith("generator.contexts.")
    }
    assert set() == asked


def test_only_reading_and_publishing_touch_the_disk() -> None:
    touching = {
        name
        for name, _, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and (
            (isinstance(node.func, ast.Name) and node.func.id == "open")
            or (isinstance(node.func, ast.Attribute) and node.func.attr in ON_DISK - {"replace", "open"})
        )
    }
    assert set() == touching - MAY_TOUCH_DISK - RUN_BY_HAND


@pytest.mark.parametrize(
    ("proof", "maker"),
    [("Evidence", "derive/evidence.py"), ("OutputPath", "permalinks.py"), ("SafeHtml", "sanitise.py")],
)
def test_a_proof_is_made_in_one_place(proof: str, maker: str) -> None:
    """But for the empty `SafeHtml("")`, which proves nothing and needs no proof."""
    makers = {
        name
        for name, _, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == proof
        and not (node.args and isinstance(node.args[0], ast.Constant) and node.args[0].value == "")
    }
    assert {maker} == makers


def test_files_can_be_read_in_one_sitting() -> None:
    long = {name: lines for name, _, _ in modules() if (lines := len((GENERATOR / name).read_text("utf-8").splitlines())) > 400}
    assert {} == long


def test_functions_fit_on_a_screen() -> None:
    long = {
        f"{name}:{node.name}"
        for name, _, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (node.end_lineno or 0) - node.lineno >= 50
    }
    assert set() == long
