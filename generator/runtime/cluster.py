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
PATIENCE = 5.0
"""Seconds within which a cluster must answer."""
WARM_UP = 30.0
"""Seconds within which a worker must be there, who may have to be started for us, and have loaded the program."""
OFTEN = 0.2
"""Seconds after which is looked whether the cluster is still there."""
FEW = 4
"""Workers that are reckoned with at least: more may join later."""
TALKERS = "distributed", "distributed.client", "tornado.application"
"""Who would tell of a lost connection in pages of tracebacks, which we tell of in a line."""
INSTALL = "install it with: pip install 'briefing-site[dask]'"


class Mismatch(Exception):  # noqa: N818 - says what it is
    """A worker has another program than we: what it found would not be what we find."""


class Cluster(Executor):
    """A cluster as an executor, which does nothing where the program is another one, and gives up when the cluster is gone.

    A task whose worker dies is done again on another worker, which Dask sees to. Its own executor is not used: it takes a
    result whose worker dies once it has told it for the error of a task that failed.
    """

    def __init__(self, client: Any) -> None:
        self._client = client
        self._program = _program()
        self._asked: set[Future[Any]] = set()
        self._ended = Event()
        Thread(target=self._watch, daemon=True).start()

    def submit(self, work: Callable[..., Result], /, *args: Any, **kwargs: Any) -> Future[Result]:
        """Have a worker do it. What it gives raises CancelledError when the cluster went away."""
        if self._client.status != "running":
            raise CancelledError
        asked = self._client.submit(same, self._program, work, *args, pure=False, **kwargs)
        future: Future[Result] = Future()
        self._asked.add(future)
        future.add_done_callback(self._asked.discard)
        self._client.loop.add_callback(self._bring, asked, future)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002 - the client cancels
        """Ask for nothing more."""
        self._ended.set()

    async def _bring(self, asked: Any, future: Future[Any]) -> None:
        """What a task gave or raised, for whoever waits for it, unless it has been given up."""
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
        while not self._ended.wait(OFTEN):
            if self._client.status != "running":
                for future in list(self._asked):
                    with suppress(InvalidStateError):
                        future.set_exception(CancelledError())


def address(given: str) -> str:
    """The address that Dask knows a scheduler by, from `dask://HOST:PORT`. Raises ValueError, in words, for anything else."""
    scheme = given.split("://", 1)[0]
    if scheme != SCHEME or scheme == given:
        raise ValueError(f"{given!r} is no executor that there is; give {SCHEME}://HOST:PORT")
    found = ADDRESS.fullmatch(given)
    if found is None or not 0 < int(found["port"]) < 1 << 16:
        raise ValueError(f"{given!r} is no address; give {SCHEME}://HOST:PORT, such as {SCHEME}://127.0.0.1:8786")
    return f"tcp://{found['host']}:{found['port']}"


@contextmanager
def opened(scheduler: str) -> Iterator[tuple[Executor, int]]:
    """A cluster as an executor, and how many tasks it does at a time. Raises Stopped, in words, when it cannot go on."""
    try:
        from distributed import Client, KilledWorker
    except ImportError as error:
        raise Stopped(f"--executor {SCHEME}://… needs Dask ({error}); {INSTALL}") from error
    for name in TALKERS:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        client = Client(scheduler, timeout=PATIENCE, set_as_default=False)
    except OSError as error:
        raise Stopped(f"nobody answers at {scheduler}; start one with `dask scheduler`, or check the address") from error
    try:
        with client, Cluster(client) as pool:
            _greet(pool, scheduler)
            yield pool, max(FEW, sum(client.nthreads().values()))
    except KilledWorker as error:
        raise Stopped(f"a report took down every worker that tried it; look at the workers' logs ({error})") from error
    except Mismatch as error:
        raise Stopped(f"{error}; install the same version there as here") from error
    except CancelledError as error:
        raise Stopped(f"the cluster at {scheduler} went away; run this again when it is back") from error


def same(program: str, work: Callable[..., Result], /, *args: Any, **kwargs: Any) -> Result:
    """Do the work, if this is the very program that asked for it. Raises Mismatch."""
    if program != _program():
        raise Mismatch("a worker has another version of this program than asked it")
    return work(*args, **kwargs)


def _greet(pool: Executor, scheduler: str) -> None:
    """Have one worker do nothing, so that we know that there is one who can do more. Raises Stopped."""
    try:
        pool.submit(len, ()).result(WARM_UP)
    except TimeoutError as error:
        wrong = f"{scheduler} has no workers who can do it"
        raise Stopped(f"{wrong}; start some with `dask worker`, where this program is installed") from error
    except (ImportError, AttributeError, RuntimeError) as error:
        why = error.__cause__ or error
        raise Stopped(f"{scheduler} cannot run this ({why}); install the program there, for the workers too") from error


@lru_cache(maxsize=1)
def _program() -> str:
    return fingerprints.program()
