"""Word lists: data apart from rules, a folder a language. A term a line, `#` begins a comment; tables are tab-separated."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

import msgspec

LANGUAGES = ("en",)
"""Languages that there are rules and lexicons for; in others the program's own rules find nothing."""
LANGUAGES_WITH_SPEECH_VERBS = ("de", "es", "fr", "it", "nl", "pt", "ru")
"""Languages that there is a list of verbs of speech for, beside quotation marks, and no rules."""


@lru_cache(maxsize=256)
def lines(name: str, lang: str = "en") -> tuple[str, ...]:
    """Return the terms of a list, in the order of the file."""
    text = resources.files(__name__).joinpath(lang, name).read_text("utf-8")
    written = [raw.partition("#")[0] if "#" in raw else raw for raw in text.splitlines()]
    return tuple(filter(None, map(str.strip, written)))


@lru_cache(maxsize=256)
def words(name: str, lang: str = "en") -> frozenset[str]:
    """Return the terms of `<name>.txt`."""
    return frozenset(lines(f"{name}.txt", lang))


@lru_cache(maxsize=256)
def rows(name: str, lang: str = "en") -> tuple[tuple[str, ...], ...]:
    """Return the rows of `<name>.tsv`."""
    return tuple([tuple(map(str.strip, line.split("\t"))) for line in lines(f"{name}.tsv", lang)])


@lru_cache(maxsize=8)
def weights(name: str, lang: str = "en") -> dict[str, bytes]:
    """Return the trained weights of `<name>.weights`: packed numbers by feature."""
    data = resources.files(__name__).joinpath(lang, f"{name}.weights").read_bytes()
    return msgspec.msgpack.decode(data, type=dict[str, bytes])
