"""The command line's entry: it reads the arguments and runs the module of the command that they name."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from generator.commands.arguments import parse
from generator.commands.printing import PROBLEMS, count, say


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0 when done, 1 on problems in the input, 2 on wrong usage."""
    parsed = parse(sys.argv[1:] if arguments is None else arguments)
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
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        from generator.runtime import disk_errors

        say(str(Problem(Where(str(error.filename or "the disk")), *disk_errors.explain(error))))
    except KeyboardInterrupt:
        say("stopped.")
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
    return ended
