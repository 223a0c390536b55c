"""The way of the data: people's files to a project, its reports into the index, stale pages from the index, to the new site.

Builds and the preview take the same steps: the project is read, the index updated, stale owners are found, pages rendered.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from generator.build import dossier_suggestions, planned_pages
from generator.build.assembled import Assembled
from generator.build.changed_reports import KnownNames, update
from generator.build.derived_findings import findings_writer
from generator.build.gone_pages import gone_pages
from generator.build.held_back import HeldReports
from generator.build.model_answers import KeptAnswers
from generator.build.project import Project, read_project
from generator.build.render_settings import render_settings
from generator.build.report_cache import ReportCache, WriteFindings
from generator.build.staged_pages import stage_pages
from generator.build.stale import ALL, stale_owners
from generator.build.status import Status
from generator.content import files, ledger
from generator.derive import derivers
from generator.dossier import judgement_checks, report_counts
from generator.dossier.index import database
from generator.dossier.index.database import Index
from generator.dossier.index.keys import PICTURES
from generator.dossier.report_gaps import Gap
from generator.dossier.resolve import incremental
from generator.model import permalinks
from generator.model.problems import InputError, Problem
from generator.model.proofs import OutputPath
from generator.plan import refuse_reserved_paths
from generator.plan.published_sources import unknown_sources
from generator.plan.references import ShownPicture, pictures_of_reports
from generator.plan.subjects import PageInputs
from generator.plan.weak import weak_in_lines, weak_page
from generator.publish import Edition, NewFile
from generator.runtime import fingerprints, sqlite_files
from generator.runtime.cache import FOLDER, ResultCache, Stamp
from generator.runtime.options import Options


@dataclass(frozen=True, slots=True)
class StagedSite:
    """The outcome of staging a site: what is printed and written once it is published.

    `slugs` are those of all reports in the site, `holding` says which are held back. `new_findings` are hashes, by slug, of
    the files of findings that were written; `status` is what an editor should look at, `who_is_who` is the file of all names
    that were merged or may be one; `reasons` say by path why a page was rendered, `sources` are hashes of all that pages are
    made of. `is_whole` is False where some report could not be derived; `warnings` were said, and are to be said again as long
    as no input changes.
    """

    slugs: frozenset[str]
    holding: HeldReports
    new_findings: Mapping[str, str]
    status: Status
    who_is_who: bytes
    reasons: tuple[tuple[str, str], ...]
    sources: Mapping[str, str]
    is_whole: bool
    warnings: tuple[str, ...]
    read_by: tuple[str, ...]
    """The derivers that read the reports, where they are not the rules alone."""
    keep_planned: Callable[[str], None]
    """To be called with the state of the site once it is published: it has all pages as they are planned."""


def stage_site(
    root: Path, cache: ResultCache, stamps: Mapping[str, Stamp], program: str, edition: Edition, options: Options
) -> StagedSite:
    """Stage every file of a project's site: pages that are up to date stay, the others are rendered. Raises InputError."""
    options.stage("project")
    project = read_project(root, stamps, program, cache, shown=options.shown)
    with ExitStack() as stack:
        assembled = open_and_update(project, cache, options, stack, findings_writer(project))
        kept = KeptAnswers(project, cache)
        if kept.is_used:
            from generator.build import asking

            asking.ask_of_dossier(kept, assembled.index, options)
        options.stage("plan, render")
        try:
            staged = stage_pages(assembled, edition, options)
        except database.READ_ERRORS as error:
            sqlite_files.discard(root / FOLDER / database.FILE)
            wrong = "what was remembered is broken and was thrown away; build again"
            raise OSError(errno.EIO, wrong, str(root / FOLDER / database.FILE)) from error
        edition.write([NewFile(path, content) for path, content in static_files(project).items()])
        _stage_pictures(project, assembled.pictures.shown, edition)
        moved = gone_pages(project, assembled.index, edition, staged.sources)
        slugs = frozenset(slug for _, slug in assembled.index.reports.in_order())
        status, who = _status(assembled)
        whole = not assembled.reports.warnings
        warnings = tuple(map(str, (*moved, *assembled.warnings)))
        use = project.outline.config.use
        findings, keep = assembled.reports.new_findings, partial(planned_pages.keep, cache, assembled.settings, edition.site)
        return StagedSite(
            slugs,
            project.holding,
            findings,
            status,
            who,
            staged.reasons,
            staged.sources,
            whole,
            warnings,
            use if derivers.others(use) else (),
            lambda state: keep(state, staged.token),
        )


def read_status(root: Path, cache: ResultCache, options: Options) -> Status:
    """Return what an editor of a project should look at; only caches are written. Raises InputError."""
    stamps, program = fingerprints.current_stamps(root, cache), fingerprints.program(cache)
    with ExitStack() as stack:
        project = read_project(root, stamps, program, cache, shown=options.shown)
        assembled = open_and_update(project, cache, options, stack)
        inputs = PageInputs(assembled.index, project.outline.config, project.words, set())
        return replace(_status(assembled)[0], weak=weak_in_lines(weak_page(inputs)))


