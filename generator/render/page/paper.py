"""A page's links as numbered notes, for paper."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup

from generator.theme.texts import safe

LINK = re.compile(
    r'<a (?:class="cite" href="([^"#]*)[^"]*"|href="(https?://[^"]*)"[^>]*)>(.*?)</a>',
    re.DOTALL,
)
"""A citation with its target, or a link to another site with its address; then what it shows."""
UNSEEN = re.compile(r'<span class="vh">.*?</span>|<[^>]*>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class PaperNote:
    """A link's text at its first occurrence, and its full address."""

    text: Markup
    address: Markup


@dataclass(frozen=True, slots=True)
class Paper:
    """A page's HTML with numbers at citations and links to other sites, and the notes of these numbers."""

    html: Markup
    notes: tuple[PaperNote, ...]


def paper(html: str, root: str, base_url: str) -> Paper:
    """Number the links of a page that is `root` away from the site's root; those with one target have one number."""
    numbers: dict[str, int] = {}
    notes: list[PaperNote] = []

    def numbered(link: re.Match[str]) -> str:
        own, address, text = link.groups()
        target = address if own is None else own
        if target not in numbers:
            numbers[target] = len(numbers) + 1
            shown = address if own is None else base_url + own.removeprefix(root)
            notes.append(PaperNote(safe(UNSEEN.sub("", text).strip()), safe(shown)))
        return f'<a data-note="{numbers[target]}"{link[0][2:]}'

    marked = LINK.sub(numbered, html)
    return Paper(safe(marked), tuple(notes))
