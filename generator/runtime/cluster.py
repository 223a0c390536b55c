"""Workers on other machines: a Dask cluster as an executor. The only module that imports Dask (extra `briefing-site[dask]`)."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future, InvalidStateError
from contextlib import contextmanager, suppress
from functools import lru_cache
from threading import Event, Thread
from typing import Any, TypeVar

from generator.model.problems import Stopped
from generator.runtime import fingerprints

Result = TypeVar("Result")
SCHEME = "dask"
ADDRESS = re.compile(rf"{SCHEME}://(?P<host>[\w.-]+|\[[0-9a-fA-F:.]+\]):(?P<port>[0-9]{{1,5}})/?", re.ASCII)
CONNECT_TIMEOUT_SECONDS = 5.0
"""Within which a scheduler must answer."""
FIRST_TASK_TIMEOUT_SECONDS = 30.0
"""Within which a worker, which may have to be started first, must have loaded the program."""
STATUS_INTERVAL_SECONDS = 0.2
"""Between two checks that the cluster is still there."""
MIN_WORKERS = 4
"""Workers that are reckoned with at least: more may join later."""
NOISY_LOGGERS = "distributed", "distributed.client", "tornado.application"
"""Loggers that report a lost connection in pages of tracebacks, where one line of ours does."""
INSTALL = "install it with: pip install 'briefing-site[dask]'"


class ProgramMismatch(Exception):  # noqa: N818 - says what it is
    """A worker has another version of the program: its results would not be ours."""


class Cluster(Executor):
    """A cluster as an executor, which does nothing where the program is another one, and gives up when the cluster is gone.

    A task whose worker dies is done again on another worker, which Dask sees to. Dask's own executor is not used: it reports a
    finished result as a failed task if the worker dies afterwards.
    """

    def __init__(self, client: Any) -> None:
        self._client = client
        self._program = _program()
        self._pending: set[Future[Any]] = set()
        self._ended = Event()
        Thread(target=self._watch, daemon=True).start()

    def submit(self, work: Callable[..., Result], /, *args: Any, **kwargs: Any) -> Future[Result]:
        """Have a worker do the work. The future raises CancelledError when the cluster went away."""
        if self._client.status != "running":
            raise CancelledError
        asked = self._client.submit(run_if_same_program, self._program, work, *args, pure=False, **kwargs)
        future: Future[Result] = Future()
        self._pending.add(future)
        future.add_done_callback(self._pending.discard)
        self._client.loop.add_callback(self._pass_on, asked, future)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002 - the client cancels
        """Ask for nothing more."""
        self._ended.set()

    async def _pass_on(self, asked: Any, future: Future[Any]) -> None:
        """Pass a task's result or exception on to its future, unless that has been given up."""
        try:
            result = await self._client.gather(asked, asynchronous=True)
        except BaseException as error:  # noqa: BLE001 - told by whoever takes the result
            with suppress(InvalidStateError):
                future.set_exception(CancelledError() if isinstance(error, asyncio.CancelledError) else error)
        else:
            with suppress(InvalidStateError):
                future.set_result(result)

    def _watch(self) -> None:
        """Give up what was asked for when the cluster goes: Dask would leave some of it unanswered for ever."""
        while not self._ended.wait(STATUS_INTERVAL_SECONDS):
            if self._client.status != "running":
                for future in list(self._pending):
                    with suppress(InvalidStateError):
                        future.set_exception(CancelledError())


def address(given: str) -> str:
    """Return Dask's address of a scheduler from `dask://HOST:PORT`. Raises ValueError, in words, for anything else."""
    scheme = given.split("://", 1)[0]
    if scheme != SCHEME or scheme == given:
        raise ValueError(f"{given!r} is no executor that there is; give {SCHEME}://HOST:PORT")
    found = ADDRESS.fullmatch(given)
    if found is None or not 0 < int(found["port"]) < 1 << 16:
        raise ValueError(f"{given!r} is no address; give {SCHEME}://HOST:PORT, such as {SCHEME}://127.0.0.1:8786")
    return f"tcp://{found['host']}:{found['port']}"


@contextmanager
def open_cluster(scheduler: str) -> Iterator[tuple[Executor, int]]:
    """Connect to a cluster: an executor, and its number of tasks at a time. Raises Stopped, in words, when it cannot go on."""
    try:
        from distributed import Client, KilledWorker
    except ImportError as error:
        raise Stopped(f"--executor {SCHEME}://… needs Dask ({error}); {INSTALL}") from error
    for name in NOISY_LOGGERS:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        client = Client(scheduler, timeout=CONNECT_TIMEOUT_SECONDS, set_as_default=False)
    except OSError as error:
        raise Stopped(f"nobody answers at {scheduler}; start one with `dask scheduler`, or check the address") from error
    try:
        with client, Cluster(client) as pool:
            _try_one_task(pool, scheduler)
            yield pool, max(MIN_WORKERS, sum(client.nthreads().values()))
    except KilledWorker as error:
        raise Stopped(f"a report took down every worker that tried it; look at the workers' logs ({error})") from error
    except ProgramMismatch as error:
        raise Stopped(f"{error}; install the same version there as here") from error
    except CancelledError as error:
        raise Stopped(f"the cluster at {scheduler} went away; run this again when it is back") from error


def run_if_same_program(program: str, work: Callable[..., Result], /, *args: Any, **kwargs: Any) -> Result:
    """Do the work, if this is the very program that asked for it. Raises ProgramMismatch."""
    if program != _program():
        raise ProgramMismatch("a worker has another version of this program than asked it")
    return work(*args, **kwargs)


def _try_one_task(pool: Executor, scheduler: str) -> None:
    """Have a worker do an empty task, to see that one is there and has the program. Raises Stopped."""
    try:
        pool.submit(len, ()).result(FIRST_TASK_TIMEOUT_SECONDS)
    except TimeoutError as error:
        wrong = f"{scheduler} has no workers who can do it"
        raise Stopped(f"{wrong}; start some with `dask worker`, where this program is installed") from error
    except (ImportError, AttributeError, RuntimeError) as error:
        why = error.__cause__ or error
        raise Stopped(f"{scheduler} cannot run this ({why}); install the program there, for the workers too") from error


@lru_cache(maxsize=1)
def _program() -> str:
    return fingerprints.program()
