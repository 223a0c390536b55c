"""Hostile requests to a port on this machine, over raw sockets: a client library would correct them."""

import shutil
import socket
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest

from generator.serve import connections
from generator.serve.request_guard import Hosts
from tests.conftest import REPORT
from tests.serve.live import HOST, PATIENCE, Live, answer, live, until

LARGE = "Nothing happened on this day.\n\n" * 400_000


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    root = tmp_path_factory.mktemp("attacked")
    (root / "content/articles").mkdir(parents=True)
    (root / "briefing.toml").write_text('title = "Test"\n')
    (root / "content/articles/a.md").write_text(REPORT)
    static = root / "themes/briefing/static"
    static.mkdir(parents=True)
    theme = Path(__file__).parents[2] / "themes/briefing"
    shutil.copytree(theme / "templates", root / "themes/briefing/templates")
    (static / "style.css").write_bytes((theme / "static/style.css").read_bytes())
    (static / "large.txt").write_text(LARGE)
    (root / "site").mkdir()
    (root / "site/link").symlink_to(root / "content")
    (root / "site/link.toml").symlink_to(root / "briefing.toml")
    with live(root) as running:
        yield running


@pytest.mark.parametrize(
    "target",
    [
        "/../briefing.toml",
        "/%2e%2e/briefing.toml",
        "/..%2fbriefing.toml",
        "/..%5cbriefing.toml",
        "/static/../../briefing.toml",
        "/static/%2e%2e/%2e%2e/briefing.toml",
        "/%252e%252e/briefing.toml",
        "//briefing.toml",
        "//etc/passwd",
        "/etc/passwd",
        "/%2fetc/passwd",
        "/index.html%00.txt",
        "/%00",
        "/content/articles/a.md",
        "/.briefing/memo.sqlite",
        "/-/../briefing.toml",
        "/-/live.js/../../preview.py",
        "/%ff%fe",
        "http://127.0.0.1/briefing.toml",
        "file:///etc/passwd",
        "/%2e%2e%5cbriefing.toml",
        "/%2e%2e%2fbriefing.toml",
        "/..%c0%afbriefing.toml",
        "/%c0%ae%c0%ae/briefing.toml",
        "/%e0%80%ae%e0%80%ae/briefing.toml",
        "/....//briefing.toml",
        "///briefing.toml",
        "/./briefing.toml",
        "/C:/Windows/win.ini",
        "/C:%5cbriefing.toml",
        "/%5c%5c127.0.0.1%5cc$%5cbriefing.toml",
        "/static/..%00/briefing.toml",
        "/static/style.css%00.html",
        "/static/style.css/../../briefing.toml",
        "/link/articles/a.md",
        "/link.toml",
        "/briefing.toml?x=/index.html",
        "/%u002e%u002e/briefing.toml",
        "/articles/a.md",
        "/site/index.html",
        "/.git/config",
        "/" + "a/" * 4000,
    ],
)
def test_no_path_leads_out_of_the_site(served: Live, target: str) -> None:
    got = served.get(target)
    assert got.status in {400, 404}, target
    assert b"title =" not in got.body
    assert b"root:" not in got.body


@pytest.mark.parametrize("target", ["/index.html\0", "/index .html x", "/\x80"])
def test_a_malformed_request_is_refused(served: Live, target: str) -> None:
    assert 400 == answer(served.send(f"GET {target} HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode("latin-1"))).status


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8000",
        "127.0.0.1.evil.example",
        "192.0.2.1",
        "127.0.0.1@evil.example",
        "a/b",
        "user:password@127.0.0.1",
        "127.0.0.1:8000@evil.example",
        "evil.example#127.0.0.1",
        "evil.example?127.0.0.1",
        "127.0.0.1\\evil.example",
        "localhost.evil.example",
        "localhost.",
        "127.0.0.1:port",
        "127.0.0.1:99999",
        "127.0.0.1 evil.example",
        "127.0.0.1,evil.example",
        "[::2]",
        "[::ffff:192.0.2.1]",
        "[::1",
        "[::1]evil.example",
        "0x7f.0.0.1",
        "2130706433",
        "0177.0.0.1",
        "127.1",
        "0.0.0.0",
        "xn--lcalhost-54a",
        " ",
        "[",
        "::1",
    ],
)
def test_requests_for_other_hosts_are_refused(served: Live, host: str) -> None:
    for target in ("/", "/-/events", "/-/changed", "/-/live.js"):
        assert 400 == served.get(target, host=host).status, (host, target)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "localhost:8000", "LOCALHOST", "[::1]:8000", "127.0.0.2"])
def test_requests_for_local_names_are_answered(served: Live, host: str) -> None:
    assert 200 == served.get("/", host=host).status


