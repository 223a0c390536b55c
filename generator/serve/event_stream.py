"""Versions of the site for browsers: an event for each new one, and, on request, the pages that changed since one."""

from __future__ import annotations

import asyncio
import html
import os
import re
import secrets
import threading
from collections import deque
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from generator.content import files
from generator.model.problems import Problem, escaped
from generator.runtime.project_files import Bounds
from generator.serve.preview import Preview, SiteChange

MAX_CHANGES = 200
"""Changes that are remembered."""
MAX_PAGES = 500
"""Changed pages that are listed; of more, the answer is that all may have changed."""
MAX_STREAMS = 50
"""Streams at a time. More are refused until one ends: a browser has one for all of its tabs, and asks again."""
STREAM_RETRY_SECONDS = 2
"""Seconds after which a browser that was refused asks again; the scripts of the preview have the same number."""
PING_SECONDS = 10.0
RETRY_MILLISECONDS = 300
"""Time after which a browser connects again."""
MAX_LINE_CHARACTERS = 400
MAX_PROBLEMS = 30
TITLE = re.compile(rb"<title>(.*?)</title>", re.DOTALL)


class EventStream:
    """The versions of a preview as server-sent events. `announce` may be called by any thread, all else by the server's.

    A version starts with an identifier of the server's run, so that the first of a new run differs from that of an old one.
    """

    def __init__(self, root: Path, preview: Preview) -> None:
        self._root, self._preview = root, preview
        self._run = secrets.token_hex(6)
        self._number = preview.version
        self._changes: deque[SiteChange] = deque(maxlen=MAX_CHANGES)
        self._lock = threading.Lock()
        self._problems = self._problem_rows(preview.problems)
        self._streams: set[asyncio.Event] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._closed = False

    @property
    def version(self) -> str:
        """The newest version that was announced."""
        return f"{self._run}:{self._number}"

    def announce(self, changed: SiteChange) -> None:
        """Send the new version to all streams."""
        problems = self._problem_rows(changed.problems)
        with self._lock:
            self._changes.append(changed)
            self._number = changed.version
            self._problems = problems
        if self._loop:
            with suppress(RuntimeError):  # the server ended just now
                self._loop.call_soon_threadsafe(self._wake)

    def changes_since(self, version: str) -> dict[str, Any]:
        """Return what changed since a version: pages (None: perhaps all), those about the edited files, problems."""
        run, _, number = version.partition(":")
        with self._lock:
            is_known = run == self._run and number.isdecimal() and self._is_known(int(number))
            later = [changed for changed in self._changes if is_known and changed.version > int(number)]
            answer = {"version": self.version, "problems": self._problems}
        pages = dict.fromkeys(page for changed in later for page in changed.pages)
        own = dict.fromkeys(page for changed in later for page in changed.own)
        is_listed = is_known and len(pages) <= MAX_PAGES
        return answer | {"pages": list(pages) if is_listed else None, "own": list(self._with_titles(reversed(own)))}

    @contextmanager
    def place(self) -> Iterator[asyncio.Event | None]:
        """A place for one more stream until the block ends, to be given to `stream`; None where all are taken."""
        if len(self._streams) >= MAX_STREAMS:
            yield None
            return
        wakeup = asyncio.Event()
        self._streams.add(wakeup)
        try:
            yield wakeup
        finally:
            self._streams.discard(wakeup)

    async def stream(self, wakeup: asyncio.Event) -> AsyncIterator[str]:
        """Yield server-sent events: the version, now and whenever there is a new one."""
        self._loop = asyncio.get_running_loop()
        sent = ""
        yield f"retry: {RETRY_MILLISECONDS}\n\n"
        while not self._closed:
            wakeup.clear()
            yield f"data: {self.version}\n\n" if self.version != sent else ": still here\n\n"
            sent = self.version
            with suppress(TimeoutError):
                await asyncio.wait_for(wakeup.wait(), PING_SECONDS)

    def close(self) -> None:
        """End all streams."""
        self._closed = True
        self._wake()

    def _wake(self) -> None:
        for wakeup in self._streams:
            wakeup.set()

    def _is_known(self, number: int) -> bool:
        """Return whether all changes after this one are remembered."""
        return number == self._number or (bool(self._changes) and self._changes[0].version - 1 <= number < self._number)

    def _with_titles(self, paths: Iterable[str]) -> Iterable[dict[str, str]]:
        for path in paths:
            content = self._preview.page(path)
            if content is not None:
                title = TITLE.search(content)
                yield {"path": path, "title": html.unescape(title[1].decode(errors="replace")).strip() if title else path}

    def _problem_rows(self, problems: Iterable[Problem]) -> list[dict[str, Any]]:
        """Return problems with the lines that they are about, as JSON."""
        rows = []
        lines: dict[str, list[str]] = {}
        for problem in list(problems)[:MAX_PROBLEMS]:
            where = problem.where
            if where.path not in lines:
                lines[where.path] = _lines(self._root, where.path)
            text = lines[where.path][where.line - 1 : where.line] if where.line > 0 else []
            row = {"where": str(where), "wrong": escaped(problem.wrong), "todo": escaped(problem.todo), "column": where.column}
            rows.append(row | {"line": text[0][:MAX_LINE_CHARACTERS] if text else ""})
        return rows


def _lines(root: Path, name: str) -> list[str]:
    """Return the lines of one of the editor's files; none where there is no such file, or it is no text."""
    path = root / name
    if not path.is_file() or Bounds(root).why_not_out(os.path.realpath(path)):
        return []
    text = files.text_of(path, name, [])
    return text.split("\n") if text else []
