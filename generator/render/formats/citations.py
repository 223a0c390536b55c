"""Reports as works to be cited: BibTeX, RIS, CSL-JSON, COinS, and the metadata that reference managers look for in a page.

The date is as exact as it is known. Names stay as they are written, since their family part is not known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

import msgspec

from generator.contexts import ArticlePage, Page, Record, Site, Table, When
from generator.model import permalinks
from generator.render.formats.tables import address

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
TEX_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "&%$#_"},
}
AUTHOR_SEPARATOR = re.compile(r"\s*;\s*|\s+and\s+")


@dataclass(frozen=True, slots=True)
class Work:
    """A report as it is cited."""

    key: str
    title: str
    authors: tuple[str, ...]
    publisher: str
    when: When | None
    language: str
    summary: str
    url: str
    """The original's address, else that of the page here."""

    @property
    def day(self) -> list[str]:
        """Year, month and day, as far as they are known; empty for an undated report."""
        return self.when.datetime.split("-") if self.when and self.when.datetime else []


def work(site: Site, page: Page, view: ArticlePage) -> Work:
    """Return the work that a report's page is about."""
    return _work(view, page.path, page.canonical)


def _work_of_record(site: Site, report: Record) -> Work:
    return _work(report, report.path, address(site, report.path) if site.base_url else "")


def _work(report: ArticlePage | Record, path: str, page_address: str) -> Work:
    return Work(
        key=permalinks.slug_at(path),
        title=report.title,
        authors=tuple(filter(None, AUTHOR_SEPARATOR.split(report.author.strip()))),
        publisher=report.source,
        when=report.when,
        language=report.language,
        summary=report.summary,
        url=report.url or page_address,
    )


def as_bibtex(site: Site, page: Page, view: Table[Record]) -> bytes:
    """Return reports for BibTeX and BibLaTeX."""
    return "\n".join(bibtex(_work_of_record(site, report)) for report in view.rows).encode()


def as_ris(site: Site, page: Page, view: Table[Record]) -> bytes:
    """Return reports in the RIS format."""
    return "\r\n".join(ris(_work_of_record(site, report)) for report in view.rows).encode()


def as_csl(site: Site, page: Page, view: Table[Record]) -> bytes:
    """Return reports as CSL-JSON."""
    rows = (msgspec.json.encode(csl(_work_of_record(site, report))) for report in view.rows)
    return b"[\n" + b",\n".join(rows) + b"\n]\n"


def bibtex(cited: Work) -> str:
    """Return a BibTeX entry."""
    fields = {
        "title": f"{{{_tex(cited.title)}}}",
        "author": " and ".join(f"{{{_tex(name)}}}" for name in cited.authors),
        "journal": _tex(cited.publisher),
        "year": "".join(cited.day[:1]),
        "month": MONTHS[int(cited.day[1]) - 1] if len(cited.day) > 1 else "",
        "day": str(int(cited.day[2])) if len(cited.day) > 2 else "",
        "url": cited.url.replace("{", "%7B").replace("}", "%7D"),
        "langid": cited.language,
        "note": "" if cited.day or not cited.when else _tex(cited.when.text),
    }
    lines = (f"  {name} = {value if name == 'month' else f'{{{value}}}'}" for name, value in fields.items() if value)
    return f"@{'article' if cited.publisher else 'misc'}{{{cited.key},\n" + ",\n".join(lines) + "\n}\n"


def ris(cited: Work) -> str:
    """Return an entry in the RIS format."""
    fields = [
        ("TY", "NEWS"),
        ("TI", cited.title),
        *(("AU", name) for name in cited.authors),
        ("T2", cited.publisher),
        ("PY", "".join(cited.day[:1])),
        ("DA", "/".join(cited.day) + "/" * (3 - len(cited.day)) if cited.day else ""),
        ("LA", cited.language),
        ("AB", cited.summary),
        ("UR", cited.url),
        ("ID", cited.key),
    ]
    lines = (f"{name}  - {' '.join(value.split())}" for name, value in fields if value)
    return "\r\n".join((*lines, "ER  - ", ""))


def csl(cited: Work) -> dict[str, Any]:
    """Return an entry of CSL-JSON."""
    issued = (
        {"date-parts": [[int(part) for part in cited.day]]}
        if cited.day
        else {"literal": cited.when.text}
        if cited.when
        else None
    )
    fields = {
        "id": cited.key,
        "type": "article-newspaper",
        "title": cited.title,
        "author": [{"literal": name} for name in cited.authors],
        "container-title": cited.publisher,
        "issued": issued,
        "language": cited.language,
        "abstract": cited.summary,
        "URL": cited.url,
    }
    return {key: value for key, value in fields.items() if value}


def coins(cited: Work) -> str:
    """Return an OpenURL context object, for the title of an empty element in the page (COinS)."""
    fields: list[tuple[str, str]] = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"),
        ("rft.type", "newspaperArticle"),
        ("rft.title", cited.title),
        ("rft.source", cited.publisher),
        *(("rft.creator", name) for name in cited.authors),
        ("rft.date", "-".join(cited.day)),
        ("rft.language", cited.language),
        ("rft.identifier", cited.url),
    ]
    return urlencode([(name, value) for name, value in fields if value], quote_via=quote)


def metadata(cited: Work) -> list[tuple[str, str]]:
    """Return names and values of <meta> elements, as named by Highwire Press and read by reference managers."""
    fields: Iterable[tuple[str, str]] = (
        ("citation_title", cited.title),
        *(("citation_author", name) for name in cited.authors),
        ("citation_publication_date", "/".join(cited.day)),
        ("citation_journal_title", cited.publisher),
        ("citation_language", cited.language),
        ("citation_public_url", cited.url),
    )
    return [(name, value) for name, value in fields if value]


def downloads(cited: Work) -> Iterator[tuple[str, str, str]]:
    """Return one report's entry in each format: the format's name, a file name, and the file as a data address."""
    entries = (
        ("BibTeX", "bib", "application/x-bibtex", bibtex(cited)),
        ("RIS", "ris", "application/x-research-info-systems", ris(cited)),
        ("CSL-JSON", "json", "application/vnd.citationstyles.csl+json", msgspec.json.encode([csl(cited)]).decode()),
    )
    for name, ending, media_type, text in entries:
        yield name, f"{cited.key}.{ending}", f"data:{media_type};charset=utf-8,{quote(text, safe='')}"


def _tex(text: str) -> str:
    return "".join(TEX_ESCAPES.get(character, character) for character in " ".join(text.split()))
