"""Attacks on the desk of the preview, which writes: over raw sockets, as other sites' pages, forms and programs would send."""

import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.serve import desk
from generator.serve.desk_token import DeskToken
from generator.serve.request_guard import MAX_BODY_BYTES, Hosts, refusal
from tests.conftest import REPORT, TITLED, write
from tests.serve.live import HOST, Answer, Live, answer, live

DECISION = {"decision": "hide", "name": "Hillary Clinton"}
POSTS = ("decide", "plan", "undo")
GETS = ("queue", "ledger", "at", "selected", "known", "verdicts", "token")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    with live(write(tmp_path_factory.mktemp("attacked"), {"content/articles/a.md": REPORT}, TITLED)) as running:
        yield running


@pytest.fixture(autouse=True)
def _nothing_is_written(served: Live) -> Iterator[None]:
    before = contents(served.root)
    yield
    assert before == contents(served.root)


def contents(root: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in root.rglob("*") if path.is_file() and ".briefing" not in path.parts}


def token(served: Live) -> str:
    return str(json.loads(served.get("/-/desk/token").body)["token"])


def honest(served: Live) -> dict[str, str]:
    """The headers that a page of the preview sends."""
    return {
        "Host": f"{HOST}:{served.port}",
        "Origin": f"http://{HOST}:{served.port}",
        "Sec-Fetch-Site": "same-origin",
        "Content-Type": "application/json",
        "X-Briefing-Token": token(served),
    }


def post(served: Live, target: str, headers: dict[str, str], body: bytes = b"", length: str = "") -> Answer:
    lines = [f"POST {target} HTTP/1.1", "Connection: close", *(f"{name}: {value}" for name, value in headers.items() if value)]
    lines += [f"Content-Length: {length or len(body)}"]
    return answer(served.send("\r\n".join([*lines, "", ""]).encode("latin-1") + body))


def asked(decision: Any = DECISION) -> bytes:
    return json.dumps({"decision": decision}).encode()


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"Origin": ""}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "https://{host}"}, 403),
        ({"Origin": "http://127.0.0.1"}, 403),
        ({"Origin": "http://127.0.0.1:1"}, 403),
        ({"Origin": "http://localhost:{port}"}, 403),
        ({"Origin": "http://{host}.evil.example"}, 403),
        ({"Origin": "http://{host}/"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "none"}, 403),
        ({"Content-Type": ""}, 415),
        ({"Content-Type": "text/plain"}, 415),
        ({"Content-Type": "application/x-www-form-urlencoded"}, 415),
        ({"Content-Type": "multipart/form-data; boundary=x"}, 415),
        ({"Content-Type": "application/json; charset=utf-16"}, 415),
        ({"Content-Type": "text/plain, application/json"}, 415),
        ({"X-Briefing-Token": ""}, 403),
        ({"X-Briefing-Token": "x" * 43}, 403),
        ({"X-Briefing-Token": "\xff" * 43}, 403),
        ({"Host": "evil.example", "Origin": "http://evil.example"}, 400),
        ({"Host": "192.0.2.1:{port}", "Origin": "http://192.0.2.1:{port}"}, 400),
    ],
)
def test_a_write_that_no_page_of_the_preview_sends_is_refused(served: Live, changed: dict[str, str], status: int) -> None:
    at = {"host": f"{HOST}:{served.port}", "port": served.port}
    headers = honest(served) | {name: value.format(**at) for name, value in changed.items()}
    for path in POSTS:
        assert status == post(served, f"/-/desk/{path}", headers, asked()).status, path


def test_a_part_of_the_token_or_one_with_more_is_none(served: Live) -> None:
    for wrong in (token(served)[:-1], token(served) + "x", token(served).swapcase(), f"{token(served)}, {token(served)}"):
        assert 403 == post(served, "/-/desk/decide", honest(served) | {"X-Briefing-Token": wrong}, asked()).status


def test_headers_that_stand_twice_are_refused(served: Live) -> None:
    headers = honest(served) | {"origin": "http://evil.example"}
    assert 403 == post(served, "/-/desk/decide", headers, asked()).status


def test_the_token_in_an_address_or_a_body_is_none(served: Live) -> None:
    headers = honest(served) | {"X-Briefing-Token": ""}
    body = json.dumps({"decision": DECISION, "token": token(served), "x-briefing-token": token(served)}).encode()
    assert 403 == post(served, f"/-/desk/decide?x-briefing-token={token(served)}", headers, body).status


def test_a_token_is_of_one_start_of_the_server() -> None:
    tokens = {DeskToken().text for _ in range(20)}
    assert len(tokens) == 20
    assert min(map(len, tokens)) >= 43


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Sec_Fetch_Site": "none"},
        {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "document"},
        {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "no-cors", "Sec_Fetch_Dest": "script"},
        {"host": "evil.example"},
    ],
)
def test_no_other_site_gets_the_token(served: Live, headers: dict[str, str]) -> None:
    got = served.get("/-/desk/token", **headers)
    assert got.status in {400, 403}
    assert token(served).encode() not in got.body


def test_the_token_stands_in_no_page_and_no_answer_but_its_own(served: Live) -> None:
    secret = token(served).encode()
    for target in (
        "/",
        "/articles/a.html",
        "/-/desk",
        "/-/desk.js",
        "/-/marks.js",
        "/-/desk/queue",
        "/-/desk/ledger",
        "/-/changed",
    ):
        got = served.get(target)
        assert 200 == got.status, target
        assert secret not in got.body
        assert secret.decode() not in str(got.headers)
    assert not [name for name in served.get("/-/desk/token").headers if name.startswith("access-control")]
    assert "no-store" == served.get("/-/desk/token").headers["cache-control"]


