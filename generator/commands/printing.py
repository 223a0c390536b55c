"""Printing of commands: results on stdout, all else on stderr, and a bar while they work; and the codes they end with."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterable, Iterator
from typing import Any

DONE, PROBLEMS, USAGE = 0, 1, 2
SIGNALLED = 128
"""What is added to a signal's number, as shells do."""
MIN_STEPS_OF_A_BAR = 20
BAR_DELAY_SECONDS = 0.5
"""Seconds until work of unknown length is worth a bar."""


def say(words: str) -> None:
    """Print on stderr."""
    print(words, file=sys.stderr)


def warn(warnings: Iterable[object]) -> None:
    """Print each of these on stderr."""
    for warning in warnings:
        say(str(warning))


def count(number: int, noun: str) -> str:
    """Return a number with what it counts."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def progress(work: Iterable[Any], label: str, total: int | None) -> Iterable[Any]:
    """Return the same work, with a progress bar where it is long and on a terminal."""
    if not sys.stderr.isatty() or (total is not None and total < MIN_STEPS_OF_A_BAR):
        return work
    from tqdm import tqdm

    bar: Iterable[Any] = tqdm(work, desc=label, total=total, leave=False, delay=0 if total else BAR_DELAY_SECONDS)
    return bar


def print_rows(rows: Iterable[dict[str, Any]]) -> None:
    """Print rows as JSON Lines."""
    import msgspec

    print_lines(msgspec.json.encode(row) for row in rows)


def print_lines(lines: Iterable[bytes]) -> None:
    """Print lines. Each is out before the next is made, so that who reads them need not wait."""
    if not sys.stdout:
        raise OSError(errno.EBADF, "standard output is closed; open it", "stdout")
    out = sys.stdout.buffer
    for line in lines:
        out.write(line + b"\n")
        out.flush()


def with_warnings_printed(rows: Iterable[tuple[bytes, Iterable[object]]]) -> Iterator[bytes]:
    """Yield the rows alone; what is to be said of each goes to stderr before it is out."""
    for row, warnings in rows:
        warn(warnings)
        yield row
