"""A report's words, for the rules that look for names of things in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from generator.derive.lexicon import words
from generator.derive.names.candidates import KNOWN, Candidate
from generator.derive.syntax.document import Document
from generator.derive.syntax.parser import parse
from generator.model.findings import Form

CAPITALISED = re.compile(r"[A-Z][\w’'-]*\w|[A-Z]")
ARTICLES = frozenset({"the", "The", "a", "A", "an", "An"})
MIN_MENTIONS = 2


class FoundThing(NamedTuple):
    """The tokens `first:last` name a thing; those of one `key` are one. `is_sure` where the place itself says so."""

    first: int
    last: int
    key: str
    rule: str
    is_sure: bool
    maker: str = ""
    own: str = ""
    nick: str = ""


class ThingText:
    """A report with the names found in it by the index of a token."""

    def __init__(self, doc: Document, found: Sequence[Candidate]) -> None:
        self.doc, self.words, self.trees = doc, doc.words, parse(doc)
        self.candidates = [c for c in found if c.form is Form.NAME]
        self.ending = {doc.token_at(c.end - 1): c for c in self.candidates}
        self.inside = {at: c for c in found for at in range(doc.token_at(c.start), doc.token_at(c.end - 1) + 1)}
        self.count = Counter(self.words)

    def _is_capital(self, at: int) -> bool:
        return CAPITALISED.fullmatch(self.words[at]) is not None

    def _is_plain(self, at: int) -> bool:
        """Return whether a capitalised word only opens the sentence, or is an article."""
        small = self.words[at].lower()
        return self.words[at] in ARTICLES or small in words("sentence_openers") or small in words("function_words")

    def _touches(self, at: int) -> bool:
        return self.doc.tokens[at].start == self.doc.tokens[at - 1].end

    def _text(self, first: int, last: int) -> str:
        return (
            " ".join(self.doc.text[self.doc.tokens[first].start : self.doc.tokens[last - 1].end].split())
            if last > first
            else ""
        )

    def _is_in_other(self, at: int) -> bool:
        whose = self.inside.get(at)
        return whose is not None and (len(whose.words) > 1 or whose.rule == KNOWN)
