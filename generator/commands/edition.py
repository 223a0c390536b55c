"""`briefing edition`: what is known, frozen under a name, so that readers can ask what changed since."""

from __future__ import annotations

import argparse
from pathlib import Path

from generator import build, publish
from generator.commands.printing import DONE, count, progress, say
from generator.content import editions, files
from generator.model import edtf, permalinks
from generator.model.editions import BriefingEdition
from generator.model.problems import InputError, Problem, Where
from generator.runtime import processes
from generator.runtime.options import Options
from generator.runtime.project_folder import require_project


def run(parsed: argparse.Namespace) -> int:
    """Write an edition, or list those that there are."""
    require_project(parsed.project)
    if parsed.list:
        return _list(parsed.project)
    name, day = " ".join(parsed.name.split()), parsed.date or ""
    slug = permalinks.slugs(name)
    file = f"{files.EDITIONS}/{slug}{editions.ENDING}"
    target: Path = parsed.project / file
    if problem := _problem(name, day, file, is_taken=target.exists() and not parsed.force):
        raise InputError([problem])
    processes.collect_garbage_less_often()
    day = day or build.today(parsed.project)
    frozen = build.freeze(parsed.project, name, slug, day, Options(parsed.jobs or 0, progress, say=say))
    target.parent.mkdir(parents=True, exist_ok=True)
    publish.write_whole({target: editions.encode(frozen)})
    say(f"{file}: {frozen.name}, {frozen.day}, {_size(frozen)}.")
    return DONE


def _problem(name: str, day: str, file: str, *, is_taken: bool) -> Problem | None:
    if not name:
        return Problem(Where(files.EDITIONS), "the edition has no name", 'give one, as in briefing edition "Edition 12"')
    if day and not edtf.is_day(day):
        return Problem(Where("--date"), f"{day!r} is no day", "write it as in --date 2009-10-31")
    if is_taken:
        return Problem(Where(file), "this edition is there already", "give it another name, or replace it with --force")
    return None


def _list(root: Path) -> int:
    problems: list[Problem] = []
    found = files.read_editions(root, problems)
    if problems:
        raise InputError(problems)
    for one in found:
        print(f"{one.day}  {one.name}  ({files.EDITIONS}/{one.slug}{editions.ENDING}: {_size(one)})")
    if not found:
        say('There are no editions; `briefing edition "Edition 1"` freezes what is known now.')
    return DONE


def _size(edition: BriefingEdition) -> str:
    return f"{count(len(edition.reports), 'report')}, {count(len(edition.statements), 'statement')}"