def _status(assembled: Assembled) -> tuple[Status, bytes]:
    """Return what an editor should look at, and a table of all names that were merged or may be one."""
    project, index = assembled.project, assembled.index
    notes = tuple(project.outline.notes())
    suggested = dossier_suggestions.suggested(KeptAnswers(project, assembled.cache), index)
    told = dict.fromkeys(suggested.pairs, f"{suggested.by} takes them for one")
    doubtful, who = incremental.who_is_who(index, project.outline.actors, told)
    lacking = {gap: tuple(files_) for gap, files_ in index.reports.lacking().items()}
    status = Status(
        reports=index.reports.count(),
        held=tuple((file, why.reason.value, why.day) for file, why in project.holding.held.items()),
        undated=lacking.get(Gap.DATE, ()),
        without_source=lacking.get(Gap.SOURCE, ()),
        without_address=lacking.get(Gap.ADDRESS, ()),
        without_rules=lacking.get(Gap.RULES, ()),
        unread=tuple(map(str, notes)),
        missing=tuple(map(str, assembled.pictures.missing)),
        idle=tuple(str(problem) for problem in assembled.idle if problem not in notes and not ledger.is_of(problem)),
        decisions=tuple(str(problem) for problem in assembled.idle if ledger.is_of(problem)),
        same_names=tuple((one.a, one.b, one.reason) for one in doubtful),
        derivers=tuple((one.deriver, one.given, one.dropped) for one in report_counts.shares_dropped(index.counters)),
        plainer_labels=suggested.labels,
    )
    return status, who


def assemble(
    project: Project,
    index: Index,
    cache: ResultCache,
    options: Options,
    before: Assembled | None = None,
    write: WriteFindings | None = None,
) -> Assembled:
    """Bring an index up to date with a project, wholly or not at all. Raises InputError.

    New findings are given to `write`; without it they stay in memory. `before` is what was assembled last in the same index,
    of which the project was read as a change.
    """
    reports = ReportCache(project, cache, unwritten=before.reports.unwritten if before else None, write=write)
    names = before.names.for_profiles(project.outline.actors) if before else KnownNames(project.outline.actors)
    options.stage("reports")
    with index.transaction():
        changes = update(project, index, reports, names, options)
        refuse_reserved_paths(project.outline.pages, project.outline.editions)
        outline, held = project.outline, project.holding.slugs()

        def text_of(slug: str) -> str:
            return reports.text_of(index.reports.files_of([slug])[slug])

        wrong, doubts = judgement_checks.check(index, outline.judgements, outline.editions, held, text_of)
        if wrong and not options.tolerates:
            raise InputError(wrong)
        reports.tolerated += wrong  # the preview goes on without a judgement
        settings = render_settings(project, cache, (before.project, before.settings) if before else None)
        stale = stale_owners(project, index, changes, KeptAnswers(project, cache).days())
    is_known = before and not (ALL in stale or PICTURES in stale or any(map(files.is_picture, project.changed or ())))
    pictures = before.pictures if before and is_known else pictures_of_reports(index)
    reports.say_warnings(options.say)
    warnings = (*project.outline.notes(), *changes.idle, *doubts, *unknown_sources(index, project.outline.config))
    return Assembled(project, index, cache, reports, names, settings, frozenset(stale), pictures, warnings)


def open_and_update(
    project: Project, cache: ResultCache, options: Options, stack: ExitStack, write: WriteFindings | None = None
) -> Assembled:
    """Assemble the index on disk; one in memory where that is broken, or the disk is full."""
    folder = project.root / FOLDER
    try:
        index = stack.enter_context(database.open_index(folder, project.program, options.say))
        with index.without_log():
            return assemble(project, index, cache, options, write=write)
    except database.READ_ERRORS:
        sqlite_files.discard(folder / database.FILE)
        in_memory = stack.enter_context(database.open_index(None, project.program))
        return assemble(project, in_memory, cache, options, write=write)


def _stage_pictures(project: Project, pictures: Iterable[ShownPicture], edition: Edition) -> None:
    """Stage the pictures that reports show, one at a time: all of them together may be larger than memory."""
    for picture in pictures:
        written = edition.unchanged.get(picture.path)
        if written and written.of == picture.hash:
            edition.keep([(picture.path, ())])
        else:
            content = picture_content(project, picture)
            edition.write([NewFile(picture.path, content, picture.hash)])


def picture_content(project: Project, picture: ShownPicture) -> bytes:
    """Return the bytes of a picture that a report shows. Raises InputError where it cannot be read as it was."""
    problems: list[Problem] = []
    content = files.bytes_of(project.root / picture.file, picture.file, problems, picture.hash)
    if content is None:
        raise InputError(problems)
    return content


def static_files(project: Project) -> dict[OutputPath, bytes]:
    """Return the theme's own files and the editor's pictures, by their paths in the site."""
    pictures = {permalinks.picture(name): content for name, content in sorted(project.outline.pictures.items())}
    return pictures | {permalinks.static(name): content for name, content in sorted(project.theme.static.items())}
