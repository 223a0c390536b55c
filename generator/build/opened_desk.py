"""A project opened for review: its index brought up to date, as a build does, and nothing written but caches."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from msgspec.structs import replace

from generator.build.desk import Desk
from generator.build.pipeline import open_and_update
from generator.build.project import read_project
from generator.runtime import cache, fingerprints
from generator.runtime.options import Options
from generator.runtime.processes import Workers


@contextmanager
def opened_desk(root: Path, options: Options | None = None) -> Iterator[Desk]:
    """Open the desk of a project as it stands now. Raises InputError."""
    root, given = root.resolve(), options or Options()
    with ExitStack() as stack:
        workers = stack.enter_context(Workers(given.jobs))
        results = stack.enter_context(cache.open_cache(root / cache.FOLDER))
        stamps, program = fingerprints.current_stamps(root, results), fingerprints.program(results)
        project = read_project(root, stamps, program, results)
        assembled = open_and_update(project, results, replace(given, workers=workers), stack)
        yield Desk(assembled, assembled.index)
