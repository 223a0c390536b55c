"""`briefing clean`: what builds made is removed, and nothing else."""

from __future__ import annotations

import argparse

from generator import build
from generator.commands.printing import DONE, count, say
from generator.runtime.project_folder import require_project


def run(parsed: argparse.Namespace) -> int:
    """Remove what builds made."""
    require_project(parsed.project)
    done = build.clean(parsed.project, parsed.output, derived=parsed.derived)
    for path in done.kept:
        say(f"{path} stays: it was changed since a build wrote it.")
    print(f"{count(done.removed, 'file')}{'' if parsed.output else ' and the caches'} removed.")
    return DONE
