"""The statements of single reports as statements of the dossier: entities become actors, words speak of topics."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from generator.model.statements import Happening, Report, Stand, Utterance

TopicsOf = Callable[[str], tuple[str, ...]]
"""The topics that a stretch of words speaks of, by slug."""
TopicOf = Callable[[str, str | None, str], str | None]
"""The topic of a position: of its object's words, its label, and the sentence around it."""


def utterances(report: Report, topics_of: TopicsOf) -> Iterable[Utterance]:
    """What is said in a report; whom it speaks about is never the speaker."""
    for said in report.account.utterances:
        speaker = _actor(report, said.speaker)
        yield replace(
            said,
            speaker=speaker,
            affiliation=_actor(report, said.affiliation),
            addressee=_actor(report, said.addressee),
            about=tuple(who for who in _actors(report, said.about) if who != speaker),
            topics=topics_of(said.source.words),
        )


def happenings(report: Report, topics_of: TopicsOf) -> Iterable[Happening]:
    """What happened, as one report tells it."""
    for event in report.account.happenings:
        yield replace(
            event,
            actors=_actors(report, event.actors),
            place=_actor(report, event.place),
            topics=topics_of(event.sources[0].words),
        )


def stands(report: Report, topic_of: TopicOf) -> Iterable[Stand]:
    """Where actors stand, as one report tells it."""
    for stand in report.account.stands:
        yield replace(
            stand,
            actor=report.actors[stand.actor],
            reported_by=_actor(report, stand.reported_by),
            topic=topic_of(stand.object, stand.topic, stand.source.sentence),
        )


def _actor(report: Report, entity: str | None) -> str | None:
    return report.actors.get(entity) if entity is not None else None


def _actors(report: Report, entities: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(report.actors[entity] for entity in entities if entity in report.actors))
