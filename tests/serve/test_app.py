import re
import shutil
import socket
from pathlib import Path

from generator.build import build
from generator.runtime.cache import ResultCache
from generator.serve.preview import Preview
from generator.serve.server import listening_socket
from tests.conftest import REPORT, Project, sample_project
from tests.serve.live import HOST, PATIENCE, live, put, until

TAG = re.compile(rb'<script src="/-/live.js" data-page="[^"]*" data-version="[^"]*" defer></script>')


def test_every_page_is_served_with_the_bytes_of_a_build_and_the_script(tmp_path: Path) -> None:
    root = sample_project(tmp_path / "project")
    with live(root) as served:
        assert not (root / "site").exists()
        build(root)
        files = [path for path in sorted((root / "site").rglob("*")) if path.is_file() and not path.name.startswith(".")]
        preview = Preview(root, ResultCache(None))
        preview.refresh()
        assert sorted(path.relative_to(root / "site").as_posix() for path in files) == sorted(preview.paths())
        for path in files:
            name = path.relative_to(root / "site").as_posix()
            got = served.get(f"/{name}")
            assert (200, path.read_bytes()) == (got.status, TAG.sub(b"", got.body)), name
            assert int(name.endswith(".html")) == len(TAG.findall(got.body)), name
        assert served.get("/").body == served.get("/index.html").body


def test_serving_writes_neither_a_site_nor_findings(project: Project) -> None:
    root = project({"content/articles/a.md": REPORT})
    with live(root) as served:
        assert 200 == served.get("/articles/a.html").status
    assert {"briefing.toml", "content", ".briefing"} == {path.name for path in root.iterdir()}
    assert not (root / "content/derived").exists()


def test_a_missing_address_is_answered_with_the_missing_page(project: Project) -> None:
    with live(project({"content/articles/a.md": REPORT})) as served:
        got = served.get("/none.html")
        assert (404, True) == (got.status, b"Page not found" in got.body)
        assert b'data-page="404.html"' in got.body


def test_a_broken_file_leaves_the_last_good_site_and_its_line_is_sent(project: Project) -> None:
    root = project({"content/articles/a.md": REPORT})
    article = root / "content/articles/a.md"
    with live(root) as served:
        put(article, REPORT.replace("date: 2009-10-13", "date: </script>"))
        until(lambda: b"</script>" in served.get("/-/changed").body)
        changes = served.text("-/changed")
        assert '"where":"content/articles/a.md:3:' in changes
        assert '"line":"date: </script>"' in changes
        assert "Envoys meet in Vienna" in served.text("articles/a.html")
        put(article, REPORT.replace("Envoys meet", "Ministers meet"))
        until(lambda: "Ministers meet in Vienna" in served.text("articles/a.html"))
        until(lambda: '"problems":[]' in served.text("-/changed"))


def test_a_project_without_a_good_report_is_served_and_the_report_comes_once_it_is_mended(project: Project) -> None:
    root = project({"content/articles/a.md": "---\ntitle: [\n---\n"})
    with live(root) as served:
        got = served.get("/")
        assert (200, True) == (got.status, b"/-/live.js" in got.body)
        assert '"where":"content/articles/a.md:3:' in served.text("-/changed")
        put(root / "content/articles/a.md", REPORT)
        until(lambda: served.get("/articles/a.html").status == 200)


def test_a_deleted_project_is_served_again_once_it_is_restored(project: Project) -> None:
    root = project({"content/articles/a.md": REPORT})
    with live(root) as served:
        shutil.copytree(root, root.parent / "kept", ignore=shutil.ignore_patterns(".briefing"))
        shutil.rmtree(root)
        until(lambda: "there is no such folder" in served.text("-/changed"))
        assert "Envoys meet in Vienna" in served.text("articles/a.html")
        shutil.copytree(root.parent / "kept", root)
        until(lambda: '"problems":[]' in served.text("-/changed"))
        put(root / "content/articles/a.md", REPORT.replace("Envoys", "Ministers"))
        until(lambda: "Ministers meet in Vienna" in served.text("articles/a.html"))


def test_events_carry_a_version_and_nothing_else(project: Project) -> None:
    root = project({"content/articles/a.md": REPORT})
    with live(root) as served, socket.create_connection((HOST, served.port), PATIENCE) as connection:
        connection.sendall(f"GET /-/events HTTP/1.1\r\nHost: {HOST}:{served.port}\r\n\r\n".encode())
        received = b""

        def versions() -> list[bytes]:
            nonlocal received
            received += connection.recv(1 << 16)
            return re.findall(rb"data: (.*)\n\n", received)

        until(lambda: len(versions()) == 1)
        put(root / "content/articles/a.md", REPORT + "More.\n")
        until(lambda: len(versions()) == 2)
        first, second = versions_of(received)
        assert first.split(":")[0] == second.split(":")[0]
        assert int(second.split(":")[1]) == int(first.split(":")[1]) + 1
        assert b"Vienna" not in received


def versions_of(received: bytes) -> list[str]:
    return [version.decode() for version in re.findall(rb"data: (.*)\n\n", received)]


def test_a_browser_can_request_the_pages_changed_since_its_version(project: Project) -> None:
    root = project({"content/articles/a.md": REPORT, "content/articles/b.md": REPORT.replace("Vienna", "Geneva")})
    with live(root) as served:
        started = re.search(r'"version":"([^"]*)"', served.text("-/changed?since=never"))
        assert started
        assert '"pages":null' in served.text("-/changed?since=never")
        assert '"pages":[]' in served.text(f"-/changed?since={started[1]}")
        put(root / "content/articles/a.md", REPORT.replace("on Monday", "on Tuesday"))
        until(lambda: '"pages":[]' not in served.text(f"-/changed?since={started[1]}"))
        changes = served.text(f"-/changed?since={started[1]}")
        assert '"articles/a.html"' in changes
        assert '"404.html"' not in changes
        assert '"own":[{"path":"articles/a.html","title":"Envoys meet in Vienna – Test"}]' in changes


def test_small_pieces_are_sent_without_delay() -> None:
    """Otherwise the system waits for the acknowledgement of a page's head before it sends the rest: 40 ms."""
    with listening_socket(HOST, 0) as listening:
        assert socket.IPPROTO_TCP == listening.proto
