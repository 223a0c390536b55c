"""The names in the labels of a transcript's turns, in the usual letters: "Mayor Ida Strand" of "MAYOR IDA STRAND: …"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.derive.syntax.document import Document, Token
from generator.derive.syntax.turns import answers, asks, turns

LETTERS = re.compile(r"[^\W\d_]+")


def labels(doc: Document) -> Iterator[tuple[Token, ...]]:
    """Return the words of each label that may name a person: several, or the last word of a name elsewhere in the report."""
    found = [turn for turn in turns(doc) if not (asks(doc, turn) or answers(doc, turn))]
    spelled = [
        tuple(_in_usual_letters(doc, token) for token in _tokens(doc, turn.label.start, turn.label.end)) for turn in found
    ]
    last_words = {label[-1].text for label in spelled if len(label) > 1}
    for label in spelled:
        if len(label) > 1 or label[0].text in last_words or re.search(rf"[a-z] {re.escape(label[0].text)}\b", doc.text):
            yield label


def _tokens(doc: Document, start: int, end: int) -> tuple[Token, ...]:
    return doc.tokens[doc.token_at(start) : doc.token_at(end - 1) + 1]


def _in_usual_letters(doc: Document, token: Token) -> Token:
    """Return a token in capitals as the report spells it elsewhere, else with a capital at the start of each part."""
    if not token.text.isupper() or len(token.text) == 1:
        return token
    places = re.finditer(rf"\b{re.escape(token.text)}\b", doc.text, re.IGNORECASE)
    spelled = next((match[0] for match in places if match[0][0].isupper() and not match[0].isupper()), None)
    return token._replace(text=spelled or LETTERS.sub(lambda part: part[0].capitalize(), token.text))
