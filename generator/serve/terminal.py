"""What the terminal is told: a line a change, or what is wrong."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from generator.model.problems import Problem
from generator.serve.preview import SiteChange

NAMED = 2
MOST_PROBLEMS = 20


def tell(changed: SiteChange) -> None:
    """Say what changed, what it changed, and how long that took; or what is wrong."""
    took = f"{changed.seconds * 1000:.0f} ms"
    pages = f"{len(changed.pages)} pages changed" if len(changed.pages) > NAMED else named(changed.pages)
    if changed.problems:
        wrong(changed.problems, f"the last good site stays ({took})")
    else:
        say(f"{named(changed.files)}: {pages or 'mended'}, {took}")


def wrong(problems: Sequence[Problem], after: str) -> None:
    """Say what is wrong, and what follows."""
    for problem in problems[:MOST_PROBLEMS]:
        say(str(problem))
    more = f" ({len(problems) - MOST_PROBLEMS} more are not shown)" if len(problems) > MOST_PROBLEMS else ""
    say(f"{len(problems)} problem{'' if len(problems) == 1 else 's'}{more}; {after}.")


def named(paths: Sequence[str]) -> str:
    """A few by name, of many the first and how many more."""
    return f"{paths[0]} and {len(paths) - 1} more" if len(paths) > NAMED else ", ".join(paths)


def say(words: str) -> None:
    """One line, at once. A terminal that is gone ends nothing."""
    try:
        print(words, file=sys.stderr, flush=True)
    except (OSError, ValueError):
        return
