"""How soon a saved edit is served: the preview beside Hugo's server, over HTTP, on the same reports.

`make bench`, or by hand: `python -m bench.live --articles 1000 --edits 20`. Each edit adds a sentence to another article; what
is timed is from the end of the write until the page with the sentence is answered.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from socket import socket
from statistics import median

from bench.contestants import HUGO_ITSELF, contestants
from bench.corpus import Report, reports
from bench.cost import cost
from bench.site import FOLDER

EDITS, HUGO_EDITS = 50, 5
PATIENCE = 900.0
PAUSE = 0.002
MOST_MEDIAN, MOST, MOST_TO_START = 60, 150, 1500
"""Milliseconds."""


@dataclass(frozen=True, slots=True)
class Live:
    """What a server took: seconds to its first page, and from each save to the page; bytes that it held before and after."""

    start: float
    edits: tuple[float, ...]
    before: int
    after: int


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.live", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=int, nargs="+", default=(1000, 10_000), metavar="N")
    parser.add_argument("--edits", type=int, default=EDITS, metavar="N")
    given = parser.parse_args()
    for articles in given.articles:
        told = list(reports(articles))
        folder = FOLDER / f"{articles}"
        made = contestants(told, folder)
        ours, hugo = folder / "briefing", folder / "hugo"
        cost(next(iter(c.command for name, c in made.items() if name.startswith("briefing"))), FOLDER / "printed.txt")
        _served(_ours(ours), told, ours, 0, "/articles/{}.html")  # so that what is remembered is warm
        found = {
            "briefing serve": _served(_ours(ours), told, ours, given.edits, "/articles/{}.html"),
            "hugo server": _served(_hugo(hugo), told, hugo, min(given.edits, HUGO_EDITS), "/articles/{}/"),
        }
        print(table(articles, found))


def table(articles: int, found: dict[str, Live]) -> str:
    """A Markdown table."""
    rows = [
        f"| {articles:,} articles, live | edits | to first page, s | save to page, median, ms | most, ms | memory grown, MB |"
    ]
    rows.append("| --- | ---: | ---: | ---: | ---: | ---: |")
    for name, one in found.items():
        middle, most = 1000 * median(one.edits), 1000 * max(one.edits)
        grown = (one.after - one.before) / 1e6
        rows.append(f"| `{name}` | {len(one.edits)} | {one.start:.2f} | {middle:.0f} | {most:.0f} | {grown:.0f} |")
    rows.append(f"| wanted of ours | | ≤ {MOST_TO_START / 1000} | ≤ {MOST_MEDIAN} | ≤ {MOST} | |")
    return "\n".join(rows) + "\n"


def _ours(project: Path) -> list[str]:
    return [str(Path(sys.executable).parent / "briefing"), "-C", str(project), "serve", "--port", "{port}"]


def _hugo(project: Path) -> list[str]:
    return [str(HUGO_ITSELF), "server", "--source", str(project), "--port", "{port}", "--renderToMemory", "--noHTTPCache"]


def _served(command: Sequence[str], told: Sequence[Report], project: Path, edits: int, address: str) -> Live:
    port = _free()
    began = time.perf_counter()
    with _running([part.format(port=port) for part in command]) as process:
        _until(port, address.format(told[0].slug), "")
        start = time.perf_counter() - began
        before = _held(process.pid)
        taken = tuple(_edit(port, told[(37 * number + 11) % len(told)], project, number, address) for number in range(edits))
        return Live(start, taken, before, _held(process.pid))


def _edit(port: int, report: Report, project: Path, number: int, address: str) -> float:
    path = project / "content" / "articles" / f"{report.slug}.md"
    marker = f"{number + 2} envoys left by the back door"
    text = f"{path.read_text('utf-8')}\nOn Monday {report.actors[0]} rejected the {report.topics[0]}, and {marker}.\n"
    path.write_text(text, "utf-8")
    began = time.perf_counter()
    _until(port, address.format(report.slug), marker)
    return time.perf_counter() - began


def _until(port: int, address: str, marker: str) -> None:
    """Ask again and again until a page has some words. Raises TimeoutError."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
            connection.request("GET", address)
            answer = connection.getresponse()
            body = re.sub(r"<[^>]+>", "", answer.read().decode())
            connection.close()
            if answer.status == 200 and marker in body:
                return
        except (OSError, HTTPException):
            pass
        time.sleep(PAUSE)
    raise TimeoutError(f"{address} never had {marker!r}")


@contextmanager
def _running(command: Sequence[str]) -> Iterator[subprocess.Popen[bytes]]:
    with (FOLDER / "printed.txt").open("wb") as printed:
        process = subprocess.Popen(command, stdout=printed, stderr=printed)  # noqa: S603 - ours
        try:
            yield process
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
