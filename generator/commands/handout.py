"""`briefing handout`: a brief of one page, lines to take, or a read-ahead pack, as PDF, for Word, or as HTML."""

from __future__ import annotations

import argparse
from pathlib import Path

from generator import build, publish
from generator.build import handouts
from generator.build.handouts import MadeHandout
from generator.commands import one_file
from generator.commands.printing import DONE, count, progress, say
from generator.model.problems import InputError, Problem, Where
from generator.render.one_file import word
from generator.render.one_file.pdf import pdf, printer
from generator.runtime import cache, processes
from generator.runtime.options import Options
from generator.runtime.project_folder import require_project

PDF, DOCX = ".pdf", ".docx"


def run(parsed: argparse.Namespace) -> int:
    """Write a hand-out into a file."""
    require_project(parsed.project)
    processes.collect_garbage_less_often()
    root = parsed.project.resolve()
    file = parsed.file or parsed.project / f"{parsed.kind}{PDF}"
    _refuse(parsed.project, file, force=parsed.force)
    if parsed.kind == handouts.BRIEF:
        printer()  # it is measured by printing it, whatever it is for
    if file.suffix == DOCX:
        word.library()
    options = Options(parsed.jobs or 0, progress, say=say)
    with cache.open_cache(root / cache.FOLDER) as results:
        made = handouts.make(root, parsed.kind, parsed.paper, results, options, spare=file.suffix == DOCX)
    written = {file: _written(made, file.suffix)}
    publish.write_whole(written)
    publish.made.add_files(root / cache.FOLDER, written)
    if not parsed.quiet:
        print(f"{file}: {made.view.name}, {count(len(made.view.sources), 'source')}")
    return DONE


def _refuse(root: Path, file: Path, *, force: bool) -> None:
    """Raise for a file where builds or people keep theirs, or that somebody else wrote or changed."""
    one_file.refuse(root, root / build.SITE, [file])
    if publish.made.not_ours(root.resolve() / cache.FOLDER, [file]) and not force:
        wrong = "this file is not as `briefing handout` wrote it, and is not replaced"
        raise InputError([Problem(Where(file.as_posix()), wrong, "name another file, move this one away, or add --force")])


def _written(made: MadeHandout, ending: str) -> bytes:
    if ending == DOCX:
        return word.document(made.site, made.view, made.words)
    return pdf(made.page) if ending == PDF else made.page
