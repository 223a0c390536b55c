"""`briefing init`: a new project, with an example in it that builds."""

from __future__ import annotations

import argparse
import os
import shlex
from importlib import resources
from pathlib import Path

from generator import publish
from generator.commands.printing import DONE
from generator.content import config, files, json_schema
from generator.model.problems import InputError, Problem, Where

FOLDERS = (files.ARTICLES, files.ACTORS, files.TOPICS, files.PAGES)
FIRST = {config.FILE: "briefing.toml", ".gitignore": "gitignore", f"{files.PAGES}/about.md": "about.md"}
EXAMPLE = {
    f"{files.ARTICLES}/2026-03-02-example.md": "example/report.md",
    f"{files.ACTORS}/mara-lindqvist.md": "example/actor.md",
    f"{files.TOPICS}/fishing-treaty.md": "example/topic.md",
}
"""The files of a new project, by what they are copied from."""


def run(parsed: argparse.Namespace) -> int:
    """Start a project, and say how to go on."""
    folder: Path = parsed.folder
    made = start(folder, with_example=not parsed.empty)
    is_here = folder.resolve() == Path.cwd()
    print(f"Started a project in {'this folder' if is_here else f'{folder}{os.sep}'}: {', '.join(made)}")
    has_example = made[-1] in EXAMPLE
    if has_example:
        print(f"The example in it is made up. Delete it once you have reports of your own: {', '.join(EXAMPLE)}")
    way = "" if is_here else f"cd {shlex.quote(str(folder))} && "
    print(f"Next: {way}{'briefing serve --open' if has_example else 'briefing add REPORT.txt && briefing serve --open'}")
    return DONE


def start(folder: Path, *, with_example: bool) -> list[str]:
    """Make a project's folders and first files; return their names, those of the example last.

    What is there already stays, and where there are reports no example is added. Raises InputError when there is a project
    already.
    """
    if (folder / config.FILE).exists():
        where = Where((folder / config.FILE).as_posix())
        raise InputError([Problem(where, "there is a project here already", "choose another folder")])
    has_reports = any(map(files.is_document, (path.name for path in (folder / files.ARTICLES).glob("*"))))
    new = FIRST | (EXAMPLE if with_example and not has_reports else {})
    for name in FOLDERS:
        (folder / name).mkdir(parents=True, exist_ok=True)
    scaffold = resources.files("generator.content").joinpath("scaffold")
    content = {json_schema.file_name(kind): json_schema.as_text(kind).encode() for kind in json_schema.FILES}
    content |= {name: scaffold.joinpath(source).read_bytes() for name, source in new.items()}
    written = [name for name in content if not (folder / name).exists()]
    for name in written:
        publish.write_new(folder / name, content[name])
    folders = (*FOLDERS, *dict.fromkeys(name.partition("/")[0] for name in written if name not in new))
    return [*(f"{name}/" for name in folders), *(name for name in written if name in new)]
