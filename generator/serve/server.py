"""uvicorn, with what it lacks for a port that anybody on the machine may connect to.

It has no deadline for a request that never comes or comes byte by byte, none for an answer that nobody reads, and its bound on
connections (`limit_concurrency`) turns away the newcomer, who is the honest one. It waits for streams before it ends.
"""

from __future__ import annotations

import asyncio
import errno
import socket
from collections.abc import Callable
from typing import Any

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from generator.serve.event_stream import EventStream

TRIES = 50
MOST = 128
"""Connections; of more, the one that has been idle longest goes."""
REQUEST, READING, KEPT_ALIVE = 10.0, 15.0, 5
"""Seconds for a request to come, for an answer to be read further, and for a connection to be used again."""
MOST_HEADERS = 16 << 10


class Connection(H11Protocol):
    """A connection with deadlines."""

    _deadline: asyncio.TimerHandle | None = None
    _unread = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take the place of an idle one, if there are too many."""
        super().connection_made(transport)
        self._wait(REQUEST)
        idle = [c for c in self.connections if isinstance(c, Connection) and c is not self and not c.is_answering]
        if len(self.connections) > MOST and idle:
            min(idle, key=Connection.until).transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the deadline."""
        self._forget()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Once a request is here whole, it is ours to be quick."""
        super().data_received(data)
        if self.is_answering:
            self._forget()

    def on_response_complete(self) -> None:
        """Wait for the answer to be read, and for the next request."""
        super().on_response_complete()
        self._wait(REQUEST)

    def pause_writing(self) -> None:
        """Wait for the answer to be read further."""
        super().pause_writing()
        self._wait(READING)

    def resume_writing(self) -> None:
        """It is being read."""
        super().resume_writing()
        if self.is_answering:
            self._forget()

    @property
    def is_answering(self) -> bool:
        """Whether an answer is being made."""
        return self.cycle is not None and not self.cycle.response_complete

    def until(self) -> float:
        """When its time is over."""
        return self._deadline.when() if self._deadline else 0.0

    def _wait(self, seconds: float) -> None:
        self._forget()
        self._unread = self.transport.get_write_buffer_size()
        self._deadline = self.loop.call_later(seconds, self._late)

    def _late(self) -> None:
        """End it, unless an answer is being read, if slowly."""
        if 0 < self.transport.get_write_buffer_size() < self._unread:
            self._wait(READING)
        else:
            self.transport.abort()

    def _forget(self) -> None:
        if self._deadline:
            self._deadline.cancel()
            self._deadline = None


class Server(uvicorn.Server):
    """A server that calls `started_` once it answers, and that ends at once, whoever is connected."""

    def __init__(self, app: ASGIApp, feed: EventStream, started: Callable[[], None] = lambda: None) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                http=Connection,
                ws="none",
                lifespan="off",
                log_level="error",
                access_log=False,
                server_header=False,
                proxy_headers=False,
                timeout_keep_alive=KEPT_ALIVE,
                timeout_graceful_shutdown=1,
                h11_max_incomplete_event_size=MOST_HEADERS,
            )
        )
        self._feed, self._told = feed, started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Say when it answers."""
        await super().startup(sockets)
        self._told()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the streams, and wait for nobody who does not read."""
        self._feed.close()
        await asyncio.sleep(0)
        for connection in list(self.server_state.connections):
            if connection.transport.get_write_buffer_size():
                connection.transport.abort()
        await super().shutdown(sockets)


class NoPort(Exception):  # noqa: N818 - it says what there is
    """There is no port to listen at."""


def bound(host: str, port: int) -> socket.socket:
    """A socket that listens at the port, or at the next one that nobody else does. Raises NoPort."""
    try:
        found: tuple[Any, ...] = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError as error:
        raise NoPort(f"There is no host `{host}` here ({error.strerror}); leave --host out, or give an address.") from error
    for candidate in range(port, min(port + TRIES, 1 << 16)):
        # Only of a socket that says that it speaks TCP does asyncio send small pieces at once: 40 ms a page.
        listening = socket.socket(found[0], socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((found[4][0], candidate, *found[4][2:]))
            listening.listen()
        except OSError as error:
            listening.close()
            if error.errno != errno.EADDRINUSE:
                raise NoPort(f"{host}:{candidate} cannot be listened at ({error.strerror}); give another --port.") from error
        else:
            return listening
    raise NoPort(f"No port from {port} on is free; give another --port.")
