"""An imported report to the article file that is written: what its format did not say comes from the text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from generator.content import front_matter
from generator.content.forms import UNKNOWN_DATE
from generator.content.importers import wording
from generator.content.importers.importer import TEXT_KEYS, ImportedReport, Stated
from generator.model.permalinks import slugs

OPTION, FIRST_WORDS = "option", "first words"


@dataclass(frozen=True, slots=True)
class ArticleFile:
    """An article file that is not written yet."""

    name: str
    text: str
    fields: Mapping[str, Stated]
    """What its front matter says, and where each value is from; without a `date` when it is not known."""
    notes: tuple[str, ...] = ()
    """What the person should look at, a clause each."""
    part: str = ""
    """Which report of the file this is, where it holds several."""


def article_file(report: ImportedReport, options: Mapping[str, str], today: date) -> ArticleFile:
    """Return a report as an article file. `options` (front matter keys) win over what the file says.

    A dateline without a year is taken for the latest such day up to `today`, with a note that says so.
    """
    known = {**report.fields, **{key: Stated(value, OPTION) for key, value in options.items()}}
    told, notes = wording.dateline_fields(report.body, today, is_dated="date" in known)
    known = {**told, **known}
    known.setdefault("title", Stated(wording.lede_title(report.body), FIRST_WORDS))
    title, day = known["title"].value, known["date"].value if "date" in known else UNKNOWN_DATE
    stem = slugs(title if day == UNKNOWN_DATE else f"{day[:10]}-{title}")
    text = f"---\n{_front_matter({**known, 'date': Stated(day, '')}, report)}---\n\n{report.body}\n"
    return ArticleFile(f"{stem}.md", text, known, (*notes, *report.notes, *_note_of_unknown(report)), report.part)


def _note_of_unknown(report: ImportedReport) -> tuple[str, ...]:
    keys = ", ".join(f"`{key}`" for key in report.unknown)
    return (f"a report has no key {keys}: kept as a comment in the front matter",) if keys else ()


def _front_matter(known: Mapping[str, Stated], report: ImportedReport) -> str:
    """Tidy front matter: fixed order, quotes only where YAML needs them, keys that a report has not as comments."""
    texts = [f"{key}: {front_matter.scalar(known[key].value)}\n" for key in TEXT_KEYS if key in known and known[key].value]
    lists = [front_matter.entry(key, node) for key, node in report.lists.items()]
    comments = [f"# {front_matter.scalar(key)}: {front_matter.one_line(node)}\n" for key, node in report.unknown.items()]
    return "".join([*texts, *lists, *comments])
