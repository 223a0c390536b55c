"""The folder of a project, told by its `briefing.toml`. Imports little: commands look here first."""

from __future__ import annotations

from os.path import lexists
from pathlib import Path

from generator.model.problems import InputError, Problem, Where
from generator.runtime import disk_errors
from generator.runtime.project_files import CONFIG, MAX_TEXT_BYTES, read


def require_project(root: Path) -> None:
    """Raise InputError for a folder that is no project, with the project that it lies in, if it lies in one."""
    if (root / CONFIG).is_file():
        return
    if lexists(root / CONFIG):
        try:
            read(root / CONFIG, MAX_TEXT_BYTES)
        except OSError as error:
            raise InputError([Problem(Where(CONFIG), *disk_errors.explain(error))]) from error
    if not root.is_dir():
        wrong = "this is a file, and a project is a folder" if root.exists() else "there is no such folder"
        raise InputError([Problem(Where(root.as_posix()), wrong, "check the path")])
    above = next((folder for folder in root.resolve().parents if (folder / CONFIG).is_file()), None)
    todo = "run this in a project's folder, or make one with `briefing init`"
    if above:
        todo = f"the project is {above}: run this there, or with `-C {above}`"
    raise InputError([Problem(Where(CONFIG), "there is no briefing.toml here", todo)])
