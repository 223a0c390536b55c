"""Compare what finds the report on saved pages: this program, and each library for it that is installed.

`python -m quality.page_text [DIR]` reads `expected.toml` of a folder of pages (those of the tests), and prints for each finder
on how many pages it has title, date, first and last sentence right, and on which not. Trafilatura comes with the program;
`pip install readability-lxml newspaper4k resiliparse` (into another environment: they need other versions) adds those.
"""

from __future__ import annotations

import argparse
import email
import re
import sys
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from email import policy
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from generator.content.importers import read_reports
from generator.content.importers.article_file import article_file
from generator.content.importers.importer import SourceFile

PAGES = Path(__file__).resolve().parent.parent / "tests/content/importers/pages"
TODAY = date(2026, 1, 1)
MARKUP = re.compile(r"[\s*_\\>#]+")


@dataclass(frozen=True, slots=True)
class Found:
    """A page's title, day and text as one finder has them."""

    title: str
    day: str
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """A saved page: its file's name and bytes, and its HTML."""

    name: str
    raw: bytes
    html: str


Finder = Callable[[Page], Found]


def main() -> int:
    """Print a line for each finder that is installed."""
    parser = argparse.ArgumentParser(prog="python -m quality.page_text", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, nargs="?", default=PAGES, help="pages with an expected.toml")
    folder: Path = parser.parse_args().folder
    expected = tomllib.loads((folder / "expected.toml").read_text("utf-8"))
    pages = {name: _page(folder / row["file"]) for name, row in expected.items()}
    print(f"{'':16}{'title':>6}{'date':>6}{'first':>6}{'last':>6}{'all':>6}  of {len(pages)} pages; not right on")
    for name, (module, finder) in FINDERS.items():
        if find_spec(module) is None:
            print(f"{name:16}not installed")
            continue
        right = {page: _right(finder, pages[page], row) for page, row in expected.items()}
        sums = [sum(row[at] for row in right.values()) for at in range(4)]
        wrong = [page for page, row in right.items() if not all(row)]
        cells = "".join(f"{number:6}" for number in (*sums, len(pages) - len(wrong)))
        print(f"{name:16}{cells}  {', '.join(wrong)}")
    return 0


def _right(finder: Finder, page: Page, expected: Mapping[str, str]) -> tuple[bool, bool, bool, bool]:
    """Return whether title, date, first and last sentence are right; text may have headings around them, but no other words."""
    try:
        found = finder(page)
    except Exception as error:  # noqa: BLE001 - whatever a library raises counts as nothing found
        print(f"{page.name}: {type(error).__name__}: {error}", file=sys.stderr)
        return False, False, False, False
    text = _words(re.sub(r"^#+ .*$", "", found.text, flags=re.MULTILINE))
    first, last = _words(expected["first"]), _words(expected["last"])
    is_title = _words(found.title) == _words(expected["title"])
    return is_title, found.day[:10] == expected["date"][:10], text.startswith(first), text.endswith(last)


def _words(text: str) -> str:
    return MARKUP.sub("", text)


def _page(path: Path) -> Page:
    raw = path.read_bytes()
    if path.suffix in {".mhtml", ".mht"}:
        archive = email.message_from_bytes(raw, policy=policy.default)
        part: Any = next(part for part in archive.walk() if part.get_content_type() == "text/html")
        return Page(path.name, raw, part.get_content())
    named = re.search(rb"charset=[\"']?([\w-]+)", raw)
    return Page(path.name, raw, raw.decode(named[1].decode() if named else "utf-8"))


def _briefing(page: Page) -> Found:
    (report,) = read_reports(SourceFile(page.name, page.raw), [])
    made = article_file(report, {}, TODAY)
    day = made.fields["date"].value if "date" in made.fields else ""
    return Found(made.fields["title"].value, day, made.text.split("---\n", 2)[2])


def _trafilatura(page: Page) -> Found:
    import trafilatura

    found: Any = trafilatura.bare_extraction(page.html, with_metadata=True, include_comments=False)
    text = trafilatura.extract(page.html, include_comments=False, include_formatting=True, output_format="markdown") or ""
    return Found(found.title or "", found.date or "", text)


def _readability(page: Page) -> Found:
    import lxml.html
    import readability  # type: ignore[import-not-found,unused-ignore]

    document = readability.Document(page.html)
    return Found(document.short_title(), "", lxml.html.fromstring(document.summary()).text_content())


def _newspaper(page: Page) -> Found:
    import newspaper  # type: ignore[import-not-found,unused-ignore]

    article = newspaper.Article("https://page.example/a")
    article.download(input_html=page.html)
    article.parse()
    return Found(article.title or "", article.publish_date.isoformat() if article.publish_date else "", article.text)


def _resiliparse(page: Page) -> Found:
    from resiliparse.extract.html2text import extract_plain_text  # type: ignore[import-not-found,unused-ignore]
    from resiliparse.parse.html import HTMLTree  # type: ignore[import-not-found,unused-ignore]

    return Found(HTMLTree.parse(page.html).title or "", "", extract_plain_text(page.html, main_content=True))


FINDERS: dict[str, tuple[str, Finder]] = {
    "briefing": ("generator", _briefing),
    "trafilatura": ("trafilatura", _trafilatura),
    "readability-lxml": ("readability", _readability),
    "newspaper4k": ("newspaper", _newspaper),
    "resiliparse": ("resiliparse", _resiliparse),
}
"""Each finder with the module that it needs."""

if __name__ == "__main__":
    raise SystemExit(main())
