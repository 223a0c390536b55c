"""A report's plain text as derivation reads it: paragraphs, sentences and tokens, each with its offsets.

A paragraph ends at a line break. The text is never changed: every token and sentence is a span of it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import NamedTuple

from generator.derive.lexicon import words
from generator.derive.syntax.columns import rows
from generator.derive.syntax.datelines import dateline_end
from generator.model.findings import Span

# A token is a number with its separators, a word (inner apostrophes, hyphens, dots of initialisms belong to it; a
# possessive 's is a token of its own), or one other character.
TOKEN = re.compile(
    r"\d+(?:[.,:]\d+)*"
    r"|(?:[^\W\d_]\.){2,}"
    r"|[’']s\b"
    r"|[^\W_]+(?:(?:[-\u2010\u2011]|[’'](?!s\b)|&(?=\w)|\.(?=[^\W\d_]{2}))[^\W_]+)*"
    r"|[^\w\s]|_"
)
SPLIT = re.compile(f"({TOKEN.pattern})")
"""Splits a text into the gaps between tokens and the tokens, by turns; much faster than offsets match by match."""

# A pattern that begins with a mark is found much faster than one that begins by looking behind.
BREAK = re.compile(r"[.!?…](?<![.!?…].)[.!?…]*[\"'”’)\]»]*(?=\s|$)")
OPENING = '([“"‘'
NEXT_WORD = re.compile(r"\s+[\"'“‘(\[«]*([^\W_]+)?")

MAX_TOKENS = 150
"""Tokens of a sentence; what has more is no sentence, and goes on as another one, so that nothing grows with its square."""
MIN_CHARACTERS, MANY = 12, 500
"""Where a paragraph has many sentences, and they are on average shorter than that, they are none: they stay together."""
PARAGRAPHS_WITH_DATELINE = 3
"""Paragraphs at the top that may open with a dateline: headings stand above it."""


class Token(NamedTuple):
    """One word, number or mark: `text` stands at `start:end`."""

    start: int
    end: int
    text: str


class Sentence(NamedTuple):
    """One sentence: offsets, the index of its paragraph, and its tokens as a range of indices."""

    start: int
    end: int
    paragraph: int
    first: int
    last: int


class TokenSpan(NamedTuple):
    """The tokens `first:last` of a document; `last` is one past the last one."""

    first: int
    last: int


@dataclass(frozen=True)
class Document:
    """One report for derivation. `date` is the day of publication as ISO `YYYY-MM-DD`, None if unknown.

    `title` only gives hints: no finding rests on it, unless the text repeats it. `lang` is a language tag. `syntax` names
    another parser than the program's own: "spacy:NAME".
    """

    id: str
    text: str
    title: str = ""
    date: str | None = None
    lang: str = "en"
    syntax: str = ""

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """Spans of the non-blank lines, without the space around them."""
        return tuple(Span(m.start(), m.end()) for m in re.finditer(r"\S(?:[^\n]*\S)?", self.text))

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """All tokens, in order."""
        return _tokens(self.text)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The tokens' texts."""
        return tuple([text for _, _, text in self.tokens])

    @cached_property
    def lower(self) -> tuple[str, ...]:
        """The tokens' texts in small letters."""
        return tuple(map(str.lower, self.words))

    @cached_property
    def token_starts(self) -> tuple[int, ...]:
        """The offset at which each token starts, for bisection."""
        return tuple([start for start, _, _ in self.tokens])

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences, in order; each lies in one paragraph."""
        return _sentences(self.text)

    @cached_property
    def sentence_starts(self) -> tuple[int, ...]:
        """The offset at which each sentence starts, for bisection."""
        return tuple(sentence.start for sentence in self.sentences)

    def token_at(self, offset: int) -> int:
        """The index of the last token that starts at or before `offset` (-1 when there is none)."""
        return bisect_right(self.token_starts, offset) - 1

    def sentence_at(self, offset: int) -> int:
        """The index of the last sentence that starts at or before `offset` (-1 when there is none)."""
        return bisect_right(self.sentence_starts, offset) - 1


@lru_cache(maxsize=2)
def _tokens(text: str) -> tuple[Token, ...]:
    """Return the tokens of a text, kept for the next document of the same text."""
    parts = SPLIT.split(text)
    ends = [*accumulate(map(len, parts))]
    return tuple(rows(Token, ends[0:-1:2], ends[1::2], parts[1::2]))


@lru_cache(maxsize=2)
def _sentences(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of a text, kept for the next document of the same text."""
    doc = Document("", text)
    sentences: list[Sentence] = []
    token = 0
    for index, paragraph in enumerate(doc.paragraphs):
        for start, end in _spans_of_paragraph(doc, index, paragraph):
            first, token = token, bisect_left(doc.token_starts, end, token)
            sentences += _cut(doc, Sentence(start, end, index, first, token))
    return tuple(sentences)


def _cut(doc: Document, sentence: Sentence) -> Iterator[Sentence]:
    """Yield a sentence, or parts of one that is too long: no finding is across their ends."""
    start, end, paragraph, first, last = sentence
    while last - first > MAX_TOKENS:
        part_end = doc.tokens[first + MAX_TOKENS - 1].end
        yield Sentence(start, part_end, paragraph, first, first + MAX_TOKENS)
        first += MAX_TOKENS
        start = doc.tokens[first].start
    yield Sentence(start, end, paragraph, first, last)


def _spans_of_paragraph(doc: Document, index: int, paragraph: Span) -> list[tuple[int, int]]:
    """Return the offsets of a paragraph's sentences. A dateline is a sentence of its own: it says nothing of what follows."""
    start, end = paragraph.start, paragraph.end
    opening = dateline_end(doc.text, start, end) if index < PARAGRAPHS_WITH_DATELINE else start
    spans = _sentence_spans(doc.text, opening, end)
    return [(start, start + len(doc.text[start:opening].rstrip())), *spans] if opening > start else spans


def _sentence_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the offsets of a paragraph's sentences."""
    spans: list[tuple[int, int]] = []
    at = start
    for mark in BREAK.finditer(text, start, end):
        if mark.end() < end and not _ends_sentence(text, mark, at):
            continue
        spans.append((at, mark.end()))
        at = mark.end()
        while at < end and text[at].isspace():
            at += 1
    if at < end:
        spans.append((at, end))
    are_none = len(spans) > MANY and end - start < MIN_CHARACTERS * len(spans)
    return [(start, end)] if are_none else spans


def _ends_sentence(text: str, mark: re.Match[str], start: int) -> bool:
    """Return whether a full stop, question or exclamation mark ends a sentence: what follows must look like an opening.

    A small letter does where the sentence itself began with one.
    """
    next_word = NEXT_WORD.match(text, mark.end())
    opener = (next_word.group(1) or "") if next_word else ""
    if opener[:1].islower() and not text[start].islower():
        return False
    if mark.group()[0] != ".":
        return True
    word = text[max(start, text.rfind(" ", start, mark.start()) + 1) : mark.start()].lstrip(OPENING).lower()
    if word in words("abbreviations_before_names"):
        return False
    if word in words("abbreviations") or re.fullmatch(r"(?:\w\.)+\w|\w", word):
        return mark.group() != "." or (
            opener[:1].isupper() and opener.lower() in words("sentence_openers") and word not in {"no", "nos"}
        )
    return True
