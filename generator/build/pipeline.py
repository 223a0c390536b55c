"""The line of stages: read, derive, assemble, plan, render. Publishing is left to whoever asked for the pages."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path, PurePosixPath
from secrets import token_hex
from typing import Any

from generator.build import page_jobs as pages
from generator.build.page_jobs import Closures, Page, Pages, Press, Wanted
from generator.build.report_cache import Reading, Taken, is_corrected
from generator.build.stale import ALL, Users, stale
from generator.content import files as read
from generator.content.config import FILE, Config
from generator.content.files import Outline
from generator.contexts import ReportLink
from generator.dossier.index import database
from generator.dossier.index.database import Index
from generator.dossier.index.keys import REPORT
from generator.dossier.index.pages import StoredPage
from generator.dossier.index.reports import StoredReport
from generator.dossier.resolve import incremental
from generator.dossier.update import IndexUpdate
from generator.dossier.views import ReportViews
from generator.model import permalinks
from generator.model.article import TextPage
from generator.model.page_kinds import PAGE_KINDS
from generator.model.problems import InputError, Problem
from generator.model.proofs import OutputPath
from generator.model.statements import Account
from generator.plan import Planner, refuse_taken
from generator.plan.owners import owners, owners_among, paths_of
from generator.publish import Edition
from generator.report.corrections import Directory, directory
from generator.runtime import fingerprints, processes, sqlite_files
from generator.runtime.cache import FOLDER, ResultCache, Stamp
from generator.runtime.options import Options
from generator.theme.load import Theme
from generator.theme.texts import Words

SITEMAP = "sitemap"
ALONE, TOGETHER = 4, 24
"""Bundles of owners whose pages are made without a pool; owners in a bundle: fewer would cost more to send than to do."""
FEW = 20
"""Reports whose accounts are kept in memory from when they are read to when they are indexed."""


@dataclass(frozen=True, slots=True)
class Walked:
    """What the line leaves to be told and to be kept: slugs, new findings, reasons; whether all was derived."""

    slugs: frozenset[str]
    fresh: Mapping[str, bytes]
    suggestions: tuple[tuple[str, str, str], ...]
    reasons: tuple[tuple[str, str], ...]
    sources: Mapping[str, str]
    is_whole: bool


def walk(root: Path, results: ResultCache, stamps: Mapping[str, Stamp], program: str, new: Edition, how: Options) -> Walked:
    """Walk the line and stage every file of the site: those that are up to date are left, the others made."""
    how.stage("read, derive, assemble")
    with ExitStack() as opened:
        index = opened.enter_context(database.open_index(root / FOLDER, program, how.say))
        dossier = Dossier(root, results, stamps, program, index)
        try:
            dossier.refresh(how)
        except database.READ_ERRORS:  # or the disk is full: what is on it is not missed for long
            sqlite_files.discard(root / FOLDER / database.FILE)
            index = opened.enter_context(database.open_index(None, program))
            dossier = Dossier(root, results, stamps, program, index)
            dossier.refresh(how)
        how.stage("plan, render")
        try:
            reasons, sources = _stage_pages(dossier, new, how)
        except database.READ_ERRORS as error:
            sqlite_files.discard(root / FOLDER / database.FILE)
            wrong = "what was remembered is broken and was thrown away; build again"
            raise OSError(errno.EIO, wrong, str(root / FOLDER / database.FILE)) from error
        for path, content in static(dossier).items():
            new.write(path, content)
        slugs = frozenset(slug for _, slug in index.reports.in_order())
        suggestions = incremental.suggestions(index, dossier.outline.actors)
        return Walked(slugs, dossier.reading.fresh, suggestions, reasons, sources, not dossier.reading.warnings)


def in_memory(root: Path, results: ResultCache) -> dict[OutputPath, bytes]:
    """Every file of a project's site."""
    program = fingerprints.program()
    with database.open_index(None, program) as index:
        dossier = Dossier(root, results, fingerprints.current_stamps(root, results), program, index)
        how = Options(jobs=1)
        dossier.refresh(how)
        found = {page.path: content for page, content in dossier.pages({}, how) if isinstance(content, bytes)}
        return found | static(dossier)


def derive(root: Path, results: ResultCache, how: Options, *, force: bool) -> tuple[frozenset[str], Mapping[str, bytes]]:
    """The slugs of all reports, and new files of findings for those of which they were stale. Raises InputError."""
    reading = Reading(root, results, fingerprints.current_stamps(root, results), fingerprints.program(), force=force)
    accounts = [taken.account for taken in reading.told(list(reading.paths), _spread(how, executor=True), how.progress)]
    slugs = sorted((account.article.path, account.article.slug) for account in accounts)
    articles = sorted((account.article for account in accounts), key=lambda article: article.path)
    read.refuse_contradictions(reading.outline, articles, reading.problems, [(slug, path) for path, slug in slugs])
    if reading.problems:
        raise InputError(reading.problems)
    reading.warn(how.say)
    return frozenset(account.article.slug for account in accounts), reading.fresh


