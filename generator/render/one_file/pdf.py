"""A page as a PDF that is tagged (PDF/UA) and has bookmarks, by WeasyPrint: the optional extra `pdf`."""

from __future__ import annotations

import logging
import re
from typing import Any

from generator.model.problems import Stopped

EXTRA = "a PDF needs WeasyPrint; install it with `pip install 'briefing-site[pdf]'`"
LIBRARIES = "WeasyPrint lacks Pango; on Debian, install it with `apt-get install libpango-1.0-0 libpangoft2-1.0-0`"
VARIANT = "pdf/ua-1"
ALLOWED = ("data",)
"""What a page may fetch: what it holds itself."""

MEDIA = re.compile(r"@media print,[^{]*\{")
RULE = re.compile(r"^(\.chart[ -][^{}]+)\{([^{}]*)\}", re.MULTILINE)
FIGURE = re.compile(r"\.chart ")
TOKEN = re.compile(r"--([\w-]+):\s*([^;{}]+);")
USED = re.compile(r"var\(--([\w-]+)\)")
MIXED = re.compile(r"color-mix\(in srgb, ([^ ]+) [^)]*\)")
PICTURE = re.compile(r'<svg class="chart-[^>]*>')
WORDS = "text { stroke: none; font-size: 13px; font-family: sans-serif }"
"""Words have no outline, since it would be drawn over them."""


def printer() -> Any:
    """The library. Raises Stopped, saying what to install."""
    try:
        import weasyprint
    except ImportError as error:
        raise Stopped(EXTRA) from error
    except OSError as error:
        raise Stopped(f"{LIBRARIES} ({error})") from error
    return weasyprint


def pdf(page: bytes) -> bytes:
    """The page on paper; its dates are those that it says itself. Raises Stopped where the library is not there."""
    made: bytes = _document(page).write_pdf(pdf_variant=VARIANT)
    return made


def number_of_pages(page: bytes) -> int:
    """Return how many sheets a page takes on paper. Raises Stopped where the library is not there."""
    return len(_document(page).render().pages)


def _document(page: bytes) -> Any:
    library = printer()
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)  # it tells of every rule that is for screens only
    logging.getLogger("fontTools").setLevel(logging.CRITICAL)
    return library.HTML(string=on_paper(page.decode()), url_fetcher=library.urls.URLFetcher(allowed_protocols=ALLOWED))


def on_paper(page: str) -> str:
    """A page as the library can take it: it knows no widths of windows, and a picture only by the style that is within it."""
    tokens = dict(reversed(TOKEN.findall(page)))  # those of the light, which stand first, count
    rules = [f"{FIGURE.sub('', one[1])}{{{_plain(one[2], tokens)}}}" for one in RULE.finditer(page)]
    style = f"<style>{''.join(rules)}{WORDS}</style>"
    return PICTURE.sub(lambda found: found[0] + style, MEDIA.sub("@media print {", page))


def _plain(declared: str, tokens: dict[str, str]) -> str:
    """Declarations with the tokens' values in them; of a mixed colour its first part."""
    return MIXED.sub(r"\1", USED.sub(lambda found: tokens.get(found[1], "inherit"), declared))
