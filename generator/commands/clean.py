"""`briefing clean`: what builds made is removed, and nothing else."""

from __future__ import annotations

import argparse

from generator import build
from generator.commands.printing import DONE, count
from generator.runtime.project_folder import require_project


def run(parsed: argparse.Namespace) -> int:
    """Remove what builds made."""
    require_project(parsed.project)
    removed = build.clean(parsed.project, parsed.output)
    print(f"{count(removed, 'file')} removed.")
    return DONE
