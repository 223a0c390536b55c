"""The state of what is known, as an edition freezes it: read from the index, in one order everywhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

import msgspec
from msgspec.structs import replace

from generator.contexts import (
    ActorCard,
    ActorLink,
    Cite,
    EventView,
    FigureRow,
    FigureView,
    PositionView,
    QuoteView,
    ReportLink,
    TopicCard,
    When,
)
from generator.dossier.index.database import Index
from generator.dossier.index.keys import ACTOR, ACTORS, FIGURES, POSITIONS, QUOTES, REPORTED, TIMELINE, TOPIC, TOPICS
from generator.dossier.index.rows import IndexRow
from generator.dossier.known_subjects import KnownActor, KnownTopic
from generator.dossier.resolve.events_of_index import tellings_of_events
from generator.model import permalinks
from generator.model.editions import BriefingEdition, FrozenActor, FrozenJudgement, FrozenReport, FrozenStatement, FrozenTopic
from generator.model.findings import Confidence
from generator.model.judgements import EditorsJudgement

UNSURE = Confidence.UNSURE.value
NO_HASHES: Mapping[str, str] = MappingProxyType({})
MAX_ALSO = 30
"""Other names of an actor that are kept."""
decode = msgspec.msgpack.decode


def known_state(
    index: Index,
    name: str,
    slug: str,
    day: str,
    judgements: Iterable[EditorsJudgement] = (),
    hashes: Mapping[str, str] = NO_HASHES,
) -> BriefingEdition:
    """Return all that is known now, under the name of an edition. `hashes` are those of files of reports and judgements."""
    return BriefingEdition(
        name=name,
        slug=slug,
        day=day,
        reports=tuple(sorted(_reports(index, hashes), key=lambda one: (one.date, one.slug))),
        actors=tuple(sorted(_actors(index), key=lambda one: one.slug)),
        topics=tuple(sorted(_topics(index), key=lambda one: one.slug)),
        statements=tuple(sorted(_statements(index), key=lambda one: (one.kind, one.key))),
        judgements=tuple(sorted(_judgements(judgements, hashes), key=lambda one: one.slug)),
    )


def _reports(index: Index, hashes: Mapping[str, str]) -> Iterator[FrozenReport]:
    for file, stored in index.reports.all().items():
        link = decode(index.reports.link(stored.slug), type=ReportLink)
        date = link.when.edtf if link.when else ""
        yield FrozenReport(stored.slug, link.title, date, link.source, hashes.get(file, ""), link.language)


def _judgements(judgements: Iterable[EditorsJudgement], hashes: Mapping[str, str]) -> Iterator[FrozenJudgement]:
    for one in judgements:
        if not one.hide:
            yield FrozenJudgement(
                slug=one.slug,
                question=one.question,
                answer=one.answer,
                likelihood=one.likelihood,
                percent=one.percent,
                confidence=one.confidence,
                outcome=one.outcome,
                because=one.changed_because,
                hash=hashes.get(one.where.path, ""),
                rests_on=tuple(ground.key for ground in one.rests_on),
            )


def _actors(index: Index) -> Iterator[FrozenActor]:
    known = index.subjects.with_prefix(ACTOR)
    for row in index.rows.by_rank(ACTORS, "cards"):
        card = decode(row.value, type=ActorCard)
        actor = decode(known[ACTOR + row.name], type=KnownActor)
        also = {*(actor.profile.aliases if actor.profile else ()), *(name for name, _ in actor.joined)} - {actor.name}
        yield FrozenActor(row.name, actor.name, actor.kind.value, card.reports, tuple(sorted(also)[:MAX_ALSO]))


def _topics(index: Index) -> Iterator[FrozenTopic]:
    known = index.subjects.with_prefix(TOPIC)
    for row in index.rows.by_rank(TOPICS, "cards"):
        card = decode(row.value, type=TopicCard)
        topic = decode(known[TOPIC + row.name], type=KnownTopic)
        also = topic.profile.aliases if topic.profile else ()
        yield FrozenTopic(row.name, topic.name, card.reports, tuple(sorted(also)[:MAX_ALSO]))


def _statements(index: Index) -> Iterator[FrozenStatement]:
    """Return all statements of the overviews: those that are unsure have no place there."""
    events = [
        (row, view)
        for row in index.rows.by_date(TIMELINE, "events")
        if (view := decode(row.value, type=EventView)).confidence != UNSURE
    ]
    told = tellings_of_events(index, (_key_of(row) for row, view in events if view.reports > 1))
    for row, event in events:
        yield _event(row, event, told.get(_key_of(row), ()))
    for list_ in ("positions", "others"):
        yield from (_position(decode(row.value, type=PositionView)) for row in index.rows.by_date(POSITIONS, list_))
    for list_ in ("quotes", REPORTED):
        yield from (_quote(decode(row.value, type=QuoteView), row.rank) for row in index.rows.by_date(QUOTES, list_))
    of_figure = _topics_of_figures(index)
    for row in index.rows.by_date(FIGURES, "figures"):
        figure = decode(row.value, type=FigureView)
        if figure.confidence != UNSURE:
            yield _figure(figure, of_figure.get(f"{figure.cite.path} {figure.anchor}", ()))


def _key_of(row: IndexRow) -> str:
    """Return the name of the telling that an event's row is written from."""
    return row.name.removeprefix("~")


