"""`briefing derive`: findings alone, of the project's reports or of articles given as JSON Lines."""

from __future__ import annotations

import argparse
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from generator import build
from generator.commands import would_ask
from generator.commands.printing import DONE, count, print_lines, progress, say, with_warnings_printed
from generator.runtime import cluster, processes
from generator.runtime.options import Options
from generator.runtime.project_folder import require_project


def run(parsed: argparse.Namespace) -> int:
    """Update `content/derived/`, or print what is asked for instead."""
    processes.collect_garbage_less_often()
    if parsed.schema:
        import msgspec

        from generator.report import findings_file

        print(msgspec.json.format(msgspec.json.encode(findings_file.schema()), indent=2).decode())
        return DONE
    if parsed.dry_run:
        require_project(parsed.project)
        would_ask.say(parsed.project, Options())
        return DONE
    with _workers(parsed) as (executor, jobs), processes.Workers(jobs, executor) as workers:
        if parsed.jsonl:
            from generator.commands import export

            with export.open_lines(parsed.jsonl) as lines:
                done = processes.spread(export.derive_row, export.read_rows(parsed.jsonl, lines), workers)
                print_lines(with_warnings_printed(done))
            return DONE
        require_project(parsed.project)
        options = Options(jobs, progress, say=say, executor=executor)
        reports, fresh = build.derive(parsed.project, options, force=parsed.force)
    if not parsed.quiet:
        print(f"{count(reports, 'report')}, {fresh} derived, {reports - fresh} up to date.")
    return DONE


def _workers(parsed: argparse.Namespace) -> AbstractContextManager[tuple[Any, int]]:
    """Open the workers that derive: an executor, or None for processes of this machine; and their number."""
    return cluster.open_cluster(parsed.executor) if parsed.executor else nullcontext((None, parsed.jobs or processes.cores()))
