"""The statements of single reports as statements of the dossier: entities become actors, spans become sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hashlib import blake2b

from generator.assemble.edits import RULE as BY_EDITOR
from generator.assemble.sentences import source
from generator.briefing import Dated, Happening, KeySentence, Report, Stand, Utterance
from generator.model import Event, Evidence, KeyPoint, Position, Quote

TopicsOf = Callable[[str], tuple[str, ...]]
"""The topics that a stretch of words speaks of, by slug."""
TopicOf = Callable[[str, str | None, str], str | None]
"""The topic of a position: of its object's words, its label, and the sentence around it."""


def utterance(report: Report, quote: Quote, topics_of: TopicsOf) -> Utterance:
    """What somebody said; of interrupted speech the segments, with an ellipsis between them."""
    text = " … ".join(report.article.text[s.start : s.end].strip() for s in quote.segments) or quote.evidence.text
    speaker = _actor(report, quote.speaker)
    return Utterance(
        id=_id(report, quote.id),
        text=" ".join(text.split()),
        direct=quote.direct,
        speaker=speaker,
        speaker_text=quote.speaker_text or "",
        affiliation=_actor(report, quote.affiliation),
        cue=quote.cue or "",
        addressee=_actor(report, quote.addressee),
        addressee_text=quote.addressee_text or "",
        said_on=quote.said_on,
        about=tuple(who for who in _named_in(report, quote.evidence) if who != speaker),
        topics=topics_of(quote.evidence.text),
        confidence=quote.confidence,
        rule=quote.rule,
        source=source(report, quote.evidence, person=quote.rule == BY_EDITOR),
    )


def happening(report: Report, event: Event, topics_of: TopicsOf) -> Happening:
    """What happened, as one report tells it."""
    return Happening(
        id=_id(report, event.id),
        text=" ".join(event.evidence.text.split()),
        date=Dated(event.date, event.not_before, event.not_after) if event.date else None,
        actors=tuple(dict.fromkeys(report.actors[e] for e in event.entities if e in report.actors)),
        place=_actor(report, event.place),
        topics=topics_of(event.evidence.text),
        confidence=event.confidence,
        rule=event.rule,
        sources=(source(report, event.evidence, person=event.rule == BY_EDITOR),),
    )


def stand(report: Report, position: Position, topic_of: TopicOf) -> Stand:
    """Where somebody stands, as one report tells it."""
    cited = source(report, position.evidence, person=position.rule == BY_EDITOR)
    return Stand(
        id=_id(report, position.id),
        actor=report.actors[position.entity],
        stance=position.stance,
        verb=position.verb,
        object=" ".join(position.object.split()),
        negated=position.negated,
        hedge=position.hedge or "",
        condition=position.condition or "",
        reported_by=_actor(report, position.reported_by),
        reported_by_text=position.reported_by_text or "",
        topic=topic_of(position.object, position.topic, cited.sentence),
        date=position.said_on or report.article.date,
        before=None,
        confidence=position.confidence,
        rule=position.rule,
        source=cited,
    )


def key_sentence(report: Report, point: KeyPoint) -> KeySentence:
    """A sentence that carries the story, with its source."""
    return KeySentence(point.evidence.text, source(report, point.evidence, person=point.rule == BY_EDITOR))


def _id(report: Report, finding: str) -> str:
    """A finding's id in the dossier: two reports may have a sentence in common."""
    return f"{finding}-{blake2b(report.article.slug.encode(), digest_size=2).hexdigest()}"


def _actor(report: Report, entity: str | None) -> str | None:
    return report.actors.get(entity) if entity is not None else None


def _named_in(report: Report, evidence: Evidence) -> Iterable[str]:
    """The actors mentioned within a stretch, in order of appearance."""
    inside = (m for m in report.found.mentions if evidence.start <= m.evidence.start and m.evidence.end <= evidence.end)
    return dict.fromkeys(report.actors[m.entity] for m in inside if m.entity in report.actors)
