"""`briefing audit`: drafts held against the dossier, sentence by sentence."""

from __future__ import annotations

import argparse
import textwrap
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from generator import build
from generator.build.audited import AuditedDraft
from generator.commands.given_files import Reading, read_all, source_files
from generator.commands.printing import DONE, PROBLEMS, count, print_rows, progress, say
from generator.content import files
from generator.content.importers.article_file import article_file
from generator.dossier.audit.sentences import CheckableSentence
from generator.dossier.audit.verdicts import Support, Verdict
from generator.model import permalinks
from generator.model.article import Article
from generator.model.problems import InputError, Problem
from generator.runtime import processes
from generator.runtime.options import Options
from generator.runtime.project_folder import require_project

WIDTH, INDENT = 100, " " * 4
MARKS = {Support.SUPPORTED: "=", Support.CONTRADICTED: "!", Support.ABSENT: "?"}


def run(parsed: argparse.Namespace) -> int:
    """Print the verdict on each sentence of the drafts that has a name, a number, a date or quoted words."""
    require_project(parsed.project)
    processes.collect_garbage_less_often()
    doubtful = False
    for name, draft in _drafts(parsed.project, parsed.files, parsed.format, parsed.date or ""):
        audited = build.audit(parsed.project, draft, Options(parsed.jobs or 0, progress, say=say))
        if parsed.json:
            print_rows(_row(name, verdict) for verdict in audited.verdicts)
        else:
            print("\n".join(_lines(name, audited)))
        doubtful = doubtful or any(verdict.support is not Support.SUPPORTED for verdict in audited.verdicts)
    return PROBLEMS if parsed.strict and doubtful else DONE


def _drafts(root: Path, paths: list[Path], format_name: str, day: str) -> list[tuple[str, Article]]:
    """Read drafts in any format that `add` reads. Raises InputError for files that cannot be read, or hold no text."""
    problems: list[Problem] = []
    site = files.settings(root, problems)
    given = list(source_files(paths, Reading(format_name), problems, []))
    today = date.today()  # noqa: DTZ011 - a person's day
    options = {"date": day or today.isoformat(), "source": "draft"}
    read = [
        (file.name, article_file(report, options, today, given=file.name, site=site, keep_lines=True))
        for file, report in read_all(given, format_name, problems)
    ]
    problems += [problem for _, made in read for problem in made.problems]
    if problems:
        raise InputError(problems)
    return [(name, made.article) for name, made in read if made.article]


def _lines(name: str, audited: AuditedDraft) -> Iterator[str]:
    found = Counter(verdict.support for verdict in audited.verdicts)
    sums = ", ".join(f"{found[support]} {support.value}" for support in Support)
    yield f"{name}: {count(audited.sentences, 'sentence')}, {len(audited.verdicts)} to check: {sums}."
    for verdict in audited.verdicts:
        yield ""
        yield from textwrap.wrap(verdict.claim.text, WIDTH, initial_indent=f"{MARKS[verdict.support]} ", subsequent_indent="  ")
        yield f"{INDENT}{verdict.support.value}{': ' if verdict.reasons else ''}{'; '.join(verdict.reasons)}"
        if by := verdict.by:
            yield from textwrap.wrap(f"“{by.text}”", WIDTH, initial_indent=INDENT, subsequent_indent=INDENT)
            yield f"{INDENT}{', '.join(filter(None, (by.title, by.day, _path(by))))}"


def _path(by: CheckableSentence) -> str:
    return f"{permalinks.article(by.slug)}#{by.anchor}"


def _row(name: str, verdict: Verdict) -> dict[str, Any]:
    by = verdict.by
    found = {"title": by.title, "date": by.day or None, "path": _path(by), "text": by.text} if by else None
    return {
        "file": name,
        "text": verdict.claim.text,
        "verdict": verdict.support.value,
        "reasons": verdict.reasons,
        "sentence": found,
    }
