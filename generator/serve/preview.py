"""The site in memory: the last good one, its version, and what is wrong with the input since.

What the server and the watcher know of the site is this class; what it does within is nobody else's business.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator import config, line, permalinks, read
from generator.memo import Memo
from generator.problems import InputError, Problem, Where
from generator.serve.inputs import Hints, Inputs

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


class Preview:
    """What the server shows. `refresh` is for the watcher; all else any thread may ask at any time, and none ever waits."""

    def __init__(self, root: Path, remembered: Memo) -> None:
        self.version = 0
        self.problems: tuple[Problem, ...] = ()
        self._root = root
        self._memo = remembered
        self._inputs = Inputs(root)
        self._site: Mapping[str, bytes] = {}
        self._refreshing = threading.Lock()
        self._torn = False
        """Whether files changed while they were read, so that what is shown may be of neither state."""

    def paths(self) -> Collection[str]:
        """Every path that there is a page or another file for."""
        return self._site.keys()

    def page(self, path: str) -> bytes | None:
        """The very bytes that `build` would write there; None where it would write nothing."""
        return self._site.get(path)

    def refresh(self, hints: Hints = None) -> Changed | None:
        """Look at the files and take over what changed; None when nothing can be seen of it.

        `hints` are names of files and folders where something may have changed, from the root; without, everything is
        looked at. On problems the last good site stays. Raises nothing, whatever people write into the files.
        """
        with self._refreshing:
            began = time.perf_counter()
            files = self._inputs.changed(hints)
            if not files and not self._torn and self.version:
                return None
            site, problems, more = self._made()
            pages = _different(self._site, site) if site is not None else ()
            if not pages and problems == self.problems and self.version:
                return None
            self._site = self._site if site is None else site
            self.problems = problems
            self.version += 1
            files = tuple(sorted({*files, *more}))
            return Changed(self.version, files, pages, _own(files, pages), problems, time.perf_counter() - began)

    def _made(self) -> tuple[dict[str, bytes] | None, tuple[Problem, ...], set[str]]:
        """The site as the files are now, or what is wrong with them; and the files that changed meanwhile."""
        meanwhile: set[str] = set()
        for _ in range(TRIES):
            held = _HeldBack(self._memo)
            site, problems = _walked(self._root, held)
            again = self._inputs.changed(None)
            self._torn = bool(again)
            if not again:
                held.let_go()
                break
            meanwhile.update(again)
        return site, problems, meanwhile


class _HeldBack:
    """A memo that keeps what is new to itself until it is known to be true.

    A file that is written between the look at it and the reading of it would else be remembered by the wrong hash.
    """

    def __init__(self, memo: Memo) -> None:
        self.stamps = memo.stamps
        self.remember_stamps = memo.remember_stamps
        self._memo = memo
        self._new: dict[str, dict[bytes, bytes]] = {}

    def known(self, kind: str, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """Those of the keys that are remembered here or there."""
        new = self._new.get(kind, {})
        return self._memo.known(kind, keys) | {key: new[key] for key in keys if key in new}

    def remember(self, kind: str, results: Mapping[bytes, bytes]) -> None:
        """Keep results here."""
        self._new.setdefault(kind, {}).update(results)

    def let_go(self) -> None:
        """Hand over what is new."""
        for kind, results in self._new.items():
            self._memo.remember(kind, results)


def _walked(root: Path, memo: _HeldBack) -> tuple[dict[str, bytes] | None, tuple[Problem, ...]]:
    try:
        made = line.in_memory(root, memo)  # type: ignore[arg-type]
    except InputError as error:
        return None, _once(error.problems)
    except OSError as error:
        name = _name(root, error.filename)
        return None, (Problem(Where(name), f"this cannot be read ({error.strerror or error})", "check it and its permissions"),)
    except Exception as error:  # noqa: BLE001 - whatever it is, the server stays up and says it
        wrong = f"the program failed on what is here ({type(error).__name__}: {error})"
        return None, (Problem(Where(config.FILE), wrong, "take back the last change, and report this"),)
    return {str(path): content for path, content in made.items()}, ()


def _once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems, of those at one place one: a template that fails does so on every page that it makes."""
    return tuple({problem.where: problem for problem in reversed(tuple(problems))}.values())[::-1]


def _name(root: Path, filename: object) -> str:
    """A file's name from the root, where it lies there."""
    path = Path(str(filename or config.FILE))
    return (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()


def _different(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> tuple[str, ...]:
    """The paths at which there is something else than before."""
    other: Iterable[str] = (path for path, content in after.items() if before.get(path) != content)
    return (*other, *(path for path in before if path not in after))


def _own(files: Collection[str], pages: Sequence[str]) -> tuple[str, ...]:
    """Those of the pages that are about one of a few files, as the files' names have it."""
    if len(files) > FEW:
        return ()
    spelled = [(OWN.get("/".join(file.split("/")[:2])), file) for file in files]
    named = {spell(permalinks.slug_of(file)) for spell, file in spelled if spell and file.endswith(".md")}
    return tuple(path for path in pages if path in named)
