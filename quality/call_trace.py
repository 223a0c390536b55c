"""Follow one report of two sentences through a build: source files entered, moves between files, switches of stage.

`python -m quality.call_trace`, from the root of a checkout; `--pairs` lists the pairs of stages and of files with most calls.
Only calls count, not returns: a call is a move where the function that was called last lies in another file, and a switch
where the last one that belongs to any stage belongs to another.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import sys
import tempfile
import threading
from collections import Counter
from pathlib import Path
from types import FrameType
from typing import Any

import generator
from generator.commands.main import main as briefing

PACKAGE = str(Path(generator.__file__).parent) + os.sep
REPORT = "Envoys of Norway met in Vienna on Tuesday. Norway rejected the plan."
MAX_PAIRS = 40
"""Pairs that are listed, of each kind."""


class Trace:
    """Counts of one traced run."""

    def __init__(self) -> None:
        self.files: set[str] = set()
        self.moves: Counter[tuple[str, str]] = Counter()
        self.switches: Counter[tuple[str, str]] = Counter()
        self._file = self._stage = ""

    def __call__(self, frame: FrameType, event: str, _argument: Any) -> None:
        """Count one event of the interpreter's profiler."""
        path = frame.f_code.co_filename
        if event != "call" or not path.startswith(PACKAGE) or frame.f_code.co_name == "<module>":
            return
        name = path.removeprefix(PACKAGE)
        self.files.add(name)
        if self._file and name != self._file:
            self.moves[self._file, name] += 1
        self._file = name
        if stage := _stage(name):
            if self._stage and stage != self._stage:
                self.switches[self._stage, stage] += 1
            self._stage = stage


def main() -> None:
    """Run `init`, `add` and `build` under the profiler, and print the counts."""
    parser = argparse.ArgumentParser(prog="python -m quality.call_trace", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--pairs", action="store_true", help="list the pairs of stages and of files with most calls")
    options = parser.parse_args()
    trace = Trace()
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
        _run(Path(folder), trace)
    moves, switches = trace.moves.total(), trace.switches.total()
    print(f"{len(trace.files)} files entered, {moves} moves between files, {switches} switches of stage")
    for counted in (trace.switches, trace.moves) if options.pairs else ():
        print("\n".join(f"{number:6}  {caller} -> {called}" for (caller, called), number in counted.most_common(MAX_PAIRS)))


def _run(folder: Path, trace: Trace) -> None:
    report = folder / "report.txt"
    report.write_text(REPORT, "utf-8")
    project = folder / "project"
    threading.setprofile(trace)
    sys.setprofile(trace)
    try:
        for command in (
            ["init", str(project)],
            _add(project, report),
            ["-C", str(project), "build", "--jobs", "1"],
        ):
            briefing(command)
    finally:
        sys.setprofile(None)


def _add(project: Path, report: Path) -> list[str]:
    return [
        "-C",
        str(project),
        "add",
        str(report),
        "--title",
        "Envoys meet",
        "--date",
        "2009-10-13",
        "--source",
        "Example News",
    ]


def _stage(name: str) -> str:
    """Return a file's stage; "" for code that all stages share."""
    return next((stage for start, stage in STAGES.items() if name.startswith(start)), "")


STAGES = {
    "content/": "read",
    "derive/": "derive",
    "report/": "assemble",
    "dossier/index/": "store",
    "dossier/": "assemble",
    "build/page_jobs": "pages",
    "build/stale": "plan",
    "plan/": "plan",
    "render/": "render",
    "publish/": "publish",
    "build/": "driver",
    "commands/": "driver",
}
"""Stages by the start of a file's path, the first that fits; types, settings, texts and caches belong to no stage."""


if __name__ == "__main__":
    main()
