"""The names in the labels of a transcript's turns, in the usual letters: "Mayor Ida Strand" of "MAYOR IDA STRAND: …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from generator.derive.syntax.document import Document, Token
from generator.derive.syntax.turns import answers, asks, turns

LETTERS = re.compile(r"[^\W\d_]+")


def turn_labels(doc: Document) -> Iterator[tuple[Token, ...]]:
    """Return the words of each label that may name a person: several, or the last word of a name elsewhere in the report."""
    found = [turn for turn in turns(doc) if not (asks(doc, turn) or answers(doc, turn))]
    if not found:
        return
    usual = _usual_spellings(doc)
    spelled = [
        tuple(_in_usual_letters(token, usual) for token in _tokens(doc, turn.label.start, turn.label.end)) for turn in found
    ]
    last_words = {label[-1].text for label in spelled if len(label) > 1}
    behind_words = {
        after.text for before, after in pairwise(doc.tokens) if before.text[-1].islower() and after.start == before.end + 1
    }
    for label in spelled:
        if len(label) > 1 or label[0].text in last_words or label[0].text in behind_words:
            yield label


def _tokens(doc: Document, start: int, end: int) -> tuple[Token, ...]:
    return doc.tokens[doc.token_at(start) : doc.token_at(end - 1) + 1]


def _usual_spellings(doc: Document) -> Mapping[str, str]:
    """Return how a report first spells each word with a capital at its start alone, by the word in small letters."""
    first = (token.text for token in reversed(doc.tokens) if token.text[0].isupper() and not token.text.isupper())
    return {text.lower(): text for text in first}


def _in_usual_letters(token: Token, usual: Mapping[str, str]) -> Token:
    """Return a token in capitals as the report spells it elsewhere, else with a capital at the start of each part."""
    if not token.text.isupper() or len(token.text) == 1:
        return token
    spelled = usual.get(token.text.lower())
    return token._replace(text=spelled or LETTERS.sub(lambda part: part[0].capitalize(), token.text))
