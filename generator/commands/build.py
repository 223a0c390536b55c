"""`briefing build`: the site, and the whole briefing as one file where that is asked for."""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from generator import build
from generator.build.status import Held, dropped_in_words, in_words
from generator.commands import would_ask
from generator.commands.printing import DONE, USAGE, count, progress, say
from generator.model.hold_reason import HoldReason
from generator.runtime import processes
from generator.runtime.options import Options
from generator.runtime.project_folder import require_project

HELD: dict[str, str] = {HoldReason.DRAFT: "a draft", HoldReason.EMBARGOED: "until", HoldReason.EXPIRED: "expired on"}


class Clock:
    """A clock that prints on stderr how long each stage took, once the next begins."""

    def __init__(self) -> None:
        self._started = self._since = time.perf_counter()
        self._name = "start"

    def stage(self, name: str) -> None:
        """Begin a stage."""
        now = time.perf_counter()
        say(f"{now - self._since:8.3f} s  {self._name}")
        self._name, self._since = name, now

    def seconds(self) -> float:
        """Return the seconds since the start."""
        return time.perf_counter() - self._started


def run(parsed: argparse.Namespace) -> int:
    """Build the site once, or at every change."""
    require_project(parsed.project)
    clock = Clock()
    processes.collect_garbage_less_often()
    site = parsed.output or parsed.project / build.SITE
    stage = clock.stage if parsed.profile else lambda _name: None
    shown = frozenset({HoldReason.DRAFT}) if parsed.drafts else frozenset[HoldReason]()
    options = Options(parsed.jobs or 0, progress, stage, say, is_verbose=parsed.verbose, shown=shown, asks=not parsed.watch)
    if parsed.dry_run:
        would_ask.say(parsed.project, options)
        return DONE
    wanted = _single_page_files(parsed)
    if wanted and parsed.watch:
        say("--watch builds the site alone; ask for --single-page or --pdf without it")
        return USAGE
    if wanted:
        from generator.commands import one_file

        one_file.refuse(parsed.project, site, wanted)
    if parsed.watch:
        from generator.serve import watch_build

        once = partial(_build_once, parsed, site, options, clock)
        return watch_build.run(parsed.project, site, options, once, poll=parsed.poll)
    _build_once(parsed, site, options, clock)
    if wanted:
        sections = one_file.write(parsed.project, wanted, shown)
        if not parsed.quiet:
            print("\n".join(f"{file}: the whole briefing in {count(sections, 'section')}" for file in wanted))
    return DONE


def _held_in_words(held: Sequence[Held]) -> str:
    """Return in a line how many reports are held back, and why."""
    days = {reason: sorted(day for _, why, day in held if why == reason) for reason in HELD}
    said = [f"{len(days[HoldReason.DRAFT])} as drafts"] if days[HoldReason.DRAFT] else []
    if waiting := days[HoldReason.EMBARGOED]:
        said.append(f"{len(waiting)} until {waiting[0]}{' or later' if waiting[0] != waiting[-1] else ''}")
    said += [f"{len(days[HoldReason.EXPIRED])} expired"] if days[HoldReason.EXPIRED] else []
    return f"{count(len(held), 'report')} held back: {', '.join(said)}."


def _single_page_files(parsed: argparse.Namespace) -> list[Path]:
    """The files that the whole briefing is to be written into."""
    asked = (("html", parsed.single_page), ("pdf", parsed.pdf))
    return [parsed.project / f"briefing.{ending}" if file is True else file for ending, file in asked if file]


def _build_once(parsed: argparse.Namespace, site: Path, options: Options, clock: Clock) -> None:
    done = build.build(parsed.project, site, options)
    options.stage("")
    if parsed.quiet:
        return
    for path, why in done.reasons if parsed.verbose else ():
        print(f"{path}: {why}")
    status = done.status
    for one, other, reason in status.same_names[: build.MAX_SUGGESTIONS]:
        print(f"Perhaps the same: {one} and {other} ({reason}). If so, say it in a profile's `aliases`.")
    if more := len(status.same_names[build.MAX_SUGGESTIONS :]):
        print(f"{more} more that may be the same, and what was merged and why: {parsed.project / build.WHO_IS_WHO}")
    if status.held:
        print(_held_in_words(status.held))
    for file, reason, day in status.held if parsed.verbose else ():
        print(f"{file}: held back ({' '.join(filter(None, (HELD[reason], day)))})")
    for line in dropped_in_words(status) if parsed.verbose else ():
        print(line)
    print(f"Open {(site / 'index.html').resolve().as_uri()}")
    print(
        f"{count(done.articles, 'report')} ({done.derived} derived), {count(done.rendered, 'page')} rendered,"
        f" {done.published.kept} kept, {done.published.removed} removed, in {clock.seconds():.2f} s."
    )
    if not done.articles and not status.held:
        print("There are no reports yet; `briefing add FILE` brings one in.")
    if to_look_at := in_words(status):
        print(to_look_at)
