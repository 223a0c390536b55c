"""The command line's entry: it reads the arguments and runs the module of the command that they name."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
from importlib import import_module

from generator.commands.arguments import parse
from generator.commands.printing import DONE, PROBLEMS, count, say


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0 when done, 1 on problems in the input, 2 on wrong usage."""
    parsed = parse(sys.argv[1:] if arguments is None else arguments)
    # Numpy reads this when it is first imported. Reports are derived on all cores by processes, each on one thread.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
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


def _run(parsed: argparse.Namespace) -> int:
    """Run the module of a command. It is imported here: a command pays for what it needs alone."""
    if parsed.command == "add":
        return _add(parsed)
    ended: int = import_module(f"generator.commands.{parsed.command}").run(parsed)
    return ended


def _add(parsed: argparse.Namespace) -> int:
    from generator.commands import project
    from generator.commands.given_files import Reading

    names = ("title", "date", "source", "url", "author", "lang")
    options = {name: value for name in names if (value := getattr(parsed, name))}
    reading = Reading(parsed.format, parsed.encoding, dict(pair for pairs in parsed.map for pair in pairs))
    today = date.today()  # noqa: DTZ011 - a person's day
    for path, note in project.add(parsed.project, parsed.files, options, today, reading, say):
        print(path)
        if note:
            say(f"{path}: {note}")
    return DONE
