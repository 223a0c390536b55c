"""Statements of the briefing as contexts show them: slugs become links, EDTF becomes words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TypeVar

from generator import permalinks
from generator.assemble.changes import side
from generator.briefing import Actor, Briefing, Dated, Happening, Report, Source, Stand, Topic, Utterance
from generator.config import Config
from generator.contexts import (
    ActorCard,
    ActorLink,
    Cite,
    EventView,
    Link,
    PositionView,
    QuoteView,
    ReportLink,
    TopicCard,
    When,
)
from generator.model import Kind
from generator.plan.dates import when

T = TypeVar("T")

TOPIC_CARD_ACTORS = 5
EVENT_CITES = 5
"""Reports that are named with an event; of the others it is said how many they are."""


class Views:
    """Looks up what statements refer to. Holds the briefing and remembers nothing but indexes of it."""

    def __init__(self, briefing: Briefing, config: Config) -> None:
        self.briefing = briefing
        self.config = config

    @cached_property
    def actors(self) -> dict[str, Actor]:
        """Actors by slug."""
        return {actor.slug: actor for actor in self.briefing.actors}

    @cached_property
    def topics(self) -> dict[str, Topic]:
        """Topics by slug."""
        return {topic.slug: topic for topic in self.briefing.topics}

    @cached_property
    def reports(self) -> dict[str, Report]:
        """Reports by slug."""
        return {report.article.slug: report for report in self.briefing.reports}

    @cached_property
    def stands(self) -> dict[str, Stand]:
        """Positions by id."""
        return {stand.id: stand for stand in self.briefing.stands}

    @cached_property
    def stands_on(self) -> dict[str, list[Stand]]:
        """Positions by topic, oldest first."""
        return _grouped((stand.topic, stand) for stand in self.briefing.stands if stand.topic)

    @cached_property
    def stands_of(self) -> dict[str, list[Stand]]:
        """Positions by actor, oldest first."""
        return _grouped((stand.actor, stand) for stand in self.briefing.stands)

    @cached_property
    def said_by(self) -> dict[str, list[Utterance]]:
        """What was said, by speaker."""
        return _grouped((said.speaker, said) for said in self.briefing.utterances if said.speaker)

    @cached_property
    def said_about(self) -> dict[str, list[Utterance]]:
        """What was said, by whom it names."""
        return _grouped((who, said) for said in self.briefing.utterances for who in said.about)

    @cached_property
    def said_on(self) -> dict[str, list[Utterance]]:
        """What was said, by topic."""
        return _grouped((topic, said) for said in self.briefing.utterances for topic in said.topics)

    @cached_property
    def said_in(self) -> dict[str, list[Utterance]]:
        """What was said, by report."""
        return _grouped((said.source.article, said) for said in self.briefing.utterances)

    @cached_property
    def events_with(self) -> dict[str, list[Happening]]:
        """Events by actor, oldest first."""
        return _grouped((who, event) for event in self.briefing.happenings for who in event.actors)

    @cached_property
    def events_on(self) -> dict[str, list[Happening]]:
        """Events by topic, oldest first."""
        return _grouped((topic, event) for event in self.briefing.happenings for topic in event.topics)

    @cached_property
    def events_in(self) -> dict[str, list[Happening]]:
        """Events by report."""
        return _grouped((source.article, event) for event in self.briefing.happenings for source in event.sources)

    @cached_property
    def stands_in(self) -> dict[str, list[Stand]]:
        """Positions by report."""
        return _grouped((stand.source.article, stand) for stand in self.briefing.stands)

    @cached_property
    def topics_in(self) -> dict[str, list[Topic]]:
        """Topics by report."""
        found = ((article, topic) for topic in self.briefing.topics for article in reports_of(topic))
        return _grouped(found)

    def has_page(self, actor: Actor) -> bool:
        """Whether an actor has a page: not when hidden; a place only when an editor wrote a profile for it."""
        return not actor.hidden and (actor.kind is not Kind.PLACE or actor.profile is not None)

    def when(self, edtf: str | None, not_before: str | None = None, not_after: str | None = None) -> When | None:
        """A date for readers, narrowed by the days that bound it."""
        return when(self.config.language, edtf, not_before, not_after)

    def actor(self, slug: str | None) -> ActorLink | None:
        """A link to an actor, or None."""
        actor = self.actors.get(slug) if slug else None
        if actor is None:
            return None
        path = permalinks.actor(actor.slug) if self.has_page(actor) else ""
        return ActorLink(actor.name, path, actor.kind.value)

    def actor_links(self, slugs: Iterable[str]) -> tuple[ActorLink, ...]:
        """Links to actors, hidden ones left out."""
        shown = (slug for slug in slugs if slug in self.actors and not self.actors[slug].hidden)
        return tuple(link for slug in shown if (link := self.actor(slug)))

    def topic(self, slug: str | None) -> Link | None:
        """A link to a topic, or None; None too for a hidden one."""
        topic = self.topics.get(slug) if slug else None
        if topic is None or topic.hidden:
            return None
        return Link(topic.name, permalinks.topic(topic.slug))

    def cite(self, source: Source) -> Cite:
        """The way to a statement's sentence."""
        article = self.reports[source.article].article
        return Cite(
            path=f"{permalinks.article(article.slug)}#{source.anchor}",
            title=article.title,
            source=article.source or article.title,
            when=self.when(article.date),
            sentence=source.sentence,
            words=source.words,
            person=source.person,
        )

    def report(self, slug: str, mentions: int = 0) -> ReportLink:
        """A report in a list."""
        report = self.reports[slug]
        article = report.article
        first = report.account.points[0].text if report.account.points else ""
        return ReportLink(
            article.title,
            permalinks.article(slug),
            article.source,
            self.when(article.date),
            article.summary or first,
            mentions,
        )

    def quote(self, said: Utterance) -> QuoteView:
        """Something said."""
        return QuoteView(
            anchor=said.id,
            text=said.text,
            direct=said.direct,
            speaker=self.actor(said.speaker),
            speaker_text=said.speaker_text,
            affiliation=self.actor(said.affiliation),
            cue=said.cue,
            addressee=self.actor(said.addressee),
            addressee_text=said.addressee_text,
            when=self.when(said.said_on),
            confidence=said.confidence.value,
            rule=said.rule,
            cite=self.cite(said.source),
        )

    def said_when(self, said: Utterance) -> str | None:
        """When something was said; the report's date where the report does not tell."""
        return said.said_on or self.reports[said.source.article].article.date

    def event(self, event: Happening, within: str = "") -> EventView:
        """Something that happened; on the page of a report that tells it, its own telling comes first."""
        sources = sorted(event.sources, key=lambda s: s.article != within) if within else event.sources
        dated = event.date or Dated("")
        return EventView(
            anchor=event.id,
            text=event.text,
            when=self.when(dated.edtf, dated.not_before, dated.not_after),
            actors=self.actor_links(event.actors),
            place=self.actor(event.place),
            confidence=event.confidence.value,
            rule=event.rule,
            cites=tuple(map(self.cite, sources[:EVENT_CITES])),
            reports=len({source.article for source in event.sources}),
        )

    def position(self, stand: Stand) -> PositionView:
        """Where somebody stands."""
        before = self.stands.get(stand.before) if stand.before else None
        return PositionView(
            anchor=stand.id,
            actor=self.actor(stand.actor) or ActorLink(stand.actor, "", ""),
            stance=stand.stance.value,
            side=side(stand),
            verb=stand.verb,
            object=stand.object,
            negated=stand.negated,
            hedge=stand.hedge,
            condition=stand.condition,
            reported_by=self.actor(stand.reported_by),
            reported_by_text=stand.reported_by_text,
            topic=self.topic(stand.topic),
            when=self.when(stand.date),
            changed=self._before(before) if before else "",
            confidence=stand.confidence.value,
            rule=stand.rule,
            cite=self.cite(stand.source),
        )

    def _before(self, stand: Stand) -> str:
        when = self.when(stand.date)
        said = " ".join(filter(None, (stand.hedge, "not" if stand.negated else "", stand.verb, stand.object)))
        return said + (f", {when.text}" if when else "")

    def actor_card(self, slug: str, mentions: int, reports: int) -> ActorCard:
        """An actor in a list: with the editor's summary, else the latest role seen."""
        actor = self.actors[slug]
        summary = actor.profile.summary if actor.profile else ""
        if not summary and actor.offices:
            title = actor.offices[-1].title
            summary = title[:1].upper() + title[1:]
        link = self.actor(slug) or ActorLink(actor.name, "", actor.kind.value)
        return ActorCard(link, summary, mentions, reports)

    def topic_card(self, slug: str) -> TopicCard:
        """A topic in a list, with those who take most positions on it."""
        topic = self.topics[slug]
        counts = Counter(stand.actor for stand in self.stands_on.get(slug, ()))
        most = sorted(counts, key=lambda who: (-counts[who], who))[:TOPIC_CARD_ACTORS]
        return TopicCard(
            Link(topic.name, permalinks.topic(slug)),
            topic.profile.summary if topic.profile else "",
            len(reports_of(topic)),
            self.actor_links(most),
        )

    def publishers(self, slugs: Iterable[str]) -> int:
        """How many different publishers that have a name stand behind some reports."""
        return len({source for slug in slugs if (source := self.reports[slug].article.source)})


def reports_of(topic: Topic) -> tuple[str, ...]:
    """The reports that are about a topic."""
    return tuple(dict.fromkeys(source.article for source in topic.sources))


def _grouped(pairs: Iterable[tuple[str | None, T]]) -> dict[str, list[T]]:
    groups: dict[str, list[T]] = {}
    for key, value in pairs:
        if key is not None:
            groups.setdefault(key, []).append(value)
    return groups


def latest_first(stands: Sequence[Stand]) -> list[Stand]:
    """Positions by date, latest first."""
    return sorted(stands, key=lambda s: (s.date or "", s.id), reverse=True)
