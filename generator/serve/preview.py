"""The site in memory: what pages there are, the last good ones, and what is wrong with the input since.

What the server and the watcher know of the site is this class; what it does within is nobody else's business.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import dataclass
from pathlib import Path

from generator.build import pipeline
from generator.build.page_jobs import Press
from generator.build.pipeline import SITEMAP, Dossier
from generator.build.stale import ALL
from generator.content import config
from generator.content import files as read
from generator.dossier.index import database
from generator.dossier.index.database import Index
from generator.dossier.index.keys import PART
from generator.model import permalinks
from generator.model.problems import InputError, Problem, Where
from generator.runtime import fingerprints, sqlite_files
from generator.runtime.cache import FOLDER, ResultCache
from generator.runtime.options import Options
from generator.serve.changed_files import Hints, Inputs
from generator.serve.page_table import Shown

FILE = "preview.sqlite"
SMALL = 300
"""Pages that are all made at once when templates changed; of more, one of each kind."""
IN_PEACE = 300
"""Pages that changed and are made when there is time, before anybody asks; so many that nobody asks for most are not."""
TRIES = 3
"""How often files that change while they are read are read again at once. After that the next look does it."""
LONG = 0.1
"""Seconds to make a page from which on that is not done before somebody asks."""
FEW = 20
"""Files of which it is worth to say which pages are about them."""
OWN = {
    read.ARTICLES: permalinks.article,
    read.ACTORS: permalinks.actor,
    read.TOPICS: permalinks.topic,
    read.PAGES: permalinks.page,
}


@dataclass(frozen=True, slots=True)
class Changed:
    """A change that may be seen: the files that brought it, and the pages that may be new, other or gone, all by path.

    `own` are those of the pages that are about one of the files.
    """

    version: int
    files: tuple[str, ...]
    pages: tuple[str, ...]
    own: tuple[str, ...]
    problems: tuple[Problem, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class _Site:
    """What makes pages, and the theme's own files."""

    dossier: Dossier | None
    static: Mapping[str, bytes]