def test_other_sites_may_not_ask_whether_they_may_write(served: Live) -> None:
    preflight = {
        "Origin": "http://evil.example",
        "Access_Control_Request_Method": "POST",
        "Access_Control_Request_Headers": "x-briefing-token",
    }
    got = served.get("/-/desk/decide", method="OPTIONS", **preflight)
    assert 405 == got.status
    assert not [name for name in got.headers if name.startswith("access-control")]


def test_reading_the_desk_writes_nothing(served: Live) -> None:
    for path in GETS:
        assert 200 == served.get(f"/-/desk/{path}?decision=hide&name=Hillary+Clinton&id=1&page=articles/a.html").status, path
    for path in POSTS:
        assert served.get(f"/-/desk/{path}").status in {404, 405}


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "QUERY"])
def test_no_other_method_writes(served: Live, method: str) -> None:
    for path in POSTS:
        assert 405 == served.get(f"/-/desk/{path}", method=method).status


def test_nothing_but_the_desk_is_written_to(served: Live) -> None:
    for target in ("/", "/-/desk", "/-/deskx/decide", "/-/changed", "/articles/a.html", "/-/desk/../changed", "/-/desk/none"):
        assert post(served, target, honest(served), asked()).status in {404, 405}, target


def test_a_body_that_is_too_long_is_not_read(served: Live) -> None:
    assert 413 == post(served, "/-/desk/decide", honest(served), length=str(MAX_BODY_BYTES + 1)).status
    assert 413 == post(served, "/-/desk/decide", honest(served), b'{"decision": "' + b"x" * (MAX_BODY_BYTES + 1) + b'"}').status


def test_a_body_in_pieces_that_is_too_long_is_not_read(served: Live) -> None:
    lines = [*(f"{name}: {value}" for name, value in honest(served).items()), "Transfer-Encoding: chunked", "Connection: close"]
    head = "\r\n".join(["POST /-/desk/decide HTTP/1.1", *lines, "", ""]).encode()
    piece = b"4000\r\n" + b" " * 0x4000 + b"\r\n"
    assert 413 == answer(served.send(head + piece * 5)).status


def test_a_body_that_never_comes_is_not_waited_for(served: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "BODY_SECONDS", 0.2)
    assert 408 == post(served, "/-/desk/decide", honest(served), b'{"deci', length="500").status


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"decision": "hide"}',
        b'{"decision": {"decision": "remove_all"}}',
        b'{"decision": {"decision": "hide"}}',
        b'{"decision": {"decision": "hide", "name": 1}}',
        b'{"decision": {"decision": "hide", "name": "Iran", "file": "../../x"}}',
        b'{"decision": {"decision": "kind", "name": "Iran", "kind": "planet"}}',
        b"[" * 60_000,
        b'{"decision": ' * 4_000,
    ],
)
def test_what_is_no_decision_is_refused(served: Live, body: bytes) -> None:
    got = post(served, "/-/desk/decide", honest(served), body)
    assert 422 == got.status
    assert json.loads(got.body)["wrong"]


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "..\\..\\x", "/etc/passwd", "a/../../b", "content/articles/a.md", "\0", ""]
)
def test_no_decision_leads_out_of_the_project(served: Live, name: str) -> None:
    for decision in (
        {"decision": "leave_out", "report": name, "kind": "mention", "text": "Vienna"},
        {"decision": "this_is", "report": name, "text": "Vienna", "actor": "Vienna"},
        {"decision": "hide", "name": name},
        {"decision": "hide", "name": name, "of": "topic"},
        {"decision": "same", "name": name, "other": f"{name}x"},
    ):
        if name == "content/articles/a.md" and "report" in decision:
            continue
        got = post(served, "/-/desk/decide", honest(served), asked(decision))
        assert 409 == got.status, decision
    assert 409 == post(served, "/-/desk/undo", honest(served), json.dumps({"id": name}).encode()).status


def test_a_server_that_the_network_reaches_takes_no_decisions() -> None:
    secret = DeskToken()
    headers = {
        "host": "192.168.1.2:8000",
        "origin": "http://192.168.1.2:8000",
        "content-type": "application/json",
        "x-briefing-token": secret.text,
    }

    def status(hosts: Hosts, client: str, **other: str) -> int:
        given = [(name.encode(), value.encode()) for name, value in (headers | other).items()]
        scope = {"type": "http", "method": "POST", "path": "/-/desk/decide", "headers": given, "client": (client, 1)}
        refused = refusal(scope, hosts, secret)
        return refused.status_code if refused else 200

    here = {"host": "127.0.0.1:8000", "origin": "http://127.0.0.1:8000"}
    assert 200 == status(Hosts.of("127.0.0.1"), "127.0.0.1", **here)
    assert 403 == status(Hosts.of("127.0.0.1"), "192.168.1.3", **here)
    assert 403 == status(Hosts.of("0.0.0.0"), "127.0.0.1", **here)
    assert 403 == status(Hosts.of("0.0.0.0"), "192.168.1.3")
    assert 403 == status(Hosts.of(socket.gethostname()), "192.168.1.3")


def test_the_desk_may_run_no_script_and_no_style_but_its_own(served: Live) -> None:
    got = served.get("/-/desk")
    policy = got.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    for inline in (b"<style", b" style=", b" onclick=", b"<script>"):
        assert inline not in got.body
