"""The site in memory: its pages, the last good ones, and what is wrong with the input since.

This class is all that the server and the watcher know of the site.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from generator.build import pipeline
from generator.build.assembled import Assembled
from generator.build.changed_reports import warm_up
from generator.build.project import Project, read_changed_project, read_project
from generator.build.rendered_pages import SITEMAP, page_at
from generator.build.report_cache import ReportCache
from generator.build.stale import ALL
from generator.content import files as content_files
from generator.dossier.index import database
from generator.dossier.index.keys import PART
from generator.model import permalinks
from generator.model.problems import InputError, Problem, Where
from generator.plan.references import ShownPicture
from generator.runtime import clock, fingerprints
from generator.runtime.cache import FOLDER, ResultCache
from generator.runtime.options import Options
from generator.runtime.processes import Workers
from generator.serve.changed_files import FileSnapshot, Hints
from generator.serve.pages_ahead import PagesAhead
from generator.serve.preview_index import FILE, PreviewIndex
from generator.serve.stale_pages import RenderedPages

SMALL_SITE = 300
"""Pages that are all rendered when templates changed; of a larger site, one of each kind."""
MAX_RENDERED_AHEAD = 300
"""Changed pages that are rendered when there is time, before anybody asks; of so many more, nobody asks for most."""
MAX_READS = 3
"""How often files that change while they are read are read again at once. After that the next look does it."""
MAX_FILES_WITH_OWN_PAGES = 20
"""Changed files up to which it is said which pages are about them."""
PAGES_OF_FOLDERS = {
    content_files.ARTICLES: permalinks.article,
    content_files.ACTORS: permalinks.actor,
    content_files.TOPICS: permalinks.topic,
    content_files.PAGES: permalinks.page,
}
"""The path of the page that is about a file, by the file's folder and slug."""


