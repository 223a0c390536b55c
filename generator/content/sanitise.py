"""The only place where `SafeHtml` is constructed: HTML that a sanitiser reduced to an explicit allow-list."""

from __future__ import annotations

import nh3

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
# What the program itself puts around sentences, names and dates, and its notes with the buttons that open them.
OWN_TAGS = TAGS | {"button"}
OWN_ATTRIBUTES = {
    **ATTRIBUTES,
    "a": {"href", "title", "class", "id", "rel"},
    "button": {"type", "class", "popovertarget", "aria-label", "lang", "dir"},
    "span": {"class", "id", "popover", "role", "data-said", "lang", "dir"},
    "time": {"class", "datetime"},
}
SCHEMES = {"http", "https", "mailto"}
DROPPED_WITH_CONTENT = {"script", "style", "template", "iframe", "object", "noscript"}


def outside(html: str, *, relative: bool = False) -> str:
    """HTML from Markdown that anybody may have written, reduced to the allow-list; no ids, no classes.

    Links with other schemes than http, https and mailto lose their address. So do relative ones, unless `relative`: a report
    has no place from which they would lead anywhere, an editor's page has.
    """
    return nh3.clean(
        html,
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        url_schemes=SCHEMES,
        url_relative="pass_through" if relative else "deny",
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
