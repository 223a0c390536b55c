"""Projects on disk: starting one, looking at a built site."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from generator import publish
from generator.content import config
from generator.content import files as read
from generator.model.problems import InputError, Problem, Where

FOLDERS = (read.ARTICLES, read.ACTORS, read.TOPICS, read.PAGES)


def start(folder: Path) -> list[str]:
    """Make a project's folders and first files. Raises InputError when there is a project already."""
    if (folder / config.FILE).exists():
        where = Where((folder / config.FILE).as_posix())
        raise InputError([Problem(where, "there is a project here already", "choose another folder")])
    scaffold = resources.files("generator.content").joinpath("scaffold")
    files = {config.FILE: "briefing.toml", ".gitignore": "gitignore", f"{read.PAGES}/about.md": "about.md"}
    for name in FOLDERS:
        (folder / name).mkdir(parents=True, exist_ok=True)
    for name, source in files.items():
        if not (folder / name).exists():
            publish.write_new(folder / name, scaffold.joinpath(source).read_bytes())
    return [*files, *(f"{name}/" for name in FOLDERS)]


def site_files(site: Path) -> dict[str, bytes]:
    """A built site's files by path, hidden ones left out."""
    if not site.is_dir():
        return {}
    paths = (path for path in sorted(site.rglob("*")) if path.is_file())
    names = {path.relative_to(site).as_posix(): path for path in paths}
    return {name: path.read_bytes() for name, path in names.items() if not any(p[0] == "." for p in name.split("/"))}
