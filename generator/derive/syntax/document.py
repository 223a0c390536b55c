"""A report's plain text as derivation reads it: paragraphs, sentences and tokens, each with its offsets.

Paragraphs end at a line break. Nothing here changes the text: every token and sentence is a stretch of it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

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
"""Parts a text into what lies between tokens and the tokens, by turns; much faster than asking match by match for offsets."""

ABBREVIATIONS = frozenset(
    "mr mrs ms mx dr prof sr jr st rev hon gen col lt capt cmdr sgt maj adm brig gov sen rep pres amb supt insp det "
    "messrs mme mlle inc corp co ltd plc bros llc vs etc no nos fig vol ed eds pp approx dept est univ assn "
    "jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun "
    "ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa "
    "tenn tex va vt wash wis wyo u.s u.k u.n e.u a.m p.m i.e e.g d.c".split()
)
# Some of these end sentences as often as not: a full stop after them ends one when a plain opener follows.
OPENERS = frozenset(
    "the a an it he she they we i in on at but and this that these those there his her their its if when while as "
    "after before for with by from however meanwhile according no not so what who".split()
)
ALWAYS_JOINED = frozenset("mr mrs ms mx dr prof st rev gen col lt capt cmdr sgt maj adm gov sen rep messrs mme".split())
BREAK = re.compile(r"[.!?…][.!?…]*[\"'”’)\]»]*(?=\s|$)")
OPENING = '([“"‘'
NEXT_WORD = re.compile(r"\s+[\"'“‘(\[«]*([^\W_]+)?")


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


@dataclass(frozen=True)
class Document:
    """One report for derivation. `date` is the publication day as ISO `YYYY-MM-DD`, or None when nobody said.

    `title` is for hints only: no finding rests on it, unless the text repeats it. `lang` is a language tag.
    """

    id: str
    text: str
    title: str = ""
    date: str | None = None
    lang: str = "en"

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """Non-blank lines, without the space around them."""
        return tuple(Span(m.start(), m.end()) for m in re.finditer(r"\S(?:[^\n]*\S)?", self.text))

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """All tokens, in order."""
        parts = SPLIT.split(self.text)
        ends = [*accumulate(map(len, parts))]
        return tuple(map(Token, ends[0::2], ends[1::2], parts[1::2]))

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
        """Where each token starts, for bisection."""
        return tuple([start for start, _, _ in self.tokens])

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences, in order; each lies in one paragraph."""
        return tuple(_sentences(self))

    @cached_property
    def sentence_starts(self) -> tuple[int, ...]:
        """Where each sentence starts, for bisection."""
        return tuple(sentence.start for sentence in self.sentences)

    def token_at(self, offset: int) -> int:
        """The index of the last token that starts at or before `offset` (-1 when there is none)."""
        return bisect_right(self.token_starts, offset) - 1

    def sentence_at(self, offset: int) -> int:
        """The index of the last sentence that starts at or before `offset` (-1 when there is none)."""
        return bisect_right(self.sentence_starts, offset) - 1


def _sentences(doc: Document) -> list[Sentence]:
    found: list[Sentence] = []
    token = 0
    for index, paragraph in enumerate(doc.paragraphs):
        for start, end in _split(doc.text, paragraph.start, paragraph.end):
            first, token = token, bisect_left(doc.token_starts, end, token)
            found.append(Sentence(start, end, index, first, token))
    return found


def _split(text: str, start: int, end: int) -> list[tuple[int, int]]:
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
    return spans


def _ends_sentence(text: str, mark: re.Match[str], start: int) -> bool:
    """Whether the full stop, question or exclamation mark ends a sentence: what follows must look like an opening."""
    following = NEXT_WORD.match(text, mark.end())
    opener = (following.group(1) or "") if following else ""
    if opener[:1].islower():
        return False
    if mark.group()[0] != ".":
        return True
    word = text[max(start, text.rfind(" ", start, mark.start()) + 1) : mark.start()].lstrip(OPENING).lower()
    if word in ALWAYS_JOINED:
        return False
    if word in ABBREVIATIONS or re.fullmatch(r"(?:\w\.)+\w|\w", word):
        return mark.group() != "." or (opener.lower() in OPENERS and word not in {"no", "nos"})
    return True
