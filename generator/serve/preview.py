"""The site in memory: the last good one, its version, and what is wrong with the input since.

What the server and the watcher know of the site is this class; what it does within is nobody else's business.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import ExitStack, nullcontext
from dataclasses import dataclass
from pathlib import Path

from generator import config, inputs, line, permalinks, read, store
from generator import pages as pages_
from generator.line import SITEMAP, Dossier
from generator.memo import Memo
from generator.options import Options
from generator.problems import InputError, Problem, Where
from generator.serve.inputs import Hints, Inputs
from generator.store import Store

FILE = "preview.sqlite"
AT_ONCE = 300
"""Changed pages that are made before anybody asks for them."""
KEPT = 1000
"""Pages that are remembered as they were made."""
TRIES = 3
"""How often files that change while they are read are read again at once. After that the next look does it."""
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
    """A change that can be seen: the files that brought it, and the pages that are new, other or gone, all by path.

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
    """A good state: every page with its owner and what it is made of, files of the theme, and what makes pages."""

    pages: Mapping[str, tuple[str, str]]
    static: Mapping[str, bytes]
    dossier: Dossier | None


class Preview:
    """What the server shows. `refresh` is for the watcher; all else any thread may ask at any time.

    A page is made when it is asked for, of what is assembled; small sites are made at once, so that a mistake in a template
    is told before anybody asks.
    """

    def __init__(self, root: Path, remembered: Memo) -> None:
        self.version = 0
        self.problems: tuple[Problem, ...] = ()
        self._root = root
        self._memo = remembered
        self._program = inputs.program()
        self._inputs = Inputs(root)
        self._open = ExitStack()
        self._kept = self._opened()
        self._site = _Site({}, {}, None)
        self._made: dict[str, tuple[str, bytes]] = {}
        """Pages as they were made last, each with the hash of what of."""
        self._fresh: Mapping[str, bytes] = {}
        self._is_pending = False
        """Whether files changed while they were read, so that what is shown may be of neither state."""
        self._is_lost = False
        """Whether more was planned since than what is shown was made of."""
        self._refreshing, self._making = threading.Lock(), threading.Lock()
        self._look = self._kept if self._kept.file is None else store.looking(self._kept.file)

    def close(self) -> None:
        """Let go of what is on disk."""
        if self._look is not self._kept:
            self._look.connection.close()
        self._open.close()

    def paths(self) -> Collection[str]:
        """Every path that there is a page or another file for."""
        return [*self._site.pages, *self._site.static]

    def page(self, path: str) -> bytes | None:
        """The very bytes that `build` would write there; None where it would write nothing."""
        site = self._site
        if path in site.static or path not in site.pages:
            return site.static.get(path)
        owner, of = site.pages[path]
        made = self._made.get(path)
        if made and made[0] == of:
            return made[1]
        with self._making:
            content = self._content(site, path, owner)
        if isinstance(content, bytes):
            if len(self._made) > KEPT:
                self._made.pop(next(iter(self._made)), None)
            self._made[path] = of, content
            return content
        return made[1] if made else None

    def refresh(self, hints: Hints = None) -> Changed | None:
        """Look at the files and take over what changed; None when nothing can be seen of it.

        `hints` are names of files and folders where something may have changed, from the root; without, everything is
        looked at. On problems the last good site stays. Raises nothing, whatever people write into the files.
        """
        with self._refreshing:
            began = time.perf_counter()
            files = self._inputs.changed(hints)
            if not files and not self._is_pending and self.version:
                return None
            pages, problems, more = self._attempted(hints)
            if not pages and problems == self.problems and self.version:
                return None
            self.problems = problems
            self.version += 1
            files = tuple(sorted({*files, *more}))
            return Changed(self.version, files, pages, _own(files, pages), problems, time.perf_counter() - began)

    def _opened(self) -> Store:
        if self._memo.folder:
            store.copied(self._memo.folder, FILE)
        try:
            return self._open.enter_context(store.opened(self._memo.folder, self._program, name=FILE, wait=0))
        except BlockingIOError:  # another preview of this project runs
            return self._open.enter_context(store.opened(None, self._program))

    def _attempted(self, hints: Hints) -> tuple[tuple[str, ...], tuple[Problem, ...], set[str]]:
        """The pages that changed, or what is wrong; and the files that changed meanwhile."""
        meanwhile: set[str] = set()
        pages: dict[str, None] = {}
        for _ in range(TRIES):
            found, problems = self._taken_over()
            pages |= dict.fromkeys(found)
            again = self._inputs.changed(hints)
            self._is_pending = bool(again)
            if not again:
                break
            meanwhile.update(again)
        return tuple(pages), problems, meanwhile

    def _taken_over(self) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
        try:
            with self._making if self._look is self._kept else nullcontext():
                site = self._assembled()
            pages = _different(self._site, site)
            problems = self._made_at_once(site, pages)
        except InputError as error:
            return (), _once(error.problems)
        except OSError as error:
            name = _name(self._root, error.filename)
            wrong = f"this cannot be read ({error.strerror or error})"
            return (), (Problem(Where(name), wrong, "check it and its permissions"),)
        except Exception as error:  # noqa: BLE001 - whatever it is, the server stays up and says it
            wrong = f"the program failed on what is here ({type(error).__name__}: {error})"
            return (), (Problem(Where(config.FILE), wrong, "take back the last change, and report this"),)
        if problems:
            return (), _once(problems)
        self._site, self._is_lost = site, False
        return pages, ()

    def _assembled(self) -> _Site:
        """The state that the files give now. Raises InputError; then all is as it was."""
        is_whole, self._is_lost = not self._is_lost, True
        dossier = Dossier(self._root, self._memo, self._inputs.stamps, self._program, self._kept, self._fresh)
        dossier.refresh(Options())
        self._fresh = dossier.reading.fresh
        found = self._pages(dossier, is_whole)
        if dossier.outline.config.base_url:
            sitemap = dossier.sitemap(found)
            found[sitemap.path] = SITEMAP, sitemap.of
        return _Site(found, {str(path): content for path, content in line.static(dossier.theme).items()}, dossier)

    def _pages(self, dossier: Dossier, is_whole: bool) -> dict[str, tuple[str, str]]:
        """Every page with its owner and what it is made of; while the templates are the same, those that stand stay."""
        before = self._site
        planned = dossier.plan()
        if is_whole and before.dossier and before.dossier.press.hashes == dossier.press.hashes:
            found = dict(before.pages)
            for path in (permalinks.SITEMAP, *dossier.gone, *(path for paths in dossier.stale.values() for path in paths)):
                found.pop(path, None)
        else:
            found, planned = {}, self._kept.catalogue.pages()
        return found | {row.path: (row.owner, pages_.made_of(dossier.press, row.kind, row.hash)) for row in planned}

    def _made_at_once(self, site: _Site, pages: Collection[str]) -> list[Problem]:
        """Make the pages that changed, if they are few; what is wrong with their templates."""
        if len(pages) > AT_ONCE:
            return []
        made: dict[str, tuple[str, bytes]] = {}
        problems = []
        for path in pages:
            if path in site.pages:
                owner, of = site.pages[path]
                with self._making:
                    content = self._content(site, path, owner)
                if isinstance(content, Problem):
                    problems.append(content)
                elif content is not None:
                    made[path] = of, content
        if not problems:
            self._made |= made
        return problems

    def _content(self, site: _Site, path: str, owner: str) -> bytes | Problem | None:
        """A page as it is made now. Looks at one state of what is assembled, whatever is put there meanwhile."""
        if site.dossier is None:
            return None
        with self._look.looking():
            return site.dossier.made(self._look, owner, path, site.pages)


def _once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems, of those at one place one: a template that fails does so on every page that it makes."""
    return tuple({problem.where: problem for problem in reversed(tuple(problems))}.values())[::-1]


def _name(root: Path, filename: object) -> str:
    """A file's name from the root, where it lies there."""
    path = Path(str(filename or config.FILE))
    return (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()


def _different(before: _Site, after: _Site) -> tuple[str, ...]:
    """The paths at which there is something else than before."""
    found: list[str] = []
    for old, new in ((before.pages, after.pages), (before.static, after.static)):
        found += [path for path, what in new.items() if old.get(path) != what]
        found += [path for path in old if path not in new]
    return tuple(found)


def _own(files: Collection[str], pages: Sequence[str]) -> tuple[str, ...]:
    """Those of the pages that are about one of a few files, as the files' names have it."""
    if len(files) > FEW:
        return ()
    spelled = [(OWN.get("/".join(file.split("/")[:2])), file) for file in files]
    named = {spell(permalinks.slug_of(file)) for spell, file in spelled if spell and file.endswith(".md")}
    return tuple(path for path in pages if path in named)
