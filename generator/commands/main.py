"""The command line's entry: it reads the arguments and runs the module of the command that they name."""

from __future__ import annotations

import argparse
import io
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from types import FrameType

from generator.commands.arguments import parse
from generator.commands.printing import PROBLEMS, SIGNALLED, count, say


class Ended(KeyboardInterrupt):
    """Another signal than that of Ctrl-C that ends the program, which cleans up in the same way."""

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(number)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0 when done, 1 on problems in the input, 2 on wrong usage, 128 and more on a signal."""
    with _ended_by_signals():
        return _main(sys.argv[1:] if arguments is None else arguments)


def _main(arguments: Sequence[str]) -> int:
    parsed = parse(arguments)
    _prepare_process()
    from generator.model.problems import InputError, Problem, Stopped, Where

    try:
        return _run(parsed)
    except InputError as error:
        print("\n".join(map(str, error.problems)), file=sys.stderr)
        say(f"{count(len(error.problems), 'problem')}; nothing was written.")
    except Stopped as stopped:
        say(str(stopped))
    except BrokenPipeError:
        _discard_output()
    except OSError as error:
        from generator.runtime import disk_errors

        _discard_output()
        say(str(Problem(Where(str(error.filename or "the disk")), *disk_errors.explain(error))))
    except KeyboardInterrupt as stop:
        say("stopped.")
        return SIGNALLED + (stop.number if isinstance(stop, Ended) else signal.SIGINT)
    return PROBLEMS


def _prepare_process() -> None:
    """Make this process, and those that it starts, independent of odd settings of the machine."""
    # Numpy reads this when it is first imported. Reports are derived on all cores by processes, each on one thread.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # Babel opens the file that this may name, and fails where it is none of time zones; nothing here needs it.
    if os.environ.get("TZ", "").startswith((":", "/")):
        del os.environ["TZ"]
    # Python escapes on stderr what the terminal's encoding lacks; names and titles are printed on stdout, too.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def _run(parsed: argparse.Namespace) -> int:
    """Run the module of a command. It is imported here: a command pays for what it needs alone."""
    ended: int = import_module(f"generator.commands.{parsed.command}").run(parsed)
    if sys.stdout:
        sys.stdout.flush()  # here an error is told, at the end of the program it is not
    return ended


def _discard_output() -> None:
    """Discard what stdout still has to write: at the end of the program that would fail once more."""
    with suppress(OSError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """End as by Ctrl-C on SIGTERM and SIGHUP within the block, unless somebody else decided what they do, as `nohup` does."""
    numbers = [number for name in ("SIGTERM", "SIGHUP") if (number := getattr(signal, name, None))]
    ours = [number for number in numbers if _is_main_thread() and signal.getsignal(number) == signal.SIG_DFL]
    for number in ours:
        signal.signal(number, _end)
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, signal.SIG_DFL)


def _is_main_thread() -> bool:
    return threading.current_thread() is threading.main_thread()


def _end(number: int, _frame: FrameType | None) -> None:
    raise Ended(number)
