"""A project as people's files describe it: settings, profiles and pages, theme and interface texts, and the reports' files."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from generator.build import held_back
from generator.build.held_back import HeldReports
from generator.content import config, files
from generator.content.files import Outline
from generator.model.hold_reason import HoldReason
from generator.model.problems import Problem
from generator.runtime import clock
from generator.runtime.cache import ResultCache, Stamp
from generator.runtime.fingerprints import digest, is_refused
from generator.theme import load
from generator.theme.load import Theme
from generator.theme.texts import Words, words

ALL_REASONS = frozenset(HoldReason)


@dataclass(frozen=True, slots=True)
class Project:
    """A project's files as they stood when it was read; reports are read one by one later.

    `stamps` are all files that a build may read, by absolute path; `reports` are the files of reports by their names from the
    root, in order. `date_words` are the interface texts for dates, all that a report's account depends on. `problems` are what
    is wrong with the files. `pictures` are the hashes of those that reports may show, by their names from the root. `holding`
    says which reports are held back, of which only those that are marked are in `reports`. `changed` are the names of files
    that may differ from those of the project read before; None where all may.
    """

    root: Path
    program: str
    stamps: Mapping[str, Stamp]
    outline: Outline
    theme: Theme
    words: Words
    date_words: Words
    reports: Mapping[str, Path]
    problems: tuple[Problem, ...]
    pictures: Mapping[str, str]
    holding: HeldReports
    changed: frozenset[str] | None = None

    def digest(self, name: str) -> str:
        """Return the hash of a file by its name from the root; that of an empty file where there is none."""
        return _digest(self.stamps, _prefix(self.root), name)

    def digests(self) -> dict[str, str]:
        """Return the hashes of all files below the root by name."""
        prefix = _prefix(self.root)
        return {path[len(prefix) :]: stamp.digest for path, stamp in self.stamps.items() if path.startswith(prefix)}


def read_project(
    root: Path,
    stamps: Mapping[str, Stamp],
    program: str,
    cache: ResultCache,
    *,
    shown: Collection[str] = ALL_REASONS,
    now: float | None = None,
) -> Project:
    """Read a project's files but for its reports. `program` is the hash of the program.

    Reports that are held back `now` for a reason that is not `shown` are left out.
    """
    problems: list[Problem] = []
    outline = files.read_outline(root, problems)
    theme = load.read_theme(root, outline.config.theme, problems)
    texts = words(theme.texts, outline.config.language, problems)
    all_reports = {name: path for path, name in outline.reports}
    digest_of = partial(_digest, stamps, _prefix(root))
    holds = held_back.read_holds(root, all_reports, digest_of, outline.config, program, cache)
    holding = held_back.at(holds, outline.config.time_zone, clock.now() if now is None else now, shown)
    reports = {name: path for name, path in all_reports.items() if name not in holding.held}
    dates, pictures = texts.within("date."), pictures_among(root, stamps)
    return Project(root, program, stamps, outline, theme, texts, dates, reports, tuple(problems), pictures, holding)


def read_changed_project(before: Project, stamps: Mapping[str, Stamp], changed: Collection[str]) -> Project:
    """Read again what may differ from a project of which only the `changed` files did, named from the root.

    All its reports are shown, those that are held back marked.
    """
    problems: list[Problem] = []
    outline = _changed_outline(before, stamps, changed, problems)
    theme, texts = before.theme, before.words
    if any(map(_is_of_theme, changed)):
        theme = load.read_theme(before.root, outline.config.theme, problems)
        texts = words(theme.texts, outline.config.language, problems)
    date_words = texts.within("date.")
    is_listed = outline.reports is before.outline.reports
    reports = before.reports if is_listed else {name: path for path, name in outline.reports}
    zone = outline.config.time_zone
    digest_of = partial(_digest, stamps, _prefix(before.root))
    holds = held_back.read_changed_holds(before.holding.holds, reports, digest_of, outline.config, changed)
    holding = held_back.at(holds, zone, clock.now(), ALL_REASONS)
    other_marks = {file for file in holds if holding.mark(file) != before.holding.mark(file)}
    are_all_alike = config.FILE not in changed and date_words == before.date_words
    return Project(
        before.root,
        before.program,
        stamps,
        outline,
        theme,
        texts,
        date_words,
        reports,
        tuple(problems),
        pictures_among(before.root, stamps) if any(map(files.is_picture, changed)) else before.pictures,
        holding,
        frozenset(changed) | other_marks if are_all_alike else None,
    )


def _changed_outline(
    before: Project, stamps: Mapping[str, Stamp], changed: Collection[str], problems: list[Problem]
) -> Outline:
    """Read the outline again; the whole of it where a file that may not be read, or one in a folder's place, came or went."""
    prefix = _prefix(before.root)
    refused = {files.CONTENT, *files.FOLDERS, *(problem.where.path for problem in before.outline.refused)}
    if any(name in refused or ((stamp := stamps.get(f"{prefix}{name}")) and is_refused(stamp)) for name in changed):
        return files.read_outline(before.root, problems)
    return files.read_changed_outline(before.root, before.outline, before.reports, changed, problems)


def pictures_among(root: Path, stamps: Mapping[str, Stamp]) -> dict[str, str]:
    """Return the hashes of a project's pictures by their names from the root."""
    prefix = _prefix(root)
    found = (path for path in stamps if path.startswith(prefix) and files.is_picture(path) and not is_refused(stamps[path]))
    names = (path[len(prefix) :].replace(os.sep, "/") for path in found)
    return {name: stamps[f"{prefix}{name}"].digest for name in files.pictures_among(names)}


def _is_of_theme(name: str) -> bool:
    """Return whether a file is one of a theme, or names the theme. Themes of the program have absolute paths."""
    return name == config.FILE or name.startswith("themes/") or os.path.isabs(name)  # noqa: PTH117 - a name, no path


def _digest(stamps: Mapping[str, Stamp], prefix: str, name: str) -> str:
    stamp = stamps.get(f"{prefix}{name}")
    return stamp.digest if stamp else digest(b"")


def _prefix(root: Path) -> str:
    return str(root).rstrip(os.sep) + os.sep
