"""A language model of the test's own on loopback: it answers as it is told, and notes what it was asked."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

Asked = dict[str, Any]


class Said(NamedTuple):
    """What the server does: a status, a body, headers, and seconds before it and between its bytes."""

    body: bytes
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    before: float = 0.0
    between: float = 0.0


Behaviour = Callable[[Asked, int], Said]
"""What is said to a request, by what was asked and how many were before it."""


class FakeModel:
    """The server: its address, and all requests, with the headers of each."""

    def __init__(self, behaviour: Behaviour) -> None:
        self.behaviour = behaviour
        self.asked: list[Asked] = []
        self.headers: list[dict[str, str]] = []
        self.times: list[float] = []
        self.stopped = threading.Event()
        self.address = ""

    @property
    def reports(self) -> list[str]:
        """The texts of the reports that were asked about, without the fence."""
        return [report_in(asked) for asked in self.asked]


def report_in(asked: Asked) -> str:
    """Return the report in a request."""
    lines = asked["messages"][1]["content"].split("\n")
    fence = lines[-1]
    return "\n".join(lines[lines.index(fence) + 1 : -1])


def answered(answer: object, *, finish: str = "stop", model: str = "served-model") -> Said:
    """Return a whole response with an answer: a text as it stands, all else as JSON."""
    content = answer if isinstance(answer, str) else json.dumps(answer)
    choice = {"index": 0, "message": {"role": "assistant", "content": content}, "finish_reason": finish}
    usage = {"prompt_tokens": 100, "completion_tokens": 20}
    return Said(json.dumps({"model": model, "choices": [choice], "usage": usage}).encode())


def always(answer: object) -> Behaviour:
    """Return what gives each request the same answer."""
    return lambda _asked, _number: answered(answer)


@contextmanager
def serving(behaviour: Behaviour) -> Iterator[FakeModel]:
    """Serve a model on loopback."""
    model = FakeModel(behaviour)

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            number = len(model.asked)
            model.asked.append(asked)
            model.headers.append(dict(self.headers))
            model.times.append(time.monotonic())
            said = model.behaviour(asked, number)
            model.stopped.wait(said.before)
            try:
                self.send_response(said.status)
                for name, value in said.headers:
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(said.body)))
                self.end_headers()
                if not said.between:
                    self.wfile.write(said.body)
                    return
                for byte in said.body:
                    if model.stopped.wait(said.between):
                        return
                    self.wfile.write(bytes([byte]))
                    self.wfile.flush()
            except OSError:
                self.close_connection = True

        def log_message(self, *_given: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    server.daemon_threads = True
    model.address = f"http://127.0.0.1:{server.server_port}/v1"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield model
    finally:
        model.stopped.set()
        server.shutdown()
        server.server_close()
