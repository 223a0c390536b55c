"""What a rule of the date grammar is shown, the `Scene`, and what it answers, a `Meaning`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from generator.derive import lexicon
from generator.derive.syntax.document import Token
from generator.derive.time import calendar
from generator.derive.time.calendar import Period
from generator.derive.time.tense import looks_ahead
from generator.derive.time.words import Word
from generator.model.findings import Confidence


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the words mean; `edtf` None stays unresolved.

    `skip` words at the start and `drop` at the end are not part of the expression; `also` is a second expression that
    the words hold ("April 24 and 25"). `rule` is the reason that readers see where it is not the grammar's own name.
    """

    edtf: str | None
    timex: str
    kind: str = "DATE"
    not_before: str | None = None
    not_after: str | None = None
    confidence: Confidence = Confidence.LIKELY
    skip: int = 0
    drop: int = 0
    also: Meaning | None = None


class Narrative(NamedTuple):
    """What the text has told so far: the last date, as TIMEX3, and the last quarter with the paragraph it stands in."""

    date: str = ""
    quarter: str = ""
    paragraph: int = -1


NOTHING_TOLD = Narrative()


class Scene(NamedTuple):
    """The words of a sentence, those that a pattern matched, the publication day, and what was told before."""

    sentence: Sequence[Token | Word]
    today: date | None
    told: Narrative = NOTHING_TOLD
    paragraph: int = 0
    lang: str = "en"
    start: int = 0
    end: int = 0
    words: Sequence[Word] = ()

    def at(self, start: int, end: int) -> Scene:
        """The scene of a match: its words are those from `start` to `end`."""
        matched = [word for word in self.sentence[start:end] if isinstance(word, Word)]
        return self._replace(start=start, end=end, words=matched)

    @property
    def ahead(self) -> bool | None:
        """Whether the clause looks ahead (True) or back (False), if any word tells."""
        return looks_ahead(self.sentence, self.start, self.end, self.lang)

    @property
    def before(self) -> str:
        """The word right before, in lower case."""
        return self.sentence[self.start - 1].text.lower() if self.start else ""

    @property
    def after(self) -> str:
        """The word right after, as written."""
        return self.sentence[self.end].text if self.end < len(self.sentence) else ""

    def values(self, *kinds: str) -> list[int]:
        """The numbers of all words of these classes, in order."""
        return [w.value for w in self.words if w.kind in kinds and isinstance(w.value, int)]

    def number(self, *kinds: str) -> int | None:
        """The number of the first word of these classes."""
        return next((w.value for w in self.words if w.kind in kinds and isinstance(w.value, int)), None)

    def letters(self, *kinds: str) -> str:
        """The value of the first word of these classes, "" where there is none."""
        return next((str(w.value) for w in self.words if w.kind in kinds), "")

    def has(self, *kinds: str) -> bool:
        """Whether one of the words is of these classes."""
        return any(w.kind in kinds for w in self.words)

    def follows(self, listed: str) -> bool:
        """Whether the word right before is in a list of the lexicon."""
        return self.before in lexicon.words(listed, self.lang)

    def leads(self, listed: str) -> bool:
        """Whether the word right after is in a list of the lexicon."""
        return self.after.lower() in lexicon.words(listed, self.lang)

    @property
    def counts_things(self) -> bool:
        """Whether a plural right after makes a number a count ("2000 votes")."""
        word = self.after
        return word.islower() and word.endswith("s") and len(word) > 2 and not self.leads("measured_after")


Rule = Callable[[Scene], Meaning | None]


def of(period: Period | None, confidence: Confidence = Confidence.LIKELY) -> Meaning | None:
    """A period as a meaning."""
    return Meaning(period.edtf, period.timex, confidence=confidence) if period else None


def of_day(day: date | None, confidence: Confidence = Confidence.LIKELY) -> Meaning | None:
    """A day as a meaning."""
    return of(calendar.whole_day(day), confidence) if day else None


def open_date(timex: str) -> Meaning:
    """A date that the text leaves open."""
    return Meaning(None, timex, confidence=Confidence.UNSURE)
