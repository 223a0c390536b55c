"""uvicorn as the preview's server: its options, a callback at its start, an end that waits for no client.

Its options lack deadlines for a request that never comes or comes byte by byte, and for an answer that nobody reads. Its limit
of connections (`limit_concurrency`) refuses the newest client, which is the honest one. `connections` adds both.
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
from generator.serve.request_guard import MAX_HEADER_BYTES

MAX_PORTS = 50
"""Ports that are tried, one after the other, until one is free."""
KEEP_ALIVE_SECONDS = 5


class Server(uvicorn.Server):
    """A server that calls `started` once it answers, and that ends at once, whoever is connected."""

    def __init__(self, app: ASGIApp, event_stream: EventStream, started: Callable[[], None] = lambda: None) -> None:
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
        self._event_stream, self._started = event_stream, started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and call `started`."""
        await super().startup(sockets)
        self._started()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the streams and the connections whose client does not read, then the server."""
        self._event_stream.close()
        await asyncio.sleep(0)
        self.connections.abort_unread()
        await super().shutdown(sockets)


class NoPort(Exception):  # noqa: N818 - named for the condition
    """No port that the server can listen at."""


def listening_socket(host: str, port: int) -> socket.socket:
    """Return a socket that listens at a port, or at the next one that is free. Raises NoPort."""
    try:
        address: tuple[Any, ...] = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError as error:
        raise NoPort(f"There is no host `{host}` here ({error.strerror}); leave --host out, or give an address.") from error
    for candidate in range(port, min(port + MAX_PORTS, 1 << 16)):
        # asyncio sends small pieces at once only over a socket that names TCP as its protocol: this saves 40 ms a page.
        listening = socket.socket(address[0], socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((address[4][0], candidate, *address[4][2:]))
            listening.listen()
        except OSError as error:
            listening.close()
            if error.errno != errno.EADDRINUSE:
                raise NoPort(f"{host}:{candidate} cannot be listened at ({error.strerror}); give another --port.") from error
        else:
            return listening
    raise NoPort(f"No port from {port} on is free; give another --port.")
