"""The index brought up to date with the reports: those that changed are read, those that are gone forgotten."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import PurePosixPath
from typing import Any

from generator.build.project import Project
from generator.build.report_cache import CachedReport, ReportCache
from generator.build.stale import Changes
from generator.content import contradictions
from generator.content import files as content_files
from generator.dossier import decided
from generator.dossier.idle_corrections import idle_corrections
from generator.dossier.index import database
from generator.dossier.index.database import Index
from generator.dossier.index.keys import REPORT
from generator.dossier.index.reports import StoredReport
from generator.dossier.update import IndexUpdate
from generator.dossier.views import ReportViews
from generator.model.problems import InputError, Problem
from generator.model.profiles import ActorProfile
from generator.model.statements import Account
from generator.report.account import encode
from generator.report.corrections import Directory, directory
from generator.runtime import processes
from generator.runtime.options import Options

MAX_ACCOUNTS_IN_MEMORY = 20
"""Changed reports whose accounts stay in memory from when they are read to when they are indexed."""

BATCHES_WITHOUT_POOL = 96
"""Batches of reports that are indexed in this process first: starting others, and writing what they send, takes as long."""


class KnownNames:
    """Everybody whom the index knows by any name: read from it when first asked for, and again once reports name others."""

    def __init__(self, profiles: tuple[ActorProfile, ...], known: Directory | None = None) -> None:
        self._profiles = profiles
        self._directory = known

    def for_profiles(self, profiles: tuple[ActorProfile, ...]) -> KnownNames:
        """Return the same names for an update of its own; those of other profiles are still to be read."""
        return KnownNames(profiles, self._directory if self._profiles is profiles else None)

    def directory(self, index: Index) -> Directory:
        """Return everybody by all of their names."""
        if self._directory is None:
            self._directory = directory(index.names.derived(), self._profiles)
        return self._directory

    def forget(self) -> None:
        """Have the index asked again."""
        self._directory = None


@dataclass(slots=True)
class _ReadReports:
    """The changed reports that were read: their files and slugs, those with corrections, accounts for the index by file."""

    files: set[str] = field(default_factory=set)
    slugs: list[str] = field(default_factory=list)
    with_corrections: list[CachedReport] = field(default_factory=list)
    accounts: dict[str, Account] = field(default_factory=dict)

    def encoded(self, file: str) -> bytes | None:
        """Return the account of a report, encoded, if it is in memory."""
        account = self.accounts.get(file)
        return encode("", account) if account else None


def update(project: Project, index: Index, reports: ReportCache, names: KnownNames, options: Options) -> Changes:
    """Bring the index up to date with the reports that changed, and with all that depends on them.

    Raises InputError with all problems; the caller's transaction takes back what was written.
    """
    index.touched.clear()
    index_update = IndexUpdate(index, project.outline, project.date_words)
    step = _Update(project, index, reports, names, index_update, options)
    indexed, files = files_to_compare(project, index)
    step.forget_reports(indexed.keys() - files)
    changed = changed_reports(files, indexed, reports)
    read = step.read_reports(changed)
    step.leave_out({file: indexed.get(file) for file in changed if file not in read.files}, read)
    corrected = step.apply_corrections(changed, read)
    step.index_pictures()
    step.refuse((*project.problems, *reports.problems))
    options.stage("index")
    spread_batches = partial(spread(options), alone=BATCHES_WITHOUT_POOL)
    index_update.apply(lambda file: read.encoded(file) or reports.encoded(file), spread_batches)
    return Changes(
        subjects=frozenset(index.touched),
        parts=frozenset(index_update.changed_parts),
        reports=frozenset(index_update.moved_reports),
        cards=frozenset(index_update.changed_cards),
        idle=(
            *idle_corrections(index, project.outline.actors, project.outline.topics, corrected),
            *decided.to_look_at(index, project.outline, project.holding.held, corrected),
        ),
    )


def warm_up(project: Project, index: Index, reports: ReportCache, names: KnownNames) -> None:
    """Index one report in a transaction that is rolled back, so that the first edit does not wait for what is loaded once."""
    with suppress(InputError, *database.READ_ERRORS), index.rolled_back():
        if report := reports.derive_first():
            index_update = IndexUpdate(index, project.outline, project.date_words)
            index.rows.delete(REPORT + report.account.article.slug)
            _Update(project, index, reports, names, index_update, Options()).index_report(report, report)
            index_update.apply(lambda _file: encode("", report.account), map)


def files_to_compare(project: Project, index: Index) -> tuple[dict[str, StoredReport], list[str]]:
    """Return indexed reports by file, and files of reports: all of them, or those of which something changed."""
    if project.changed is None:
        return index.reports.all(), list(project.reports)
    prefix = f"{content_files.DERIVED}/"
    slugs = [PurePosixPath(name).stem for name in project.changed if name.startswith(prefix)]
    files = sorted({*project.changed, *index.reports.files_of(slugs).values()})
    indexed = {file: report for file in files if (report := index.reports.get(file))}
    return indexed, [file for file in files if file in project.reports]


def changed_reports(files: Sequence[str], indexed: Mapping[str, StoredReport], reports: ReportCache) -> list[str]:
    """Return the files of reports that are not indexed as they are now."""
    keys = reports.keys(files)
    return [
        file
        for file in files
        if (known := indexed.get(file)) is None
        or known.key != keys[file]
        or known.findings_digest != reports.findings_digest(known.slug)
    ]


def spread(options: Options, *, executor: bool = False) -> Any:
    """Return what maps a function over many inputs: on all cores, or by the executor that the options name."""
    if executor and options.executor:
        return partial(processes.spread, workers=processes.Workers(options.jobs, options.executor))
    return partial(processes.spread, workers=options.workers or processes.Workers(options.jobs))


@dataclass(frozen=True, slots=True)
class _Update:
    """One update of the index, and what its steps read and write."""

    project: Project
    index: Index
    reports: ReportCache
    names: KnownNames
    index_update: IndexUpdate
    options: Options

    def forget_reports(self, files: Collection[str]) -> None:
        """Remove reports from the index, and with them whom they name."""
        for file in files:
            self.names.forget()
            self.index_update.remove_report(file)

    def leave_out(self, broken: Mapping[str, StoredReport | None], read: _ReadReports) -> None:
        """Leave out reports with something wrong, which are given with what is indexed of them.

        Where that stops nothing, a report stays as it was last, as long as that is remembered.
        """
        for file, known in broken.items():
            last = self.reports.last_account(known.corrected or known.key) if known and self.options.tolerates else None
            if last:
                read.accounts[file] = last
            else:
                self.forget_reports({file})
        if self.options.tolerates:
            self.reports.tolerated += self.reports.problems
            self.reports.problems.clear()

    def refuse(self, problems: Iterable[Problem]) -> set[str]:
        """Raise InputError for problems, unless each is in a file where that stops nothing: then return these files."""
        found = tuple(problems)
        tolerates = self.options.tolerates
        if found and not (tolerates and all(tolerates(problem.where.path) for problem in found)):
            raise InputError((*found, *self.reports.tolerated))
        self.reports.tolerated += found
        return {problem.where.path for problem in found}

    def read_reports(self, files: Sequence[str]) -> _ReadReports:
        """Read reports and index them as derived; those with something wrong are left out."""
        read = _ReadReports()
        for report in self.reports.read(files, spread(self.options, executor=True), self.options.progress):
            read.files.add(report.file)
            read.slugs.append(report.account.article.slug)
            read.with_corrections += [report] if report.is_corrected else []
            if len(files) <= MAX_ACCOUNTS_IN_MEMORY:
                read.accounts[report.file] = report.account
            self._index_names(report)
            self.index_report(report, report)
        return read

    def apply_corrections(self, changed: Collection[str], read: _ReadReports) -> list[Account]:
        """Index the reports that a person corrected as corrected, and return them all: a correction may name anybody."""
        indexed = {one.file: one for one in self.index.reports.corrected() if one.file not in changed}
        others = self.reports.read([*indexed], map, lambda work, _label, _total: work)
        corrected = sorted([*read.with_corrections, *others], key=lambda report: report.file)
        refused = self._refuse_contradictions([report.account for report in corrected], read.slugs)
        self.forget_reports(refused)
        corrected = [report for report in corrected if report.file not in refused]
        for report in corrected:
            new = self.reports.read_corrected(report, self.names.directory(self.index))
            read.accounts[report.file] = new.account
            if report.file in changed or indexed[report.file].corrected != new.key:
                self.index_report(report, new)
        return [read.accounts[report.file] for report in corrected]

    def index_pictures(self) -> None:
        """Index the pictures that reports may show, where one of them changed."""
        project = self.project
        if project.changed is None or any(map(content_files.is_picture, project.changed)):
            self.index_update.set_pictures(project.pictures, lambda name: content_files.picture_size(project.root / name))

    def index_report(self, derived: CachedReport, corrected: CachedReport) -> None:
        """Index a report as corrected; both are the same where nobody corrected it."""
        link = ReportViews(corrected.account, {}, {}, self.project.outline.config, self.project.date_words).report()
        key = corrected.key if corrected is not derived else None
        row = StoredReport(derived.file, derived.account.article.slug, derived.key, derived.findings_digest, key)
        self.index_update.add_report(row, corrected.account, link)

    def _index_names(self, report: CachedReport) -> None:
        """Write the names that a report has as derived."""
        index, file = self.index, report.file
        known, before = index.reports.get(file), index.names.of_report(file, raw=True)
        index.names.replace(file, report.account.entities, raw=True)
        is_same = known and known.slug == report.account.article.slug and before == index.names.of_report(file, raw=True)
        if not is_same:
            self.names.forget()

    def _refuse_contradictions(self, accounts: Iterable[Account], slugs: Iterable[str]) -> set[str]:
        """Raise InputError where corrections contradict each other, or reports share a slug.

        Return the reports' files with which they do, where that stops nothing.
        """
        problems = [*self.project.problems, *self.reports.problems]
        articles = sorted((account.article for account in accounts), key=lambda article: article.path)
        content_files.refuse_contradictions(self.project.outline, articles, problems, self.index.reports.same_slugs(slugs))
        named = {entry.report for article in articles for entry in article.events}
        known = {*self.index.reports.files_of(sorted(named)), *self.project.holding.slugs()}
        problems += contradictions.unknown_reports(articles, known)
        return self.refuse(problems).intersection(self.project.reports)
