"""A running preview for tests, and a client that sends exactly the bytes that a test gives."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from generator.runtime import cache
from generator.serve import preview_server
from generator.serve.server import Server, listening_socket

PATIENCE = 60.0
"""Seconds after which a test gives up: far more than a slow and busy machine takes."""
HOST = "127.0.0.1"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Live:
    """A preview of a project. It can be stopped, and started again at the same port."""

    root: Path
    port: int = 0
    poll: bool = False
    server: Server | None = None
    thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}/"

    def start(self) -> None:
        answers = threading.Event()
        listening = listening_socket(HOST, self.port)
        self.port = listening.getsockname()[1]

        def work() -> None:
            with (
                cache.open_cache(self.root / cache.FOLDER) as results,
                listening,
                preview_server(self.root, results, HOST, poll=self.poll, started=answers.set) as self.server,
            ):
                asyncio.run(self.server.serve([listening]))

        self.thread = threading.Thread(target=work, name="a server")
        self.thread.start()
        assert answers.wait(PATIENCE)

    def stop(self) -> None:
        assert self.server
        assert self.thread
        self.server.should_exit = True
        self.thread.join(PATIENCE)
        assert not self.thread.is_alive()

    def send(self, raw: bytes, patience: float = PATIENCE) -> bytes:
        """Send bytes; return the whole answer until the server closes the connection."""
        with socket.create_connection((HOST, self.port), patience) as connection:
            connection.sendall(raw)
            received = b""
            with suppress(ConnectionResetError):
                while piece := connection.recv(1 << 16):
                    received += piece
            return received

    def get(self, target: str, host: str = "", method: str = "GET", **headers: str) -> Answer:
        """Return the answer to a request whose target and headers are sent unchanged."""
        lines = [f"{method} {target} HTTP/1.1", f"Host: {host or f'{HOST}:{self.port}'}", "Connection: close"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        return answer(self.send("\r\n".join([*lines, "", ""]).encode("latin-1")))

    def text(self, path: str) -> str:
        return self.get(f"/{path}").body.decode()


def answer(raw: bytes) -> Answer:
    """Parse an answer."""
    head, _, body = raw.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    pairs = (line.split(": ", 1) for line in lines)
    return Answer(int(first.split()[1]), {name.lower(): value for name, value in pairs}, body)


@contextmanager
def live(root: Path, *, poll: bool = False) -> Iterator[Live]:
    served = Live(root, poll=poll)
    served.start()
    try:
        yield served
    finally:
        served.stop()


def put(path: Path, text: str) -> None:
    """Replace a file in one step, as careful editors do: nobody sees it empty or half written."""
    beside = path.with_name(f".{path.name}.tmp")
    beside.write_text(text)
    beside.replace(path)


def until(condition: Callable[[], object], patience: float = PATIENCE) -> None:
    """Wait until a condition is true."""
    end = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < end, "the condition did not become true"
        time.sleep(0.01)
