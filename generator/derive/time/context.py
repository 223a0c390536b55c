"""The parameter and the result of every rule of dates: the `Phrase` that its pattern matched, and the `TimeValue` of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from generator.derive import lexicon
from generator.derive.syntax.document import Token
from generator.derive.time import calendar, tense
from generator.derive.time.calendar import Period
from generator.derive.time.cues import cues
from generator.derive.time.vocabulary import CAPITALISED, word_class
from generator.derive.time.words import TimeWord
from generator.model.findings import Confidence


@dataclass(frozen=True, slots=True)
class TimeValue:
    """The value of a time expression; `edtf` None where the text leaves it open.

    `skip` words at the start and `drop` words at the end of the phrase are not part of the expression; `second` is another
    expression that the phrase holds ("April 24 and 25").
    """

    edtf: str | None
    timex: str
    timex_type: str = "DATE"
    not_before: str | None = None
    not_after: str | None = None
    confidence: Confidence = Confidence.LIKELY
    skip: int = 0
    drop: int = 0
    second: TimeValue | None = None


class Mentioned(NamedTuple):
    """The last date that the text mentioned, as TIMEX3, and the last quarter with its paragraph; "" for none."""

    date: str = ""
    quarter: str = ""
    paragraph: int = -1


class Phrase(NamedTuple):
    """The words that a pattern matched, `sentence[start:end]`, with the day of publication and what was mentioned before."""

    sentence: Sequence[Token | TimeWord]
    published: date | None
    mentioned: Mentioned = Mentioned()
    paragraph: int = 0
    lang: str = "en"
    start: int = 0
    end: int = 0
    words: Sequence[TimeWord] = ()

    def at(self, start: int, end: int) -> Phrase:
        """Return the phrase of the words from `start` to `end` of the same sentence."""
        matched = [word for word in self.sentence[start:end] if isinstance(word, TimeWord)]
        return Phrase(self.sentence, self.published, self.mentioned, self.paragraph, self.lang, start, end, matched)

    @property
    def looks_ahead(self) -> bool | None:
        """True where the clause looks ahead, False where it looks back, None where no word says."""
        return tense.looks_ahead(self.sentence, self.start, self.end, self.lang)

    @property
    def relation(self) -> int | None:
        """-1 for "last" among the words, 0 for "this", 1 for "next", None for none of them."""
        return self.number("last", "this", "next", "current")

    @property
    def before(self) -> str:
        """The word right before, in lower case."""
        return self.sentence[self.start - 1].text.lower() if self.start else ""

    @property
    def after(self) -> str:
        """The word right after, as written."""
        return self.sentence[self.end].text if self.end < len(self.sentence) else ""

    def numbers(self, *kinds: str) -> list[int]:
        """Return the numbers of all words of these classes, in order."""
        return [w.value for w in self.words if w.kind in kinds and isinstance(w.value, int)]

    def number(self, *kinds: str) -> int | None:
        """Return the number of the first word of these classes."""
        return next((w.value for w in self.words if w.kind in kinds and isinstance(w.value, int)), None)

    def code(self, *kinds: str) -> str:
        """Return the value of the first word of these classes, such as TIMEX3's letters of a unit; "" without one."""
        return next((str(w.value) for w in self.words if w.kind in kinds), "")

    def has(self, *kinds: str) -> bool:
        """Return whether one of the words is of these classes."""
        return any(w.kind in kinds for w in self.words)

    def follows(self, word_list: str) -> bool:
        """Return whether the word right before is in a list of the lexicon."""
        return self.before in lexicon.words(word_list, self.lang)

    def precedes(self, word_list: str) -> bool:
        """Return whether the word right after is in a list of the lexicon."""
        return self.after.lower() in lexicon.words(word_list, self.lang)

    def cue(self, name: str, word: str) -> bool:
        """Return whether a word is of a class of `time_cues.tsv`."""
        return word in cues("time_cues", self.lang)[name]

    @property
    def begins_name(self) -> bool:
        """True where a word right after has a capital and is none of time: "The Sunday Courier", "June Field"."""
        word = self.after
        is_other = word_class(word, self.lang) in CAPITALISED
        return word[:1].isupper() and word[1:].islower() and not is_other

    @property
    def counts_things(self) -> bool:
        """True where a plural right after makes a number a count ("2000 votes")."""
        word = self.after
        return word.islower() and word.endswith("s") and len(word) > 2 and not self.precedes("measured_after")


Rule = Callable[[Phrase], TimeValue | None]
"""A rule resolves a phrase to its value; None where the phrase is no time expression."""


def value_of(period: Period | None, confidence: Confidence = Confidence.LIKELY) -> TimeValue | None:
    """Return the value of an expression that names a period."""
    return TimeValue(period.edtf, period.timex, confidence=confidence) if period else None


def value_of_day(day: date | None, confidence: Confidence = Confidence.LIKELY) -> TimeValue | None:
    """Return the value of an expression that names a day."""
    return value_of(calendar.one_day(day), confidence) if day else None


def open_date(timex: str) -> TimeValue:
    """Return the value of a date that the text leaves open."""
    return TimeValue(None, timex, confidence=Confidence.UNSURE)
