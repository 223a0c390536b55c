"""Requests that never end, answers that nobody reads, and bytes that are no requests: others are served, and nothing stays behind."""

import gc
import os
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest

from generator.serve import connections
from tests.serve.live import HOST, PATIENCE, Live, answer, until
from tests.serve.test_attacks import LARGE, served

__all__ = ["served"]
PROC = Path("/proc/self")
needs_proc = pytest.mark.skipif(not PROC.is_dir(), reason="what a process holds is counted in /proc")
OTHERS_WAIT_SECONDS = 10
"""Longest wait of others in these tests: far more than they take, far less than the deadlines of connections."""
TO = b"Host: 127.0.0.1\r\n"
GET = b"GET / HTTP/1.1\r\n" + TO
SECRET = b"GET /none-such HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"

UNENDING = {
    "nothing": b"",
    "half a method": b"GE",
    "half a request line": b"GET /index",
    "half a header line": GET + b"X-Half",
    "half a header": GET + b"X-Whole: a\r\n",
    "half an escape": b"GET /%2",
    "half a body": GET + b"Content-Length: 1000\r\n\r\nhalf",
    "half a chunk": GET + b"Transfer-Encoding: chunked\r\n\r\n5\r\nab",
    "chunks without an end": GET + b"Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n",
    "an answer that nobody reads": b"GET /static/large.txt HTTP/1.1\r\n" + TO + b"\r\n",
    "a hundred answers that nobody reads": (b"GET /static/large.txt HTTP/1.1\r\n" + TO + b"\r\n") * 100,
    "a hundred and a half": (GET + b"\r\n") * 100 + GET[:7],
    "an upgrade to a websocket": GET
    + b"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n",
    "an upgrade to HTTP/2": GET + b"Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABk\r\n\r\n",
    "a hundred continues": GET + b"Expect: 100-continue\r\nContent-Length: 1000000\r\n\r\n",
}
REFUSED = {
    "no version": b"GET /\r\n\r\n",
    "HTTP/2 without an upgrade": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "the start of TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(range(200)) + b"\r\n\r\n",
    "bytes": bytes(range(256)) + b"\r\n\r\n",
    "a huge request line": b"GET /" + b"a" * 1_000_000 + b" HTTP/1.1\r\n" + TO + b"\r\n",
    "a huge header": GET + b"X: " + b"x" * 1_000_000 + b"\r\n\r\n",
    "ten thousand headers": GET + b"".join(b"X-%d: x\r\n" % number for number in range(10_000)) + b"\r\n",
    "a header without a name": GET + b": x\r\n\r\n",
    "a space before the colon": GET + b"Transfer-Encoding : chunked\r\n\r\n",
    "a header with a NUL": GET + b"X: a\0b\r\n\r\n",
    "a folded first header": b"GET / HTTP/1.1\r\n folded: x\r\n" + TO + b"\r\n",
    "two lengths": GET + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcde",
    "a list of lengths": GET + b"Content-Length: 5, 6\r\n\r\nabcde",
    "a negative length": GET + b"Content-Length: -1\r\n\r\n",
    "a length with a sign": GET + b"Content-Length: +5\r\n\r\nabcde",
    "a length in hexadecimal": GET + b"Content-Length: 0x5\r\n\r\nabcde",
    "a length in other digits": GET + "Content-Length: ٥\r\n\r\nabcde".encode(),
    "an unknown coding": GET + b"Transfer-Encoding: xchunked\r\n\r\n",
    "chunked and another coding": GET + b"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
    "chunked twice": GET + b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "a coding after a tabulator": GET + b"Transfer-Encoding: \x0bchunked\r\n\r\n",
}
SMUGGLED = {
    "in a body by length": GET + b"Content-Length: %d\r\n\r\n" % len(SECRET) + SECRET,
    "after a length and chunks": GET
    + b"Content-Length: %d\r\nTransfer-Encoding: chunked\r\n\r\n" % (len(SECRET) + 5)
    + b"0\r\n\r\n",
    "in a chunk": GET + b"Transfer-Encoding: chunked\r\n\r\n%x\r\n" % len(SECRET) + SECRET + b"\r\n0\r\n\r\n",
    "in the extension of a chunk": GET + b"Transfer-Encoding: chunked\r\n\r\n2;GET /none-such\r\nab\r\n0\r\n\r\n",
    "after a chunk of no size": GET + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n" + SECRET,
    "after a chunk of a huge size": GET + b"Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n" + SECRET,
    "after a chunk of a negative size": GET + b"Transfer-Encoding: chunked\r\n\r\n-1\r\n" + SECRET,
    "after a request to close": GET + b"Connection: close\r\n\r\n" + SECRET,
    "after a bare line feed in a header": GET + b"X: a\nGET /none-such HTTP/1.1\r\n\r\n",
    "after a bare carriage return": GET + b"X: a\rGET /none-such HTTP/1.1\r\n\r\n",
    "in the address": b"GET /%0d%0a%0d%0aGET%20/none-such HTTP/1.1\r\n" + TO + b"\r\n",
}


