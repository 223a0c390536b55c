"""The reports' files of findings brought up to date, without a site."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from generator import publish
from generator.build.changed_reports import spread
from generator.build.project import Project, read_project
from generator.build.report_cache import ReportCache, WriteFindings
from generator.content import files
from generator.model.problems import InputError
from generator.runtime import fingerprints
from generator.runtime.cache import ResultCache
from generator.runtime.options import Options


def findings_writer(project: Project) -> WriteFindings | None:
    """Return what writes files of findings; None where the place for them is refused, such as a link out of the project."""
    is_refused = any(problem.where.path == files.DERIVED for problem in project.problems)
    return None if is_refused else partial(publish.write_derived, project.root / files.DERIVED)


def update(root: Path, cache: ResultCache, options: Options, *, force: bool) -> tuple[frozenset[str], int]:
    """Write the files of findings that are stale, as they are derived; return the slugs of all reports, and their number.

    Raises InputError with all problems; what was derived until then stays.
    """
    project = read_project(root, fingerprints.current_stamps(root, cache), fingerprints.program(cache), cache)
    reports = ReportCache(project, cache, force=force, write=findings_writer(project))
    read = reports.read(list(project.reports), spread(options, executor=True), options.progress)
    articles = sorted((report.account.article for report in read), key=lambda article: article.path)
    problems = [*project.problems, *reports.problems]
    files.refuse_contradictions(project.outline, articles, problems, [(article.slug, article.path) for article in articles])
    if problems:
        raise InputError(problems)
    reports.say_warnings(options.say)
    for note in project.outline.notes():
        options.say(str(note))
    return frozenset(article.slug for article in articles), len(reports.new_findings)
