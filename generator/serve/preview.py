"""The site in memory: the last good one, its version, and what is wrong with the input since."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path

from generator import line
from generator.memo import Memo
from generator.problems import InputError, Problem


class Preview:
    """What the server shows. Rebuilt by the watcher's thread, read by the server's."""

    def __init__(self, root: Path, remembered: Memo) -> None:
        self.root = root
        self._memo = remembered
        self.version = 0
        self.problems: tuple[Problem, ...] = ()
        self.files: Mapping[str, bytes] = {}
        self._building = threading.Lock()

    def rebuild(self, *, first: bool = False) -> None:
        """Build again; on problems the last good site stays, and they are told on the terminal."""
        with self._building:
            began = time.perf_counter()
            try:
                files = line.in_memory(self.root, self._memo)
            except (InputError, OSError) as error:
                if first and isinstance(error, InputError):
                    raise
                self.problems = error.problems if isinstance(error, InputError) else ()
                print(error, file=sys.stderr, flush=True)
            else:
                self.problems = ()
                changed = sum(self.files.get(path) != content for path, content in files.items())
                self.files = {str(path): content for path, content in files.items()}
                if changed and not first:
                    took = (time.perf_counter() - began) * 1000
                    print(f"{changed} of {len(files)} files changed in {took:.0f} ms", file=sys.stderr, flush=True)
            self.version += 1
