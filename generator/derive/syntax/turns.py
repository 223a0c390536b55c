"""Turns of a transcript or interview: paragraphs that begin with who speaks and a colon, without quotation marks.

MAYOR IDA STRAND (on camera): | We are at a critical point.        Q: | Who will pay?        Strand: | We shall.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from generator.derive.syntax.document import Document
from generator.derive.syntax.word_classes import word_class
from generator.model.findings import Span

LABEL = re.compile(
    r"(?:[-–—•*]\s*)?(?:[\[(]?\d{1,2}:\d\d(?::\d\d)?[\])]?\s+)?"
    r"(?P<name>[^\W\d_][\w.'’-]*(?:\s+[^\W\d_][\w.'’-]*){0,6})(?:,\s[^:.!?\"“]{2,70})?"
    r"(?P<aside>\s*[(\[][^)\]\n]{1,40}[)\]])?\s*:\s+(?=[^\s\"“”„«‘'`])"
)
CAPITALISED = re.compile(r"[^\W\d_a-z]\S*(?:\s+(?:[^\W\d_a-z]\S*|[a-z]{2,3}))*\s+([^\W\d_a-z]\S*)")
"""Words with capitals, particles of names among them, and the last of them."""
LAST_WORD = re.compile(r"(?<![\w.'’-])(?!The )[^\W\d_a-z][\w.'’-]+ (?=([^\W\d_a-z][\w.'’-]*\b)(?!['’]s))")
"""A word with a capital behind another one."""
MIN_TURNS = 2
MIN_LETTERS_OF_LONG_WORD = 4
MIN_SHARE_SPOKEN = 0.25
"""The least share of turns that ask, or say "I", "we" or "you": other labels head the items of a list."""


class LabelledTurn(NamedTuple):
    """The name or letter that labels a turn, and what is said."""

    label: Span
    words: Span


@lru_cache(maxsize=2)
def turns(doc: Document) -> tuple[LabelledTurn, ...]:
    """Return the turns of a report that is a transcript or interview, or has one in it; none for any other report."""
    if ":" not in doc.text:
        return ()
    found = []
    for paragraph in doc.paragraphs:
        label = LABEL.match(doc.text, paragraph.start, paragraph.end)
        if label is not None:
            found.append((label, LabelledTurn(Span(label.start("name"), label.end("name")), Span(label.end(), paragraph.end))))
    spelled = Counter(label["name"] for label, _ in found)
    known = {match[1] for name in spelled if (match := CAPITALISED.fullmatch(name))} | {n for n in spelled if spelled[n] > 1}
    known |= {match[1] for match in LAST_WORD.finditer(doc.text)} if found else set()
    kept = tuple(turn for label, turn in found if _labels_a_turn(label, known) and not _is_heading(doc, turn))
    if len(kept) < MIN_TURNS and not (kept and kept[0].label.start > doc.paragraphs[0].end and " " in _name(doc, kept[0])):
        return ()  # a report's first line is its headline
    return kept if sum(_is_spoken(doc, turn) for turn in kept) >= MIN_SHARE_SPOKEN * len(kept) else ()


def asks(doc: Document, turn: LabelledTurn) -> bool:
    """Return whether a turn is labelled as that of whoever asks: "Q:", "Interviewer:"."""
    return _name(doc, turn) in word_class("asking_label")


def answers(doc: Document, turn: LabelledTurn) -> bool:
    """Return whether a turn is labelled as the answer of a person named elsewhere: "A:"."""
    return _name(doc, turn) in word_class("answering_label")


def _name(doc: Document, turn: LabelledTurn) -> str:
    return doc.text[turn.label.start : turn.label.end].lower().rstrip("0123456789")


def _labels_a_turn(label: re.Match[str], known: set[str]) -> bool:
    """Return whether the words before a colon can name who speaks: in capitals, a name of several words, or one's last word."""
    name = label["name"]
    if name.lower() in word_class("asking_label") | word_class("answering_label") or name in known or label["aside"]:
        return True
    return CAPITALISED.fullmatch(name) is not None or (name.isupper() and len(name) > 1)


def _is_heading(doc: Document, turn: LabelledTurn) -> bool:
    """Return whether words are set as a heading is, long ones with capitals: "Norway: Ministers Say No to Tolls"."""
    long = [word for word in doc.text[turn.words.start : turn.words.end].split() if len(word) >= MIN_LETTERS_OF_LONG_WORD]
    return len(long) > 2 and sum(word[0].isupper() for word in long) > len(long) / 2


def _is_spoken(doc: Document, turn: LabelledTurn) -> bool:
    said = doc.text[turn.words.start : turn.words.end]
    return "?" in said or not word_class("speech_pronoun").isdisjoint(re.findall(r"[^\W\d_]+", said.lower()))
