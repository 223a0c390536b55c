"""Options of a build: processes, progress, and messages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:  # a build that has nothing to do needs none
    from concurrent.futures import Executor

    from generator.runtime.processes import Workers

Progress = Callable[[Iterable[Any], str, int | None], Iterable[Any]]


class Options(msgspec.Struct, frozen=True):
    """Processes (0: as many as there are cores), progress, and what is called with stages and with messages.

    `is_verbose`: all warnings are said, however many.

    `shown` are the reasons for which reports are held back that count for nothing: with "draft", drafts are in the site.

    With an `executor`, reports are derived by that, and `jobs` says how many it does at a time. `workers` are the processes
    that a build has begun for all of its stages; without them a stage begins its own.

    `tolerates` says of a file whether a problem in it stops nothing: what it says is left out. Without it, every problem stops
    the work; with it, none in a report does, which stays as it was last.

    `asks`: a language model that the project names is asked what it was not asked yet; without it, kept answers count alone.

    `progress` wraps work, with a label and the number of its items as far as that is known, and yields the same items.
    """

    jobs: int = 0
    progress: Progress = lambda work, _label, _total: work
    stage: Callable[[str], None] = lambda _name: None
    say: Callable[[str], None] = lambda _words: None
    executor: Executor | None = None
    workers: Workers | None = None
    is_verbose: bool = False
    shown: frozenset[str] = frozenset()
    tolerates: Callable[[str], bool] | None = None
    asks: bool = True
