"""An imported report to the article file that is written: what its format did not say comes from the text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from generator.content import front_matter, parse, plain_characters
from generator.content.config import Config
from generator.content.forms import UNKNOWN_DATE
from generator.content.importers import document_properties, languages, mending, wording
from generator.content.importers.importer import TEXT_KEYS, ImportedReport, Stated
from generator.content.importers.page_lines import LineKind
from generator.content.importers.trimming import Trimmed, plain, trimmed
from generator.content.importers.written_dates import WrittenDate
from generator.derive.lexicon import LANGUAGES
from generator.model.article import Article
from generator.model.permalinks import slugs
from generator.model.problems import Problem, Where

OPTION, FIRST_WORDS, TEXT, FRONT_MATTER = "option", "first words", "text", "front matter"
WRITTEN_BY_PEOPLE = frozenset({OPTION, FRONT_MATTER})
"""Where values stand that a person wrote: one of these that is wrong is a problem, any other is left out with a note."""
ABOVE_DATELINE, BELOW_DATELINE = (LineKind.PUBLISHED, LineKind.DATED, LineKind.BYLINE), (LineKind.UPDATED,)
OF_DOCUMENT = {"author": "", "date": "this is the document's date, when it was made: give --date if the report's is another"}
"""Keys for which the text counts for more than the properties of its document, and what is said where these are taken."""
PUBLISHED_WITHIN = timedelta(days=31)
"""How long after it was made a document is published, where its text names a day without a year."""
DAY_LENGTH = len("YYYY-MM-DD")
EXPECTED = ("date", "source")
"""Keys of which a report is told that they are missing."""
MAX_TRIES = 4
ADDRESS = re.compile(r"https?://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ArticleFile:
    """An article file that is not written yet."""

    name: str
    text: str
    fields: Mapping[str, Stated]
    """What is known of the report, and where each value is from; without a `date` when that is not known.

    `lang` stands here even where the file does not say it, because it is the site's.
    """
    notes: tuple[str, ...] = ()
    """Notes for the person on what to look at, a clause each."""
    part: str = ""
    """The number of the report in its file, where that holds several."""
    given: str = ""
    """The name of the file that the person brought in."""
    taken_off: tuple[str, ...] = ()
    """Lines around the text that were left out."""
    article: Article | None = None
    """The report as a build reads it."""
    problems: tuple[Problem, ...] = ()
    """The problems for which a build would refuse it, placed in the file that the person brought in."""

    @property
    def missing(self) -> tuple[str, ...]:
        """Keys of `EXPECTED` that nothing was found for."""
        return tuple(key for key in EXPECTED if key not in self.fields)


def article_file(
    report: ImportedReport,
    options: Mapping[str, str],
    today: date,
    *,
    given: str = "",
    site: Config | None = None,
    keep_lines: bool = False,
) -> ArticleFile:
    """Return a report as an article file. `options` (front matter keys) win over what the file says.

    `given` names the file that it is from. With `keep_lines`, lines around the text stay in it. A dateline without a year is
    taken for the latest such day up to `today`, with a note that says so.
    """
    site = site or Config()
    made = _Making(report, options, today, site)
    around = trimmed(report.body, made.known["title"].value if "title" in made.known else "", made.lang)
    body = report.body if keep_lines else around.body
    made.take_from_text(around, body)
    made.take_language(plain(body[: 2 * languages.MAX_CHARACTERS]))
    first_words = Stated(wording.lede_title(body), FIRST_WORDS)
    for _ in range(MAX_TRIES):
        made.known.setdefault("title", first_words)  # also where another one was left out
        made_text = made.text(body)
        problems: list[Problem] = []
        article = parse.article(f"{made.stem()}.md", made_text, config=site, problems=problems)
        if not made.leave_out(problems, made_text):
            break
    made.known.setdefault("title", first_words)
    return ArticleFile(
        f"{made.stem()}.md",
        made_text,
        made.known,
        (*made.notes, *report.notes, *_note_of_unknown(report)),
        report.part,
        given,
        () if keep_lines else tuple(line.text for line in around.lines),
        article,
        tuple(made.in_terms_of(given, problem, made_text) for problem in problems),
    )


class _Making:
    """The known facts of a report while its file is made."""

    def __init__(self, report: ImportedReport, options: Mapping[str, str], today: date, site: Config) -> None:
        stated = {**report.fields, **{key: Stated(value, OPTION, Where(f"--{key}")) for key, value in options.items()}}
        stated = {key: replace(one, value=plain_characters.plain(one.value)) for key, one in stated.items()}
        of_document = {
            key: stated[key] for key in OF_DOCUMENT if key in stated and stated[key].origin == document_properties.ORIGIN
        }
        self.of_document = of_document
        self.report, self.today, self.site = report, today, site
        self.known: dict[str, Stated] = {}
        self.notes: list[str] = []
        self.is_language_written = True
        for key in sorted(stated, key=lambda key: key != "lang"):  # the language first: it says in which order a date stands
            if key not in of_document:
                self._take(key, stated[key])

    @property
    def lang(self) -> str:
        """The report's language as far as it is known."""
        return self.known["lang"].value if "lang" in self.known else self.site.language

    def take_from_text(self, around: Trimmed, body: str) -> None:
        """Take what the text itself says: its lines above and below, and its dateline."""
        updated = around.date(BELOW_DATELINE)
        if "date" not in self.known and (dated := around.date(ABOVE_DATELINE)):
            self._take_date(*dated, body)
        last = min(self.today, self._last_day(updated[0].day if updated else ""))
        told, notes = wording.dateline_fields(body, last, is_dated="date" in self.known)
        self.notes += notes
        if around.author:
            told.setdefault("author", Stated(around.author, LineKind.BYLINE))
        if around.source:
            told["source"] = Stated(*around.source)  # before the agency of a dateline, whose text others print
        self.known = {**told, **self.known}
        if "date" not in self.known and updated:
            self._take_date(*updated, body)
        for key in self.of_document.keys() - self.known.keys():
            self._take(key, self.of_document[key])
            self.notes += [OF_DOCUMENT[key]] if OF_DOCUMENT[key] else []

    def _last_day(self, updated: str) -> date:
        """Return the last day on which the report may have been published, as far as its update or its document says."""
        if len(updated) == DAY_LENGTH:
            return date.fromisoformat(updated)
        made = self.of_document["date"].value if "date" in self.of_document else ""
        return date.fromisoformat(made) + PUBLISHED_WITHIN if len(made) == DAY_LENGTH else self.today

    def take_language(self, text: str) -> None:
        """Take the language that the text is in, where no person said another; say so where it is not read."""
        told, stated = languages.told_language(text), self.known.get("lang")
        is_said = stated is not None and stated.origin in WRITTEN_BY_PEOPLE
        is_other = bool(told and stated and languages.base(stated.value) != told)
        if is_other and stated:
            taken = "" if is_said else f": taken for {told}"
            self.notes.append(f"the text reads as {languages.english_name(told)}, {stated.origin} says {stated.value}{taken}")
        if told and not is_said and (is_other or not stated):
            self.known["lang"] = Stated(told, TEXT)
        found = self.known.get("lang")
        self.is_language_written = is_said or not found or not _is_language_of(self.site, found)
        if found and languages.base(found.value) not in LANGUAGES:
            self.notes.append(f"{languages.english_name(found.value)} is not read: the report is shown, nothing is found in it")

    def leave_out(self, problems: list[Problem], text: str) -> bool:
        """Leave out values that are wrong and that no person wrote; return whether there were any."""
        is_any = False
        for problem in problems:
            key = _key_on(problem.where.line, text)
            stated = self.known.get(key)
            if stated and stated.origin not in WRITTEN_BY_PEOPLE and stated.origin != FIRST_WORDS:
                self.notes.append(f"{key} {stated.value!r} of {stated.origin} is left out: {problem.wrong}")
                del self.known[key]
                is_any = True
        return is_any

    def stem(self) -> str:
        title, day = self.known["title"].value, self._date()
        return slugs(title if day == UNKNOWN_DATE else f"{day[:10]}-{title}")

    def text(self, body: str) -> str:
        """Return the file's text: tidy front matter in a fixed order, keys that a report has not as comments, and the body."""
        values = {key: stated.value for key, stated in self.known.items()} | {"date": self._date()}
        if not self.is_language_written:
            values.pop("lang", None)
        texts = [f"{key}: {front_matter.scalar(values[key])}\n" for key in TEXT_KEYS if values.get(key)]
        lists = [front_matter.entry(key, node) for key, node in self.report.lists.items()]
        unknown = self.report.unknown.items()
        comments = [f"# {front_matter.scalar(key)}: {front_matter.one_line(node)}\n" for key, node in unknown]
        return f"---\n{''.join([*texts, *lists, *comments])}---\n\n{body}\n"

    def in_terms_of(self, given: str, problem: Problem, text: str) -> Problem:
        """Return a problem of the file that is made as one of the file that it is made of, or of the option."""
        if "name" in self.report.unknown and not self.report.body.strip():
            wrong = "this is the profile of an actor or a topic, not a report"
            return Problem(Where(given), wrong, "put it into content/actors/ or content/topics/")
        key = _key_on(problem.where.line, text)
        stated, node = self.known.get(key), self.report.lists.get(key)
        where = stated.where if stated else node.where if node else None
        if node and isinstance(node.value, tuple):
            number = problem.where.line - _line_of(key, text) - 1
            where = node.value[number].where if 0 <= number < len(node.value) else node.where
        return Problem(where or Where(given), problem.wrong, problem.todo)

    def _date(self) -> str:
        return self.known["date"].value if "date" in self.known else UNKNOWN_DATE

    def _take(self, key: str, stated: Stated) -> None:
        if key == "source" and ADDRESS.match(stated.value):  # as web clippers write it
            key = "url"
            if key in self.report.fields:
                return
        self.known[key], notes = mending.mended(key, stated, self.lang, self.report.body, self.today.isoformat())
        self.notes += notes

    def _take_date(self, found: WrittenDate, line: str, body: str) -> None:
        value, notes = mending.settled(found, line, body, self.today.isoformat())
        self.known["date"] = Stated(value, TEXT)
        self.notes += notes


def _is_language_of(site: Config, found: Stated) -> bool:
    """Return whether a language need not be written; one that is told from the text says nothing of the country."""
    return (languages.base(site.language) if found.origin == TEXT else site.language) == found.value


def _note_of_unknown(report: ImportedReport) -> tuple[str, ...]:
    keys = ", ".join(f"`{key}`" for key in report.unknown)
    return (f"a report has no key {keys}: kept as a comment in the front matter",) if keys else ()


def _key_on(line: int, text: str) -> str:
    """Return the key of front matter whose value stands on a line of a file; "" for the lines of the text."""
    head = text.split("\n---\n", 1)[0].split("\n")
    keys = [row.partition(":")[0] for row in head[1:line] if row[:1] not in {" ", "#", ""}]
    return keys[-1] if keys and line <= len(head) else ""


def _line_of(key: str, text: str) -> int:
    return next(number for number, row in enumerate(text.split("\n"), 1) if row.startswith(f"{key}:"))