def _event(row: IndexRow, event: EventView, tellings: tuple[str, ...]) -> FrozenStatement:
    actors = dict.fromkeys((*event.agents, *event.actors))
    return replace(
        _cited("event", _key_of(row), event.text, event.cites[0], event.when),
        placed_by=event.placed_by,
        actors=_slugs(actor.path for actor in actors),
        topics=_slugs(topic.path for topic in event.topics),
        reports=event.reports,
        tellings=tellings,
        weight=row.rank,
    )


def _position(position: PositionView) -> FrozenStatement:
    words = " ".join(filter(None, (position.hedge, position.verb, position.object, position.condition)))
    words = position.cite.words if position.negated else words
    stated = _cited("position", f"{_report(position.cite)}/{position.anchor}", words, position.cite, position.when)
    return replace(
        _said_by(stated, (position.actor,), ""),
        topics=_slugs([position.topic.path] if position.topic else []),
        stance=position.stance,
        polarity=position.polarity,
        negated=position.negated,
        was=position.changed,
        reports=position.reports,
        tellings=_paths(position.also),
    )


def _quote(quote: QuoteView, weight: int) -> FrozenStatement:
    said = _cited("quote", f"{_report(quote.cite)}/{quote.anchor}", quote.text, quote.cite, quote.when)
    return replace(
        _said_by(said, quote.speakers, quote.speaker_text),
        direct=quote.direct,
        reports=quote.reports,
        tellings=_paths(quote.also),
        weight=weight,
    )


def _figure(figure: FigureView, topics: Iterable[str]) -> FrozenStatement:
    counted = "" if figure.counts in figure.number else figure.counts
    words = " ".join(filter(None, (figure.number, counted)))
    given = _cited("figure", f"{_report(figure.cite)}/{figure.anchor}", words, figure.cite, figure.when)
    return replace(
        _said_by(given, (figure.said_by,) if figure.said_by else (), figure.said_by_text),
        topics=tuple(topics),
        placed_by=figure.placed_by,
        value=figure.value,
        value_to=figure.value_to,
        bound=figure.bound,
        of=f"{figure.kind}/{figure.unit}/{figure.change}",
        reports=1 + len(figure.also),
        tellings=_paths(figure.also),
    )


def _topics_of_figures(index: Index) -> dict[str, list[str]]:
    """Return the topics on which figures stand in rows, by the way to each."""
    found: dict[str, list[str]] = defaultdict(list)
    for topic in index.rows.by_rank(TOPICS, "cards"):
        for row in index.rows.by_rank(TOPIC + topic.name, "figures"):
            for figure in decode(row.value, type=FigureRow).figures:
                found[f"{figure.cite.path} {figure.anchor}"].append(topic.name)
    return found


def _cited(kind: str, key: str, text: str, cite: Cite, when: When | None) -> FrozenStatement:
    return FrozenStatement(
        key=key,
        kind=kind,
        text=text,
        path=cite.path,
        sentence=cite.sentence,
        title=cite.title,
        words=cite.words if cite.words != text else "",
        date=when.edtf if when else "",
        source=cite.source,
        reported=cite.when.edtf if cite.when else "",
        lang=cite.language,
    )


def _said_by(statement: FrozenStatement, links: Sequence[ActorLink], otherwise: str) -> FrozenStatement:
    """Return a statement with whose words it is: slugs of those with a page; a name or description where none has one."""
    slugs = _slugs(link.path for link in links)
    who = "" if slugs else ", ".join(link.name for link in links) or otherwise
    return replace(statement, actors=slugs, who=who)


def _slugs(paths: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(permalinks.slug_at(path) for path in paths if path))


def _report(cite: Cite) -> str:
    return permalinks.slug_at(cite.path.partition("#")[0])


def _paths(cites: Iterable[Cite]) -> tuple[str, ...]:
    return tuple(sorted(cite.path for cite in cites))
