"""How soon a saved edit is served: the preview beside Hugo's server, on the same reports.

What is timed is from the end of the write until a page with the new sentence is answered over HTTP, and, for ours, until the
sentence stands in a browser that has the page open. Every other edit names an actor and a topic of the report. `make bench`,
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
from bench.contestants import HUGO_ITSELF, KEPT, contestants
from bench.corpus import Report, reports
from bench.cost import Live, cost
from bench.site import FOLDER, SIZES
from bench.table import OURS

EDITS, HUGO_EDITS, IN_BROWSER = 50, 5, 20
RIVAL = "hugo server"
PATIENCE = 900.0
PAUSE = 0.005
"""Seconds between one asking and the next."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.live", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=int, nargs="+", default=SIZES, metavar="N", help="how many; default: %(default)s")
    parser.add_argument("--edits", type=int, default=EDITS, metavar="N", help="of ours; default: %(default)s")
    parser.add_argument("--no-rival", action="store_true", help="leave Hugo's server out")
    given = parser.parse_args()
    for articles in given.articles:
        print(table.of_live(articles, measured(articles, given.edits, with_rival=not given.no_rival)))


def measured(articles: int, edits: int, *, with_rival: bool) -> dict[str, Live]:
    """Both servers, one after the other. Ours starts with what a build and an earlier preview remember."""
    told = list(reports(articles))
    folder = FOLDER / f"{articles}"
    folder.mkdir(parents=True, exist_ok=True)
    made = contestants(told, folder)
    ours, hugo = folder / "briefing", folder / "hugo"
    cost(made[KEPT].command, FOLDER / "printed.txt")
    with _running(_ours(ours)) as (_, port):
        _until(partial(_answered, port, f"/articles/{told[0].slug}.html", ""))
    found = {OURS: _served(_ours(ours), told, ours, edits, IN_BROWSER)}
    if with_rival:
        found[RIVAL] = _served(_hugo(hugo), told, hugo, min(edits, HUGO_EDITS), 0)
    return found


def _ours(project: Path) -> list[str]:
    return [str(Path(sys.executable).parent / "briefing"), "-C", str(project), "serve", "--port", "{port}"]


def _hugo(project: Path) -> list[str]:
    return [str(HUGO_ITSELF), "server", "--source", str(project), "--port", "{port}", "--renderToMemory", "--noHTTPCache"]


def _served(command: Sequence[str], told: Sequence[Report], project: Path, edits: int, seen: int) -> Live:
    began = time.perf_counter()
    with _running(command) as (process, port):
        _until(partial(_answered, port, f"/articles/{told[0].slug}.html", ""))
        start = time.perf_counter() - began
        time.sleep(3)
        before = _held(process.pid)
        taken = []
        for number in range(edits):
            report, marker = _edit(told, project, number)
            saved = time.perf_counter()
            _until(partial(_answered, port, f"/articles/{report.slug}.html", marker))
            taken.append(time.perf_counter() - saved)
        after = _held(process.pid)
        return Live(start, tuple(taken), tuple(_in_browser(port, told, project, range(edits, edits + seen))), before, after)


def _edit(told: Sequence[Report], project: Path, number: int) -> tuple[Report, str]:
    """Write one sentence more into a report; some words that stand nowhere else."""
    report = told[(37 * number + 11) % len(told)]
    path = project / "content" / "articles" / f"{report.slug}.md"
    marker = f"{number + 2} envoys left by the back door"
    about = f"{report.actors[0]} rejected the {report.topics[0]}" if number % 2 else "everybody had been heard"
    path.write_text(f"{path.read_text('utf-8')}\nOn Monday {about}, and {marker}.\n", "utf-8")
    return report, marker


def _in_browser(port: int, told: Sequence[Report], project: Path, numbers: range) -> Iterator[float]:
    """Seconds from each save until its words stand in Chromium, where the page is open."""
    if not numbers:
        return
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-background-networking"])
        page = browser.new_page()
        for number in numbers:
            slug = told[(37 * number + 11) % len(told)].slug
            page.goto(f"http://127.0.0.1:{port}/articles/{slug}.html")
            page.wait_for_timeout(300)
            _, marker = _edit(told, project, number)
            saved = time.perf_counter()
            page.wait_for_function("words => document.body.textContent.includes(words)", arg=marker, polling="raf")
            yield time.perf_counter() - saved
        browser.close()


def _answered(port: int, address: str, marker: str) -> bool:
    """Whether a page is answered that has some words."""
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", address)
        answer = connection.getresponse()
        return answer.status == 200 and marker in re.sub(r"<[^>]+>", "", answer.read().decode())
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _until(is_so: Callable[[], bool]) -> None:
    """Ask again and again. Raises TimeoutError."""
    end = time.monotonic() + PATIENCE
    while not is_so():
        if time.monotonic() > end:
            raise TimeoutError("the page never came")
        time.sleep(PAUSE)


@contextmanager
def _running(command: Sequence[str]) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    port = _free()
    with (FOLDER / "printed.txt").open("wb") as printed:
        process = subprocess.Popen([part.format(port=port) for part in command], stdout=printed, stderr=printed)  # noqa: S603 - ours
        try:
            yield process, port
        finally:
            process.terminate()
            process.wait(30)


def _free() -> int:
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _held(pid: int) -> int:
    found = re.search(r"^VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text("ascii"), re.MULTILINE)
    return int(found[1]) << 10 if found else 0


if __name__ == "__main__":
    main()
