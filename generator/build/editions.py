"""Editions: what is known of a project, frozen; and what changed from one to another."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from generator.build.pipeline import open_and_update
from generator.build.project import read_project
from generator.content.files import CONTENT, settings, text_of
from generator.contexts import ChangesDigest
from generator.dossier.edition_changes import compare, why_by_hashes
from generator.dossier.known_state import known_state
from generator.model.editions import BriefingEdition, FrozenDecision
from generator.model.edtf import bounds
from generator.model.problems import InputError, Problem
from generator.plan import changes_digest
from generator.plan.changes import ChangesSince
from generator.runtime import clock, fingerprints
from generator.runtime.cache import ResultCache
from generator.runtime.options import Options
from generator.theme import load, texts

LEDGER = f"{CONTENT}/decisions.yaml"
"""The editors' decisions, line by line."""


def frozen(root: Path, name: str, slug: str, day: str, cache: ResultCache, options: Options) -> BriefingEdition:
    """Return what is known of a project now, as an edition of a day; without one, of that of the latest report.

    Only caches are written. Raises InputError.
    """
    stamps, program = fingerprints.current_stamps(root, cache), fingerprints.program(cache)
    with ExitStack() as stack:
        project = read_project(root, stamps, program, cache, shown=options.shown)
        assembled = open_and_update(project, cache, options, stack)
        latest = assembled.index.reports.date_range()[1]
        day = day or (bounds(latest)[1] if latest else "")
        known = known_state(assembled.index, name, slug, day, project.outline.judgements, project.digests())
    return replace(known, decisions=_decisions(root))


def today(root: Path) -> str:
    """Return the day that it is in a project's time zone. Raises InputError."""
    problems: list[Problem] = []
    zone = settings(root, problems).time_zone
    if problems:
        raise InputError(problems)
    return datetime.fromtimestamp(clock.now(), ZoneInfo(zone)).date().isoformat()


def digest_of_changes(root: Path, before: BriefingEdition, now: BriefingEdition, limit: int) -> ChangesDigest:
    """Return what changed from one edition to another, in plain words; at most so many further entries of each sort.

    Raises InputError.
    """
    problems: list[Problem] = []
    config = settings(root, problems)
    words = texts.words(load.read_theme(root, config.theme, problems).texts, config.language, problems)
    if problems:
        raise InputError(problems)
    since = ChangesSince(before, compare(before, now, why_by_hashes(before, now)), now)
    told = changes_digest.introduction(words, since)
    title = words("changes.title", name=before.name)
    return ChangesDigest(title, told, now.day, "", "", changes_digest.digest(words, since, limit))


def _decisions(root: Path) -> tuple[FrozenDecision, ...]:
    """Return the lines of the ledger of decisions, if there is one."""
    text = text_of(root / LEDGER, LEDGER, [])
    return tuple(FrozenDecision(line.rstrip()) for line in (text or "").splitlines() if line.strip("# ") and line[0] != "#")
