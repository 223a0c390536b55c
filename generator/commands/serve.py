"""`briefing serve`: the live preview."""

from __future__ import annotations

import argparse

from generator import serve
from generator.commands.printing import PROBLEMS, say
from generator.runtime import processes
from generator.runtime.project_folder import require_project


def run(parsed: argparse.Namespace) -> int:
    """Serve the preview until Ctrl-C."""
    require_project(parsed.project)
    processes.collect_garbage_less_often()
    try:
        return serve.run(parsed.project, parsed.host, parsed.port, open_browser=parsed.open, poll=parsed.poll)
    except serve.NoPort as error:
        say(str(error))
        return PROBLEMS
