"""A file of findings that says what its report does not is not taken: the report is derived again, and the build says why."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.commands.main import main
from tests.conftest import REPORT, Project

STRANGER = "Vladimir Putin"


def first(kind: str, **values: Any) -> Callable[[dict[str, Any]], None]:
    """Return a change of the first finding of a kind."""
    return lambda findings: findings[kind][0].update(values)


FORGERIES: dict[str, tuple[Callable[[dict[str, Any]], None], str]] = {
    "a stranger": (first("entities", name=STRANGER), f"the report does not name '{STRANGER}'"),
    "an empty name": (first("entities", name=""), "'' is no name"),
    "a long name": (first("entities", name="x" * 1_000_000), f"'{'x' * 200}…' is no name"),
    "another object": (first("positions", object="a war"), "the report does not say 'a war'"),
    "markup for a date": (first("times", edtf="<x>"), "'<x>' is not a date"),
    "a stretch for a day": (first("times", not_before="2009-10-13/2009-10-15"), "'2009-10-13/2009-10-15' is not a date"),
    "a season for a day": (first("events", not_after="2009-21"), "'2009-21' is not a date"),
    "a huge weight": (first("key_points", weight=10**15), "the weight is not from 0 to 10000"),
    "words elsewhere": (
        lambda findings: findings["positions"][0]["evidence"].update(start=0, end=3),
        "the text says",
    ),
}


@pytest.mark.parametrize("forgery", sorted(FORGERIES))
def test_a_build_derives_again_what_was_forged_and_says_where(
    forgery: str, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    forge, reason = FORGERIES[forgery]
    root = project({"content/articles/a.md": REPORT})
    build(root)
    file = root / "content/derived/a.json"
    derived, site = file.read_bytes(), files(root)
    kept = json.loads(derived)
    forge(kept["findings"])
    file.write_text(json.dumps(kept, indent=2), "utf-8")
    capsys.readouterr()
    build(root)
    told = capsys.readouterr().err.splitlines()
    assert 1 == len(told)
    assert told[0].startswith("content/derived/a.json:")
    assert f": {reason}" in told[0]
    assert told[0].endswith("; nothing of this file was taken; the report was derived again")
    assert (derived, site) == (file.read_bytes(), files(root))


def test_weights_beyond_all_numbers_make_a_file_unreadable_and_nothing_worse(project: Project) -> None:
    root = project({"content/articles/a.md": REPORT})
    build(root)
    file = root / "content/derived/a.json"
    derived = file.read_bytes()
    kept = json.loads(derived)
    kept["findings"]["key_points"][0]["weight"] = 10**25
    file.write_text(json.dumps(kept, indent=2), "utf-8")
    build(root)
    assert derived == file.read_bytes()


def build(root: Path) -> None:
    assert 0 == main(["-C", str(root), "build", "--jobs", "1"])


def files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in (root / "site").rglob("*.html")}
