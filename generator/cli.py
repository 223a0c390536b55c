"""The commands; parses and prints, decides nothing. Imports that cost are made by the command that needs them."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from pathlib import Path
from typing import Any

from generator import __version__

DONE, PROBLEMS, USAGE = 0, 1, 2
LONG_WORK = 20
UNSURE = 0.5
"""Seconds until work of unknown length is worth a bar."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0 when done, 1 on problems in the input, 2 on wrong usage."""
    from generator.problems import InputError, Stopped

    given = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = given.command
    try:
        return command(given)
    except InputError as error:
        print("\n".join(map(str, error.problems)), file=sys.stderr)
        _say(f"{_count(len(error.problems), 'problem')}; nothing was written.")
    except Stopped as stopped:
        _say(str(stopped))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        _say(f"{error.filename or 'the disk'}:1:1: {error.strerror or error}; check the path and its permissions")
    except KeyboardInterrupt:
        _say("stopped.")
    return PROBLEMS


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="briefing",
        description="A folder of news reports in, a static briefing site out: every statement leads to its sentence.",
    )
    parser.add_argument("--version", action="version", version=f"briefing {__version__}")
    parser.add_argument("-C", "--project", type=Path, default=Path(), metavar="DIR", help="the project's folder")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Callable[[argparse.Namespace], int], text: str, *examples: str) -> Any:
        made = commands.add_parser(
            name,
            help=text,
            description=text[0].upper() + text[1:] + ".",
            epilog="\n".join(f"example: {example}" for example in examples),
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        made.set_defaults(command=run)
        return made

    init = command("init", _init, "start a project in a folder", "briefing init my-briefing")
    init.add_argument("folder", type=Path, help="where; made if it is not there")
    add = command(
        "add",
        _add,
        "bring reports in as article files; nothing is overwritten",
        'briefing add report.txt --date 2009-10-13 --source "Example News"',
    )
    add.add_argument("files", nargs="+", type=Path, metavar="FILE", help="plain text or Markdown (UTF-8)")
    for name in ("title", "date", "source", "url", "author", "lang"):
        add.add_argument(f"--{name}", default="", help=f"the {name}, where the file does not say it")
    derive = command(
        "derive",
        _derive,
        "find what is in the reports, into content/derived/",
        "briefing derive",
        "briefing derive --jsonl articles.jsonl --executor dask://127.0.0.1:8786 > found.jsonl",
    )
    derive.add_argument("--force", action="store_true", help="derive all reports anew")
    derive.add_argument("--jsonl", metavar="FILE", help="derive articles given as JSON Lines to JSON Lines; - is stdin")
    where = derive.add_mutually_exclusive_group()
    where.add_argument("--jobs", type=_jobs, metavar="N", help="processes (all cores)")
    where.add_argument("--executor", type=_executor, metavar="dask://HOST:PORT", help="a Dask cluster's scheduler instead")
    derive.add_argument("--schema", action="store_true", help="print the JSON Schema of content/derived/*.json")
    build = command("build", _build, "build the site", "briefing build --output public")
    build.add_argument("--output", type=Path, metavar="DIR", help="the output folder (site/)")
    build.add_argument("--jobs", type=_jobs, metavar="N", help="processes (all cores)")
    serve = command("serve", _serve, "show the site live while you edit", "briefing serve --open")
    serve.add_argument("--port", type=int, default=8000, help="8000, or the next free one")
    serve.add_argument("--host", default="127.0.0.1", help="127.0.0.1: only this machine; others let the network in")
    serve.add_argument("--open", action="store_true", help="open the browser")
    check = command("check", _check, "check links and references of the built site", "briefing check")
    check.add_argument("--output", type=Path, metavar="DIR", help="the output folder (site/)")
    export = command("export", _export, "print the findings of all reports as JSON Lines", "briefing export > all.jsonl")
    export.add_argument("--jsonl", metavar="FILE", help="articles given as JSON Lines instead of content/; - is stdin")
    clean = command("clean", _clean, "remove what builds wrote, and nothing else", "briefing clean")
    clean.add_argument("--output", type=Path, metavar="DIR", help="the output folder (site/)")
    return parser


def _jobs(given: str) -> int:
    if not given.isdecimal() or not int(given):
        raise argparse.ArgumentTypeError(f"{given!r} is no number of processes; give 1 or more")
    return int(given)


def _executor(given: str) -> str:
    from generator import cluster

    try:
        return cluster.address(given)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _init(given: argparse.Namespace) -> int:
    from generator import project

    made = project.start(given.folder)
    print(f"Started a project in {given.folder}{os.sep}: {', '.join(made)}")
    print(f"Next: cd {given.folder} && briefing add REPORT.txt --date 2009-10-13 && briefing build")
    return DONE


def _add(given: argparse.Namespace) -> int:
    from generator import project

    known = {name: getattr(given, name) for name in ("title", "date", "source", "url", "author", "lang")}
    for path, note in project.add(given.project, given.files, known, date.today()):  # noqa: DTZ011 - a person's day
        print(path)
        if note:
            _say(f"{path}: {note}")
    return DONE


def _derive(given: argparse.Namespace) -> int:
    import msgspec

    from generator import build, derived, parallel
    from generator.options import Options

    parallel.collect_seldom()
    if given.schema:
        print(msgspec.json.format(msgspec.json.encode(derived.schema()), indent=2).decode())
        return DONE
    with _workers(given) as (executor, jobs):
        if given.jsonl:
            from generator import rows

            with _opened(given.jsonl) as lines:
                _print_lines(parallel.spread(rows.derived, rows.documents(lines), jobs, executor=executor))
            return DONE
        reports, fresh = build.derive(given.project, Options(jobs, _progress, executor=executor), force=given.force)
    print(f"{_count(reports, 'report')}, {fresh} derived, {reports - fresh} up to date.")
    return DONE


def _workers(given: argparse.Namespace) -> AbstractContextManager[tuple[Any, int]]:
    """Who derives: an executor, or None for processes of this machine; and how many they are."""
    from generator import cluster, parallel

    return cluster.opened(given.executor) if given.executor else nullcontext((None, given.jobs or parallel.cores()))


def _build(given: argparse.Namespace) -> int:
    from generator import build, parallel
    from generator.options import Options

    parallel.collect_seldom()
    site = given.output or given.project / build.SITE
    done = build.build(given.project, site, Options(given.jobs or 0, _progress, say=_say))
    did = done.published
    print(
        f"{_count(done.articles, 'report')} ({done.derived} derived), {_count(done.rendered, 'page')} rendered:"
        f" {did.written} written, {did.kept} unchanged, {did.removed} removed."
    )
    for one, other, reason in done.suggestions:
        print(f"Perhaps the same: {one} and {other} ({reason}). If so, say it in a profile's `aliases`.")
    print(f"Open {(site / 'index.html').resolve().as_uri()}")
    return DONE


def _serve(given: argparse.Namespace) -> int:
    from generator import serve

    return serve.run(given.project, given.host, given.port, open_browser=given.open)


def _check(given: argparse.Namespace) -> int:
    from generator import build, check, project

    site = given.output or given.project / build.SITE
    files = project.site_files(site)
    if not files:
        _say(f"{site}:1:1: there is no site here; run `briefing build` first")
        return PROBLEMS
    found = check.check(files)
    print("\n".join(map(str, found)) or f"{_count(len(files), 'file')}: every link leads somewhere.")
    return PROBLEMS if found else DONE


def _export(given: argparse.Namespace) -> int:
    from generator import dossiers, parallel, rows
    from generator.read import read

    parallel.collect_seldom()
    if given.jsonl:
        with _opened(given.jsonl) as lines:
            _print_rows(rows.assembled(rows.documents(lines)))
        return DONE
    _print_rows(rows.of_briefing(*dossiers.plain(read(given.project))))
    return DONE


def _clean(given: argparse.Namespace) -> int:
    from generator import build

    removed = build.clean(given.project, given.output)
    print(f"{_count(removed, 'file')} removed.")
    return DONE


def _opened(name: str) -> Any:
    """A file's lines as bytes; "-" is standard input."""
    return os.fdopen(os.dup(sys.stdin.fileno()), "rb") if name == "-" else Path(name).open("rb")


def _print_rows(rows: Iterable[dict[str, Any]]) -> None:
    import msgspec

    _print_lines(msgspec.json.encode(row) for row in rows)


def _print_lines(lines: Iterable[bytes]) -> None:
    """Each line is out before the next is made, so that who reads them need not wait."""
    out = sys.stdout.buffer
    for line in lines:
        out.write(line + b"\n")
        out.flush()


def _progress(work: Iterable[Any], label: str, total: int | None) -> Iterable[Any]:
    """A progress bar for long work on a terminal; nothing otherwise."""
    if not sys.stderr.isatty() or (total is not None and total < LONG_WORK):
        return work
    from tqdm import tqdm

    bar: Iterable[Any] = tqdm(work, desc=label, total=total, leave=False, delay=0 if total else UNSURE)
    return bar


def _say(words: str) -> None:
    print(words, file=sys.stderr)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
