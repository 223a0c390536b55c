"""One function over many items on all cores: results in the order of the items, few of them in memory at a time."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context, parent_process
from queue import Queue
from threading import Thread
from typing import TypeVar

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


def spread(
    work: Callable[[Item], Result],
    items: Iterable[Item],
    jobs: int,
    alone: int = ITEMS_WITHOUT_POOL,
    executor: Executor | None = None,
) -> Iterator[Result]:
    """Yield the results of `work`, a function of a module, from so many workers: processes of this machine, or an executor's.

    Of what processes do, this one does the first few, while the others would only start. An executor has started already.
    """
    rest = iter(items)
    if executor:
        yield from ordered(executor, work, rest, jobs * MAX_QUEUED_PER_WORKER)
        return
    yield from map(work, islice(rest, alone))
    if jobs == 1:
        yield from map(work, rest)
    elif more := list(islice(rest, 1)):
        yield work(more[0])
        with ProcessPoolExecutor(jobs, get_context("spawn"), _begin) as pool:
            try:
                yield from ordered(pool, work, rest, jobs * MAX_QUEUED_PER_WORKER)
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise


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
            failed: Future[Result] = Future()
            failed.set_exception(error)
            waiting.put(failed)
        waiting.put(None)

    Thread(target=feed, daemon=True).start()
    while (future := waiting.get()) is not None:
        yield future.result()


def collect_garbage_less_often() -> None:
    """Have Python look for cyclic garbage less often: findings have none, and looking takes a seventh of deriving them."""
    gc.freeze()
    gc.set_threshold(*GC_THRESHOLDS)


def _begin() -> None:
    """Set a worker up: the process that started it ends it, and it does not outlive that one."""
    for name in ("SIGINT", "SIGHUP"):
        if number := getattr(signal, name, None):
            signal.signal(number, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    collect_garbage_less_often()


def _end_with_parent() -> None:
    """Wait for the process that started this one, and end when that has ended, as when it was killed."""
    if parent := parent_process():
        parent.join()
        os._exit(1)
