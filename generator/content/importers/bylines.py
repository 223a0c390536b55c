"""Bylines ("By Ana WRITER and J. Doe, Example News") to names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.content.importers.written_dates import months, weekdays

MAX_LENGTH = 120
"""Characters of a line that may be a byline."""
MAX_WORDS_OF_A_NAME = 6
BY = re.compile(
    r"(?:(?:(?:story|text|words|report|reporting|reported|written|posted|published|article)\s+)?by|von|par|por|di|door|av|"
    r"от|автор(?:ы)?|بقلم|کتبه|author|autor(?:in)?|auteur)\b\s*:?\s+",
    re.IGNORECASE,
)
AND = re.compile(r"(?:(?<!\s)\s*(?:,\s*)?)?(?:\band\b|&|\bund\b|\bet\b|\by\b|\be\b|\ben\b|\bи\b)\s+")
PART = re.compile(r"(?:(?<!\s)\s*)?,\s+|(?<!\s)\s+(?:(?:in|at)\s+(?=[A-Z])[^,]*|for\s+(?=[A-Z]))")
PARTICLES = frozenset("de del della der den di da dos du el al bin ibn la le ter van von zu y e bint".split())
NAME_WORD = re.compile(r"(?:[^\W\d_a-z][^\W\d_]*\.?(?:['’\-][^\W\d_]+\.?)*|[^\W\d_a-z]\.(?:-?[^\W\d_a-z]\.)*)")
PUBLISHER_WORDS = frozenset(
    "news times post herald press agency wire gazette daily tribune journal chronicle guardian observer telegraph standard"
    " mail express star sun broadcasting radio television tv media network magazine review weekly bulletin zeitung"
    " nachrichten presse rundschau journal agence agencia diario periódico новости газета".split()
)
POST_WORDS = frozenset(
    "correspondent reporter editor staff bureau chief desk special senior political diplomatic foreign in at"
    " correspondents reporters redakteur redakteurin korrespondent korrespondentin journaliste rédaction redacción".split()
)
NOBODY = POST_WORDS | frozenset("our own a the writer writers agencies agency".split())
"""Words of which a byline without a name is made: "our own correspondent"."""


@dataclass(frozen=True, slots=True)
class Byline:
    """The authors of a report, names with commas between them, and the publisher that a byline names, if any."""

    author: str
    source: str = ""


def byline(line: str) -> Byline | None:
    """Return what a line says of who wrote the report; None where it is no byline."""
    opening = BY.match(line)
    if not opening or len(line) > MAX_LENGTH:
        return None
    first, *more = PART.split(line[opening.end() :].strip().rstrip(".,;"))
    named = [name for name in AND.split(first) if name]
    source = ""
    for part in more:
        if _words(part) & PUBLISHER_WORDS:
            source = part
        elif not _words(part) & POST_WORDS:
            named += [name for name in AND.split(part) if name]
    if not source and _words(named[-1]) & PUBLISHER_WORDS:
        source = named.pop()
    source = " ".join(word for word in source.split() if word.casefold() not in POST_WORDS)
    names = [name for name in named if not _words(name) <= NOBODY]
    is_byline = all(map(_is_name, names)) and (not source or _is_name(source))
    return Byline(", ".join(map(_in_plain_case, names)), source) if is_byline else None


def _words(text: str) -> set[str]:
    return {word.casefold() for word in text.split()}


def _is_name(words: str) -> bool:
    parts = words.split()
    if not 0 < len(parts) <= MAX_WORDS_OF_A_NAME or parts[0].casefold() in PARTICLES:
        return False
    is_time = len(parts) == 1 and words.casefold() in months().keys() | weekdays().keys()
    return not is_time and all(NAME_WORD.fullmatch(part) or part in PARTICLES for part in parts) and not parts[-1].islower()


def _in_plain_case(name: str) -> str:
    """A name that is written in capitals as it is written elsewhere; initials stay."""
    words = name.split()
    return " ".join(map(_word, words)) if len(words) > 1 else name


def _word(word: str) -> str:
    is_shouted = word.isupper() and len(re.sub(r"\W", "", word)) > 2
    return "-".join(part.capitalize() for part in word.split("-")) if is_shouted else word
