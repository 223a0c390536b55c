"""uvicorn as the preview's server: its options, a start that is announced, an end that waits for nobody.

Its options lack deadlines: for a request that never comes or comes byte by byte, and for an answer that nobody reads. Its bound
on connections (`limit_concurrency`) turns away the newcomer, who is the honest one. `connections` adds both.
"""

from __future__ import annotations

import asyncio
import errno
import socket
from collections.abc import Callable
from typing import Any

import uvicorn
from starlette.types import ASGIApp

from generator.serve.connections import Connections, protocol
from generator.serve.event_stream import EventStream

TRIES = 50
KEEP_ALIVE_SECONDS = 5
MAX_HEADER_BYTES = 16 << 10


class Server(uvicorn.Server):
    """A server that calls `started_` once it answers, and that ends at once, whoever is connected."""

    def __init__(self, app: ASGIApp, feed: EventStream, started: Callable[[], None] = lambda: None) -> None:
        self.connections = Connections()
        super().__init__(
            uvicorn.Config(
                self.connections.answering(app),
                http=protocol(self.connections),
                ws="none",
                lifespan="off",
                log_level="error",
                access_log=False,
                server_header=False,
                proxy_headers=False,
                timeout_keep_alive=KEEP_ALIVE_SECONDS,
                timeout_graceful_shutdown=1,
                h11_max_incomplete_event_size=MAX_HEADER_BYTES,
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
        self.connections.abort_unread()
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