def static(dossier: Dossier) -> dict[OutputPath, bytes]:
    """The theme's own files and the editor's pictures, by their paths in the site."""
    theirs = {permalinks.picture(name): content for name, content in sorted(dossier.outline.pictures.items())}
    return theirs | {permalinks.static(name): content for name, content in sorted(dossier.theme.static.items())}


class Dossier:
    """A project as it stands, assembled in an index.

    `before` is the last dossier of the same index, with all of whose files nothing happened but to those `changed`: names from
    the root, as `serve.inputs` has them. `users` says whose pages show some subjects' cards, beside those that the index knows.
    """

    def __init__(
        self,
        root: Path,
        results: ResultCache,
        stamps: Mapping[str, Stamp],
        program: str,
        index: Index,
        *,
        before: Dossier | None = None,
        changed: Collection[str] | None = None,
        users: Users = lambda _subjects: set(),
    ) -> None:
        self._before, self._changed, self._users = before, changed if before else None, users
        self.reading: Reading = Reading(
            root, results, stamps, program, before=before.reading if before else None, changed=self._changed
        )
        self.outline: Outline = self.reading.outline
        self.theme: Theme = self.reading.theme
        self.words: Words = self.reading.words
        self.dates: Words = self.reading.dates
        self.index = index
        self._results = results
        self._root = root
        # Whom the dossier knows is asked at every look where a report was corrected, and seldom changes.
        self.directory: Directory | None = before.directory if before and before.outline.actors is self.outline.actors else None
        self._program = program
        self.token = token_hex(8)

    def refresh(self, how: Options) -> None:
        """Bring the index up to date with the files. Raises InputError."""
        self.index.touched.clear()
        with self.index.transaction():
            update = IndexUpdate(self.index, self.outline, self.dates)
            held = self._take_in(update, how)
            update.apply(partial(self._account, held), _spread(how))
            refuse_taken(self.outline.pages)
            self.press, self.closures = self._pressed()
            self.stale = stale(self.index, update, self.outline, self.words, self._users)
        self.reading.warn(how.say)
        self._before = None
        self.planner = self._planner(self.index)

    def rehearse(self) -> None:
        """Take a report in for nothing: what is loaded and looked up for the first one keeps nobody waiting later."""
        with suppress(InputError, *database.READ_ERRORS), self.index.rolled_back():
            if taken := self.reading.rehearsed():
                update = IndexUpdate(self.index, self.outline, self.dates)
                self.index.rows.delete(REPORT + taken.account.article.slug)
                self._put(update, taken, taken)
                update.apply(partial(self._account, {taken.file: taken.account}), map)

    def pages(self, standing: Mapping[str, str], how: Options) -> Iterator[tuple[Page, bytes | None]]:
        """All pages, with their bytes where they do not stand as they would be made. Raises InputError with all problems."""
        problems: list[Problem] = []
        unchanged, wanted, gone = self._sorted(standing)
        for page in unchanged:
            yield page, None
        found: list[Pages] = []
        for done in how.progress(self._made(wanted, how), "pages", len(wanted)):
            for page in done.pages:
                content = self.content(page)
                if isinstance(content, Problem):
                    problems.append(content)
                else:
                    yield page, content
            found.append(Pages(done.owner, tuple(Page(p.path, p.kind, p.handed, p.of, p.about) for p in done.pages), done.uses))
        if problems:
            raise InputError(problems)
        rows = [StoredPage(p.path, one.owner, p.kind, p.handed, p.about) for one in found for p in one.pages]
        with suppress(sqlite3.OperationalError), self.index.transaction():
            uses = ((one.owner, used) for one in found for used in one.uses)
            self.index.pages.replace([*gone, *(one.owner for one in found)], rows, uses)
        yield from self._sitemap([*(str(page.path) for page in unchanged), *(row.path for row in rows)], standing)

    def owned(self) -> dict[str, tuple[OutputPath, ...]]:
        """Everybody who has pages, with where they lie."""
        return {owner: paths_of(owner, self.outline.pages) for owner in self._owners()}

    def owned_anew(self) -> dict[str, tuple[OutputPath, ...]]:
        """The owners whose pages may be others than before, with where those lie; nowhere when they have none any more."""
        are = owners_among(self.index, self.outline.config, self.stale)
        return {owner: paths_of(owner, self.outline.pages) if owner in are else () for owner in self.stale}

    def made(self, index: Index, owner: str, path: str, paths: Iterable[str]) -> tuple[bytes | Problem | None, set[str]]:
        """One page, made of what stands in an index, and the subjects whose cards it shows; None where there is none."""
        planner = self._planner(index)
        bodies = partial(pages.body, self._results)
        try:
            planned, uses = ([planner.sitemap(paths)], set[str]()) if owner == SITEMAP else planner.pages(owner)
        except (KeyError, StopIteration):
            return None, set()
        found = (pages.page(self.press, bodies, one, {}) for one in planned if one.page.path == path)
        page = next(found, None)
        return self.content(page, index) if page else None, uses

    def people(self) -> Directory:
        """Everybody whom the dossier knows by any name, for who corrects a report."""
        if self.directory is None:
            self.directory = directory(self.index.names.derived(), self.outline.actors)
        return self.directory

    def _sorted(self, standing: Mapping[str, str]) -> tuple[list[Page], list[Wanted], set[str]]:
        """Pages that stand as they would be made, owners whose pages are to be planned or made again, and owners gone."""
        unchanged: list[Page] = []
        wanted: list[Wanted] = []
        gone: set[str] = set()
        by_owner: dict[str, list[Page]] = {owner: [] for owner in self._owners()}
        stale_ = self.index.pages.stale_owners()
        for made in self.index.pages.all():
            if made.owner in by_owner:
                of = pages.made_of(self.press, made.kind, made.hash)
                page = Page(permalinks.output(made.path), made.kind, made.hash, of, made.about)
                by_owner[made.owner].append(page)
            else:
                gone.add(made.owner)
        for owner, theirs in by_owner.items():
            is_known = theirs and owner not in stale_ and ALL not in stale_
            if is_known and all(standing.get(page.path) == page.of for page in theirs):
                unchanged += theirs
            else:
                wanted.append(Wanted(owner, {page.path: standing.get(page.path, "") for page in theirs}))
        return unchanged, sorted(wanted, key=lambda one: one.owner), gone

    def _made(self, wanted: list[Wanted], how: Options) -> Iterator[Pages]:
        """The owners' pages, made here or, where there are many, in processes that look into the index."""
        bundles = (tuple(wanted[at : at + TOGETHER]) for at in range(0, len(wanted), TOGETHER))
        work = partial(pages.made, self.press, self.planner, partial(pages.body, self._results))
        jobs = how.jobs or processes.cores()
        yield from (one for bundle in islice(bundles, ALONE if self.index.file and jobs > 1 else None) for one in work(bundle))
        for done in processes.spread(partial(pages.made_elsewhere, self.press), bundles, jobs, alone=0):
            yield from done

    def content(self, page: Page, index: Index | None = None) -> bytes | Problem | None:
        """A page's bytes. One whose report's text was forgotten is made now that the text is."""
        if not page.lacking:
            return page.content
        slug = permalinks.reports_in(page.path.encode())[0]
        there = index or self.index
        file = there.reports.files_of([slug])[slug]
        text = self.reading.body(file, self.people)
        planned = self._planner(there).pages(REPORT + slug)[0][0]
        return pages.page(self.press, lambda _name: text, planned, {}).content

    def _owners(self) -> Iterator[str]:
        return owners(self.index, self.outline.config)

    def _planner(self, index: Index) -> Planner:
        return Planner(index, self.outline.config, self.outline.pages, self.words)

    def _sitemap(self, paths: list[str], standing: Mapping[str, str]) -> Iterator[tuple[Page, bytes | None]]:
        if self.outline.config.base_url:
            page = pages.page(self.press, lambda _name: "", self.planner.sitemap(paths), standing)
            yield page, page.content if isinstance(page.content, bytes) else None

    def _take_in(self, update: IndexUpdate, how: Options) -> dict[str, Account]:
        """Look at every report's file; take in what is new, and forget what is gone. What was corrected is handed back."""
        reading = self.reading
        known, files = self._to_look_at()
        for file in known.keys() - files.keys():
            self._forget(update, file)
        stale_ = {file: None for file in files if _is_stale(known.get(file), reading, file)}
        broken = dict(stale_)
        told: list[Taken] = []
        slugs: list[str] = []
        held: dict[str, Account] = {}
        for taken in reading.told(list(stale_), _spread(how), how.progress):
            slugs.append(taken.account.article.slug)
            self._learn(update, taken)
            told += [taken] if is_corrected(taken.account) else []
            if len(stale_) <= FEW:
                held[taken.file] = taken.account
            broken.pop(taken.file)
        for file in broken:
            self._forget(update, file)  # what it was is not held against the others
        before = {one.file: one for one in self.index.reports.corrected() if one.file not in stale_}
        told += reading.told([*before], map, lambda work, _label, _total: work)
        self._refuse_contradictions([taken.account for taken in told], slugs)
        for taken in sorted(told, key=lambda taken: taken.file):
            mended = reading.corrected(taken, self.people())
            held[taken.file] = mended.account
            if taken.file in stale_ or before[taken.file].corrected != mended.key:
                self._put(update, taken, mended)
        if reading.problems:
            raise InputError(reading.problems)
        return held

    def _learn(self, update: IndexUpdate, taken: Taken) -> None:
        """Take a report in as it was derived."""
        index, file = self.index, taken.file
        known, named = index.reports.get(file), index.names.of_report(file, raw=True)
        index.names.replace(file, taken.account.entities, raw=True)
        if known is None or known.slug != taken.account.article.slug or named != index.names.of_report(file, raw=True):
            self.directory = None
        self._put(update, taken, taken)

    def _forget(self, update: IndexUpdate, file: str) -> None:
        """Let go of a report, and with it of whom it names."""
        self.directory = None
        update.remove_report(file)

    def _put(self, update: IndexUpdate, taken: Taken, mended: Taken) -> None:
        link: ReportLink = ReportViews(mended.account, {}, {}, self.outline.config, self.dates).report()
        corrected = mended.key if mended is not taken else None
        known = StoredReport(taken.file, taken.account.article.slug, taken.key, taken.kept, corrected)
        update.add_report(known, mended.account, link)

    def _to_look_at(self) -> tuple[dict[str, StoredReport], dict[str, None]]:
        """Known reports, and files of reports: all of them, or those at which something changed."""
        index, files = self.index, self.reading.paths
        if self._changed is None or FILE in self._changed or (self._before and self._before.dates != self.dates):
            return index.reports.all(), dict.fromkeys(files)
        slugs = [PurePosixPath(name).stem for name in self._changed if name.startswith(f"{read.DERIVED}/")]
        names = sorted({*self._changed, *index.reports.files_of(slugs).values()})
        known = {name: one for name in names if (one := index.reports.get(name))}
        return known, {name: None for name in names if name in files}

    def _pressed(self) -> tuple[Press, Closures]:
        """What pages are made with; what is known where nothing changed for it."""
        before, outline = self._before, self.outline
        if before and before.theme is self.theme and _said(before.outline) == _said(outline):
            return before.press, before.closures
        folder = self._root / FOLDER
        return pages.press(self.theme, self.words, *_said(outline), self._program, folder, self.token, self._results)

    def _refuse_contradictions(self, accounts: Iterable[Account], slugs: Iterable[str]) -> None:
        articles = sorted((account.article for account in accounts), key=lambda article: article.path)
        read.refuse_contradictions(self.outline, articles, self.reading.problems, self.index.reports.same_slugs(slugs))
        if self.reading.problems:
            raise InputError(self.reading.problems)

    def _account(self, held: Mapping[str, Account], file: str) -> Account:
        return held.get(file) or self.reading.account(file)


