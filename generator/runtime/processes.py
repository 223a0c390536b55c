"""One function over many items on all cores: results in the order of the items, few of them in memory at a time."""

from __future__ import annotations

import atexit
import gc
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from itertools import islice
from queue import Queue
from threading import Thread, active_count
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

if TYPE_CHECKING:  # a build that has nothing to do, or little, needs none
    from concurrent.futures import Executor, Future, ProcessPoolExecutor

Item = TypeVar("Item")
Result = TypeVar("Result")
ITEMS_WITHOUT_POOL = 48
"""Items that are done in this process first: starting a pool takes as long."""
MAX_QUEUED_PER_WORKER = 16
"""Items for each worker that may wait or be worked on at a time."""
GC_THRESHOLDS = (10_000, 50, 100)


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Workers:
    """Processes that work beside this one, or what an executor has: they begin once, when they are first asked for.

    `jobs` is their number, 0 for as many as there are cores. An executor is whoever's who began it, and goes on.
    """

    def __init__(self, jobs: int, executor: Executor | None = None) -> None:
        self.jobs = jobs or cores()
        self._executor = executor
        self._pool: ProcessPoolExecutor | None = None

    @property
    def have_begun(self) -> bool:
        """True where they need not begin any more."""
        return (self._executor or self._pool) is not None

    def fork(self) -> None:
        """Begin as copies of this process, which need not load again what it has loaded; elsewhere they begin when asked for.

        Nothing that a copy must not have may be open, a database above all.
        """
        if self.jobs > 1 and sys.platform == "linux" and active_count() == 1:
            self._begin("fork").submit(os.getpid).result()

    def pool(self) -> Executor:
        """Return them, begun."""
        return self._executor or self._pool or self._begin("spawn")

    def results(self, work: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """Yield the results of `work` in the order of the items."""
        pool, ahead = self.pool(), self.jobs * MAX_QUEUED_PER_WORKER
        if pool is self._executor:
            return ordered(pool, work, items, ahead)
        from multiprocessing.reduction import ForkingPickler

        # What all items have in common, such as templates, is made into bytes once, and back once in each process.
        return ordered(pool, partial(_done, bytes(ForkingPickler.dumps(work))), items, ahead)

    def _begin(self, method: str) -> Executor:
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        self._pool = ProcessPoolExecutor(self.jobs, get_context(method), _set_up)
        return self._pool

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._pool:
            self._pool.shutdown(wait=kind is None, cancel_futures=kind is not None)


def spread(
    work: Callable[[Item], Result], items: Iterable[Item], workers: Workers, alone: int = ITEMS_WITHOUT_POOL
) -> Iterator[Result]:
    """Yield the results of `work`, a function of a module, from workers.

    Where they have not begun, this process does the first few items, while the others would only begin.
    """
    rest = iter(items)
    if workers.have_begun:
        yield from workers.results(work, rest)
        return
    yield from map(work, islice(rest, alone))
    if workers.jobs == 1:
        yield from map(work, rest)
    elif more := list(islice(rest, 1)):
        yield work(more[0])
        yield from workers.results(work, rest)


def ordered(pool: Executor, work: Callable[[Item], Result], items: Iterable[Item], ahead: int) -> Iterator[Result]:
    """Yield the results of an executor in the order of the items, which may come slowly: a result never waits for later items.

    Raises what reading the items or the work raises, in its place.
    """
    waiting: Queue[Future[Result] | None] = Queue(ahead)

    def feed() -> None:
        try:
            for item in items:
                waiting.put(pool.submit(work, item))
        except BaseException as error:  # noqa: BLE001 - told by whoever takes the results
            from concurrent.futures import Future

            failed: Future[Result] = Future()
            failed.set_exception(error)
            waiting.put(failed)
        waiting.put(None)

    Thread(target=feed, daemon=True).start()
    while (future := waiting.get()) is not None:
        yield future.result()


def _done(work: bytes, item: Item) -> Any:
    """Do work on an item in a worker."""
    return _unpacked(work)(item)


@lru_cache(maxsize=1)
def _unpacked(work: bytes) -> Callable[[Any], Any]:
    from multiprocessing.reduction import ForkingPickler

    unpacked: Callable[[Any], Any] = ForkingPickler.loads(work)
    return unpacked


def collect_garbage_less_often() -> None:
    """Have Python look for cyclic garbage less often: findings have none, and looking takes a seventh of deriving them.

    At the end, when all memory is given back, it does not look at all.
    """
    gc.freeze()
    gc.set_threshold(*GC_THRESHOLDS)
    atexit.register(gc.freeze)


def _set_up() -> None:
    """Set a worker up: the process that started it ends it, and it does not outlive that one."""
    for name, handler in (("SIGINT", signal.SIG_IGN), ("SIGHUP", signal.SIG_IGN), ("SIGTERM", signal.SIG_DFL)):
        if number := getattr(signal, name, None):
            signal.signal(number, handler)
    Thread(target=_end_with_parent, daemon=True).start()
    collect_garbage_less_often()


def _end_with_parent() -> None:
    """Wait for the process that started this one, and end when that has ended, as when it was killed."""
    from multiprocessing import parent_process

    if parent := parent_process():
        parent.join()
        os._exit(1)
