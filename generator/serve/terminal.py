"""The messages of the preview in the terminal: a line for each change, or the problems."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from generator.model.problems import Problem
from generator.serve.preview import SiteChange

MAX_NAMES = 2
MAX_PROBLEMS = 20


def print_change(changed: SiteChange) -> None:
    """Print the changed files and pages and the time that the update took; or the problems."""
    duration = f"{changed.seconds * 1000:.0f} ms"
    pages = f"{len(changed.pages)} pages changed" if len(changed.pages) > MAX_NAMES else names_in_short(changed.pages)
    if changed.problems:
        consequence = f"all else is shown: {pages}" if changed.pages else "the last good site stays"
        print_problems(changed.problems, f"{consequence} ({duration})")
    else:
        say(f"{names_in_short(changed.files)}: {pages or 'mended'}, {duration}")


def print_problems(problems: Sequence[Problem], consequence: str) -> None:
    """Print problems, a line each, and their consequence for the site."""
    for problem in problems[:MAX_PROBLEMS]:
        say(str(problem))
    more = f" ({len(problems) - MAX_PROBLEMS} more are not shown)" if len(problems) > MAX_PROBLEMS else ""
    say(f"{len(problems)} problem{'' if len(problems) == 1 else 's'}{more}; {consequence}.")


def names_in_short(paths: Sequence[str]) -> str:
    """Return a few paths joined by commas; of more, the first and the number of the others."""
    return f"{paths[0]} and {len(paths) - 1} more" if len(paths) > MAX_NAMES else ", ".join(paths)


def say(line: str) -> None:
    """Print a line at once. Nothing is raised where the terminal is gone."""
    try:
        print(line, file=sys.stderr, flush=True)
    except (OSError, ValueError):
        return
