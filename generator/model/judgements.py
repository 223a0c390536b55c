"""Judgements of the editors, apart from what reports say: `content/judgements/<slug>.md`."""

from __future__ import annotations

from enum import StrEnum

from generator.model.problems import Problem, Where
from generator.model.profiles import Named
from generator.model.proofs import NO_HTML, SafeHtml
from generator.model.values import CompactValue
from generator.model.yardsticks import ICD_203, YARDSTICKS, Band


class JudgementOutcome(StrEnum):
    """What became of what was judged."""

    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"


class Ground(CompactValue, frozen=True):
    """A statement that a judgement rests on, as its file names it: by its id, or by exact words of a report.

    `report` is the slug of a report; empty for an id alone, which may be any report's. An id that begins with "s-" is of a
    sentence, as addresses of pages have it.
    """

    where: Where
    report: str
    finding: str = ""
    words: str = ""

    @property
    def key(self) -> str:
        """Return how the statement is named in a line."""
        return "/".join(filter(None, (self.report, self.finding or repr(self.words))))


class EditorsJudgement(CompactValue, frozen=True):
    """A question, an editor's answer, how likely that is, and how sure the editor is of it.

    `likelihood` is the name of a band of the `yardstick`, `percent` a number within it, where one is given. `on` is the day
    (EDTF) of the judgement, `body` the longer text. `topics` are names or slugs. `changed_because` says why it is another one
    than in the last edition. `outcome` is empty as long as nobody can say.
    """

    slug: str
    where: Where
    question: str
    answer: str
    yardstick: str
    likelihood: str
    percent: int | None
    confidence: str
    """low, moderate, high"""
    because: tuple[str, ...]
    """The reasons for the confidence."""
    rests_on: tuple[Ground, ...]
    would_change: tuple[str, ...] = ()
    topics: tuple[Named, ...] = ()
    on: str = ""
    changed_because: str = ""
    outcome: str = ""
    outcome_on: str = ""
    hide: bool = False
    body: SafeHtml = NO_HTML
    answer_where: Where | None = None
    """The place of the answer in the file."""
    warnings: tuple[Problem, ...] = ()
    """Words of likelihood in the answer that are none of its band."""

    @property
    def band(self) -> Band:
        """The band of its likelihood."""
        return next(band for band in YARDSTICKS[self.yardstick or ICD_203] if band.name == self.likelihood)

    @property
    def likelihood_in_words(self) -> str:
        """The likelihood as one writes it in the file: "likely (60)"."""
        return self.likelihood if self.percent is None else f"{self.likelihood} ({self.percent})"

    @property
    def chance(self) -> float:
        """The per cent by which it is measured: its number, else the middle of its band."""
        return self.band.middle if self.percent is None else float(self.percent)

    @property
    def said(self) -> tuple[str, str, int | None, str]:
        """All that makes it another judgement where it differs: the answer, its likelihood and the confidence."""
        return self.answer, self.likelihood, self.percent, self.confidence
