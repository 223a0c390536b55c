"""Reports as works to be cited: BibTeX, RIS, CSL-JSON, COinS, and the metadata that reference managers look for in a page.

The date is as exact as it is known. Names are given as they are written: nobody knows which part of a name is the family's.
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
TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "&%$#_"},
}
SEVERAL = re.compile(r"\s*;\s*|\s+and\s+")


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
        """Year, month and day, as far as they are known."""
        return self.when.datetime.split("-") if self.when and self.when.datetime else []


def work(site: Site, page: Page, view: ArticlePage) -> Work:
    """Return the work that a report's page is about."""
    return _work(view, page.path, page.canonical)


def _of_record(site: Site, report: Record) -> Work:
    return _work(report, report.path, address(site, report.path) if site.base_url else "")


def _work(report: ArticlePage | Record, path: str, here: str) -> Work:
    return Work(
        key=permalinks.slug_at(path),
        title=report.title,
        authors=tuple(filter(None, SEVERAL.split(report.author.strip()))),
        publisher=report.source,
        when=report.when,
        language=report.language,
        summary=report.summary,
        url=report.url or here,
    )


def as_bibtex(site: Site, page: Page, view: Table[Record]) -> bytes:
    """Reports for BibTeX and BibLaTeX."""
    return "\n".join(bibtex(_of_record(site, report)) for report in view.rows).encode()


def as_ris(site: Site, page: Page, view: Table[Record]) -> bytes:
    """Reports in the RIS format."""
    return "\r\n".join(ris(_of_record(site, report)) for report in view.rows).encode()


def as_csl(site: Site, page: Page, view: Table[Record]) -> bytes:
    """Reports as CSL-JSON."""
    rows = (msgspec.json.encode(csl(_of_record(site, report))) for report in view.rows)
    return b"[\n" + b",\n".join(rows) + b"\n]\n"


def bibtex(of: Work) -> str:
    """An entry of a bibliography for TeX."""
    fields = {
        "title": f"{{{_tex(of.title)}}}",
        "author": " and ".join(f"{{{_tex(name)}}}" for name in of.authors),
        "journal": _tex(of.publisher),
        "year": "".join(of.day[:1]),
        "month": MONTHS[int(of.day[1]) - 1] if len(of.day) > 1 else "",
        "day": str(int(of.day[2])) if len(of.day) > 2 else "",
        "url": of.url.replace("{", "%7B").replace("}", "%7D"),
        "langid": of.language,
        "note": "" if of.day or not of.when else _tex(of.when.text),
    }
    lines = (f"  {name} = {value if name == 'month' else f'{{{value}}}'}" for name, value in fields.items() if value)
    return f"@{'article' if of.publisher else 'misc'}{{{of.key},\n" + ",\n".join(lines) + "\n}\n"


def ris(of: Work) -> str:
    """An entry in the RIS format."""
    fields = [
        ("TY", "NEWS"),
        ("TI", of.title),
        *(("AU", name) for name in of.authors),
        ("T2", of.publisher),
        ("PY", "".join(of.day[:1])),
        ("DA", "/".join(of.day) + "/" * (3 - len(of.day)) if of.day else ""),
        ("LA", of.language),
        ("AB", of.summary),
        ("UR", of.url),
        ("ID", of.key),
    ]
    lines = (f"{name}  - {' '.join(value.split())}" for name, value in fields if value)
    return "\r\n".join((*lines, "ER  - ", ""))


def csl(of: Work) -> dict[str, Any]:
    """An item of the Citation Style Language."""
    issued = {"date-parts": [[int(part) for part in of.day]]} if of.day else {"literal": of.when.text} if of.when else None
    found = {
        "id": of.key,
        "type": "article-newspaper",
        "title": of.title,
        "author": [{"literal": name} for name in of.authors],
        "container-title": of.publisher,
        "issued": issued,
        "language": of.language,
        "abstract": of.summary,
        "URL": of.url,
    }
    return {key: value for key, value in found.items() if value}


def coins(of: Work) -> str:
    """An OpenURL context object, for the title of an empty element in the page (COinS)."""
    fields: list[tuple[str, str]] = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"),
        ("rft.type", "newspaperArticle"),
        ("rft.title", of.title),
        ("rft.source", of.publisher),
        *(("rft.creator", name) for name in of.authors),
        ("rft.date", "-".join(of.day)),
        ("rft.language", of.language),
        ("rft.identifier", of.url),
    ]
    return urlencode([(name, value) for name, value in fields if value], quote_via=quote)


def metadata(of: Work) -> list[tuple[str, str]]:
    """Names and values of <meta> elements, as Highwire Press named them and reference managers read them."""
    fields: Iterable[tuple[str, str]] = (
        ("citation_title", of.title),
        *(("citation_author", name) for name in of.authors),
        ("citation_publication_date", "/".join(of.day)),
        ("citation_journal_title", of.publisher),
        ("citation_language", of.language),
        ("citation_public_url", of.url),
    )
    return [(name, value) for name, value in fields if value]


def downloads(of: Work) -> Iterator[tuple[str, str, str]]:
    """One report's entry in each format: the format's name, that of a file, and the file itself as an address."""
    told = (
        ("BibTeX", "bib", "application/x-bibtex", bibtex(of)),
        ("RIS", "ris", "application/x-research-info-systems", ris(of)),
        ("CSL-JSON", "json", "application/vnd.citationstyles.csl+json", msgspec.json.encode([csl(of)]).decode()),
    )
    for name, ending, media_type, text in told:
        yield name, f"{of.key}.{ending}", f"data:{media_type};charset=utf-8,{quote(text, safe='')}"


def _tex(text: str) -> str:
    return "".join(TEX.get(character, character) for character in " ".join(text.split()))
