"""The text of the report on a web page, as Markdown, without what stands around it.

Trafilatura finds the report. Before that, what a page's mark-up itself says is not part of it is taken off (dialogs, sharing,
letters to subscribe to, related stories), and tables that lay out a page are unfolded.
"""

from __future__ import annotations

import logging
import re
from copy import deepcopy
from importlib.util import find_spec

from generator.content.importers.html_markdown import markdown_of_element
from generator.content.importers.html_tree import Tree, drop, unfold
from generator.content.importers.page_lines import page_lines
from generator.content.importers.plain_text import as_markdown, paragraphs
from generator.content.importers.trimming import plain

NO_TEXT = "script style template svg iframe button input select textarea amp-ad amp-consent".split()
ELEMENTS_AROUND = frozenset("nav form dialog noscript object aside".split())
"""Elements that are around a report, unless most of the page is in them: some programs put a form around all of a page."""
ROLES = frozenset("navigation dialog alertdialog search banner contentinfo menu toolbar".split())
AROUND = re.compile(
    r"(?:^|[\s_-])(?:"
    r"cookies?|consent|gdpr|cmp|newsletters?|signup|sign-up|subscribe|subscription|paywall|regwall|donat(?:e|ion)\w*|sharedaddy"
    r"|shar(?:e|ing)|social|related\w*|jp-relatedposts|recommend\w*|most-?(?:read|popular|viewed)|mas-visto|trending|promos?|teasers?-list"
    r"|inline-teaser|ads?|advert\w*|ad-slot|sponsor\w*|outbrain|taboola|comments?-(?:area|list|section)|comments|disqus_thread"
    r"|breadcrumbs?|navbar|nav|menu|sidebar|widgets?|key-events|skip-link|toolbar|contact|servicebox|tags?-(?:list|links)|author-bio"
    r"|sf-hidden|element-invisible|element-hidden|aural|screen-reader-text|visually-hidden|sr-only|docData"
    r")(?:$|[\s_-])",
    re.IGNORECASE,
)
"""Words of classes and ids of what is around a report."""
STANDFIRST = re.compile(
    r"(?:^|[\s_-])(?:standfirst|teaser|dek|subheadline|subtitulo|entry-summary|article__desc|chapo|lead-in|kicker|summary)(?:$|[\s_-])",
    re.IGNORECASE,
)
ELEMENTS = {"item": "li", "lb": "br", "quote": "blockquote", "ref": "a", "row": "tr"}
MARKS = {"#b": "b", "#i": "i"}
LINK_ALONE = re.compile(r"(?:[^\W\d_]{1,12}[\s:]{1,3}){0,3}\W{0,4}\[[^\[\]]+\]\(\S+\)\W{0,4}")
"""A paragraph that is a link and nothing else leads to another story."""
MAX_LINES_ABOVE = 6
"""Blocks above the text in which byline and date are looked for."""
MIN_SHARE_OF_ALL = 0.66
"""Share of what is found on the whole page that has to be left when parts are taken off by their classes; else none are."""
MIN_WORDS_OF_STANDFIRST = 4
MAX_LENGTH_OF_STANDFIRST = 500
WHOLE_PAGE = frozenset({"html", "body", "main"})
MAX_SHARE = 0.4
"""Share of all words of a page above which nothing is taken off by its class: it is the report."""
MIN_SHARE_OF_DATA = 0.6
"""Share of the text in a page's data below which the text found on the page is only the part that can be read free."""


