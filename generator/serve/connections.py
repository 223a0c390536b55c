"""The connections to the preview, each with a deadline: for its request to come, and for its answer to be read.

This knows no more of the server than what every asyncio protocol and every ASGI application has: a connection is known by the
address of its client, which both are told.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import ClassVar

from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

MAX_CONNECTIONS = 128
"""Of more, the one ends whose deadline is next among those that wait for a request."""
REQUEST_SECONDS, READING_SECONDS = 10.0, 15.0
"""Seconds for a request to come, and for an answer to be read further."""

Address = tuple[str, int]


@dataclass(eq=False)
class Connection:
    """A client's connection. It is aborted at its deadline, unless its client is reading an answer, if slowly."""

    transport: asyncio.Transport
    is_answering: bool = False
    _timer: asyncio.TimerHandle | None = None
    _unread_bytes: int = 0

    def wait(self, seconds: float) -> None:
        """Set the deadline to this many seconds from now."""
        self.forget_deadline()
        self._unread_bytes = self.transport.get_write_buffer_size()
        self._timer = asyncio.get_running_loop().call_later(seconds, self._end)

    def forget_deadline(self) -> None:
        """Have as much time as it takes."""
        if self._timer:
            self._timer.cancel()
            self._timer = None

    def deadline(self) -> float:
        """The loop's time at which it ends; 0 without a deadline."""
        return self._timer.when() if self._timer else 0.0

    def _end(self) -> None:
        if 0 < self.transport.get_write_buffer_size() < self._unread_bytes:
            self.wait(READING_SECONDS)
        else:
            self.transport.abort()


@dataclass
class Connections:
    """All open connections, by the address of the client."""

    by_address: dict[Address, Connection] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.by_address)

    def opened(self, address: Address, transport: asyncio.Transport) -> Connection:
        """Add a connection, which takes the place of an idle one if there are too many."""
        others = [one for one in self.by_address.values() if not one.transport.is_closing()]  # many may come at a time
        idle = [connection for connection in others if not connection.is_answering]
        new = self.by_address[address] = Connection(transport)
        new.wait(REQUEST_SECONDS)
        if len(others) >= MAX_CONNECTIONS and idle:
            min(idle, key=Connection.deadline).transport.abort()
        return new

    def closed(self, address: Address) -> None:
        """Remove a connection."""
        if connection := self.by_address.pop(address, None):
            connection.forget_deadline()

    def abort_unread(self) -> None:
        """End those that have an answer that nobody reads."""
        for connection in list(self.by_address.values()):
            if connection.transport.get_write_buffer_size():
                connection.transport.abort()

    def answering(self, app: ASGIApp) -> ASGIApp:
        """The application, with no deadline for a connection while it makes an answer there."""

        async def answer(scope: Scope, receive: Receive, send: Send) -> None:
            connection = self.by_address.get(scope.get("client") or ("", 0))
            if connection is None:
                await app(scope, receive, send)
                return
            connection.is_answering = True
            connection.forget_deadline()
            try:
                await app(scope, receive, send)
            finally:
                connection.is_answering = False
                if not connection.transport.is_closing():
                    connection.wait(REQUEST_SECONDS)

        return answer


class DeadlineProtocol(H11Protocol):
    """HTTP as uvicorn speaks it, on connections with deadlines. A subclass says where those are listed."""

    open_connections: ClassVar[Connections]
    _address: Address
    _connection: Connection

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """List the connection, and wait for its first request."""
        super().connection_made(transport)
        peer = transport.get_extra_info("peername") or ("", id(self))
        self._address = (str(peer[0]), int(peer[1]))
        self._connection = self.open_connections.opened(self._address, transport)

    def connection_lost(self, exc: Exception | None) -> None:
        """List it no longer."""
        self.open_connections.closed(self._address)
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        """Wait for the answer to be read further."""
        super().pause_writing()
        self._connection.wait(READING_SECONDS)

    def resume_writing(self) -> None:
        """Have time again: the answer is being read."""
        super().resume_writing()
        if self._connection.is_answering:
            self._connection.forget_deadline()


def protocol(connections: Connections) -> type[asyncio.Protocol]:
    """The protocol whose connections are listed there: a server makes them itself, of a class."""

    class ListedProtocol(DeadlineProtocol):
        open_connections = connections

    return ListedProtocol
