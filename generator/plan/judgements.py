"""The editors' judgements as pages show them, and how they turned out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.contexts import BandRecord, GroundView, JudgementIndex, JudgementView, Link, TrackRecord
from generator.dossier.cards import topic_called
from generator.dossier.grounds import Grounds
from generator.dossier.index.database import Index
from generator.dossier.index.keys import TOPIC
from generator.dossier.known_subjects import KnownTopic
from generator.dossier.views import topic_link
from generator.model import permalinks
from generator.model.judgements import EditorsJudgement, JudgementOutcome
from generator.model.yardsticks import YARDSTICKS
from generator.plan.subjects import PageInputs
from generator.report.dates_in_words import when

MIN_JUDGED = 5
"""Judgements with an outcome from which on their score is shown: of fewer it says nothing."""
HOME_JUDGEMENTS = 3
"""The judgements at home."""


def key_judgements(inputs: PageInputs, limit: int) -> tuple[JudgementView, ...]:
    """Return the judgements that come first: those that are open, the latest first; none that rests on nothing now."""
    return _views(inputs, (one for one in _latest_first(inputs.judgements) if not one.outcome), limit)


def at_home(inputs: PageInputs) -> tuple[JudgementView, ...]:
    """Return the judgements of the home page."""
    return key_judgements(inputs, HOME_JUDGEMENTS)


def judgements_on(inputs: PageInputs, topic: KnownTopic) -> tuple[JudgementView, ...]:
    """Return the judgements on a topic, those that are open first, each the latest first."""
    on_it = [one for one in _latest_first(inputs.judgements) if any(topic.is_called(named.name) for named in one.topics)]
    return _views(inputs, sorted(on_it, key=lambda one: bool(one.outcome)))


def judgement_index(inputs: PageInputs) -> JudgementIndex:
    """Return all judgements, with their track record."""
    ordered = _latest_first(inputs.judgements)
    yardstick = inputs.config.judgements_yardstick
    return JudgementIndex(
        judgements=_views(inputs, (one for one in ordered if not one.outcome)),
        decided=_views(inputs, (one for one in ordered if one.outcome)),
        yardstick=yardstick,
        record=track_record(ordered, yardstick),
    )


def track_record(judgements: Iterable[EditorsJudgement], yardstick: str) -> TrackRecord:
    """Return how judgements turned out: what is unclear counts as neither."""
    decided = [one for one in judgements if one.outcome]
    judged = [one for one in decided if one.outcome != JudgementOutcome.UNCLEAR]
    errors = [(one.chance / 100 - (one.outcome == JudgementOutcome.YES)) ** 2 for one in judged]
    bands = []
    for band in YARDSTICKS[yardstick]:
        of_band = [one for one in judged if one.likelihood == band.name]
        if of_band:
            true = sum(one.outcome == JudgementOutcome.YES for one in of_band)
            bands.append(BandRecord(band.key, band.low, band.high, len(of_band), true))
    brier = f"{sum(errors) / len(errors):.2f}" if len(judged) >= MIN_JUDGED else ""
    return TrackRecord(len(judged), len(decided) - len(judged), brier, tuple(bands))


def topic_owners(index: Index, judgement: EditorsJudgement) -> list[str]:
    """Return the topics, as owners of pages, that a judgement is on."""
    found = (topic_called(index, named.name) for named in judgement.topics)
    return [TOPIC + topic.slug for topic in found if topic]


def _latest_first(judgements: Iterable[EditorsJudgement]) -> list[EditorsJudgement]:
    by_name = sorted((one for one in judgements if not one.hide), key=lambda one: one.slug)
    return sorted(by_name, key=lambda one: one.on, reverse=True)


def _views(inputs: PageInputs, judgements: Iterable[EditorsJudgement], limit: int | None = None) -> tuple[JudgementView, ...]:
    """Return the first so many judgements that rest on something."""
    grounds = Grounds(inputs.index)
    views: list[JudgementView] = []
    for judgement in judgements:
        view = _view(inputs, grounds, judgement) if limit is None or len(views) < limit else None
        views += [view] if view else []
    return tuple(views)


def _view(inputs: PageInputs, grounds: Grounds, judgement: EditorsJudgement) -> JudgementView | None:
    """Return a judgement; None where no statement that it rests on is in the site now."""
    found = [ground for one in judgement.rests_on if (ground := grounds.find(one))]
    if not found:
        return None
    band = judgement.band
    return JudgementView(
        anchor=judgement.slug,
        question=judgement.question,
        answer=judgement.answer,
        band=band.key,
        low=band.low,
        high=band.high,
        percent=judgement.percent,
        confidence=judgement.confidence,
        because=judgement.because,
        grounds=tuple(GroundView(ground.kind, ground.cite) for ground in found),
        would_change=judgement.would_change,
        topics=_topics(inputs, judgement),
        when=when(inputs.words, judgement.on or None),
        changed_because=judgement.changed_because,
        outcome=judgement.outcome,
        outcome_when=when(inputs.words, judgement.outcome_on or None),
        body=judgement.body,
        path=f"{permalinks.JUDGEMENTS}#{judgement.slug}",
        withdrawn=len(judgement.rests_on) - len(found),
    )


def _topics(inputs: PageInputs, judgement: EditorsJudgement) -> tuple[Link, ...]:
    """Return links to the topics that a judgement is on, as far as they have pages."""
    known: Sequence[KnownTopic | None] = [topic_called(inputs.index, named.name) for named in judgement.topics]
    inputs.card_subjects.update(TOPIC + topic.slug for topic in known if topic)
    return tuple(topic_link(topic) for topic in known if topic and inputs.index.subjects.card(TOPIC + topic.slug))
