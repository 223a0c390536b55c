"""The only place where `SafeHtml` is constructed: HTML that a sanitiser reduced to an explicit allow-list."""

from __future__ import annotations

import re

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
    "sup": {"class", "data-pagefind-ignore"},
    "time": {"class", "datetime"},
}
SCHEMES = {"http", "https", "mailto"}
DROPPED_WITH_CONTENT = {"script", "style", "template", "iframe", "object", "noscript"}


def outside(html: str) -> str:
    """HTML from Markdown of an editor's page, reduced to the allow-list; no ids, no classes.

    Links with other schemes than http, https and mailto lose their address; relative ones lead from that page.
    """
    return nh3.clean(
        html,
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
        html,
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
