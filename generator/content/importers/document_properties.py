"""Properties of documents, as far as they say something of the report: programs fill in much by themselves."""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.content.importers.bylines import byline
from generator.content.importers.importer import Stated

ORIGIN = "document properties"
FILE_NAME = re.compile(r"\.(?:docx?|dotx?|odt|rtf|pdf|indd|qxp|qxd|pages|pptx?|xlsx?|html?|txt|tmp)\b", re.IGNORECASE)
MADE_BY_A_PROGRAM = re.compile(
    r"(?:microsoft\s+\w+\s+-|(?:document|dokument|documento|untitled"
    r"|unbenannt|sans titre|sin título|без имени|title|titel|titre"
    r"|title of document"
    r"|layout|slide|präsentation|powerpoint[\s-]\w+|word document|print|draft|vorlage|template)\s*\d*$|https?://|about:|[\d\W_]+$)",
    re.IGNORECASE,
)
NOT_A_PERSON = re.compile(
    r"\b(?:user|admin\w*|owner|windows|microsoft|office|computer|pc|default|template|unknown|test"
    r"|scanner|python-docx|preferred customer"
    r"|benutzer|utilisateur|usuario|libreoffice|openoffice|word|acrobat|adobe)\b",
    re.IGNORECASE,
)
WORD = re.compile(r"\w+")
SHARE_IN_TEXT = 0.6
"""The least share of a title's words that stand in the text where that has a headline of its own."""


def title(words: str, text: str, *, has_headline: bool) -> str:
    """Return the title of the properties if it is one that a person would give; "" otherwise.

    Where the document has a headline of its own, what its beginning, `text`, says nothing of is an older document's title.
    """
    words = " ".join(words.split())
    if not words or FILE_NAME.search(words) or MADE_BY_A_PROGRAM.match(words) or "_" in words or " " not in words:
        return ""
    if not has_headline:
        return words
    known = {word.casefold() for word in WORD.findall(text)}
    own = [word.casefold() for word in WORD.findall(words)]
    return words if sum(word in known for word in own) >= SHARE_IN_TEXT * len(own) else ""


def author(words: str) -> str:
    """Return the author of the properties if that is a person's name; names have commas between them."""
    names = [" ".join(name.split()) for name in re.split(r"[;,]", words)]
    found = [name for name in names if " " in name and not NOT_A_PERSON.search(name) and byline(f"By {name}")]
    return ", ".join(found)


def stated(values: Mapping[str, str]) -> dict[str, Stated]:
    """Return values as fields from the properties; those that are empty are left out."""
    return {key: Stated(value, ORIGIN) for key, value in values.items() if value}
