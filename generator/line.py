"""The line of stages: read, derive, assemble, plan, render. Publishing is left to whoever asked for the pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from generator import dossiers, inputs, pages, parallel, permalinks, read
from generator.briefing import Briefing
from generator.dossiers import Dossier, Reading
from generator.memo import Memo, Stamp
from generator.model import OutputPath, Theme
from generator.options import Options
from generator.pages import Fingerprints, Page
from generator.plan import plan
from generator.publish import Edition

ALONE = 4
"""Bundles of pages that are rendered without a pool."""


@dataclass(frozen=True, slots=True)
class Walked:
    """What the line leaves to be told and to be kept: reports' slugs, new files of findings, reasons of rendering."""

    slugs: frozenset[str]
    fresh: Mapping[str, bytes]
    suggestions: tuple[tuple[str, str, str], ...]
    reasons: tuple[tuple[str, str], ...]
    sources: Mapping[str, str]


def walk(root: Path, remembered: Memo, stamps: Mapping[str, Stamp], program: str, new: Edition, how: Options) -> Walked:
    """Walk the line and stage every file of the site: those that stand are kept, the others made."""
    how.stage("read, derive")
    reading = Reading(root, remembered, stamps, program)
    dossier = reading.dossier(_telling(how), how.progress)
    theme = read.read_theme(root, dossier.outline.config.theme)
    how.stage("plan, render")
    standing = new.standing
    kept: list[tuple[OutputPath, tuple[str, ...]]] = []

    def stale(planned: Iterable[Page]) -> Iterator[Page]:
        for page in planned:
            entry = standing.get(page.path)
            if entry and entry.of == page.of:
                kept.append((page.path, page.about))
            else:
                yield page

    fingerprints = Fingerprints(theme, program, dossier.digests, reading.digests)
    work = stale(map(fingerprints.page, plan(dossier.briefing, dossier.outline.config, dossier.outline.pages)))
    reasons = []
    made = pages.made(work, fingerprints.templates, partial(reading.bodies, dossier.files), _rendering(how))
    for page, content in how.progress(made, "pages", None):
        new.write(page.path, content, page.of, page.about)
        reasons.append((page.path, fingerprints.why(page, standing.get(page.path), new.sources)))
    for path, about in kept:
        new.keep(path, about)
    for path, content in _static(theme).items():
        new.write(path, content)
    return Walked(frozenset(dossier.digests), dossier.fresh, dossier.briefing.suggestions, tuple(reasons), fingerprints.sources)


def in_memory(root: Path, remembered: Memo) -> tuple[Briefing, dict[OutputPath, bytes]]:
    """The briefing of a project, and every file of its site."""
    program = inputs.program()
    reading = Reading(root, remembered, inputs.look(root, remembered), program)
    how = Options(jobs=1)
    dossier = reading.dossier(_telling(how), how.progress)
    theme = read.read_theme(root, dossier.outline.config.theme)
    fingerprints = Fingerprints(theme, program, dossier.digests, reading.digests)
    work = map(fingerprints.page, plan(dossier.briefing, dossier.outline.config, dossier.outline.pages))
    done = pages.made(work, fingerprints.templates, partial(reading.bodies, dossier.files), _rendering(how))
    return dossier.briefing, {page.path: content for page, content in done} | _static(theme)


def derive(root: Path, remembered: Memo, how: Options, *, force: bool) -> Dossier:
    """The dossier alone, for who wants the findings in `content/derived/` brought up to date."""
    reading = Reading(root, remembered, inputs.look(root, remembered), inputs.program(), force=force)
    return reading.dossier(_telling(how), how.progress)


def _static(theme: Theme) -> dict[OutputPath, bytes]:
    return {permalinks.static(name): content for name, content in sorted(theme.static.items())}


def _telling(how: Options) -> dossiers.Spread:
    return partial(parallel.spread, jobs=how.jobs or parallel.cores(), executor=how.executor)


def _rendering(how: Options) -> pages.Spread:
    return partial(parallel.spread, jobs=how.jobs or parallel.cores(), alone=ALONE)
