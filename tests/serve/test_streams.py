"""Streams of events: how many there are, who gets one, and what a page does that gets none."""

import socket
import struct
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from typing import Any

import pytest

from generator.serve import event_stream
from generator.serve.event_stream import MAX_STREAMS
from tests.conftest import REPORT, needs_browser, write
from tests.serve.live import HOST, PATIENCE, Live, answer, live, put, until

SAYS = "words => document.body.textContent.includes(words)"
ASK = b"GET /-/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    with live(write(tmp_path_factory.mktemp("streams"), {"content/articles/a.md": REPORT})) as running:
        yield running


def stream(served: Live) -> socket.socket:
    """Ask for a stream; return the connection once the version or a refusal came."""
    connection = socket.create_connection((HOST, served.port), PATIENCE)
    connection.sendall(ASK)
    return connection


def first(connection: socket.socket) -> bytes:
    """Return what comes until the first version, or the whole answer where there is none."""
    received = b""
    while b"data: " not in received and b"Too many" not in received:
        piece = connection.recv(1 << 12)
        assert piece
        received += piece
    return received


def is_accepted(served: Live, stack: ExitStack) -> bool:
    """Return whether there is room for a stream; then it is open until the stack ends."""
    return b"data: " in first(stack.enter_context(stream(served)))


def fill(served: Live, stack: ExitStack) -> list[socket.socket]:
    """Take all places, once earlier tests have left theirs."""
    taken: list[socket.socket] = []

    def is_full() -> bool:
        connection = stack.enter_context(stream(served))
        if b"data: " in first(connection):
            taken.append(connection)
        return len(taken) == MAX_STREAMS

    until(is_full)
    return taken


def test_fifty_streams_are_open_and_more_are_refused_with_a_time_to_ask_again(served: Live) -> None:
    assert MAX_STREAMS == 50
    with ExitStack() as stack:
        fill(served, stack)
        for _ in range(20):
            refused = answer(first(stack.enter_context(stream(served))))
            assert (503, "2") == (refused.status, refused.headers["retry-after"])
        assert [200, 200, 200] == [served.get(path).status for path in ("/", "/-/changed", "/-/live.js")]
        assert 200 == served.get("/-/events", method="HEAD").status


def test_every_one_of_fifty_streams_hears_of_a_change(served: Live) -> None:
    with ExitStack() as stack:
        streams = fill(served, stack)
        put(served.root / "content/articles/a.md", REPORT + "More was said.\n")
        for connection in streams:
            assert b"data: " in first(connection)


@pytest.mark.parametrize("how", ["closed", "reset", "shut for writing"])
def test_a_stream_that_ends_leaves_its_place_at_once(served: Live, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    monkeypatch.setattr(event_stream, "PING_SECONDS", PATIENCE * 2)  # it is not found out by writing to it
    with ExitStack() as stack:
        streams = fill(served, stack)
        assert not is_accepted(served, stack)
        if how == "reset":
            streams[0].setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        if how == "shut for writing":
            streams[0].shutdown(socket.SHUT_WR)
        else:
            streams[0].close()
        until(lambda: is_accepted(served, stack), 10)


@pytest.mark.slow
def test_hundreds_of_streams_one_after_the_other_leave_no_place_taken(served: Live) -> None:
    for _ in range(300):
        with suppress(OSError):
            stream(served).close()
    with ExitStack() as stack:
        assert len(fill(served, stack)) == MAX_STREAMS


@needs_browser
@pytest.mark.parametrize("has_workers", [True, False])
def test_a_page_that_gets_no_stream_shows_changes_and_gets_one_later(
    served: Live, browser: Any, monkeypatch: pytest.MonkeyPatch, has_workers: bool
) -> None:
    put(served.root / "content/articles/a.md", REPORT)
    until(lambda: "at the last moment" not in served.text("articles/a.html"))
    monkeypatch.setattr(event_stream, "MAX_STREAMS", 0)
    context = browser.new_context()
    if not has_workers:
        context.add_init_script("delete window.SharedWorker")
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(f"{served.url}articles/a.html")
    put(served.root / "content/articles/a.md", REPORT + "Envoys came at the last moment.\n")
    page.wait_for_function(SAYS, arg="at the last moment", timeout=PATIENCE * 1000)
    assert page.locator("briefing-preview").count() == 0 or "many" not in page.locator("briefing-preview").inner_text()
    with monkeypatch.context() as patched:
        patched.setattr(event_stream, "MAX_STREAMS", 50)
        put(served.root / "content/articles/a.md", REPORT + "Envoys came after all.\n")
        page.wait_for_function(SAYS, arg="after all", timeout=PATIENCE * 1000)
    context.close()
    assert [] == wrong
