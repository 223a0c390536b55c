"""The commands: parsing of arguments and printing. Slow imports stand in the command that needs them."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from generator.commands.arguments import parser

DONE, PROBLEMS, USAGE = 0, 1, 2
MIN_STEPS_OF_A_BAR = 20
BAR_DELAY_SECONDS = 0.5
"""Seconds until work of unknown length is worth a bar."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0 when done, 1 on problems in the input, 2 on wrong usage."""
    parsed = parser().parse_args(arguments)
    # Numpy reads this when it is first imported. Reports are derived on all cores by processes, each on one thread.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from generator.model.problems import InputError, Stopped

    try:
        return COMMANDS[parsed.command](parsed)
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


def _init(parsed: argparse.Namespace) -> int:
    from generator.commands import project

    made = project.start(parsed.folder)
    is_here = parsed.folder.resolve() == Path.cwd()
    print(f"Started a project in {'this folder' if is_here else f'{parsed.folder}{os.sep}'}: {', '.join(made)}")
    print(f"Next: {'' if is_here else f'cd {parsed.folder} && '}briefing add REPORT.txt --date 2009-10-13 && briefing build")
    return DONE


def _add(parsed: argparse.Namespace) -> int:
    from generator.commands import project

    names = ("title", "date", "source", "url", "author", "lang")
    options = {name: value for name in names if (value := getattr(parsed, name))}
    for path, note in project.add(parsed.project, parsed.files, options, date.today()):  # noqa: DTZ011 - a person's day
        print(path)
        if note:
            _say(f"{path}: {note}")
    return DONE


def _derive(parsed: argparse.Namespace) -> int:
    import msgspec

    from generator import build
    from generator.report import findings_file
    from generator.runtime import processes
    from generator.runtime.options import Options

    processes.collect_garbage_less_often()
    if parsed.schema:
        print(msgspec.json.format(msgspec.json.encode(findings_file.schema()), indent=2).decode())
        return DONE
    with _workers(parsed) as (executor, jobs):
        if parsed.jsonl:
            from generator.commands import export

            with _open_lines(parsed.jsonl) as lines:
                done = processes.spread(export.derive_row, export.read_rows(parsed.jsonl, lines), jobs, executor=executor)
                _print_lines(_with_warnings_printed(done))
            return DONE
        options = Options(jobs, _progress, say=_say, executor=executor)
        reports, fresh = build.derive(parsed.project, options, force=parsed.force)
    print(f"{_count(reports, 'report')}, {fresh} derived, {reports - fresh} up to date.")
    return DONE


def _workers(parsed: argparse.Namespace) -> AbstractContextManager[tuple[Any, int]]:
    """Open the workers that derive: an executor, or None for processes of this machine; and their number."""
    from generator.runtime import cluster, processes

    return cluster.open_cluster(parsed.executor) if parsed.executor else nullcontext((None, parsed.jobs or processes.cores()))


def _build(parsed: argparse.Namespace) -> int:
    clock = _Clock()
    from generator import build
    from generator.runtime import processes
    from generator.runtime.options import Options

    processes.collect_garbage_less_often()
    site = parsed.output or parsed.project / build.SITE
    stage = clock.stage if parsed.profile else lambda _name: None
    options = Options(parsed.jobs or 0, _progress, stage, _say, search=not parsed.no_search)
    wanted = _single_page_files(parsed)
    if wanted and parsed.watch:
        _say("--watch builds the site alone; ask for --single-page or --pdf without it")
        return USAGE
    if wanted:
        from generator.commands import one_file

        one_file.refuse(parsed.project, site, wanted)
    if parsed.watch:
        from generator.serve import watch_build

        once = partial(_build_once, parsed, site, options, clock)
        return watch_build.run(parsed.project, site, options, once, poll=parsed.poll)
    _build_once(parsed, site, options, clock)
    if wanted:
        sections = one_file.write(parsed.project, wanted)
        print("\n".join(f"{file}: the whole briefing in {_count(sections, 'section')}" for file in wanted))
    return DONE


def _single_page_files(parsed: argparse.Namespace) -> list[Path]:
    """The files that the whole briefing is to be written into."""
    asked = (("html", parsed.single_page), ("pdf", parsed.pdf))
    return [parsed.project / f"briefing.{ending}" if file is True else file for ending, file in asked if file]


def _build_once(parsed: argparse.Namespace, site: Path, options: Any, clock: _Clock) -> None:
    from generator import build

    done = build.build(parsed.project, site, options)
    options.stage("")
    for path, why in done.reasons if parsed.verbose else ():
        print(f"{path}: {why}")
    for one, other, reason in done.suggestions:
        print(f"Perhaps the same: {one} and {other} ({reason}). If so, say it in a profile's `aliases`.")
    if more := done.doubtful - len(done.suggestions):
        print(f"{more} more that may be the same, and what was merged and why: {parsed.project / build.WHO_IS_WHO}")
    print(f"Open {(site / 'index.html').resolve().as_uri()}")
    print(
        f"{_count(done.articles, 'report')} ({done.derived} derived), {_count(done.rendered, 'page')} rendered,"
        f" {done.published.kept} kept, {done.published.removed} removed, in {clock.seconds():.2f} s."
    )