def _said(outline: Outline) -> tuple[Config, tuple[TextPage, ...]]:
    """What all pages say that no report tells."""
    return outline.config, outline.pages


def _is_stale(known: StoredReport | None, reading: Reading, file: str) -> bool:
    return known is None or known.key != reading.key(file) or known.findings_digest != reading.kept(known.slug)


def _spread(how: Options, *, executor: bool = False) -> Any:
    return partial(processes.spread, jobs=how.jobs or processes.cores(), executor=how.executor if executor else None)


def _stage_pages(dossier: Dossier, new: Edition, how: Options) -> tuple[tuple[tuple[str, str], ...], dict[str, str]]:
    """Stage all pages; why each that was rendered was, and hashes of what all are made of."""
    standing = {str(path): entry.of for path, entry in new.standing.items()}
    digests, press = dossier.reading.digests, dossier.press
    reports = {known.slug: digests[file] for file, known in dossier.index.reports.all().items()}
    done: list[Page] = []
    used: set[str] = set()
    for page, content in dossier.pages(standing, how):
        used.update(page.about)
        if content is None:
            new.keep(page.path, page.about)
        else:
            new.write(page.path, content, page.of, page.about)
            done.append(replace(page, content=None))
    sources = pages.sources(press, reports, digests, used)
    made_of = {page.path: dossier.closures.get(PAGE_KINDS[page.kind].template) for page in done}
    return tuple(
        (page.path, pages.why(page, made_of[page.path], new.standing.get(page.path), sources, new.sources)) for page in done
    ), sources
