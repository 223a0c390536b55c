import asyncio
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from starlette.types import ASGIApp, Message

from generator.memo import in_memory
from generator.serve.app import application
from generator.serve.preview import Preview
from generator.serve.watch import watching
from tests.conftest import REPORT, Project

HOSTS = ("127.0.0.1",)
TAG = b'<script src="/-/reload.js" defer></script>'


@dataclass(frozen=True)
class Answer:
    status_code: int
    content: bytes


@dataclass(frozen=True)
class Client:
    """Asks the application itself, with the path as it is written."""

    app: ASGIApp

    def get(self, path: str, host: str = "127.0.0.1") -> Answer:
        return asyncio.run(self._get(path, host))

    async def _get(self, path: str, host: str) -> Answer:
        told: list[Message] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Message) -> None:
            told.append(message)

        scope = {
            "type": "http",
            "method": "GET",
            "path": path,
            "raw_path": path.encode(),
            "query_string": b"",
            "headers": [(b"host", host.encode())],
            "scheme": "http",
        }
        await self.app(scope, receive, send)
        return Answer(told[0]["status"], b"".join(message.get("body", b"") for message in told))


def served(root: Path) -> tuple[Preview, Client]:
    preview = Preview(root, in_memory())
    preview.rebuild(first=True)
    return preview, Client(application(preview, HOSTS))


def test_pages_are_those_of_a_build_but_for_the_reload_script(project: Project) -> None:
    from generator.build import build

    root = project({"content/articles/a.md": REPORT})
    build(root)
    _, client = served(root)
    for path in (p for p in (root / "site").rglob("*") if p.is_file() and not p.name.startswith(".")):
        answer = client.get("/" + path.relative_to(root / "site").as_posix())
        assert path.read_bytes() == answer.content.replace(TAG, b"")


def test_serving_writes_nothing(project: Project) -> None:
    root = project({"content/articles/a.md": REPORT})
    served(root)
    assert not (root / "site").exists()
    assert not (root / "content/derived").exists()


def test_an_address_that_is_not_there_shows_the_page_for_it(project: Project) -> None:
    _, client = served(project())
    for path in ("/none.html", "/../briefing.toml", "/%2e%2e/briefing.toml", "/content/articles/a.md"):
        answer = client.get(path)
        assert (404, True) == (answer.status_code, b"Page not found" in answer.content)


def test_other_hosts_are_refused(project: Project) -> None:
    _, client = served(project())
    assert 400 == client.get("/", host="evil.example").status_code


def test_a_broken_file_leaves_the_last_good_site(project: Project) -> None:
    root = project({"content/articles/a.md": REPORT})
    preview, client = served(root)
    (root / "content/articles/a.md").write_text("---\ntitle: [\n---\n")
    preview.rebuild()
    assert 1 == len(preview.problems)
    assert b"Envoys meet in Vienna" in client.get("/articles/a.html").content
    (root / "content/articles/a.md").write_text(REPORT.replace("Envoys meet", "Ministers meet"))
    preview.rebuild()
    assert b"Ministers meet in Vienna" in client.get("/articles/a.html").content


def test_a_save_calls_for_a_rebuild_and_a_look_does_not(project: Project) -> None:
    root = project({"content/articles/a.md": REPORT})
    called = threading.Event()
    with watching(root, called.set):
        time.sleep(0.2)
        (root / "content/articles/a.md").read_text()
        assert not called.wait(0.5)
        (root / "content/articles/a.md").write_text(REPORT + "More.\n")
        assert called.wait(5)
