"""`briefing init`: a new project."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from generator.commands import project
from generator.commands.printing import DONE


def run(parsed: argparse.Namespace) -> int:
    """Start a project, and say how to go on."""
    made = project.start(parsed.folder)
    is_here = parsed.folder.resolve() == Path.cwd()
    print(f"Started a project in {'this folder' if is_here else f'{parsed.folder}{os.sep}'}: {', '.join(made)}")
    print(f"Next: {'' if is_here else f'cd {parsed.folder} && '}briefing add REPORT.txt --date 2009-10-13 && briefing build")
    return DONE
