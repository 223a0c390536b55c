"""`briefing add`: reports of people's files become article files."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import count as numbers
from pathlib import Path

from generator import publish
from generator.commands import added
from generator.commands.added import Outcome
from generator.commands.given_files import Reading, read_all, source_files
from generator.commands.known_reports import NEARLY_ALL, KnownReports, Likeness, print_of
from generator.commands.printing import DONE, PROBLEMS
from generator.content import files as read
from generator.content import forms
from generator.content.config import Config
from generator.content.importers.article_file import OPTION, ArticleFile, article_file
from generator.content.importers.importer import Stated
from generator.content.importers.mending import mended
from generator.model.permalinks import MAX_SLUG, slug_of, slugs
from generator.model.problems import InputError, Problem, Where

FORMS = {"date": forms.REPORT_DATE, "url": forms.WEB_ADDRESS, "lang": forms.LANGUAGE}
OPTIONS = ("title", "date", "source", "url", "author", "lang")
"""Keys of front matter that are options too."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The options of one command. `values` are front matter keys with their values, for all reports."""

    values: Mapping[str, str]
    reading: Reading
    today: date
    keep_lines: bool = False
    force: bool = False
    dry_run: bool = False


def run(parsed: argparse.Namespace) -> int:
    """Bring reports in, and say what was taken from where."""
    given = {name: value for name in OPTIONS if (value := getattr(parsed, name))}
    reading = Reading(parsed.format, parsed.encoding, dict(pair for pairs in parsed.map for pair in pairs))
    today = date.today()  # noqa: DTZ011 - a person's day
    wanted = Wanted(given, reading, today, parsed.keep_lines, parsed.force, parsed.dry_run)
    problems: list[Problem] = []
    notes: list[str] = []
    outcomes = add(parsed.project, parsed.files, wanted, problems, notes)
    added.show(outcomes, problems, notes, dry_run=parsed.dry_run, as_json=parsed.json)
    return PROBLEMS if problems else DONE


def add(root: Path, paths: list[Path], wanted: Wanted, problems: list[Problem], notes: list[str]) -> list[Outcome]:
    """Write an article file a report, under a free name; a report that the dossier has already is left out.

    What is wrong with a report is added to `problems`, and the others are written all the same; of files that are passed over
    `notes` are made. Raises InputError, before anything is written, where there is no project or an option is wrong.
    """
    site = read.settings(root, problems)
    _refuse_options(wanted, site, problems)
    if problems:
        raise InputError(problems)
    made = list(_article_files(paths, wanted, site, problems, notes))
    known = KnownReports(root)
    outcomes = [outcome for article in made if (outcome := _outcome(article, known, wanted, problems))]
    if not wanted.dry_run:
        for outcome in outcomes:
            if outcome.path:
                publish.write_new(root / outcome.path, outcome.article.text.encode())
    return outcomes


def _refuse_options(wanted: Wanted, site: Config, problems: list[Problem]) -> None:
    """Note what is wrong with options: they are for all reports."""
    for key, form in FORMS.items():
        value = wanted.values.get(key, "")
        stated, _ = mended(key, Stated(value, OPTION), site.language, "", wanted.today.isoformat())
        if value and not form.fits(stated.value):
            problems.append(Problem(Where(f"--{key}"), f"{value!r} is not {form.is_not}", form.todo))


def _article_files(
    paths: list[Path], wanted: Wanted, site: Config, problems: list[Problem], notes: list[str]
) -> Iterator[ArticleFile]:
    """Return the reports of all files that a build would take; what is wrong with the others is noted."""
    files = source_files(paths, wanted.reading, problems, notes)
    for file, report in read_all(files, wanted.reading.format_name, problems):
        made = article_file(report, wanted.values, wanted.today, given=file.name, site=site, keep_lines=wanted.keep_lines)
        problems.extend(made.problems)
        if not made.problems:
            yield made


def _outcome(article: ArticleFile, known: KnownReports, wanted: Wanted, problems: list[Problem]) -> Outcome | None:
    """Return what becomes of a report; None where it cannot be written."""
    found = print_of(article.text)
    like = known.like(found)
    if like and not wanted.force and (why := _already(like)):
        return Outcome(article, "", why, like.path)
    slug = slugs(article.fields["slug"].value) if "slug" in article.fields else ""
    if slug and (other := known.slugs.get(slug.casefold())):
        where = article.fields["slug"].where or Where(article.given)
        todo = "give one of the two another `slug:`"
        problems.append(Problem(where, f"the slug `{slug}` is taken already by {other}", todo))
        return None
    path = _free_path(article.name, known, has_slug=bool(slug))
    known.add(path, slug or slug_of(path), found)
    return Outcome(article, path, _alike(like) if like else "", like.path if like else "")


def _already(like: Likeness) -> str:
    """Return why a report is not written that is like another one; "" where it is."""
    if like.is_same_address:
        return "you have this already (same address)"
    if like.is_other_publisher or like.part < NEARLY_ALL:
        return ""
    return "you have this already" if like.part >= 1 else f"you have this already ({like.part:.0%} of the text is the same)"


def _alike(like: Likeness) -> str:
    much = "the same text" if like.part >= 1 else f"{like.part:.0%} of the text is the same"
    return f"{much}: both count as one text" if not like.is_same_address else much


def _free_path(name: str, known: KnownReports, *, has_slug: bool) -> str:
    """Return the first path that no report has, nor another report's slug. A long name is cut where its number stands."""
    stem = name.removesuffix(".md")
    for number in numbers(1):
        end = f"-{number}" if number > 1 else ""
        path = f"{read.ARTICLES}/{stem[: MAX_SLUG - len(end)].rstrip('-')}{end}.md"
        if path.casefold() not in known.files and (has_slug or slug_of(path).casefold() not in known.slugs):
            return path
    raise AssertionError
