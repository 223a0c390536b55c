"""Seconds until the preview shows all files that a `git checkout` brings, while a build of the same project runs beside it.

Each repetition checks out a branch with many new reports, waits until the page of every one of them is answered with its own
sentence, and checks the first branch out again, until none of them is answered. With `--noticed` there are no pages: the time
is that until the preview's watcher has named every file, which is what may be lost; the rest is work, and takes its time.
By hand: `python -m bench.checkout`, or `python -m bench.checkout --noticed --repetitions 200`.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread

from generator.serve.changed_files import FileSnapshot
from generator.serve.watcher import watching

FILES, REPORTS_THAT_STAY, REPETITIONS = 300, 20, 20
WANTED_SECONDS = 3.0
PATIENCE_SECONDS = 300.0
POLL_SECONDS = 0.02
MAX_LEAD_SECONDS = 1.5
"""Longest time between the start of the build and the checkout, of which each repetition has another."""
START = "start"
"""The branch that has only the reports that stay."""
TOWNS = "Vienna Geneva Moscow Tehran Prague Brussels Kazan Ankara Paris London".split()
PEOPLE = "Dmitry Medvedev,Hillary Clinton,Sergei Lavrov,Ali Larijani,Catherine Ashton,Karl Bildt,Pavel Novak".split(",")
AreThere = Callable[[Mapping[str, str]], bool]
"""Whether every report is there with its words, by slug; one without words must be gone."""
Preview = Callable[[Path], AbstractContextManager[tuple[int, AreThere]]]
"""A preview of a project while a block runs: its process, and whether reports are there."""
BRIEFING = (sys.executable, "-m", "generator")
ENVIRONMENT = {
    **os.environ,
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "PYTHONPATH": str(Path(__file__).resolve().parent.parent),
}


@dataclass(frozen=True, slots=True)
class Repetition:
    """One checkout and the way back: the seconds after each until all was as it must be; infinite where it never was."""

    shown: float
    gone: float
    processor: float
    """Seconds of processor time that the preview took for both."""


def main() -> None:
    """Repeat, and print each repetition and the ratio that was in time."""
    parser = argparse.ArgumentParser(prog="python -m bench.checkout", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--files", type=int, default=FILES, metavar="N", help="default: %(default)s")
    parser.add_argument("--repetitions", type=int, default=REPETITIONS, metavar="N", help="default: %(default)s")
    parser.add_argument("--noticed", action="store_true", help="wait until the files are noticed, not until they are shown")
    options = parser.parse_args()
    done = []
    with tempfile.TemporaryDirectory(prefix="briefing-checkout-") as folder:
        for one in repetitions(Path(folder), options.files, options.repetitions, noticing if options.noticed else showing):
            done.append(one)
            took = f"{one.processor:.1f} s of a core"
            print(f"{len(done):4} there {one.shown:6.2f} s, gone {one.gone:6.2f} s, {took}", flush=True)
    print(summary(done))


def summary(done: Sequence[Repetition]) -> str:
    """Return the ratios of what was in time, with the median and the longest times."""
    lines = []
    for what, seconds in (("there", [one.shown for one in done]), ("gone", [one.gone for one in done])):
        in_time = sum(time_ <= WANTED_SECONDS for time_ in seconds)
        median, most = statistics.median(seconds), max(seconds)
        lines.append(
            f"all {what} within {WANTED_SECONDS:g} s: {in_time} of {len(done)}; median {median:.2f} s, most {most:.2f} s"
        )
    return "\n".join(lines)


def repetitions(root: Path, files: int, count: int, preview: Preview) -> Iterator[Repetition]:
    """Make a project in an empty folder, and check branches of it out under a running preview."""
    chance = random.Random(1)  # noqa: S311 - the same reports each time
    stay = {f"content/articles/stays-{number}.md": _report("nothing", chance) for number in range(REPORTS_THAT_STAY)}
    ignored = {".gitignore": "/site\n/.briefing\n/content/derived\n"}
    _git(root, "init", "--quiet", "--initial-branch", "unborn")
    _add_branch(root, START, "", {"briefing.toml": 'title = "Test"\n', **ignored, **stay})
    _git(root, "checkout", "--quiet", START)
    subprocess.run([*BRIEFING, "build"], cwd=root, env=ENVIRONMENT, check=True, capture_output=True)  # noqa: S603 - ours
    with preview(root) as (process, are_there), _building(root) as build:
        for number in range(count):
            words = {f"report-{file}": f"mark{number}x{file}" for file in range(files)}
            new = {f"content/articles/{slug}.md": _report(mark, chance) for slug, mark in words.items()}
            _add_branch(root, f"branch-{number}", START, new)
            build()
            time.sleep(chance.random() * MAX_LEAD_SECONDS)
            before = _processor_seconds(process)
            _git(root, "checkout", "--quiet", f"branch-{number}")
            shown = _seconds_until(partial(are_there, words))
            _git(root, "checkout", "--quiet", START)
            gone = _seconds_until(partial(are_there, dict.fromkeys(words, "")))
            yield Repetition(shown, gone, _processor_seconds(process) - before)


def _seconds_until(is_so: Callable[[], bool]) -> float:
    """Return the seconds until a condition holds; infinite where it never does."""
    began = time.monotonic()
    while (seconds := time.monotonic() - began) < PATIENCE_SECONDS:
        if is_so():
            return seconds
        time.sleep(POLL_SECONDS)
    return float("inf")


@contextmanager
def _building(root: Path) -> Iterator[Callable[[], None]]:
    """A function that starts a build of the project, unless one runs."""
    running: list[subprocess.Popen[bytes]] = []

    def build() -> None:
        if not running or running[-1].poll() is not None:
            running[:] = [
                subprocess.Popen(  # noqa: S603 - ours
                    [*BRIEFING, "build"], cwd=root, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
                )
            ]

    try:
        yield build
    finally:
        for process in running:
            process.wait(PATIENCE_SECONDS)


@contextmanager
def noticing(root: Path) -> Iterator[tuple[int, AreThere]]:
    """The watcher of a preview alone, in this process."""
    snapshot = FileSnapshot(root)
    snapshot.changed(None)

    def are_there(words: Mapping[str, str]) -> bool:
        known = dict(snapshot.stamps)
        return all((f"{root}/content/articles/{slug}.md" in known) == bool(mark) for slug, mark in words.items())

    with watching(root, snapshot.changed, snapshot.suspects):
        yield os.getpid(), are_there


@contextmanager
def showing(root: Path) -> Iterator[tuple[int, AreThere]]:
    """A preview with its pages, in a process of its own."""
    with subprocess.Popen(  # noqa: S603 - ours
        [*BRIEFING, "serve", "--port", "8800"],
        cwd=root,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        try:
            printed = process.stdout or ()
            port = next(int(line.split(":")[2].split("/")[0]) for line in printed if line.startswith("Serving"))
            Thread(target=lambda: list(printed), daemon=True).start()
            time.sleep(2)
            yield process.pid, partial(_pages_are_there, port)
        finally:
            process.terminate()
            process.wait(PATIENCE_SECONDS)


def _pages_are_there(port: int, words: Mapping[str, str]) -> bool:
    """Return whether each page has its words, by slug; a page without words must be gone."""
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)
    try:
        for slug, mark in words.items():
            connection.request("GET", f"/articles/{slug}.html")
            answer = connection.getresponse()
            text = answer.read().decode()
            if not ((answer.status == 200 and mark in text) if mark else answer.status == 404):
                return False
        return True
    finally:
        connection.close()


def _processor_seconds(process: int) -> float:
    """Return the seconds of processor time of a process and of the children that it waited for."""
    fields = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def _add_branch(root: Path, name: str, parent: str, files: Mapping[str, str]) -> None:
    """Add a branch of one commit with these files, without touching the files of the project."""
    lines = [f"commit refs/heads/{name}", "committer Test <test@example.org> 1256000000 +0000", "data 1", "x"]
    lines += [f"from refs/heads/{parent}"] if parent else []
    for path, text in files.items():
        lines += [f"M 100644 inline {path}", f"data {len(text.encode())}", text]
    _git(root, "fast-import", "--quiet", given="\n".join([*lines, ""]))


def _git(root: Path, *arguments: str, given: str = "") -> None:
    git = shutil.which("git") or "git"
    subprocess.run([git, *arguments], cwd=root, env=ENVIRONMENT, check=True, input=given.encode())  # noqa: S603 - ours


def _report(mark: str, chance: random.Random) -> str:
    """Return a report with a word that no other has."""
    town, (one, other) = chance.choice(TOWNS), chance.sample(PEOPLE, 2)
    day = f"2009-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
    return (
        f"---\ntitle: {one} arrives in {town}\ndate: {day}\nsource: Example News\n---\n\n"
        f"{one} met {other} in {town} on Monday over {mark}.\n"
    )


if __name__ == "__main__":
    main()
