"""A report's annotated body on its page: entities linked to their actors, notes behind names and quotes, and its references.

Notes stand in the text's order, so that they are read where they belong; a theme shows them beside the line, or, where there is
no room for that, when a reader asks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from generator.content import sanitise
from generator.contexts import BodyLink
from generator.model.proofs import SafeHtml
from generator.report.annotate import (
    ACTOR_NOTE,
    PICTURE,
    PLACEHOLDER,
    QUOTE_NOTE,
    REPORT_LINK,
    WAY_BACK,
    Attributes,
    opening_tag,
)

CLOSING_MARKS = '"”’»“'
"""Marks that close a quote: a note stands behind them."""
MAX_CHARACTERS_AWAY, MAX_PIECES_AWAY = 120, 16
"""The distance from a placeholder within which the text itself may say the same as its note."""
TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Note:
    """A note on a name or a quote, as HTML. `label` is the name of its button; a line that contains `says` needs no note.

    `attributes` mark its language, which is the site's, not the report's.
    """

    label: str
    html: str
    says: str = ""
    attributes: str = ""


def filled(
    body: str,
    links: Mapping[str, BodyLink],
    root: str,
    notes: Mapping[str, Note] | None = None,
    inserted: Callable[[str], str] = lambda _placeholder: "",
) -> SafeHtml:
    """Return an annotated body with its entities linked to actors; names of entities without a link stay plain text.

    `notes` are keyed by their placeholders: "who e1", "said q2". A note is left out where the text beside it says the same.
    `inserted` gives the HTML of all other placeholders, for pictures, links to reports, and the ways back from footnotes.
    """
    pieces = body.split(PLACEHOLDER)
    for number in range(1, len(pieces), 2):
        placeholder = pieces[number]
        tag, _, entity = placeholder.partition(" ")
        if tag in {ACTOR_NOTE, QUOTE_NOTE}:
            note = (notes or {}).get(placeholder)
            shown = _note(f"n-{number}", note) if note and not _is_beside(note.says, pieces, number) else ""
            closing = len(pieces[number + 1]) - len(pieces[number + 1].lstrip(CLOSING_MARKS))
            pieces[number : number + 2] = pieces[number + 1][:closing] + shown, pieces[number + 1][closing:]
        elif tag.removeprefix("/") in {PICTURE, REPORT_LINK, WAY_BACK}:
            pieces[number] = inserted(placeholder)
        else:
            link = links.get(entity)
            pieces[number] = _linked(tag, link, root) if link else ""
    return sanitise.own("".join(pieces))


def _note(name: str, note: Note) -> str:
    """Render a note, and the button that opens it where there is no room beside the line."""
    label = escape(note.label)
    button = f'<button type="button" class="nb"{note.attributes} popovertarget="{name}" aria-label="{label}"></button>'
    content = f"<span{note.attributes}>{note.html}</span>" if note.attributes else note.html
    return f'{button}<span class="n" id="{name}" popover="" role="note">{content}</span>'


def _is_beside(words: str, pieces: Sequence[str], at: int) -> bool:
    """Return whether the text beside a placeholder contains these words."""
    if not words:
        return False
    pieces_before, pieces_after = pieces[max(0, at - MAX_PIECES_AWAY) : at], pieces[at + 1 : at + MAX_PIECES_AWAY : 2]
    before, after = (TAG.sub("", "".join(near)) for near in (pieces_before, pieces_after))
    return words.casefold() in f"{before[-MAX_CHARACTERS_AWAY:]}{after[:MAX_CHARACTERS_AWAY]}".casefold()


def _linked(tag: str, link: BodyLink, root: str) -> str:
    name = tag.removeprefix("/") if link.path else "span"
    if tag.startswith("/"):
        return f"</{name}>"
    shown: Attributes = (("class", f"m m-{link.kind}"),)
    return opening_tag(name, (*shown, ("href", root + link.path)) if name == "a" else shown)