class _Clock:
    """A clock that prints on stderr how long each stage took, once the next begins."""

    def __init__(self) -> None:
        self._started = self._since = time.perf_counter()
        self._name = "start"

    def stage(self, name: str) -> None:
        now = time.perf_counter()
        _say(f"{now - self._since:8.3f} s  {self._name}")
        self._name, self._since = name, now

    def seconds(self) -> float:
        return time.perf_counter() - self._started


def _serve(parsed: argparse.Namespace) -> int:
    from generator.runtime import processes

    processes.collect_garbage_less_often()
    from generator import serve

    try:
        return serve.run(parsed.project, parsed.host, parsed.port, open_browser=parsed.open, poll=parsed.poll)
    except serve.NoPort as error:
        _say(str(error))
        return PROBLEMS


def _check(parsed: argparse.Namespace) -> int:
    from generator import build
    from generator.commands import check, project

    site = parsed.output or parsed.project / build.SITE
    files = project.site_files(site)
    if not files:
        _say(f"{site}:1:1: there is no site here; run `briefing build` first")
        return PROBLEMS
    found = check.check(files)
    print("\n".join(map(str, found)) or f"{_count(len(files), 'file')}: every link leads somewhere.")
    return PROBLEMS if found else DONE


def _explain(parsed: argparse.Namespace) -> int:
    from generator import build
    from generator.commands import explain

    found = explain.explain(parsed.project, parsed.output or parsed.project / build.SITE, parsed.page)
    print(found.path)
    if found.plain:
        print(f"It is {found.plain}.")
        return DONE
    print(f"Last made because {found.why}." if found.why else "Why it was last made is not known any more.")
    print("It is made of")
    for part in found.parts:
        print(f"  {part.kind:<9} {part.where}{part.since and f'  ({part.since})'}")
    if changed := len(found.changed):
        print(f"{changed} of {_count(len(found.parts), 'part')} changed since; `briefing build` takes that in.")
    else:
        print("None of that changed since. What it shows may change with other reports, profiles and settings too.")
    return DONE


def _export(parsed: argparse.Namespace) -> int:
    from generator.commands import export
    from generator.model.problems import Problem
    from generator.runtime import processes

    processes.collect_garbage_less_often()
    warnings: list[Problem] = []
    if parsed.jsonl:
        with _open_lines(parsed.jsonl) as lines:
            _print_rows(export.dossier_rows(export.read_rows(parsed.jsonl, lines), warnings))
    else:
        _print_rows(export.project_rows(parsed.project, warnings))
    _warn(warnings)
    return DONE


def _theme(parsed: argparse.Namespace) -> int:
    from generator.commands import eject_theme

    if parsed.what == "list":
        found = eject_theme.theme_files(parsed.project)
        width = max((len(name) for name, _ in found), default=0)
        print("\n".join(f"{name:<{width}}  {place}" for name, place in found))
        return DONE
    done = eject_theme.eject(parsed.project, parsed.file)
    print("\n".join(done.written))
    if len(done.written) > 1:
        print(f"The site uses this theme from now on; it takes all that it has not itself from {done.source}.")
    print(f"Change {done.written[-1]}: it stands in for the one of {done.source}.")
    return DONE


def _clean(parsed: argparse.Namespace) -> int:
    from generator import build

    removed = build.clean(parsed.project, parsed.output)
    print(f"{_count(removed, 'file')} removed.")
    return DONE


def _open_lines(name: str) -> Any:
    """A file's lines as bytes; "-" is standard input."""
    return os.fdopen(os.dup(sys.stdin.fileno()), "rb") if name == "-" else Path(name).open("rb")


def _print_rows(rows: Iterable[dict[str, Any]]) -> None:
    import msgspec

    _print_lines(msgspec.json.encode(row) for row in rows)


def _with_warnings_printed(rows: Iterable[tuple[bytes, Iterable[object]]]) -> Iterator[bytes]:
    """The rows alone; what is to be said of each goes to stderr before it is out."""
    for row, warnings in rows:
        _warn(warnings)
        yield row


def _warn(warnings: Iterable[object]) -> None:
    for warning in warnings:
        _say(str(warning))


def _print_lines(lines: Iterable[bytes]) -> None:
    """Each line is out before the next is made, so that who reads them need not wait."""
    out = sys.stdout.buffer
    for line in lines:
        out.write(line + b"\n")
        out.flush()


def _progress(work: Iterable[Any], label: str, total: int | None) -> Iterable[Any]:
    """A progress bar for long work on a terminal; nothing otherwise."""
    if not sys.stderr.isatty() or (total is not None and total < MIN_STEPS_OF_A_BAR):
        return work
    from tqdm import tqdm

    bar: Iterable[Any] = tqdm(work, desc=label, total=total, leave=False, delay=0 if total else BAR_DELAY_SECONDS)
    return bar


def _say(words: str) -> None:
    print(words, file=sys.stderr)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "init": _init,
    "add": _add,
    "derive": _derive,
    "build": _build,
    "serve": _serve,
    "check": _check,
    "explain": _explain,
    "export": _export,
    "theme": _theme,
    "clean": _clean,
}
