"""`build --watch`: the site on disk, built again at every change, for people who run a server of their own."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection
from contextlib import suppress
from functools import partial
from pathlib import Path

from generator import build
from generator.content import files as read
from generator.model.problems import InputError
from generator.runtime.options import Options
from generator.serve import terminal
from generator.serve.changed_files import FileSnapshot
from generator.serve.watcher import watching


def run(root: Path, site: Path, options: Options, first: Callable[[], object], *, poll: bool = False) -> int:
    """Build at once by `first`, and again at every change, until Ctrl-C. On problems the existing site stays."""
    folder, target = root.resolve(), site.resolve()
    snapshot = FileSnapshot(folder)
    snapshot.changed(None)
    _attempt(first)

    def check(hints: Collection[str]) -> Collection[str]:
        # Findings that the build itself writes are no reason to build again.
        files = [name for name in snapshot.changed(hints) if not name.startswith(f"{read.DERIVED}/")]
        if files:
            _attempt(partial(_build, folder, target, options, files))
        return files

    with watching(folder, check, snapshot.suspects, poll=poll, say=terminal.say), suppress(KeyboardInterrupt):
        terminal.say("Watching for changes (Ctrl-C ends it)")
        while True:
            threading.Event().wait(3600)
    terminal.say("stopped.")
    return 0


def _build(root: Path, site: Path, options: Options, files: list[str]) -> None:
    began = time.perf_counter()
    published = build.build(root, site, options).published
    milliseconds = (time.perf_counter() - began) * 1000
    if published.written or published.removed:
        counts = f"{published.written} files written, {published.removed} removed"
        terminal.say(f"{terminal.names_in_short(files)}: {counts}, {milliseconds:.0f} ms")


def _attempt(work: Callable[[], object]) -> None:
    try:
        work()
    except InputError as error:
        terminal.print_problems(error.problems, "the site stays as it is")
    except OSError as error:
        terminal.say(f"{error.filename or 'the disk'}:1:1: {error.strerror or error}; check the path and its permissions")
