"""The time at which a build is made: now, or the one that the environment says, so that a build can be made again."""

from __future__ import annotations

import os
import time

from generator.model.problems import InputError, Problem, Where

SOURCE_DATE_EPOCH = "SOURCE_DATE_EPOCH"
"""The variable that says the time, in seconds since 1970 (reproducible-builds.org)."""


def now() -> float:
    """Return the time in seconds since 1970. Raises InputError where the environment says one that is none."""
    said = os.environ.get(SOURCE_DATE_EPOCH, "")
    if not said:
        return time.time()
    if not (said.isascii() and said.isdecimal()):
        wrong = f"{said!r} is not a number of seconds since 1970"
        raise InputError(
            [Problem(Where(SOURCE_DATE_EPOCH), wrong, 'set it as in SOURCE_DATE_EPOCH="$(date +%s)", or unset it')]
        )
    return float(said)
