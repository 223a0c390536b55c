"""Asks a database of advisories whether a pinned package has a known vulnerability; pip-audit asks, this reads its answer.

pip-audit alone says "no known vulnerabilities" of packages that it skipped. Here that is a failure, and so is a database that
cannot be reached: only an answer about every package is one.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

ADVISORIES = "ADVISORIES"
"""The variable with the address of another database that speaks as OSV does, such as a mirror."""
CLEAR, VULNERABLE, UNKNOWN = 0, 1, 2
TIMEOUT_SECONDS = 30


class Unanswered(Exception):  # noqa: N818 - it is a state of the database
    """The database did not answer; the words say why."""


def dependencies(pins: Path) -> list[dict[str, Any]]:
    """Return what is known of each package of a file of pins. Raises Unanswered."""
    with tempfile.TemporaryDirectory(prefix="briefing-audit-") as folder:
        arguments = [sys.executable, "-m", "pip_audit", "--requirement", str(pins), "--require-hashes", "--disable-pip"]
        arguments += ["--vulnerability-service", "osv", "--format", "json", "--progress-spinner", "off"]
        arguments += ["--timeout", str(TIMEOUT_SECONDS), "--cache-dir", folder]
        if other := os.environ.get(ADVISORIES):
            arguments += ["--osv-url", other]
        done = subprocess.run(arguments, capture_output=True, check=False, text=True, encoding="utf-8")  # noqa: S603 - our own
    try:
        found = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError, TypeError) as error:
        lines = [line for line in done.stderr.splitlines() if line.strip()]
        raise Unanswered(lines[-1] if lines else f"pip-audit ended with {done.returncode}") from error
    return list(found)


def vulnerabilities(found: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Yield a line for each known vulnerability, with the versions that mend it."""
    for package in found:
        for known in package.get("vulns", ()):
            mended = f"take {' or '.join(known['fix_versions'])}" if known["fix_versions"] else "there is no mended version yet"
            aliases = f" ({', '.join(known['aliases'])})" if known.get("aliases") else ""
            yield f"{package['name']} {package['version']}: {known['id']}{aliases}; {mended}"


def skipped(found: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Yield a line for each package of which nothing was learned."""
    for package in found:
        if reason := package.get("skip_reason"):
            yield f"{package['name']}: {reason}"


def main() -> int:
    """Print what is known of the pins; end with 0 where all is well, 1 with vulnerabilities, 2 where that is not known."""
    ended = CLEAR
    for name in sys.argv[1:]:
        try:
            found = dependencies(Path(name))
        except Unanswered as error:
            where = os.environ.get(ADVISORIES) or "the database of advisories"
            print(
                f"{name}: {where} did not answer, so nothing is known: {error}; try again, or set {ADVISORIES}", file=sys.stderr
            )
            return UNKNOWN
        known, unknown = [*vulnerabilities(found)], [*skipped(found)]
        if not found:
            unknown = ["no package was looked at"]
        for line in (*known, *unknown):
            print(f"{name}: {line}", file=sys.stderr)
        ended = max(ended, UNKNOWN if unknown else VULNERABLE if known else CLEAR)
        if not known and not unknown:
            print(f"{name}: no known vulnerability in {len(found)} packages.")
    return ended


if __name__ == "__main__":
    raise SystemExit(main())