class Preview:
    """What the server shows. `refresh` and `suspects` are for the watcher; all else any thread may ask at any time.

    A page is made when it is asked for, of what is assembled, and kept until something changes for its owner. Those about the
    files that were edited are made at once, and others by `go_on`, so that a mistake in a template is told before
    anybody asks. `say` is told what could not be derived: the preview goes on without it.
    """

    def __init__(self, root: Path, results: ResultCache, say: Callable[[str], None] = lambda _words: None) -> None:
        self._say = say
        self.version = 0
        self.problems: tuple[Problem, ...] = ()
        self._root = root
        self._results = results
        self._program = fingerprints.program()
        self._inputs = Inputs(root, fingerprints.current_stamps(root, results))
        self._open = ExitStack()
        self._index = self._opened()
        self._site = _Site(None, {})
        self._shown = Shown()
        self._since: set[str] = set()
        """Files that changed since what makes pages was made."""
        self._untried: dict[str, None] = {}
        """Pages that changed, and are to be made when there is time."""
        self._long: set[str] = set()
        """Pages that took so long that they are left until somebody asks: an edit that came meanwhile would wait."""
        self._is_untidy = False
        """Whether what changed in the index may have to be brought to where it belongs."""
        self._wrong: tuple[Problem, ...] = ()
        """What is wrong with the files."""
        self._is_rehearsed = False
        self._is_lost = False
        """Whether what is assembled has to be so from nothing."""
        self._is_pending = False
        """Whether files changed while they were read, so that what is shown may be of neither state."""
        self._refreshing, self._making = threading.Lock(), threading.Lock()
        self._look = self._looking()

    def close(self) -> None:
        """Let go of what is on disk, for good; of what a look is still at work with, the end of the process does."""
        if self._refreshing.acquire(blocking=False):
            with self._making:
                self._let_go()

    def _let_go(self) -> None:
        if self._look is not self._index:
            self._look.connection.close()
        self._open.close()

    def paths(self) -> Collection[str]:
        """Every path that there is a page or another file for."""
        return [*self._shown.paths(), *self._site.static]

    def page(self, path: str) -> bytes | None:
        """The very bytes that `build` would write there; None where it would write nothing.

        A page whose template fails stays as it was made last; the next look tells what is wrong.
        """
        if self._shown.owner(path) is None:
            return self._site.static.get(path)
        return self._made(path) or self._shown.last(path)

    def suspects(self) -> Iterator[Collection[str]]:
        """Names of files at which something may have changed, a few of all at a time."""
        return self._inputs.suspects()

    def go_on(self) -> bool:
        """Do a little of what need not be waited for: make one of the pages that changed. Whether there is more."""
        with self._refreshing:
            if not self._is_rehearsed and self._site.dossier:
                self._is_rehearsed = True
                with self._changing():
                    self._site.dossier.rehearse()
            elif path := next(iter(self._untried), None):
                began = time.perf_counter()
                self._make([path])
                self._long |= {path} if time.perf_counter() - began > LONG else set()
            elif self._is_untidy:
                self._is_untidy = False
                with self._changing():
                    self._index.checkpoint()
            return bool(self._untried) or self._is_untidy

    def refresh(self, hints: Hints = None) -> Changed | None:
        """Look at the files and take over what changed; None when nothing can be seen of it.

        `hints` are names of files and folders where something may have changed, from the root; without, everything is
        looked at. On problems the last good site stays. Raises nothing, whatever people write into the files.
        """
        with self._refreshing:
            began = time.perf_counter()
            files = self._inputs.changed(hints) if self.version else ()
            pages: tuple[str, ...] = ()
            if files or self._is_pending or self._is_lost or not self.version:
                pages, files = self._attempted(hints, files)
            problems = _once((*self._wrong, *self._shown.problems()))
            if not pages and problems == self.problems and self.version:
                return None
            self.problems = problems
            self.version += 1
            return Changed(self.version, files, pages, _own(files, pages), problems, time.perf_counter() - began)

    def _opened(self) -> Index:
        if self._results.folder:
            database.copy_index(self._results.folder, FILE, self._program)
        try:
            index = self._open.enter_context(database.open_index(self._results.folder, self._program, name=FILE, wait=0))
        except BlockingIOError:  # another preview of this project runs
            index = self._open.enter_context(database.open_index(None, self._program))
        index.defer_checkpoints()
        return index

    def _looking(self) -> Index:
        if self._index.file is None:
            return self._index
        look = database.open_read_only(self._index.file)
        look.defer_checkpoints()
        return look

    def _begin_again(self) -> None:
        """Throw away what was assembled, as it cannot be read: it is a function of the files."""
        with self._making:
            self._let_go()
            if self._results.folder:
                sqlite_files.discard(self._results.folder / FILE)
            self._open = ExitStack()
            self._index = self._opened()
            self._look = self._looking()
        self._is_lost = True

    def _attempted(self, hints: Hints, files: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The pages that changed, and the files: those, and what changed meanwhile."""
        seen = set(files)
        again: Collection[str] = tuple(seen)
        pages: dict[str, None] = {}
        for _ in range(TRIES):
            self._since.update(again)
            found, self._wrong = self._taken_over()
            pages |= dict.fromkeys(found)
            again = self._inputs.changed(hints) if self.version else ()  # the first sweep comes at once
            seen.update(again)
            if not again:
                break
        self._since.update(again)
        self._is_pending = bool(again)
        self._make(self._shown.failing())
        self._make(_own(seen, tuple(pages)))
        tried = (path for path in pages if path.endswith(".html") and path not in self._long)
        self._untried |= dict.fromkeys(tried) if len(pages) <= IN_PEACE else {}
        return tuple(pages), tuple(sorted(seen))

    def _taken_over(self) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
        """The paths at which something changed, and what is wrong with the files."""
        try:
            try:
                return self._assembled()
            except database.READ_ERRORS:
                self._begin_again()
                return self._assembled()
        except InputError as error:
            return (), _once(error.problems)
        except OSError as error:
            name = _name(self._root, error.filename)
            wrong = f"this cannot be read ({error.strerror or error})"
            return (), (Problem(Where(name), wrong, "check it and its permissions"),)
        except Exception as error:  # noqa: BLE001 - whatever it is, the server stays up and says it
            wrong = f"the program failed on what is here ({type(error).__name__}: {error})"
            return (), (Problem(Where(config.FILE), wrong, "take back the last change, and report this"),)

    def _assembled(self) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
        """Take over the state that the files give now. Raises InputError; then all is as it was.

        Templates that fail are not taken over: those before them go on making pages of what is assembled.
        """
        before = None if self._is_lost else self._site.dossier
        with self._changing():
            dossier = Dossier(
                self._root,
                self._results,
                self._inputs.stamps,
                self._program,
                self._index,
                before=before,
                changed=frozenset(self._since),
                users=self._shown.users,
            )
            dossier.refresh(Options(say=self._say))
        self._is_lost, self._is_untidy = False, True
        site = _Site(dossier, {str(path): content for path, content in pipeline.static(dossier).items()})
        is_same = before is not None and _is_alike(before.press, dossier.press)
        found = _different(self._site.static, site.static)
        if is_same:
            self._site = site
        pages = self._changed(dossier, is_whole=before is None)
        if not is_same:
            if problems := self._tried(site):
                return pages, problems
            pages = self._shown.renew()
        self._since.clear()
        return (*pages, *found), ()

    def _changing(self) -> AbstractContextManager[object]:
        """Keep those who make pages out, where they would look at what is changed: in an index in memory."""
        return self._making if self._look is self._index else nullcontext()

    def _changed(self, dossier: Dossier, *, is_whole: bool) -> tuple[str, ...]:
        """The paths at which something changed as what is assembled did."""
        # The sitemap is of all pages: any change may be one of it.
        sitemap = {SITEMAP: (permalinks.SITEMAP,)} if dossier.outline.config.base_url else {SITEMAP: ()}
        if is_whole or ALL in dossier.stale:
            return self._shown.replace({**dossier.owned(), **sitemap})
        return self._shown.change({**dossier.owned_anew(), **sitemap})

    def _tried(self, site: _Site) -> tuple[Problem, ...]:
        """Take a site over whose templates are new, unless they fail: what is wrong with them.

        They are tried on every page of a small site; of a large one, on one of each kind, but not when that is all there is.
        """
        pages = [path for path in self._shown.paths() if path.endswith(".html")]
        if len(pages) > SMALL:
            pages = list({_kind(self._shown.owner(path) or "", path): path for path in pages}.values())
            if self._site.dossier is None:
                self._untried |= dict.fromkeys(pages)
                pages = []
        made = (self._content(site, path)[0] for path in pages)
        problems = _once(content for content in made if isinstance(content, Problem))
        if not problems:
            self._site = site
        return problems

    def _make(self, paths: Iterable[str]) -> None:
        for path in paths:
            self._untried.pop(path, None)
            if self._shown.owner(path) is not None:
                self._made(path)

    def _made(self, path: str) -> bytes | None:
        """A page as it is now, made unless it was; None when its template fails."""
        newest, turn = self._shown.newest(path), self._shown.turn
        if newest is not None:
            return newest
        made, uses = self._content(self._site, path)
        self._shown.made(path, turn, made, frozenset(uses))
        return made if isinstance(made, bytes) else None

    def _content(self, site: _Site, path: str) -> tuple[bytes | Problem | None, set[str]]:
        """A page as it is made now. Looks at one state of what is assembled, whatever is put there meanwhile."""
        owner = self._shown.owner(path)
        if site.dossier is None or owner is None:
            return None, set()
        try:
            with self._making, self._look.snapshot():
                return site.dossier.made(self._look, owner, path, self._shown.paths())
        except database.READ_ERRORS as error:
            self._is_lost = True
            wrong = f"what was remembered cannot be read ({error})"
            return Problem(Where(f"{FOLDER}/{FILE}"), wrong, "nothing: it is put together again"), set()


def _is_alike(before: Press, after: Press) -> bool:
    """Whether pages that are handed the same come out the same."""
    return (before.hashes, before.config, before.texts) == (after.hashes, after.config, after.texts)


def _kind(owner: str, path: str) -> tuple[str, bool, str]:
    """What tells pages of one template from those of another, roughly."""
    subject, _, part = owner.partition(PART)
    return subject.split("/", maxsplit=1)[0], bool(part), "" if part or "/" in subject else path


def _once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems, of those at one place one: a template that fails does so on every page that it makes."""
    return tuple({problem.where: problem for problem in reversed(tuple(problems))}.values())[::-1]


def _name(root: Path, filename: object) -> str:
    """A file's name from the root, where it lies there."""
    path = Path(str(filename or config.FILE))
    return (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()


def _different(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> list[str]:
    """The names at which there is something else than before."""
    return [name for name in {**before, **after} if before.get(name) != after.get(name)]


def _own(files: Collection[str], pages: Sequence[str]) -> tuple[str, ...]:
    """Those of the pages that are about one of a few files, as the files' names have it."""
    if len(files) > FEW:
        return ()
    spelled = [(OWN.get("/".join(file.split("/")[:2])), file) for file in files]
    named = {spell(permalinks.slug_of(file)) for spell, file in spelled if spell and file.endswith(".md")}
    return tuple(path for path in pages if path in named)
