"""One function over many items on all cores: results in the order of the items, few of them in memory at a time."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from queue import Queue
from threading import Thread
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
ALONE = 48
"""Items that are done without a pool: starting one takes as long."""
AHEAD = 16
"""Items a worker that may wait or be worked on at a time."""
SELDOM = (10_000, 50, 100)


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(
    work: Callable[[Item], Result], given: Iterable[Item], jobs: int, alone: int = ALONE, executor: Executor | None = None
) -> Iterator[Result]:
    """The results of `work`, a function of a module, from so many workers: processes of this machine, or an executor's.

    Of what processes do, this one does the first few, while the others would only start. An executor has started already.
    """
    items = iter(given)
    if executor:
        yield from ordered(executor, work, items, jobs * AHEAD)
        return
    yield from map(work, islice(items, alone))
    if jobs == 1:
        yield from map(work, items)
    elif more := list(islice(items, 1)):
        yield work(more[0])
        with ProcessPoolExecutor(jobs, get_context("spawn"), _begin) as pool:
            yield from ordered(pool, work, items, jobs * AHEAD)


def ordered(pool: Executor, work: Callable[[Item], Result], items: Iterable[Item], ahead: int) -> Iterator[Result]:
    """The results of an executor in the order of the items, which may come slowly: a result never waits for later items.

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


def collect_seldom() -> None:
    """Look for garbage in cycles less often: findings have none, and looking takes a seventh of the time to derive them."""
    gc.freeze()
    gc.set_threshold(*SELDOM)


def _begin() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    collect_seldom()