def report_text(tree: Tree, title: str, address: str, article_body: str = "", *, with_lines: bool = False) -> tuple[str, str]:
    """Return a page's report as Markdown, and its standfirst; each "" where there is none. The title is no part of the text.

    `article_body` is the report's text in the page's data (JSON-LD); it is taken where the page shows much less of it.
    `with_lines` asks for byline and date above the text, too, where they stand on the page.
    """
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    whole = deepcopy(tree)
    if address:
        whole.make_links_absolute(address, resolve_base_href=False, handle_failures="ignore")
    for element in whole.xpath("|".join(f".//{tag}" for tag in NO_TEXT)):
        drop(element)
    for element in whole.xpath(".//h1|.//h2|.//font|.//b|.//strong"):
        if title and " ".join(element.text_content().split()).casefold() == title.casefold():
            drop(element)
    unfold(whole)
    all_text = _extracted(whole)
    standfirst = _pruned(whole)
    text = _extracted(whole)
    if len(text) + len(standfirst) < MIN_SHARE_OF_ALL * len(all_text):
        text, standfirst = all_text, ""
    text = "\n\n".join(block for block in text.split("\n\n") if not LINK_ALONE.fullmatch(block))
    text = "\n\n".join([*(_lines_above(whole, text) if with_lines else []), text])
    if len(text) < MIN_SHARE_OF_DATA * len(article_body):
        return as_markdown(paragraphs(article_body)), standfirst
    return text, standfirst


def _extracted(tree: Tree) -> str:
    """Return what Trafilatura takes for the report, as Markdown; the whole page where it finds none.

    So it is for pages in mails where the extra `html` is not installed.
    """
    if find_spec("trafilatura") is None:
        return markdown_of_element(tree)
    import trafilatura

    found: Tree = trafilatura.bare_extraction(
        deepcopy(tree), include_formatting=True, include_links=True, include_tables=True, include_comments=False
    )
    return markdown_of_element(_as_html(found.body) if found else tree)


def _lines_above(tree: Tree, text: str) -> list[str]:
    """Bylines and dates that stand on the page right above the text and were not taken for a part of it."""
    blocks = markdown_of_element(tree).split("\n\n")
    start = text.partition("\n")[0]
    at = next((at for at, block in enumerate(blocks) if start and block.startswith(start)), 0)
    lines = [line.strip() for block in blocks[max(0, at - MAX_LINES_ABOVE) : at] for line in block.split("\n")]
    return [line for line in lines if page_lines(plain(line))]


def _as_html(body: Tree) -> Tree:
    """Turn what Trafilatura found, which has TEI's elements, into HTML's."""
    for element in body.iter("*"):
        rend = element.get("rend") or ""
        if element.tag in {"list", "head", "hi"}:
            element.tag = {"list": rend or "ul", "head": rend or "h3", "hi": MARKS.get(rend, "span")}[element.tag]
        elif element.tag == "cell":
            element.tag = "th" if element.get("role") == "head" else "td"
        elif element.tag == "ref":
            element.set("href", element.get("target") or "")
        element.tag = ELEMENTS.get(element.tag, element.tag)
    return body


def _pruned(tree: Tree) -> str:
    """Take off what is not the report; return the standfirst, which is taken off too."""
    total = _length_of_words(tree) or 1
    standfirst = ""
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or element.tag in WHOLE_PAGE or element.getparent() is None:
            continue
        names = " ".join(element.get(name) or "" for name in ("class", "id", "data-testid"))
        is_hidden = element.get("hidden") is not None or re.search(r"display:\s*none", element.get("style") or "")
        is_around = element.tag in ELEMENTS_AROUND or element.get("role") in ROLES or is_hidden or AROUND.search(names)
        if is_around and _length_of_words(element) <= MAX_SHARE * total:
            drop(element)
        elif not standfirst and STANDFIRST.search(names) and _is_standfirst(element):
            standfirst = _words(element)
            drop(element)
    return standfirst


def _is_standfirst(element: Tree) -> bool:
    """Return whether an element of such a class is a sentence or two of this report; those of other stories are links."""
    words = _words(element)
    return (
        len(words.split()) >= MIN_WORDS_OF_STANDFIRST
        and len(words) < MAX_LENGTH_OF_STANDFIRST
        and not element.xpath(".//a|.//h1")
    )


def _words(element: Tree) -> str:
    """An element's words on one line; entries of a list are parted."""
    entries = element.xpath(".//li") or [element]
    return "; ".join(" ".join(entry.text_content().split()) for entry in entries)


def _length_of_words(element: Tree) -> int:
    """Characters of an element's words that lead nowhere."""
    return len(element.text_content()) - sum(len(link.text_content()) for link in element.xpath(".//a"))
