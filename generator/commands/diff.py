"""`briefing diff`: what changed between editions, revisions of git and what is known now."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from generator import build
from generator.commands.git_revisions import commit_of, write_revision
from generator.commands.printing import DONE, print_lines, progress, say
from generator.content import files
from generator.content.config import Config
from generator.contexts import ChangesDigest, Site
from generator.model.editions import BriefingEdition
from generator.model.problems import InputError, Problem, Stopped
from generator.render.formats.changes import as_html, as_text
from generator.runtime import processes
from generator.runtime.options import Options
from generator.runtime.project_folder import require_project
from generator.theme.texts import direction

NOW = "now"
SHORT = 10
"""Characters of a commit's id that are printed."""
MAX_FURTHER = 10_000
"""With `--all`, the most further entries of a sort."""


def run(parsed: argparse.Namespace) -> int:
    """Print what changed from the first to the second; from it to now, where there is no second."""
    require_project(parsed.project)
    processes.collect_garbage_less_often()
    names = [name for given in parsed.what for name in _split(given)]
    if len(names) > len(("first", "second")):
        raise Stopped("name at most two of editions, revisions and `now`")
    before, now = (_state(parsed, name) for name in (*names, NOW)[:2])
    config = files.settings(parsed.project, [])
    digest = build.digest_of_changes(parsed.project, before, now, MAX_FURTHER if parsed.all or parsed.json else 0)
    if parsed.json:
        print_lines([msgspec.json.format(msgspec.json.encode(_as_json(digest, before, now)), indent=2)])
    elif parsed.html:
        print(as_html(_site(config), digest), end="")
    else:
        print(as_text(_site(config), digest), end="")
    return DONE


def _split(given: str) -> list[str]:
    """Return both sides of `A..B`, of which one that is left out is what is known now."""
    first, dots, second = given.partition("..")
    return [first or "HEAD", second or NOW] if dots and not second.startswith("/") and not first.endswith("/") else [given]


def _state(parsed: argparse.Namespace, name: str) -> BriefingEdition:
    """Return what was known at an edition or a revision, or what is known now. Raises Stopped for what is neither."""
    options = Options(parsed.jobs or 0, progress, say=say)
    if name == NOW:
        return build.freeze(parsed.project, NOW, NOW, "", options)
    problems: list[Problem] = []
    editions = files.read_editions(parsed.project, problems)
    if problems:
        raise InputError(problems)
    for edition in editions:
        if name.casefold() in {edition.name.casefold(), edition.slug}:
            return edition
    commit = commit_of(parsed.project, name)
    if not commit:
        known = ", ".join(f"`{edition.name}`" for edition in editions) or "none"
        raise Stopped(f"`{name}` is no edition and no revision of git; editions: {known}; `now` is what is known now")
    with tempfile.TemporaryDirectory(prefix="briefing-") as folder:
        write_revision(parsed.project, commit, Path(folder))
        frozen = build.freeze(Path(folder), name, commit[:SHORT], "", options)
    return replace(frozen, name=f"{name} ({commit[:SHORT]})" if not commit.startswith(name) else name)


def _site(config: Config) -> Site:
    return Site(config.title, config.description, config.language, direction(config.language), (), "", config.author, "")


def _as_json(digest: ChangesDigest, before: BriefingEdition, now: BriefingEdition) -> dict[str, Any]:
    sections = [
        {
            "title": section.title,
            "changes": [{"text": one.text, "source": one.source, "path": one.path} for one in section.lines],
        }
        for section in digest.sections
    ]
    ends = ({"name": one.name, "day": one.day, "reports": len(one.reports)} for one in (before, now))
    return {"from": next(ends), "to": next(ends), "sections": sections}
