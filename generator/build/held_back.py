"""The reports that are not in the site at the time of a build, and those that are shown all the same, marked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from generator.content import files
from generator.content.config import Config
from generator.content.holding import held_back, hold_in, turns
from generator.model.article import HeldBack, Hold
from generator.runtime.cache import ResultCache, key

HOLDS = "holds"
"""The kind of cached results that say what reports' files say of when they are in the site."""
Known = dict[str, tuple[str, Hold | None]]
"""Hash and hold of reports by file."""


@dataclass(frozen=True, slots=True)
class HeldReports:
    """The reports with a hold, by file: all, those that are not in the site, and those that are shown though held back.

    Between `since` and `until`, in seconds since 1970, that stays so.
    """

    holds: Mapping[str, Hold]
    held: Mapping[str, HeldBack]
    marks: Mapping[str, HeldBack]
    since: float
    until: float

    def slugs(self) -> set[str]:
        """Return the slugs of the reports that are not in the site."""
        return {self.holds[file].slug for file in self.held}

    def mark(self, file: str) -> str:
        """Return how a report is marked, as text; empty where it is not."""
        mark = self.marks.get(file)
        return f"{mark.reason} {mark.day}" if mark else ""


NONE_HELD = HeldReports({}, {}, {}, float("-inf"), float("inf"))


def read_holds(
    root: Path, reports: Mapping[str, Path], digest_of: Callable[[str], str], config: Config, program: str, cache: ResultCache
) -> dict[str, Hold]:
    """Return what reports say of when they are in the site; only files that changed since the last time are read."""
    name = key(HOLDS, program, str(root), config.time_zone)
    raw = cache.get_many(HOLDS, [name]).get(name)
    before = msgspec.msgpack.decode(raw, type=Known) if raw else {}
    digests = {file: digest_of(file) for file in reports}
    now = {file: before[file] for file in reports if file in before and before[file][0] == digests[file]}
    new = [file for file in reports if file not in now]
    now |= {file: (digests[file], hold) for file, hold in _holds_in(reports, new, digest_of, config)}
    if new or len(before) != len(now):
        cache.put_many(HOLDS, {name: msgspec.msgpack.encode(now)})
    return {file: hold for file, (_, hold) in now.items() if hold}


def read_changed_holds(
    before: Mapping[str, Hold],
    reports: Mapping[str, Path],
    digest_of: Callable[[str], str],
    config: Config,
    changed: Collection[str],
) -> dict[str, Hold]:
    """Return the same where only the `changed` files did."""
    kept = {file: hold for file, hold in before.items() if file in reports and file not in changed}
    new = _holds_in(reports, [file for file in changed if file in reports], digest_of, config)
    return kept | {file: hold for file, hold in new if hold}


def at(holds: Mapping[str, Hold], zone: str, now: float, shown: Collection[str]) -> HeldReports:
    """Return who is held back at a time; those for a reason that is `shown` are marked only."""
    found = {file: why for file in sorted(holds) if (why := held_back(holds[file], zone, now))}
    times = [time for hold in holds.values() for time in turns(hold, zone)]
    return HeldReports(
        holds,
        {file: why for file, why in found.items() if why.reason not in shown},
        {file: why for file, why in found.items() if why.reason in shown},
        max((time for time in times if time <= now), default=float("-inf")),
        min((time for time in times if time > now), default=float("inf")),
    )


def _holds_in(
    reports: Mapping[str, Path], some: Iterable[str], digest_of: Callable[[str], str], config: Config
) -> list[tuple[str, Hold | None]]:
    """Read the holds of some reports; what is wrong with a file is said when it is read as a report."""
    texts = ((file, files.text_of(reports[file], file, [], digest_of(file))) for file in some)
    return [(file, hold_in(file, text, config) if text is not None else None) for file, text in texts]
