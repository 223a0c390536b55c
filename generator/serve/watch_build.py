"""`build --watch`: the site on disk, again at every change, for who brings a server of their own."""

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
    """Build at once by `first`, and again at every change, until Ctrl-C. On problems the site that is there stays."""
    folder, target = root.resolve(), site.resolve()
    seen = FileSnapshot(folder)
    seen.changed(None)
    _attempt(first)

    def look(hints: Collection[str]) -> Collection[str]:
        # What the build writes itself calls for no other build.
        files = [name for name in seen.changed(hints) if not name.startswith(f"{read.DERIVED}/")]
        if files:
            _attempt(partial(_build, folder, target, options, files))
        return files

    with watching(folder, look, seen.suspects, poll=poll, say=terminal.say), suppress(KeyboardInterrupt):
        terminal.say("Watching for changes (Ctrl-C ends it)")
        while True:
            threading.Event().wait(3600)
    terminal.say("stopped.")
    return 0


def _build(root: Path, site: Path, options: Options, files: list[str]) -> None:
    began = time.perf_counter()
    did = build.build(root, site, options).published
    took = (time.perf_counter() - began) * 1000
    if did.written or did.removed:
        terminal.say(f"{terminal.named(files)}: {did.written} files written, {did.removed} removed, {took:.0f} ms")


def _attempt(work: Callable[[], object]) -> None:
    try:
        work()
    except InputError as error:
        terminal.wrong(error.problems, "the site stays as it is")
    except OSError as error:
        terminal.say(f"{error.filename or 'the disk'}:1:1: {error.strerror or error}; check the path and its permissions")
