"""The statements of one report with its entities resolved to actors, and its words to topics."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from generator.dossier.resolve.topics_of_report import TopicsOfReport
from generator.model.statements import Happening, Report, Stand, Tally, Utterance


def utterances(report: Report, topics: TopicsOfReport) -> Iterable[Utterance]:
    """Return the quotes of a report; the speakers are never among the actors that a quote is about."""
    for said in report.account.utterances:
        speakers = _actors(report, said.speakers)
        yield replace(
            said,
            speakers=speakers,
            affiliation=_actor(report, said.affiliation),
            addressee=_actor(report, said.addressee),
            about=tuple(who for who in _actors(report, said.about) if who not in speakers),
            topics=topics.of_words(said.source.words),
        )


def happenings(report: Report, topics: TopicsOfReport | None = None) -> Iterable[Happening]:
    """Return the events that a report tells; without `topics`, under none."""
    for event in report.account.happenings:
        parts = dict(reversed([(report.actors.get(who), part) for who, part in zip(event.actors, event.parts, strict=True)]))
        actors = _actors(report, event.actors)
        yield replace(
            event,
            actors=actors,
            parts=tuple(parts[actor] for actor in actors),
            place=_actor(report, event.place),
            topics=topics.of_event(event) if topics else (),
        )


def tallies(report: Report, topics: TopicsOfReport) -> Iterable[Tally]:
    """Return the figures of a report, on the topics of their sentence, else on the one that the report is about most."""
    for tally in report.account.tallies:
        about = topics.of_words(tally.source.sentence) or ((topics.main,) if topics.main else ())
        yield replace(tally, reporter=_actor(report, tally.reporter), topics=about)


def stands(report: Report, topics: TopicsOfReport) -> Iterable[Stand]:
    """Return the positions that a report gives."""
    for stand in report.account.stands:
        topic, is_named = topics.of_stand(stand)
        yield replace(
            stand,
            actor=report.actors[stand.actor],
            reported_by=_actor(report, stand.reported_by),
            topic=topic,
            names_topic=is_named,
            on=_actors(report, stand.on),
        )


def _actor(report: Report, entity: str | None) -> str | None:
    return report.actors.get(entity) if entity is not None else None


def _actors(report: Report, entities: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(report.actors[entity] for entity in entities if entity in report.actors))
