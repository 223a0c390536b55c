"""What the editors judge, apart from what reports say, and how their judgements turned out."""

from __future__ import annotations

from generator.contexts.links import Cite, Link, When
from generator.model.proofs import SafeHtml
from generator.model.values import CompactValue


class GroundView(CompactValue, frozen=True):
    """A statement that a judgement rests on, with its sentence."""

    kind: str
    """quote, event, position, figure, or sentence."""
    cite: Cite


class JudgementView(CompactValue, frozen=True):
    """A judgement of the editors. `band` is the key of its likelihood's name among interface texts."""

    anchor: str
    question: str
    answer: str
    band: str
    low: int
    high: int
    """Per cent."""
    percent: int | None
    """The editors' own number within the band."""
    confidence: str
    """low, moderate, high."""
    because: tuple[str, ...]
    grounds: tuple[GroundView, ...]
    would_change: tuple[str, ...]
    topics: tuple[Link, ...]
    when: When | None
    changed_because: str
    outcome: str
    """yes, no, unclear, or empty."""
    outcome_when: When | None
    body: SafeHtml
    path: str
    """Where it stands among all judgements."""
    withdrawn: int = 0
    """How many statements it rested on that are no more."""


class BandRecord(CompactValue, frozen=True):
    """The judgements of one band that can be measured, and how many of these came true."""

    band: str
    low: int
    high: int
    number: int
    came_true: int


class TrackRecord(CompactValue, frozen=True):
    """How judgements turned out. `brier` is the mean of squared errors, 0 to 1; empty where they are too few to say."""

    judged: int
    unclear: int
    brier: str
    bands: tuple[BandRecord, ...]


class JudgementIndex(CompactValue, frozen=True):
    """All judgements, those that are open first, each the latest first. Template `judgements.html`."""

    judgements: tuple[JudgementView, ...]
    decided: tuple[JudgementView, ...]
    """Those whose outcome is known."""
    yardstick: str
    """icd203 or phia."""
    record: TrackRecord