@pytest.fixture
def _everything_is_closed_afterwards(served: Live) -> Iterator[None]:
    """Open files, threads and connections are as many after a test as before it."""
    assert served.server
    served.get("/")
    until(lambda: not served.server or not len(served.server.connections))
    files, threads = open_files(), threading.active_count()
    yield
    until(lambda: not served.server or not len(served.server.connections), OTHERS_WAIT_SECONDS)
    until(lambda: open_files() <= files, OTHERS_WAIT_SECONDS)
    assert threading.active_count() <= threads + 40  # those of the pool that answers, which stay for the next requests


def open_files() -> int:
    return len(list((PROC / "fd").iterdir()))


def resident() -> int:
    return int((PROC / "statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")


def opened(served: Live, stack: ExitStack, raw: bytes) -> socket.socket:
    """Connect as one who reads little, and send as much as is taken."""
    connection = stack.enter_context(socket.socket())
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    connection.settimeout(PATIENCE)
    connection.connect((HOST, served.port))
    with suppress(OSError):
        connection.sendall(raw)
    return connection


def others_are_served(served: Live) -> bool:
    raw = served.send(GET + b"Connection: close\r\n\r\n", OTHERS_WAIT_SECONDS)
    return answer(raw).status == 200 and raw.endswith(b"</html>\n")


@needs_proc
@pytest.mark.usefixtures("_everything_is_closed_afterwards")
@pytest.mark.parametrize("raw", UNENDING.values(), ids=UNENDING)
def test_twenty_who_never_end_keep_nobody_waiting(served: Live, raw: bytes) -> None:
    with ExitStack() as stack:
        all_of_them = [opened(served, stack, raw) for _ in range(20)]
        assert others_are_served(served)
        for number, connection in enumerate(all_of_them):  # each leaves in another way
            if number % 3 == 1:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            if number % 3 == 2:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_WR)
        assert others_are_served(served)


@needs_proc
@pytest.mark.usefixtures("_everything_is_closed_afterwards")
@pytest.mark.parametrize("raw", REFUSED.values(), ids=REFUSED)
def test_what_is_no_request_is_refused_and_the_connection_ends(served: Live, raw: bytes) -> None:
    got = b""
    with suppress(BrokenPipeError, ConnectionResetError):  # before all of it is sent
        got = served.send(raw)
    assert {part[:3] for part in got.split(b"HTTP/1.1 ")[1:]} <= {b"400", b"431", b"501"}
    assert others_are_served(served)


@needs_proc
@pytest.mark.usefixtures("_everything_is_closed_afterwards")
@pytest.mark.parametrize("raw", SMUGGLED.values(), ids=SMUGGLED)
def test_no_request_is_smuggled_in_another(served: Live, raw: bytes) -> None:
    with ExitStack() as stack:
        connection = opened(served, stack, raw)
        connection.shutdown(socket.SHUT_WR)
        got = b""
        with suppress(ConnectionResetError):
            while piece := connection.recv(1 << 16):
                got += piece
    assert got.count(b"HTTP/1.1 ") <= 1
    assert b"Page not found" not in got or raw.startswith(b"GET /%0d")
    assert others_are_served(served)


def test_requests_in_a_row_are_answered_in_their_order(served: Live) -> None:
    rows = [b"GET /%s HTTP/1.1\r\n" % name + TO for name in (b"", b"none-such", b"static/style.css")] * 10
    raw = served.send(b"\r\n".join([*rows, b"GET / HTTP/1.1\r\n" + TO + b"Connection: close\r\n\r\n"]))
    assert [200, 404, 200] * 10 + [200] == [int(part[:3]) for part in raw.split(b"HTTP/1.1 ")[1:]]


@needs_proc
@pytest.mark.usefixtures("_everything_is_closed_afterwards")
def test_two_hundred_idle_connections_keep_nobody_waiting(served: Live) -> None:
    with ExitStack() as stack:
        for _ in range(200):
            opened(served, stack, b"")
        assert others_are_served(served)
        until(lambda: served.server and len(served.server.connections) <= connections.MAX_CONNECTIONS)


@needs_proc
def test_a_large_page_waits_for_slow_readers_in_pieces(served: Live) -> None:
    """Each reader would take as much memory as the page has bytes otherwise."""
    assert 200 == served.get("/static/large.txt").status
    gc.collect()
    before = resident()
    with ExitStack() as stack:
        slow = [opened(served, stack, UNENDING["an answer that nobody reads"]) for _ in range(30)]
        for connection in slow:
            assert connection.recv(100)
        assert others_are_served(served)
        assert resident() - before < 10 * len(LARGE)


def test_a_reader_who_is_slow_gets_all_of_it(served: Live) -> None:
    with ExitStack() as stack:
        connection = opened(served, stack, b"GET /static/large.txt HTTP/1.1\r\n" + TO + b"Connection: close\r\n\r\n")
        received = bytearray()
        while piece := connection.recv(1 << 20):
            received += piece
    assert LARGE.encode() == bytes(received).partition(b"\r\n\r\n")[2]