def test_a_request_without_a_host_or_with_two_is_refused(served: Live) -> None:
    assert 400 == answer(served.send(b"GET / HTTP/1.0\r\n\r\n")).status
    assert 400 == answer(served.send(b"GET / HTTP/1.1\r\n\r\n")).status
    assert 400 == answer(served.send(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n\r\n")).status


def test_on_a_network_only_addresses_and_known_names_are_answered() -> None:
    hosts = Hosts.of("0.0.0.0")
    assert [True, True, True] == [hosts.include(header) for header in ("192.168.1.2:8000", "localhost", socket.gethostname())]
    assert [False, False] == [hosts.include(header) for header in ("evil.example", "")]


def test_pages_of_other_sites_can_read_nothing(served: Live) -> None:
    for target in ("/", "/articles/a.html", "/static/style.css", "/-/events", "/-/changed", "/-/live.js"):
        assert 403 == served.get(target, Origin="http://evil.example").status
        assert 403 == served.get(target, Origin="null").status
        assert 403 == served.get(target, Origin="http://127.0.0.1:1").status
        for site in ("cross-site", "same-site"):
            assert 403 == served.get(target, Sec_Fetch_Site=site, Sec_Fetch_Mode="no-cors", Sec_Fetch_Dest="script").status
            assert 403 == served.get(target, Sec_Fetch_Site=site, Sec_Fetch_Mode="navigate", Sec_Fetch_Dest="iframe").status


def test_links_of_other_sites_lead_to_pages_but_not_to_paths_of_the_preview(served: Live) -> None:
    link = {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "document"}
    assert 200 == served.get("/articles/a.html", **link).status
    assert 403 == served.get("/-/changed", **link).status


def test_every_answer_has_the_security_headers(served: Live) -> None:
    for target, status in (("/", 200), ("/none", 404), ("/-/changed", 200), ("/-/live.js", 200), ("/static/style.css", 200)):
        got = served.get(target)
        assert status == got.status
        assert "no-store" == got.headers["cache-control"]
        assert "nosniff" == got.headers["x-content-type-options"]
        assert "same-origin" == got.headers["cross-origin-resource-policy"]
        assert "content-security-policy" in got.headers
        assert not [name for name in got.headers if name.startswith("access-control")]
    assert "no-store" == served.get("/", host="evil.example").headers["cache-control"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "PROPFIND", "BREW", "get"])
def test_the_site_can_only_be_read(served: Live, method: str) -> None:
    for target in ("/", "/none", "/static/style.css", "/-/events", "/-/changed", "/-/live.js", "/-/none", "*"):
        got = served.get(target, method=method)
        assert (405, "GET, HEAD") == (got.status, got.headers["allow"]), target
    assert 200 == served.get("/").status


def test_the_preview_is_no_proxy(served: Live) -> None:
    assert 405 == served.get("example.org:443", method="CONNECT").status
    assert 404 == served.get("http://example.org/").status
    assert 400 == served.get("http://127.0.0.1/", host="example.org").status


def test_the_answer_to_head_has_no_body(served: Live) -> None:
    for target in ("/", "/none", "/-/live.js", "/-/changed", "/-/events"):
        assert b"" == served.get(target, method="HEAD").body


def test_huge_headers_are_refused(served: Live) -> None:
    with suppress(BrokenPipeError, ConnectionResetError):  # before all of it is sent
        got = served.send(f"GET / HTTP/1.1\r\nHost: {HOST}\r\nX: ".encode() + b"x" * 1_000_000)
        assert got == b"" or answer(got).status == 400


def test_idle_connections_and_slow_readers_delay_no_page(served: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    # So long that a page that waited for their end would not come in time.
    monkeypatch.setattr(connections, "REQUEST_SECONDS", PATIENCE * 2)
    monkeypatch.setattr(connections, "READING_SECONDS", PATIENCE * 2)
    with ExitStack() as stack:
        for number in range(300):
            connection = stack.enter_context(socket.create_connection((HOST, served.port), PATIENCE))
            if number % 3:
                connection.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n" if number % 3 == 1 else b"G")
        slow = stack.enter_context(socket.socket())
        slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        slow.connect((HOST, served.port))
        slow.sendall(b"GET /static/large.txt HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        slow.recv(100)
        for _ in range(5):
            assert 200 == served.get("/").status


def test_connections_have_deadlines(served: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "REQUEST_SECONDS", 0.3)
    monkeypatch.setattr(connections, "READING_SECONDS", 0.3)
    for begun in (b"", b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n"):
        assert b"" == served.send(begun)
    with socket.socket() as slow:
        slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        slow.connect((HOST, served.port))
        slow.sendall(b"GET /static/large.txt HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        slow.settimeout(PATIENCE)
        received = len(slow.recv(100))
        until(lambda: served.server and not len(served.server.connections))
        with suppress(ConnectionResetError):
            while piece := slow.recv(1 << 16):
                received += len(piece)
        assert 0 < received < len(LARGE)


def test_a_slow_body_does_not_keep_its_connection_open(served: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "REQUEST_SECONDS", 0.3)
    with socket.create_connection((HOST, served.port), PATIENCE) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000000\r\n\r\n")

        def is_over() -> bool:
            try:
                connection.sendall(b"x")
                return not connection.recv(1 << 20)
            except OSError:
                return True

        until(is_over)
