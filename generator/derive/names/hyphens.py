"""Names within hyphenated words: "Beijing-based", "ex-FARC", "US-Iran" are split; "Jean-Luc" and "al-Qaida" stay whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.derive import lexicon
from generator.derive.names.gazetteer import is_known
from generator.derive.syntax.document import TOKEN, Token
from generator.derive.syntax.word_cache import WordCache

HYPHEN = re.compile("[-\u2010\u2011]")
IS_HYPHENATED: WordCache[str, bool] = WordCache(lambda text: HYPHEN.search(text, 1) is not None)
PREFIXES = frozenset("ex pro anti non mid then pre post neo inter trans pan cross now ultra".split())


def split_hyphens(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Return the tokens with hyphenated words split where only their parts are names."""
    if True not in map(IS_HYPHENATED.__getitem__, [text for _, _, text in tokens]):
        return tuple(tokens)
    return tuple([part for token in tokens for part in (_parts(token) if IS_HYPHENATED[token.text] else (token,))])


def split_text(text: str) -> list[str]:
    """Return the tokens of a text without spaces, split like those of `split_hyphens`."""
    return [part.text for part in split_hyphens([Token(m.start(), m.end(), m.group()) for m in TOKEN.finditer(text)])]


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
