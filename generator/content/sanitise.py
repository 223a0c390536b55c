"""The only place where `SafeHtml` is constructed: HTML that a sanitiser reduced to an explicit allow-list."""

from __future__ import annotations

import re
from itertools import pairwise

import nh3

from generator.content.markdown_syntax import NOTE
from generator.model.proofs import SafeHtml

TAGS = frozenset(
    "a abbr blockquote br caption cite code dd del dl dt em h2 h3 h4 h5 h6 hr i b ins kbd li ol p pre q s small span "
    "strong sub sup table tbody td tfoot th thead time tr u ul".split()
)
ATTRIBUTES = {
    "a": {"href", "title"},
    "abbr": {"title"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
# What reports may have beside that until they are read: relative addresses, pictures, and footnotes by the ids of their marks.
REPORT_TAGS = TAGS | {"img"}
REPORT_ATTRIBUTES = {**ATTRIBUTES, "img": {"src", "alt", "title"}, "li": {"id"}, "sup": {"id"}}
FOOTNOTE = re.compile(r"fn(?:ref\d*)?:.+", re.DOTALL)
# What the program itself puts around sentences, names and dates, and its notes with the buttons that open them.
OWN_TAGS = TAGS | {"button", "img"}
OWN_ATTRIBUTES = {
    **ATTRIBUTES,
    "a": {"href", "title", "class", "id", "rel", "role", "aria-label", "lang", "dir"},
    "button": {"type", "class", "popovertarget", "aria-label", "lang", "dir"},
    "img": {"src", "alt", "title", "width", "height", "loading", "decoding"},
    "li": {"id"},
    "ol": {"start", "class"},
    "span": {"class", "id", "popover", "role", "data-said", "lang", "dir"},
    "sup": {"class"},
    "time": {"class", "datetime"},
}
SCHEMES = {"http", "https", "mailto"}
DROPPED_WITH_CONTENT = {"script", "style", "template", "iframe", "object", "noscript"}
HARMLESS = frozenset(
    "a abbr acronym address applet area article aside audio b base basefont bdi bdo big blink blockquote br button canvas"
    " caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset"
    " figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hgroup hr i iframe img input ins kbd label legend li"
    " link main map mark marquee menu meta meter nav nobr noscript object ol output p param picture pre progress q rb rp"
    " rt rtc ruby s samp script search section slot small source span strike strong style sub summary sup table tbody td"
    " template tfoot th thead time tr track tt u ul var video wbr".split()
)
"""Elements of HTML that are read by its usual rules: a broken one spoils no more than its surroundings."""
TAG_NAME = re.compile(r"<(/?)([A-Za-z][^\s/>]*)")
OPENS_OR_CLOSES = re.compile(rf"<(/?)({'|'.join(sorted(DROPPED_WITH_CONTENT))})(?![\w-])", re.IGNORECASE)


def _contained(html: str) -> str:
    """HTML in which no broken element takes with it what follows.

    Elements with rules of their own, by which one that is out of place goes with all its content or makes text of all tags that
    follow, get names that nobody knows: those of SVG and MathML, `title` and the like. Words in angle brackets look the same.
    What is dropped with its content anyway, and that nothing closes, becomes text.
    """
    html = TAG_NAME.sub(lambda tag: tag[0] if tag[2].lower() in HARMLESS else f"<{tag[1]}x-{tag[2]}", html)
    tags = list(OPENS_OR_CLOSES.finditer(html))
    last_closing = {tag[2].lower(): tag.start() for tag in tags if tag[1]}
    unclosed = [tag.start() for tag in tags if not tag[1] and tag.start() > last_closing.get(tag[2].lower(), -1)]
    pieces = (html[start:end] for start, end in pairwise((0, *unclosed, len(html))))
    return "&lt;".join(piece.removeprefix("<") if number else piece for number, piece in enumerate(pieces))


def outside(html: str) -> str:
    """HTML from Markdown of an editor's page, reduced to the allow-list; no ids, no classes.

    Links with other schemes than http, https and mailto lose their address; relative ones lead from that page.
    """
    return nh3.clean(
        _contained(html),
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        url_schemes=SCHEMES,
        url_relative="pass_through",
        clean_content_tags=DROPPED_WITH_CONTENT,
        link_rel="noopener noreferrer",
    )


def report(html: str) -> str:
    """HTML from Markdown of a report, which anybody may have written, reduced to what the reader of its tree knows.

    Relative addresses and the ids of footnotes are still as written: the tree has none of them.
    """
    return nh3.clean(
        _contained(html),
        tags=set(REPORT_TAGS),
        attributes={tag: set(names) for tag, names in REPORT_ATTRIBUTES.items()},
        attribute_filter=lambda _tag, name, value: value if name != "id" or FOOTNOTE.fullmatch(value) else None,
        url_schemes=SCHEMES | {NOTE},
        url_relative="pass_through",
        clean_content_tags=DROPPED_WITH_CONTENT,
        link_rel="noopener noreferrer",
    )


def own(html: str) -> SafeHtml:
    """HTML that the program put together from sanitised parts: the same list, with our own ids and classes."""
    return SafeHtml(
        nh3.clean(
            html,
            tags=set(OWN_TAGS),
            attributes={tag: set(names) for tag, names in OWN_ATTRIBUTES.items()},
            url_schemes=SCHEMES,
            url_relative="pass_through",
            clean_content_tags=DROPPED_WITH_CONTENT,
            link_rel=None,
        )
    )
