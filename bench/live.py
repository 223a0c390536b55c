"""Latency from a saved edit to the page: the preview beside Hugo's server, on the same reports.

Time runs from the end of the write until a page with the new sentence is answered over HTTP and, for ours, until the sentence
is shown in a browser that has the page open. Every other edit names an actor and a topic of the report. `make bench`,
or by hand: `python -m bench.live --articles 1000 --edits 20`.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from socket import socket

from bench import table
from bench.contestants import HUGO_ITSELF, STORED, contestants
from bench.corpus import Report, reports
from bench.cost import ServerCost, cost, environment
from bench.site import FOLDER, SIZES
from bench.table import HUGO_SERVER, OURS

EDITS, HUGO_EDITS, BROWSER_EDITS = 50, 5, 20
TIMEOUT_SECONDS = 900.0
POLL_SECONDS = 0.005
"""Seconds between two requests."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.live", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=int, nargs="+", default=SIZES, metavar="N", help="how many; default: %(default)s")
    parser.add_argument("--edits", type=int, default=EDITS, metavar="N", help="of ours; default: %(default)s")
    parser.add_argument("--no-rival", action="store_true", help="leave Hugo's server out")
    options = parser.parse_args()
    for articles in options.articles:
        print(table.of_live(articles, measured(articles, options.edits, with_rival=not options.no_rival)))


def measured(articles: int, edits: int, *, with_rival: bool) -> dict[str, ServerCost]:
    """Measure both servers, one after the other. Ours starts with the caches of a build and of an earlier preview."""
    corpus = list(reports(articles))
    folder = FOLDER / f"{articles}"
    folder.mkdir(parents=True, exist_ok=True)
    commands = contestants(corpus, folder)
    ours, hugo = folder / "briefing", folder / "hugo"
    cost(commands[STORED].command, FOLDER / "printed.txt")
    with _running(_ours(ours)) as (_, port):
        _wait_until(partial(_page_contains, port, f"/articles/{corpus[0].slug}.html", ""))
    costs = {OURS: _measure(_ours(ours), corpus, ours, edits, BROWSER_EDITS)}
    if with_rival:
        costs[HUGO_SERVER] = _measure(_hugo(hugo), corpus, hugo, min(edits, HUGO_EDITS), 0)
    return costs


def _ours(project: Path) -> list[str]:
    return [str(Path(sys.executable).parent / "briefing"), "-C", str(project), "serve", "--port", "{port}"]


def _hugo(project: Path) -> list[str]:
    return [str(HUGO_ITSELF), "server", "--source", str(project), "--port", "{port}", "--renderToMemory", "--noHTTPCache"]


def _measure(command: Sequence[str], corpus: Sequence[Report], project: Path, edits: int, seen: int) -> ServerCost:
    began = time.perf_counter()
    with _running(command) as (process, port):
        _wait_until(partial(_page_contains, port, f"/articles/{corpus[0].slug}.html", ""))
        start = time.perf_counter() - began
        time.sleep(3)
        before = _resident_memory(process.pid)
        latencies = []
        for number in range(edits):
            report, marker = _edit(corpus, project, number)
            saved = time.perf_counter()
            _wait_until(partial(_page_contains, port, f"/articles/{report.slug}.html", marker))
            latencies.append(time.perf_counter() - saved)
        after = _resident_memory(process.pid)
        return ServerCost(
            start, tuple(latencies), tuple(_in_browser(port, corpus, project, range(edits, edits + seen))), before, after
        )


def _edit(corpus: Sequence[Report], project: Path, number: int) -> tuple[Report, str]:
    """Append a sentence to a report; return the report and words of the sentence that occur nowhere else."""
    report = corpus[(37 * number + 11) % len(corpus)]
    path = project / "content" / "articles" / f"{report.slug}.md"
    marker = f"{number + 2} envoys left by the back door"
    about = f"{report.actors[0]} rejected the {report.topics[0]}" if number % 2 else "everybody had been heard"
    path.write_text(f"{path.read_text('utf-8')}\nOn Monday {about}, and {marker}.\n", "utf-8")
    return report, marker


def _in_browser(port: int, corpus: Sequence[Report], project: Path, numbers: range) -> Iterator[float]:
    """Yield the seconds from each save until its words are shown in Chromium, where the page is open."""
    if not numbers:
        return
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-background-networking"])
        page = browser.new_page()
        for number in numbers:
            slug = corpus[(37 * number + 11) % len(corpus)].slug
            page.goto(f"http://127.0.0.1:{port}/articles/{slug}.html")
            page.wait_for_timeout(300)
            _, marker = _edit(corpus, project, number)
            saved = time.perf_counter()
            page.wait_for_function("words => document.body.textContent.includes(words)", arg=marker, polling="raf")
            yield time.perf_counter() - saved
        browser.close()


def _page_contains(port: int, address: str, marker: str) -> bool:
    """Return whether the server answers with a page that has the words."""
    connection = HTTPConnection("127.0.0.1", port, timeout=TIMEOUT_SECONDS)
    try:
        connection.request("GET", address)
        answer = connection.getresponse()
        return answer.status == 200 and marker in re.sub(r"<[^>]+>", "", answer.read().decode())
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _wait_until(condition: Callable[[], bool]) -> None:
    """Poll a condition. Raises TimeoutError."""
    end = time.monotonic() + TIMEOUT_SECONDS
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError("the page never came")
        time.sleep(POLL_SECONDS)


@contextmanager
def _running(command: Sequence[str]) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    port = _free_port()
    with (FOLDER / "printed.txt").open("wb") as printed:
        words = [part.format(port=port) for part in command]
        process = subprocess.Popen(words, stdout=printed, stderr=printed, env=environment())  # noqa: S603 - ours
        try:
            yield process, port
        finally:
            process.terminate()
            process.wait(30)


def _free_port() -> int:
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _resident_memory(pid: int) -> int:
    line = re.search(r"^VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text("ascii"), re.MULTILINE)
    return int(line[1]) << 10 if line else 0


if __name__ == "__main__":
    main()
