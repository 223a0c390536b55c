"""What the browsers are told: that there is a new version, and, when they ask, which pages it changed."""

from __future__ import annotations

import asyncio
import html
import re
import secrets
import threading
from collections import deque
from collections.abc import AsyncIterator, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from generator.content import files
from generator.model.problems import Problem
from generator.serve.preview import Preview, SiteChange

KEPT, MANY = 200, 500
"""Changes that are remembered; pages from which on it is simpler to say that all changed."""
MOST_STREAMS = 32
PING = 10.0
RETRY = 300
LONGEST_LINE, MOST_PROBLEMS = 400, 30
TITLE = re.compile(rb"<title>(.*?)</title>", re.DOTALL)


class EventStream:
    """Versions as they come. `tell` may be called by any thread, all else by the server's.

    A version carries the run it is of, so that nobody takes the first of a new run for the first of the old one.
    """

    def __init__(self, root: Path, preview: Preview) -> None:
        self._root, self._preview = root, preview
        self._run = secrets.token_hex(6)
        self._number = preview.version
        self._log: deque[SiteChange] = deque(maxlen=KEPT)
        self._lock = threading.Lock()
        self._problems = self._shown(preview.problems)
        self._streams: dict[asyncio.Event, None] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._closed = False

    @property
    def version(self) -> str:
        """The newest version that was told of."""
        return f"{self._run}:{self._number}"

    def tell(self, changed: SiteChange) -> None:
        """Tell all who listen that there is a new version."""
        problems = self._shown(changed.problems)
        with self._lock:
            self._log.append(changed)
            self._number = changed.version
            self._problems = problems
        if self._loop:
            with suppress(RuntimeError):  # the server has ended just now
                self._loop.call_soon_threadsafe(self._wake)

    def since(self, seen: str) -> dict[str, Any]:
        """What changed since a version: pages (None: perhaps all), those about the files that were edited, problems."""
        run, _, number = seen.partition(":")
        with self._lock:
            known = run == self._run and number.isdecimal() and self._is_known(int(number))
            later = [changed for changed in self._log if known and changed.version > int(number)]
            told = {"version": self.version, "problems": self._problems}
        pages = dict.fromkeys(page for changed in later for page in changed.pages)
        own = dict.fromkeys(page for changed in later for page in changed.own)
        few = known and len(pages) <= MANY
        return told | {"pages": list(pages) if few else None, "own": list(self._named(reversed(own)))}

    async def stream(self) -> AsyncIterator[str]:
        """Server-sent events: the version, now and whenever there is a new one. The oldest of too many streams ends."""
        self._loop = asyncio.get_running_loop()
        woken = asyncio.Event()
        if len(self._streams) >= MOST_STREAMS:
            oldest = next(iter(self._streams))
            del self._streams[oldest]
            oldest.set()
        self._streams[woken] = None
        told = ""
        try:
            yield f"retry: {RETRY}\n\n"
            while woken in self._streams and not self._closed:
                woken.clear()
                yield f"data: {self.version}\n\n" if self.version != told else ": still here\n\n"
                told = self.version
                try:
                    await asyncio.wait_for(woken.wait(), PING)
                except TimeoutError:
                    continue
        finally:
            self._streams.pop(woken, None)

    def close(self) -> None:
        """End all streams."""
        self._closed = True
        self._wake()

    def _wake(self) -> None:
        for woken in self._streams:
            woken.set()

    def _is_known(self, number: int) -> bool:
        """Whether all changes after this one are remembered."""
        return number == self._number or (bool(self._log) and self._log[0].version - 1 <= number < self._number)

    def _named(self, paths: Iterable[str]) -> Iterable[dict[str, str]]:
        for path in paths:
            content = self._preview.page(path)
            if content is not None:
                title = TITLE.search(content)
                yield {"path": path, "title": html.unescape(title[1].decode(errors="replace")).strip() if title else path}

    def _shown(self, problems: Iterable[Problem]) -> list[dict[str, Any]]:
        """Problems with the lines that they are about."""
        shown = []
        lines: dict[str, list[str]] = {}
        for problem in list(problems)[:MOST_PROBLEMS]:
            where = problem.where
            if where.path not in lines:
                lines[where.path] = _lines(self._root, where.path)
            text = lines[where.path][where.line - 1 : where.line] if where.line > 0 else []
            said = {"where": str(where), "wrong": problem.wrong, "todo": problem.todo, "column": where.column}
            shown.append(said | {"line": text[0][:LONGEST_LINE] if text else ""})
        return shown


def _lines(root: Path, name: str) -> list[str]:
    """The lines of one of the editor's files; none of a file that is no text, or none of theirs."""
    path = root / name
    if not path.is_file():
        return []
    text = files.text_of(path, name, [])
    return text.split("\n") if text else []
