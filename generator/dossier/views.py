"""ReportViews of statements for templates: slugs become links, EDTF becomes words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.content.config import Config
from generator.contexts import ActorLink, Cite, EventView, FigureView, HeldView, Link, PositionView, QuoteView, ReportLink, When
from generator.dossier.known_subjects import KnownActor, KnownTopic
from generator.model import permalinks
from generator.model.article import NONE
from generator.model.findings import Part, PlacedBy
from generator.model.statements import Account, Happening, KeySentence, Source, Stand, Tally, Utterance
from generator.model.wording import first_words
from generator.report.dates_in_words import reported, when
from generator.theme.texts import Words

CUT = "…"
"""Stands where words were left out."""
EVENT_CITES = 5
"""Reports that an event names; the others are only counted."""


class ReportViews:
    """Makes the views of one report's statements. `actors` and `topics` are all that these mention."""

    def __init__(
        self, account: Account, actors: Mapping[str, KnownActor], topics: Mapping[str, KnownTopic], config: Config, dates: Words
    ) -> None:
        self.account = account
        self.article = account.article
        self.actors = actors
        self.topics = topics
        self.config = config
        self._dates = dates

    def when(self, edtf: str | None, not_before: str | None = None, not_after: str | None = None) -> When | None:
        """Return a date in words, narrowed by the days that bound it."""
        return when(self._dates, edtf, not_before, not_after)

    def actor(self, slug: str | None) -> ActorLink | None:
        """Return a link to an actor, or None."""
        return self.actors[slug].link if slug else None

    def actor_links(self, slugs: Iterable[str]) -> tuple[ActorLink, ...]:
        """Return links to actors without hidden ones."""
        return tuple(self.actors[slug].link for slug in slugs if not self.actors[slug].hidden)

    def topic(self, slug: str | None) -> Link | None:
        """Return a link to a topic, or None; None too for a hidden one."""
        topic = self.topics.get(slug) if slug else None
        return topic_link(topic) if topic and not topic.hidden else None

    @property
    def points(self) -> tuple[KeySentence, ...]:
        """The key sentences that may be shown: none where the text is not published."""
        return self.account.points if self.article.publish_texts != NONE else ()

    def words(self, text: str) -> str:
        """Return words of the report as they may be shown: where its text is not published the first ones of many."""
        short = first_words(text) if self.article.publish_texts == NONE else text
        return short if short == text or short.endswith(CUT) else f"{short} {CUT}"

    def cite(self, source: Source, *, is_speech: bool = False) -> Cite:
        """Return the citation of a statement's sentence: where the text is not published, of its words alone.

        `is_speech`: the words are a speaker's own, which are quoted whole.
        """
        sentence, words = source.sentence, source.words
        if self.article.publish_texts == NONE:
            sentence, words = (words, words) if is_speech else (self.words(words), first_words(words))
        return Cite(
            path=f"{permalinks.article(self.article.slug)}#{source.anchor}",
            title=self.article.title,
            source=self.article.source,
            when=self.when(self.article.date),
            sentence=sentence,
            words=words,
            person=source.person,
            language=self.article.lang,
            grade=self.article.grade,
        )

    def report(self) -> ReportLink:
        """Return the link to the report in a list."""
        first = self.points[0].text if self.points else ""
        return ReportLink(
            self.article.title,
            permalinks.article(self.article.slug),
            self.article.source,
            self.when(self.article.date),
            self.article.summary or first,
            language=self.article.lang,
            held=self.held(),
        )

    def held(self) -> HeldView | None:
        """Return why the report is not in the site, where it is shown all the same."""
        held = self.article.held
        return HeldView(held.reason.value, self.when(held.day or None)) if held else None

    def quote(self, said: Utterance) -> QuoteView:
        """Return the view of a quote."""
        return QuoteView(
            anchor=said.id,
            text=said.text if said.direct else self.words(said.text),
            direct=said.direct,
            speakers=tuple(self.actors[slug].link for slug in said.speakers),
            speaker_text=said.speaker_text,
            affiliation=self.actor(said.affiliation),
            cue=said.cue,
            addressee=self.actor(said.addressee),
            addressee_text=said.addressee_text,
            when=self.when(said.said_on),
            confidence=said.confidence.value,
            rule=said.rule,
            cite=self.cite(said.source, is_speech=said.direct),
        )

    def event(self, event: Happening) -> EventView:
        """Return the view of an event as this report tells it."""
        placed = event.placed
        date = self.when(placed.edtf, placed.not_before, placed.not_after) if placed else None
        if date and event.placed_by is PlacedBy.REPORT:
            date = reported(self._dates, date)
        return EventView(
            anchor=event.id,
            text=self.words(event.text),
            when=date,
            placed_by=event.placed_by or "",
            actors=self.actor_links(event.actors),
            agents=self._actors_with(Part.AGENT, event),
            patients=self._actors_with(Part.PATIENT, event),
            place=self.actor(event.place),
            confidence=event.confidence.value,
            rule=event.rule,
            cites=tuple(map(self.cite, event.sources)),
            reports=1,
            topics=tuple(topic for slug in event.topics if (topic := self.topic(slug))),
            publishers=1 if self.article.source else 0,
        )

    def _actors_with(self, part: Part, event: Happening) -> tuple[ActorLink, ...]:
        """Return links to the actors who have a part in an event."""
        parts = zip(event.actors, event.parts, strict=True)
        return self.actor_links(actor for actor, parted in parts if parted is part)

    def position(self, stand: Stand) -> PositionView:
        """Return the view of a position; whether it is a change depends on other reports."""
        return PositionView(
            anchor=stand.id,
            actor=self.actors[stand.actor].link,
            stance=stand.stance.value,
            polarity=stand.polarity.value,
            verb=stand.verb,
            object=self.words(stand.object),
            negated=stand.negated,
            hedge=stand.hedge,
            condition=self.words(stand.condition),
            reported_by=self.actor(stand.reported_by),
            reported_by_text=stand.reported_by_text,
            topic=self.topic(stand.topic),
            when=self.when(stand.date),
            changed="",
            confidence=stand.confidence.value,
            rule=stand.rule,
            cite=self.cite(stand.source),
        )

    def figure(self, tally: Tally) -> FigureView:
        """Return the view of a figure."""
        date = self.when(tally.placed)
        return FigureView(
            anchor=tally.id,
            number=tally.number,
            value=tally.value,
            value_to=tally.value_to or "",
            bound=tally.bound.value,
            unit=tally.unit,
            counts=self.words(tally.counts),
            kind=tally.kind,
            change=tally.change.value if tally.change else "",
            said_by=self.actor(tally.reporter),
            said_by_text=tally.reporter_text,
            when=reported(self._dates, date) if date and tally.placed_by is not PlacedBy.TEXT else date,
            placed_by=tally.placed_by or "",
            confidence=tally.confidence.value,
            rule=tally.rule,
            cite=self.cite(tally.source),
        )


def topic_link(topic: KnownTopic) -> Link:
    """Return a link to a topic's page."""
    return Link(topic.name, permalinks.topic(topic.slug))


def position_in_words(position: PositionView) -> str:
    """Return a position in the report's words, with its date: what a later one is a change from.

    A "not" may be anywhere, so a negated position is quoted whole.
    """
    negated = position.cite.words if position.negated else ""
    words = negated or " ".join(filter(None, (position.hedge, position.verb, position.object)))
    return words + (f", {position.when.text}" if position.when else "")
