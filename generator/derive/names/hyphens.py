"""Names within hyphened words: "Beijing-based", "ex-FARC", "US-Iran" are taken apart; "Jean-Luc" and "al-Qaida" stay whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.derive import lexicon
from generator.derive.names.gazetteer import is_known
from generator.derive.syntax.document import TOKEN, Token
from generator.derive.syntax.word_cache import WordCache

HYPHEN = re.compile("[-\u2010\u2011]")
HYPHENED: WordCache[str, bool] = WordCache(lambda text: HYPHEN.search(text, 1) is not None)
PREFIXES = frozenset("ex pro anti non mid then pre post neo inter trans pan cross now ultra".split())


def pieces(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens, with a hyphened word that only holds names taken apart."""
    if not any(map(HYPHENED.__getitem__, [text for _, _, text in tokens])):
        return tuple(tokens)
    return tuple([part for token in tokens for part in (_parts(token) if HYPHENED[token.text] else (token,))])


def spelled(text: str) -> list[str]:
    """The pieces of a text that has no spaces."""
    return [part.text for part in pieces([Token(m.start(), m.end(), m.group()) for m in TOKEN.finditer(text)])]


def _parts(token: Token) -> Iterator[Token]:
    cuts = [match.start() for match in HYPHEN.finditer(token.text)]
    words = HYPHEN.split(token.text)
    if words[0] in PREFIXES:
        cuts = cuts[:1]
    elif words[-1] in lexicon.words("hyphened_endings"):
        cuts = cuts[-1:]
    elif not all(is_known(word) for word in words):
        cuts = []
    at = 0
    for cut in cuts:
        yield Token(token.start + at, token.start + cut, token.text[at:cut])
        yield Token(token.start + cut, token.start + cut + 1, token.text[cut])
        at = cut + 1
    yield Token(token.start + at, token.end, token.text[at:])
