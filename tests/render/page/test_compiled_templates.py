"""The program's templates are compiled once, and kept as Python keeps the code of modules; nobody can plant code there."""

import marshal
import sys
from pathlib import Path
from typing import Any

import jinja2
import pytest

from generator.render.page.quick_code import QuickEnvironment
from generator.runtime import program_cache

NAME = "a/page.html"
PLANTED = compile("raise SystemExit('planted')", NAME, "exec")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which Python keeps code."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    return tmp_path


def rendered(text: str = "{{ 6 * number }}", *, of_program: bool = True) -> str:
    """Render a template in an environment that has compiled nothing yet."""
    names = frozenset({NAME}) if of_program else frozenset[str]()
    loader = jinja2.DictLoader({NAME: text})
    return QuickEnvironment(names, loader=loader, autoescape=True).get_template(NAME).render(number=7)


def kept(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def never(*_arguments: Any, **_named: Any) -> Any:
    raise AssertionError("it was compiled")


def test_what_is_kept_is_not_compiled_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "42" == rendered()
    assert 1 == len(kept(folder))
    monkeypatch.setattr(QuickEnvironment, "compile", never)
    assert "42" == rendered()


def test_a_template_that_changed_is_compiled_again() -> None:
    rendered()
    assert "43" == rendered("{{ 6 * number + 1 }}")
    assert "42" == rendered()


def test_another_version_of_the_program_compiles_again(monkeypatch: pytest.MonkeyPatch) -> None:
    rendered()
    monkeypatch.setattr(program_cache, "_looks", lambda: [("render/another.py", 1, 2)])
    monkeypatch.setattr(QuickEnvironment, "compile", never)
    with pytest.raises(AssertionError):
        rendered()


def test_nothing_of_a_project_is_kept(folder: Path) -> None:
    assert "42" == rendered(of_program=False)
    assert [] == kept(folder)


def test_code_that_somebody_planted_under_a_templates_name_does_not_run(folder: Path) -> None:
    rendered()
    file = kept(folder)[0]
    head = file.read_bytes()[: program_cache.DIGEST_BYTES]
    for raw in (marshal.dumps(PLANTED), head + marshal.dumps(PLANTED), b"\0" * 32 + marshal.dumps(PLANTED)):
        file.write_bytes(raw)
        assert "42" == rendered()


@pytest.mark.parametrize("raw", [b"", b"\0", b"not code" * 100])
def test_a_file_that_is_broken_costs_time_alone(folder: Path, raw: bytes) -> None:
    rendered()
    kept(folder)[0].write_bytes(raw)
    assert "42" == rendered()
    assert raw != kept(folder)[0].read_bytes()


def test_where_python_writes_no_code_none_is_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert "42" == rendered()
    assert [] == kept(folder)


def test_where_nothing_can_be_written_pages_are_rendered_all_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "file").touch()
    monkeypatch.setattr(sys, "pycache_prefix", str(folder / "file"))
    assert "42" == rendered()
