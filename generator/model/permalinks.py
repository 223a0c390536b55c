"""The only place where a URL or an output path is spelled; every path is checked here and can be claimed once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b
from pathlib import PurePosixPath

from slugify import slugify

from generator.model.proofs import OutputPath

MAX_SLUG = 80
# Names that some system gives a meaning of its own, whatever their ending.
RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{p}{n}" for p in ("com", "lpt") for n in range(1, 10))})
SLUG = re.compile(r"^slug:[ \t]*[\"']?([^\"'\n]+)", re.MULTILINE)
HEAD = 4000
"""Characters of a report's file within which its front matter ends."""
LONGEST = 240
SEGMENT = rf"(?!(?i:{'|'.join(sorted(RESERVED))})(?:[./]|\Z))[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?"
SAFE = re.compile(rf"(?:{SEGMENT}/)*{SEGMENT}")


class Unsafe(ValueError):  # noqa: N818 - it is a property of a path
    """A path that may not be written."""


@lru_cache(maxsize=20_000)
def slugs(text: str) -> str:
    """A text as a slug: lower-case ASCII letters, digits and dashes; "x" when nothing is left."""
    slug = slugify(unicodedata.normalize("NFC", text), max_length=MAX_SLUG, word_boundary=True) or "x"
    return f"{slug}-x" if slug in RESERVED else slug


def slug_of(path: str) -> str:
    """The slug of a content file, from its name."""
    return slugs(PurePosixPath(path).name.removesuffix(".md").removesuffix(".markdown"))


def slug_in(text: str, path: str) -> str:
    """The slug that a report's front matter gives it, as far as can be told without parsing it; else that of its file."""
    said = SLUG.search(text, 0, HEAD)
    return slugs(said[1].strip()) if said else slug_of(path)


@lru_cache(maxsize=100_000)
def output(path: str) -> OutputPath:
    """A path below the output folder. Raises Unsafe for anything that could lie elsewhere or that a host trips over."""
    if len(path) > LONGEST or not SAFE.fullmatch(path):
        raise Unsafe(f"{path!r} is no path for a page, or has a name that some systems keep for themselves")
    return OutputPath(path)


HOME = output("index.html")
TIMELINE = output("timeline.html")
QUOTES = output("quotes.html")
POSITIONS = output("positions.html")
ACTORS = output("actors.html")
TOPICS = output("topics.html")
ARTICLES = output("articles.html")
SOURCES = output("sources.html")
JUDGEMENTS = output("judgements.html")
WEAK = output("weak.html")
MISSING = output("404.html")
ATOM = output("feed.xml")
JSON_FEED = output("feed.json")
SITEMAP = output("sitemap.xml")
ROBOTS = output("robots.txt")
DATA = output("data.html")
DATA_PACKAGE = output("data/datapackage.json")
NETWORK = output("data/network.graphml")
CARD = output("card.png")
SEARCH = output("search.html")
SEARCH_INDEX = output("search-index.js")
CHANGES = output("changes.html")
CHANGES_FEED = output("changes.xml")
CHANGES_MAIL = output("changes.eml")
ONE_FILE = output("briefing.html")
HANDOUTS = {kind: output(f"{kind}.html") for kind in ("brief", "lines", "pack")}
"""Hand-outs by kind, which are no part of the site."""
"""The whole briefing, which is no part of the site."""


def article(slug: str) -> OutputPath:
    """A report's page."""
    return output(f"articles/{slug}.html")


def actor(slug: str) -> OutputPath:
    """An actor's page."""
    return output(f"actors/{slug}.html")


def topic(slug: str) -> OutputPath:
    """A topic's page."""
    return output(f"topics/{slug}.html")


def changes_since(slug: str) -> OutputPath:
    """The page of what changed since an edition."""
    return output(f"changes/{slug}.html")


def publisher(slug: str) -> OutputPath:
    """A publisher's page."""
    return output(f"sources/{slug}.html")


def page(slug: str) -> OutputPath:
    """A page that an editor wrote."""
    return output(f"{slug}.html")


def same_as(wikidata: str, country_code: str = "") -> tuple[str, ...]:
    """Return the addresses that stand for the same in Wikidata and, of a country, in ISO 3166-1; none where there is no id."""
    return (
        *((f"https://www.wikidata.org/entity/{wikidata}",) if wikidata else ()),
        *((f"https://www.iso.org/obp/ui/#iso:code:3166:{country_code}",) if country_code else ()),
    )


REPORT = re.compile(rb"articles/([A-Za-z0-9][A-Za-z0-9_-]*)\.html")


def reports_in(context: bytes) -> list[str]:
    """Return the slugs of the reports that a page, as its encoded context has it, leads to."""
    return [found.decode() for found in sorted(set(REPORT.findall(context)))]


def reports_in_each(contexts: Iterable[bytes]) -> list[list[str]]:
    """Return the slugs of the reports that each of some pages leads to."""
    return [reports_in(context) for context in contexts]


def part(of: OutputPath, key: str) -> OutputPath:
    """A part of a page's list that is too long for the page."""
    return output(f"{of.removesuffix('.html')}/by/{key}.html")


def feed(of: OutputPath, format_: str) -> OutputPath:
    """A feed of what one page is about."""
    return output(f"{of.removesuffix('.html')}.feed.{format_}")


def table(name: str, format_: str) -> OutputPath:
    """A table of the dossier, or a part of it, as a file."""
    return output(f"data/{name}.{format_}")


def slug_at(path: str) -> str:
    """The slug of what a page is about, from its path; empty without one."""
    return path.rpartition("/")[2].removesuffix(".html")


def static(name: str) -> OutputPath:
    """A theme's static file."""
    return output(f"static/{name}")


def search_part(key: str) -> OutputPath:
    """A part of the search index."""
    return output(f"search/{key}.js")


def picture(name: str) -> OutputPath:
    """A picture that an editor gave."""
    return output(f"pictures/{name}")


def report_picture(file: str) -> OutputPath:
    """A picture that reports show, by its file: files of one name in different folders keep apart."""
    name = PurePosixPath(file)
    return picture(f"{slugs(name.stem)}-{blake2b(file.encode(), digest_size=4).hexdigest()}{name.suffix.lower()}")


def root_from(path: OutputPath) -> str:
    """The way from a page to the site's root: "" or "../"."""
    return "../" * path.count("/")


def absolute(base_url: str, path: OutputPath) -> str:
    """The absolute address of a page, or "" without a base address. The home page is the address itself."""
    return base_url and base_url + ("" if path == HOME else path)
