"""Entries of reference lists as reference managers export them: RIS, BibTeX and CSL-JSON."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.content.importers.written_dates import dates_in, months
from generator.model.edtf import valid
from generator.model.problems import Problem, Where

RIS_REPORTS = frozenset(
    "NEWS MGZN JOUR BLOG ELEC RPRT GEN WEB ABST EJOU INPR SOUND VIDEO MULTI HEAR PRESS UNPB STAND GOVDOC ICOMM".split()
)
BIBTEX_REPORTS = frozenset(
    "article misc online electronic www report techreport unpublished newspaper newsarticle webpage".split()
)
CSL_REPORTS = frozenset(
    "article article-newspaper article-magazine article-journal webpage post post-weblog report broadcast interview speech"
    " personal_communication document hearing legislation".split()
)
ATTACHMENT_TAGS = ("L1", "L2")
MARKUP = re.compile(r"</?(?:i|b|em|strong|sub|sup|span|sc)(?:\s[^>]*)?>", re.IGNORECASE)
DAY = re.compile(r"(\d{4})(?:[-/](\d{1,2}))?(?:[-/](\d{1,2}))?(?![\d.])")
FILE_OF_BIBTEX = re.compile(r"(?:[^:;]*:)?(?P<path>(?:[A-Za-z]:)?[^:;]+)(?::[\w.+-]+/?[\w.+-]*)?")
AND = re.compile(r"\s+and\s+")


logging.getLogger("bibtexparser").addHandler(logging.NullHandler())  # what it logs is a problem here


@dataclass(frozen=True, slots=True)
class ReferenceEntry:
    """One work of a reference list."""

    key: str
    """The name by which texts cite it; "" where the list has none."""
    fields: Mapping[str, str]
    """Values by front matter keys."""
    files: tuple[str, ...]
    """Paths of its attachments, as the list has them."""
    where: Where
    is_report: bool
    """Whether it is of a kind that may be a report: no book, thesis or film."""

    @property
    def title(self) -> str:
        """Its title, or else its key."""
        return self.fields.get("title", "") or self.key


def ris_entries(name: str, text: str, problems: list[Problem]) -> list[ReferenceEntry]:
    """Return the entries of a list in RIS."""
    import rispy

    lines = text.split("\n")
    starts = [number for number, line in enumerate(lines, start=1) if re.match(r"\s*TY\s\s?-", line)]
    if starts and not any(re.match(r"\s*ER\s\s?-", line) for line in lines[starts[-1] - 1 :]):
        problems.append(
            Problem(Where(name, starts[-1]), "this entry has no end", "end it with a line `ER  - `, or export the list again")
        )
        return []
    try:
        found: list[Mapping[str, Any]] = rispy.loads(text, list_tags=[*rispy.LIST_TYPE_TAGS, *ATTACHMENT_TAGS])
    except (ValueError, OSError, LookupError):
        problems.append(Problem(Where(name), "the list cannot be read as RIS", "export it again"))
        return []
    return [_ris_entry(raw, Where(name, line)) for raw, line in zip(found, starts, strict=False)]


def _ris_entry(raw: Mapping[str, Any], where: Where) -> ReferenceEntry:
    def first(*names: str) -> str:
        values = (raw.get(name) for name in names)
        return next((_plain(value[0] if isinstance(value, list) else value) for value in values if value), "")

    authors: list[str] = next((raw[name] for name in ("authors", "first_authors", "secondary_authors") if raw.get(name)), [])
    fields = _fields(
        title=first("title", "primary_title", "short_title"),
        date=_day(first("date")) or _day(first("year", "publication_year")),
        source=first("secondary_title", "journal_name", "alternate_title1", "alternate_title3", "custom2", "publisher"),
        url=first("urls", "url", "link_to_fulltext"),
        author=_names(authors),
        lang=first("language"),
        place=first("place_published") if raw.get("type_of_reference") == "NEWS" else "",
    )
    attached = [path for name in ("file_attachments1", "file_attachments2") for path in _list(raw.get(name))]
    return ReferenceEntry(first("id", "label"), fields, tuple(attached), where, raw.get("type_of_reference", "") in RIS_REPORTS)


def bibtex_entries(name: str, text: str, problems: list[Problem]) -> list[ReferenceEntry]:
    """Return the entries of a list in BibTeX or BibLaTeX."""
    from bibtexparser.entrypoint import parse_string
    from bibtexparser.middlewares import LatexDecodingMiddleware

    raw, decoded = parse_string(text), parse_string(text, append_middleware=[LatexDecodingMiddleware()])
    for block in raw.failed_blocks:
        what = "this entry has the key of another" if "Duplicate" in type(block).__name__ else "this entry cannot be read"
        problems.append(
            Problem(Where(name, (block.start_line or 0) + 1), what, "mend its braces and keys, or export the list again")
        )
    entries: list[ReferenceEntry] = []
    for one, two in zip(raw.entries, decoded.entries, strict=False):
        named = {key: str(field.value) for key, field in two.fields_dict.items()}
        files = one.get("file")
        where = Where(name, (one.start_line or 0) + 1)
        entries.append(_bibtex_entry(one.key, one.entry_type, named, str(files.value) if files else "", where))
    return entries


def _bibtex_entry(key: str, kind: str, raw: Mapping[str, str], files: str, where: Where) -> ReferenceEntry:
    named = {name.lower(): _plain(value) for name, value in raw.items()}

    def first(*names: str) -> str:
        return next((named[name] for name in names if named.get(name)), "")

    month = months().get(first("month").casefold().rstrip("."), 0) or (int(first("month")) if first("month").isdigit() else 0)
    days = (first("year"), f"{month:02d}" if month else "", first("day") if month else "")
    fields = _fields(
        title=": ".join(part for part in (first("title"), first("subtitle")) if part),
        date=_day(first("date")) or _day("-".join(part for part in days if part)),
        source=first(
            "journaltitle", "journal", "newspaper", "maintitle", "organization", "institution", "howpublished", "publisher"
        ),
        url=first("url"),
        author=_names(AND.split(first("author", "editor"))),
        lang=first("langid", "language", "hyphenation"),
    )
    paths = [
        found["path"].replace("\\:", ":") for part in files.split(";") if (found := FILE_OF_BIBTEX.fullmatch(part.strip()))
    ]
    return ReferenceEntry(key, fields, tuple(paths), where, kind.lower() in BIBTEX_REPORTS)


def csl_entries(name: str, text: str, problems: list[Problem]) -> list[ReferenceEntry]:
    """Return the entries of a list in CSL-JSON."""
    try:
        raw = json.loads(text)
    except ValueError as error:
        line, column = (error.lineno, error.colno) if isinstance(error, json.JSONDecodeError) else (1, 1)
        problems.append(Problem(Where(name, line, column), "this is not valid JSON", "export the list again, as CSL-JSON"))
        return []
    entries = raw.get("items", raw.get("references", [])) if isinstance(raw, dict) else raw
    return [_csl_entry(entry, Where(name)) for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []


def _csl_entry(raw: Mapping[str, Any], where: Where) -> ReferenceEntry:
    def text(*names: str) -> str:
        return next((_plain(str(raw[name])) for name in names if isinstance(raw.get(name), str | int) and raw[name]), "")

    people = raw.get("author") if isinstance(raw.get("author"), list) else []
    names = [_csl_name(person) for person in people or [] if isinstance(person, dict)]
    fields = _fields(
        title=text("title"),
        date=_csl_day(raw.get("issued")),
        source=text("container-title", "publisher"),
        url=text("URL"),
        author=", ".join(name for name in names if name),
        lang=text("language"),
        place=text("event-place", "publisher-place") if raw.get("type") == "article-newspaper" else "",
    )
    attached = [str(one.get("path", "")) for one in _list(raw.get("attachments")) if isinstance(one, dict)]
    return ReferenceEntry(
        text("citation-key", "citekey", "id"),
        fields,
        tuple(path for path in attached if path),
        where,
        raw.get("type") in CSL_REPORTS,
    )


def _csl_name(person: Mapping[str, Any]) -> str:
    parts = [str(person.get(part, "")) for part in ("given", "non-dropping-particle", "family", "suffix")]
    return _plain(str(person.get("literal") or " ".join(part for part in parts if part)))


def _csl_day(issued: Any) -> str:
    """A date of CSL: its parts, or as it was written."""
    if not isinstance(issued, dict):
        return _day(str(issued or ""))
    parts = issued.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list):
        return _day("-".join(str(part) for part in parts[0]))
    return _day(str(issued.get("raw") or issued.get("literal") or ""))


def _fields(**values: str) -> dict[str, str]:
    return {key: value for key, value in values.items() if value}


def _list(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else [value] if value else []


def _plain(value: Any) -> str:
    return " ".join(MARKUP.sub("", str(value)).replace("{", "").replace("}", "").split())


def _names(people: Iterable[str]) -> str:
    """Names, the given ones first, with commas between people."""
    found = [_plain(person) for person in people]
    turned = [" ".join(part.strip() for part in reversed(name.split(",", 1)) if part.strip()) for name in found if name]
    return ", ".join(turned)


def _day(words: str) -> str:
    """A date of a reference list as EDTF: "2021/03/04/", "2021-3", "March 4, 2021"; "" where there is none."""
    found = DAY.match(words.strip())
    if found:
        parts = [found[1], *(f"{int(part):02d}" for part in found.groups()[1:] if part and int(part))]
        day = "-".join(parts)
        return day if valid(day) else found[1]
    written = dates_in(words)
    return written[0].day if written else ""
