"""The commands as people run them."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import REPORT, ROOT, Project
from tests.serve.live import HOST, PATIENCE, put, until


@pytest.fixture(autouse=True)
def _interruptible() -> Iterator[None]:
    """A shell's background processes ignore Ctrl-C, and so do their children; these do not."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@contextmanager
def running(root: Path, *arguments: str) -> Iterator[tuple["subprocess.Popen[str]", Path]]:
    """A command that runs until it is interrupted; and the file that it prints to."""
    printed = root.parent / "printed"
    command = [sys.executable, "-m", "generator", "-C", str(root), *arguments]
    with printed.open("w") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)})
    try:
        yield process, printed
    finally:
        process.kill()
        process.wait()


def says(printed: Path, words: str) -> None:
    until(lambda: words in printed.read_text(encoding="utf-8"))


def interrupted(process: "subprocess.Popen[str]") -> int:
    """Interrupt the process and return its exit code."""
    process.send_signal(signal.SIGINT)
    return process.wait(PATIENCE)


def test_serving_says_where_and_what_changed_and_ends_with_browsers_connected(project: Project) -> None:
    root = project({"content/articles/a.md": REPORT})
    with (
        socket.create_server((HOST, 0)) as other,
        running(root, "serve", "--port", str(other.getsockname()[1])) as (process, printed),
    ):
        taken = other.getsockname()[1]
        says(printed, "Ctrl-C ends it")
        said = printed.read_text()
        assert f"Port {taken} is taken; using " in said
        address = next(word for word in said.split() if word.startswith("http://"))
        port = int(address.rsplit(":", 1)[1].strip("/"))
        with urllib.request.urlopen(f"{address}articles/a.html") as got:
            assert b"Envoys meet in Vienna" in got.read()
        put(root / "content/articles/a.md", REPORT.replace("Envoys", "Ministers"))
        says(printed, "content/articles/a.md: ")
        put(root / "content/articles/a.md", "---\ntitle: [\n---\n")
        says(printed, "content/articles/a.md:3:1: this is not valid YAML")
        for _ in range(5):
            (root / "content").rename(root.parent / "away")
            time.sleep(0.1)
            (root.parent / "away").rename(root / "content")
            time.sleep(0.1)
        with socket.create_connection((HOST, port)) as events, socket.create_connection((HOST, port)):
            events.sendall(f"GET /-/events HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode())
            events.recv(1000)
            assert 0 == interrupted(process)
        assert not {"Traceback", "inotify", "Warning"} & set(re.findall(r"\w+", printed.read_text()))


def test_serving_to_the_network_says_what_that_means(project: Project) -> None:
    with running(project(), "serve", "--host", "0.0.0.0", "--port", "0", "--poll") as (_, printed):
        says(printed, "Ctrl-C ends it")
        assert "Everybody who can reach this machine over the network can read the briefing" in printed.read_text()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(["--host", "no such host"], "There is no host `no such host` here"), (["--host", "192.0.2.1"], "cannot be listened at")],
)
def test_a_host_that_cannot_be_served_is_told(project: Project, arguments: list[str], words: str) -> None:
    with running(project(), "serve", *arguments) as (process, printed):
        assert 1 == process.wait(PATIENCE)
        assert words in printed.read_text()


def test_a_folder_that_is_no_project_is_not_served_nor_written_to(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with running(tmp_path / "empty", "serve") as (process, printed):
        assert 1 == process.wait(PATIENCE)
        assert "there is no briefing.toml here" in printed.read_text()
    assert [] == list((tmp_path / "empty").iterdir())


def test_building_goes_on_at_every_change_and_leaves_the_site_on_mistakes(project: Project) -> None:
    root = project({"content/articles/a.md": REPORT})
    page = root / "site/articles/a.html"
    with running(root, "build", "--watch") as (process, printed):
        says(printed, "Watching for changes")
        assert "Envoys meet" in page.read_text()
        put(root / "content/articles/a.md", REPORT.replace("Envoys", "Ministers"))
        until(lambda: "Ministers meet" in page.read_text())
        says(printed, "content/articles/a.md: ")
        put(root / "content/articles/a.md", "---\ntitle: [\n---\n")
        says(printed, "1 problem; the site stays as it is.")
        assert "Ministers meet" in page.read_text()
        put(root / "content/articles/a.md", REPORT.replace("Envoys", "Heads of state"))
        until(lambda: "Heads of state meet" in page.read_text())
        until(lambda: printed.read_text().count(" files written") == 2)
        time.sleep(0.5)
        assert 2 == printed.read_text().count(" files written")
        assert 0 == interrupted(process)
        assert "Traceback" not in printed.read_text()