@dataclass(frozen=True, slots=True)
class SiteChange:
    """A change that may be seen: the files that brought it, and the pages that may be new, other or gone, all by path.

    `own` are those of the pages that are about one of the files; `seconds` is how long it took.
    """

    version: int
    files: tuple[str, ...]
    pages: tuple[str, ...]
    own: tuple[str, ...]
    problems: tuple[Problem, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class _Source:
    """The state that pages are rendered from, and the files that are served as they are."""

    assembled: Assembled | None
    static: Mapping[str, bytes]
    pictures: Mapping[str, ShownPicture]
    """Pictures that reports show, by their paths in the site; they are read when they are asked for."""


class Preview:
    """The pages that the server shows. `refresh`, `suspects` and `work_when_idle` are for the watcher, all else for any thread.

    A page is rendered when it is asked for, and stays until something changes for its owner. Those about the files that were
    edited are rendered at once, and others by `work_when_idle`, so that a mistake in a template is said before anybody asks.
    `say` is given what could not be derived: the preview goes on without it.
    """

    def __init__(self, root: Path, cache: ResultCache, say: Callable[[str], None] = lambda _words: None) -> None:
        self.version = 0
        self.problems: tuple[Problem, ...] = ()
        self._root = root
        self._cache = cache
        self._say = say
        self._program = fingerprints.program(cache)
        self._files = FileSnapshot(root, fingerprints.current_stamps(root, cache))
        self._index = PreviewIndex(cache, self._program)
        self._source = _Source(None, {}, {})
        self._pages = RenderedPages()
        self._ahead = PagesAhead()
        self._changed_files: set[str] = set()
        """Files that changed since the source was assembled."""
        self._file_problems: tuple[Problem, ...] = ()
        self._warned: Collection[tuple[str, str]] = ()
        """The warnings of corrections that correct nothing, as of the last change."""
        self._is_warm = False
        self._must_assemble_all = False
        """True where the index was found broken."""
        self._left_out: frozenset[str] = frozenset()
        """Files with something wrong without which, or as they were last, all else is shown."""
        self._must_read_again = False
        """True where files changed while they were read, or reading failed: what is shown may be of neither state."""
        self._pages_taken_over: dict[str, None] = {}
        """Pages that changed, of which nobody was told yet."""
        self._refreshing = threading.Lock()

    def close(self) -> None:
        """Close the index, for good; while a refresh goes on, the end of the process does."""
        if self._refreshing.acquire(blocking=False):
            self._index.close()

    def paths(self) -> Collection[str]:
        """Return the paths of all pages and other files."""
        return [*self._pages.paths(), *self._source.static, *self._source.pictures]

    def page(self, path: str) -> bytes | None:
        """Return the very bytes that `build` would write there; None where it would write nothing.

        A page whose template fails stays as it was rendered last; the next refresh says what is wrong.
        """
        if self._pages.owner(path) is None:
            return self._source.static.get(path) or self._picture(path)
        return self._fresh(path) or self._pages.last(path)

    @contextmanager
    def dossier(self) -> Iterator[Assembled | None]:
        """Read the dossier as it was taken over last, for as long as the block lasts; None where there is nothing to show yet.

        Nothing of it may be changed. No page and no change waits for it.
        """
        assembled = self._source.assembled
        if assembled is None:
            yield None
            return
        with self._index.apart() as index:
            yield replace(assembled, index=index)

    @property
    def project(self) -> Project | None:
        """The project as it was taken over last: another object after each change, seen or not."""
        return self._source.assembled.project if self._source.assembled else None

    def suspects(self) -> Iterator[Collection[str]]:
        """Return names of files at which something may have changed, a few of all at a time."""
        return self._files.suspects()

    def work_when_idle(self) -> bool:
        """Do a little of what nobody waits for, such as rendering one changed page; return whether there is more."""
        with self._refreshing:
            if not self._is_warm and self._source.assembled:
                self._is_warm = True
                self._warm_up(self._source.assembled)
            elif self._ahead:
                self._ahead.render_one(self._render_if_present)
            elif self._index.is_unchecked or self._pages.has_new_cards:
                self._index_new_cards()
                self._index.checkpoint()
            return bool(self._ahead) or self._index.is_unchecked

    def refresh(self, hints: Hints = None) -> SiteChange | None:
        """Take over what changed in the files; None when nothing can be seen of it.

        `hints` are names of files and folders where something may have changed, from the root; without, everything is
        looked at. On problems the last good site stays. Raises nothing, whatever people write into the files.
        """
        with self._refreshing:
            began = time.perf_counter()
            files = (*self._files.changed(hints), *self._reports_whose_time_came()) if self.version else ()
            pages: tuple[str, ...] = ()
            if files or self._must_read_again or self._must_assemble_all or not self.version:
                pages, files = self._take_over_all(hints, files)
            problems = _one_per_place((*self._file_problems, *self._pages.problems()))
            if not pages and problems == self.problems and self.version:
                return None
            self.problems = problems
            self.version += 1
            return SiteChange(self.version, files, pages, _own(files, pages), problems, time.perf_counter() - began)

    def _reports_whose_time_came(self) -> Iterable[str]:
        """Return the reports with an embargo or an end, once one of these is over: their marks may be others."""
        assembled = self._source.assembled
        is_due = assembled is not None and clock.now() >= assembled.project.holding.until
        return assembled.project.holding.holds if assembled and is_due else ()

    def _take_over_all(self, hints: Hints, files: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Take over files until none changes meanwhile; return the pages that changed, and all files that did."""
        seen = set(files)
        latest: Collection[str] = tuple(seen)
        self._must_read_again = True  # whatever fails from here on, the files count as not taken over
        pages = self._pages_taken_over
        for _ in range(MAX_READS):
            self._changed_files.update(latest)
            changed, self._file_problems = self._take_over()
            pages.update(dict.fromkeys(changed))
            latest = self._files.changed(hints) if self.version else ()  # the first sweep comes at once
            seen.update(latest)
            if not latest:
                break
        self._changed_files.update(latest)
        self._must_read_again = bool(latest)
        for path in (*self._pages.failing(), *_own(seen, tuple(pages))):
            self._render_if_present(path)
        if len(pages) <= MAX_RENDERED_AHEAD:
            self._ahead.add(path for path in pages if path.endswith(".html"))
        self._pages_taken_over = {}
        return tuple(pages), tuple(sorted(seen))

    def _take_over(self) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
        """Assemble what the files say; return the paths at which something changed, and what is wrong with the files."""
        try:
            try:
                if self._must_assemble_all:  # whoever writes may not see what is broken, since it has much in memory
                    self._index.start_again()
                return self._assemble()
            except database.READ_ERRORS:
                self._index.start_again()
                self._must_assemble_all = True
                return self._assemble()
        except InputError as error:
            return (), _one_per_place(error.problems)
        except OSError as error:
            name = _name(self._root, error.filename, self._changed_files)
            wrong = f"this cannot be read ({error.strerror or error})"
            return (), (Problem(Where(name), wrong, "check it and its permissions"),)
        except Exception as error:  # noqa: BLE001 - whatever it is, the server stays up and says it
            wrong = f"the program failed on what is here ({type(error).__name__}: {error})"
            name = _name(self._root, None, self._changed_files)
            return (), (Problem(Where(name), wrong, "take back the last change, and report this"),)

    def _assemble(self) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
        """Assemble what the files say; return the paths at which something changed, and problems of files that are left out.

        Raises InputError; then all is as it was.

        Templates that fail are not taken over: those before them go on rendering pages.
        """
        before = None if self._must_assemble_all else self._source.assembled
        self._index_new_cards()
        project = self._read_project(before)
        with self._index.writing(), Workers(0) as workers:
            options = Options(say=self._say, tolerates=self._tolerates, workers=workers)
            assembled = pipeline.assemble(project, self._index.writer, self._cache, options, before)
        tolerated = tuple(assembled.reports.tolerated)
        self._must_assemble_all, self._index.is_unchecked = False, True
        self._say_new_warnings(warning for warning in assembled.warnings if warning not in project.outline.refused)
        static = {str(path): content for path, content in pipeline.static_files(project).items()}
        source = _Source(assembled, static, {str(picture.path): picture for picture in assembled.pictures.shown})
        renders_alike = before is not None and before.settings.renders_like(assembled.settings)
        static_paths = (*_different(self._source.static, static), *_different(self._source.pictures, source.pictures))
        if renders_alike:
            self._source = source
        pages = self._change_pages(assembled, is_whole=before is None)
        if not renders_alike:
            if problems := self._try_templates(source):
                return pages, (*problems, *tolerated)
            pages = self._pages.make_all_stale()
        self._left_out = frozenset(problem.where.path for problem in tolerated)
        self._changed_files = set(self._left_out)  # they are read again until nothing is wrong with them
        return (*pages, *static_paths), _one_per_place((*project.outline.refused, *tolerated))

    def _tolerates(self, file: str) -> bool:
        """Return whether a problem in a file stops nothing: nothing is shown yet, or nothing of it, or it is a judgement."""
        is_judgement = file.startswith(f"{content_files.JUDGEMENTS}/")
        return is_judgement or self._source.assembled is None or file in self._left_out

    def _say_new_warnings(self, warnings: Iterable[Problem]) -> None:
        """Say the warnings that were not there before the last change, wherever in their files they stood."""
        now = {(warning.where.path, warning.wrong): warning for warning in warnings}
        for warning in (warning for key, warning in now.items() if key not in self._warned):
            self._say(str(warning))
        self._warned = now.keys()

    def _picture(self, path: str) -> bytes | None:
        """Return a picture that a report shows; None where there is none, or its file is being written."""
        source = self._source
        if source.assembled is None or path not in source.pictures:
            return None
        try:
            return pipeline.picture_content(source.assembled.project, source.pictures[path])
        except InputError:
            return None

    def _index_new_cards(self) -> None:
        """Note in the index whose cards were shown by pages that were rendered since this was done last."""
        if cards := self._pages.take_new_cards():
            self._index.add_cards(cards)

    def _read_project(self, before: Assembled | None) -> Project:
        if before is None:
            return read_project(self._root, self._files.stamps, self._program, self._cache)
        return read_changed_project(before.project, self._files.stamps, self._changed_files)

    def _warm_up(self, assembled: Assembled) -> None:
        reports = ReportCache(assembled.project, self._cache)
        with self._index.writing():
            warm_up(assembled.project, self._index.writer, reports, assembled.names)

    def _change_pages(self, assembled: Assembled, *, is_whole: bool) -> tuple[str, ...]:
        """Make the pages of stale owners stale; return the paths at which something may have changed."""
        # The sitemap is of all pages: any change may be one of it.
        sitemap = {SITEMAP: (permalinks.SITEMAP,)} if assembled.settings.config.base_url else {SITEMAP: ()}
        if is_whole or ALL in assembled.stale:
            return self._pages.replace({**assembled.paths_by_owner(), **sitemap})
        return self._pages.change({**assembled.stale_paths_by_owner(), **sitemap})

    def _try_templates(self, source: _Source) -> tuple[Problem, ...]:
        """Take over a source whose templates are new, unless they fail; return what is wrong with them.

        They are tried on every page of a small site; of a large one, on one of each kind, but not when that is all there is.
        """
        paths = [path for path in self._pages.paths() if path.endswith(".html")]
        if len(paths) > SMALL_SITE:
            paths = list({_kind(self._pages.owner(path) or "", path): path for path in paths}.values())
            if self._source.assembled is None:
                self._ahead.add(paths)
                paths = []
        contents = (self._render(source, path)[0] for path in paths)
        problems = _one_per_place(content for content in contents if isinstance(content, Problem))
        if not problems:
            self._source = source
        return problems

    def _render_if_present(self, path: str) -> None:
        self._ahead.discard(path)
        if self._pages.owner(path) is not None:
            self._fresh(path)

    def _fresh(self, path: str) -> bytes | None:
        """Return a page as it is now, rendered where it is stale; None when its template fails."""
        fresh, turn = self._pages.fresh(path), self._pages.turn
        if fresh is not None:
            return fresh
        content, cards = self._render(self._source, path)
        self._pages.add(path, turn, content, cards)
        return content if isinstance(content, bytes) else None

    def _render(self, source: _Source, path: str) -> tuple[bytes | Problem | None, frozenset[str]]:
        """Render a page, and return the subjects whose cards it shows."""
        owner = self._pages.owner(path)
        if source.assembled is None or owner is None:
            return None, frozenset()
        try:
            with self._index.reading() as index:
                return page_at(source.assembled, index, owner, path, self._pages.paths())
        except database.READ_ERRORS as error:
            self._must_assemble_all = True
            wrong = f"what was remembered cannot be read ({error})"
            return Problem(Where(f"{FOLDER}/{FILE}"), wrong, "nothing: it is put together again"), frozenset()


def _kind(owner: str, path: str) -> tuple[str, bool, str]:
    """Return what pages of one template have in common, roughly."""
    subject, _, part = owner.partition(PART)
    return subject.split("/", maxsplit=1)[0], bool(part), "" if part or "/" in subject else path


def _one_per_place(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return problems, one a place: a template that fails does so on every page that it renders."""
    return tuple({problem.where: problem for problem in reversed(tuple(problems))}.values())[::-1]


def _name(root: Path, filename: object, changed: Iterable[str]) -> str:
    """Return a file's name from the root, where it lies there; the first that changed where it is not known."""
    path = Path(str(filename or min(changed, default=content_files.CONTENT)))
    return (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()


def _different(before: Mapping[str, object], after: Mapping[str, object]) -> list[str]:
    """Return the names at which two mappings differ."""
    return [name for name in {**before, **after} if before.get(name) != after.get(name)]


def _own(files: Collection[str], pages: Sequence[str]) -> tuple[str, ...]:
    """Return those of the pages that are about one of a few files, by the files' names."""
    if len(files) > MAX_FILES_WITH_OWN_PAGES:
        return ()
    spelled = [(PAGES_OF_FOLDERS.get("/".join(file.split("/")[:2])), file) for file in files]
    named = {spell(permalinks.slug_of(file)) for spell, file in spelled if spell and file.endswith(".md")}
    return tuple(path for path in pages if path in named)
