"""Processor time of a report by its length, for shapes of text that have taken a reader, a parser or a rule too long.

Timed is a whole build of a project of that one report, less one of a report of a sentence, in a process of its own that has
built before: the start of the program is left out. Linux only. `make bench`
"""

from __future__ import annotations

import math
import os
import sys
import tempfile
import traceback
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.shapes import SHAPES, report
from generator.build import build
from generator.runtime.options import Options
from generator.runtime.processes import collect_garbage_less_often

SIZES = (12_000, 111_000, 1_000_000)
MAX_SECONDS, MAX_EXPONENT = 2.0, 1.2
"""The wanted seconds for each 100 KB, and exponent of growth."""
LEAST_SECONDS = 0.01
NAMES = (
    "brackets",
    "pictures",
    "links without words",
    "links, a paragraph each",
    "references to themselves",
    "definitions",
    "marks of footnotes",
    "footnotes",
    "tags",
    "tags, a paragraph each",
    "comments",
    "entities",
    "addresses",
    "escapes",
    "backticks",
    "fences",
    "emphasis in emphasis",
    "headings, a paragraph each",
    "underlined headings",
    "quotations in each other",
    "list",
    "list with paragraphs",
    "lists in each other",
    "long table",
    "wide table",
    "paragraphs",
    "one word",
    "words with hyphens",
    "full stops apart",
    "double quotation marks apart",
    "brackets, round",
    "semicolons",
    "combining marks",
    "right-to-left marks",
    "emoji",
    "capitalised words",
    "words with commas",
    "who",
    "said, a sentence each",
    "dates, a sentence each",
    "one natural sentence",
    "one natural paragraph",
    "natural paragraphs",
)


def main() -> None:
    """Measure, and print a row as soon as it is known."""
    collect_garbage_less_often()  # as the command does
    with tempfile.TemporaryDirectory() as folder:
        _build(Path(folder), "Anna Berg said that it was late.")
    nothing = min(seconds_of("It rained.") for _ in range(3))
    print(f"| shape | {' | '.join(f'{size // 1000:,} KB, s' for size in SIZES)} | exponent | wanted |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for row in rows(sys.argv[1:] or NAMES, nothing):
        print(f"| {' | '.join(row)} |", flush=True)


def rows(names: Sequence[str], nothing: float) -> Iterator[Sequence[str]]:
    """Yield a row for each shape; `nothing` are the seconds of a build with hardly a word."""
    for name in names:
        seconds = [max(LEAST_SECONDS, seconds_of(SHAPES[name](size)) - nothing) for size in SIZES]
        growth = math.log(seconds[-1] / seconds[0]) / math.log(SIZES[-1] / SIZES[0])
        is_met = growth <= MAX_EXPONENT and seconds[1] <= MAX_SECONDS * SIZES[1] / 100_000
        yield name, *(f"{one:.2f}" for one in seconds), f"{growth:.2f}", "met" if is_met else "missed"


def seconds_of(text: str) -> float:
    """Return the processor time of a build of a report in a process of its own. Raises RuntimeError if it fails."""
    with tempfile.TemporaryDirectory() as folder:
        child = os.fork()
        if not child:
            code = 1
            try:
                _build(Path(folder), text)
                code = 0
            except BaseException:  # noqa: BLE001 - it must not go on as a second bench
                traceback.print_exc()
            finally:
                os._exit(code)
        _, status, used = os.wait4(child, 0)
    if status:
        raise RuntimeError("a build failed; its error is above")
    return used.ru_utime + used.ru_stime


def _build(root: Path, text: str) -> None:
    articles = root / "content" / "articles"
    articles.mkdir(parents=True)
    (root / "briefing.toml").write_text('title = "A bench"\n', "utf-8")
    (articles / "shape.md").write_text(report(text), "utf-8")
    build(root, None, Options(jobs=1))


if __name__ == "__main__":
    main()
