"""A small project that is built often, by the command that people use."""

from __future__ import annotations

from pathlib import Path

from generator.commands.main import main
from generator.publish import MANIFEST
from tests.conftest import REPORT, write
from tests.small_dossier import THEME

CONFIG = 'title = "Test"\ntheme = "plain"\n'


def small_project(root: Path) -> Path:
    """Write a project of one report and a theme that is quick to render; return its folder."""
    theme: dict[str, str | bytes] = {f"themes/plain/{name}": text for name, text in THEME.items()}
    return write(root, {**theme, "content/articles/a.md": REPORT}, CONFIG)


def edit(root: Path, name: str = "Clintonx") -> None:
    """Change the report, and with it nearly every page."""
    (root / "content/articles/a.md").write_text(REPORT.replace("Clinton", name))


def run_build(root: Path, *options: str) -> int:
    """Run `briefing build` without a search index; return its exit code."""
    return main(["-C", str(root), "build", "--jobs", "1", "--quiet", *options])


def everything(root: Path) -> dict[str, bytes]:
    """Return every file below a folder with its bytes; links with where they lead, other things with none."""
    return {
        path.relative_to(root).as_posix(): bytes(path.readlink())
        if path.is_symlink()
        else path.read_bytes()
        if path.is_file()
        else b""
        for path in root.rglob("*")
    }


def pages(site: Path) -> dict[str, bytes]:
    """Return the files of a site but its manifest."""
    return {name: content for name, content in everything(site).items() if name != MANIFEST and (site / name).is_file()}
