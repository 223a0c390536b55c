"""The pages of actors and topics."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
from msgspec.structs import replace

from generator.content.config import Config
from generator.contexts import (
    ActorCard,
    ActorLink,
    ActorPage,
    ActorStand,
    Backing,
    Link,
    PeriodPage,
    PictureView,
    PositionView,
    PublisherPage,
    ReportLink,
    RoleView,
    TopicCard,
    TopicPage,
)
from generator.dossier import cards, kept_editions, kept_judgements
from generator.dossier.index.database import Index
from generator.dossier.index.keys import ACTOR, ALONE, DIRECT, REPORTED, STANDS, TOPIC
from generator.dossier.index.parts import ListPart
from generator.dossier.index.rows import IndexRow, raw_views
from generator.dossier.known_subjects import KnownActor, KnownTopic
from generator.dossier.long_lists import (
    MAX_SHOWN,
    path_of,
)
from generator.dossier.report_counts import CounterKind, mentions, repeated_by_side, texts, together
from generator.dossier.report_rows import TitleSeen
from generator.dossier.views import topic_link
from generator.model import permalinks
from generator.model.editions import BriefingEdition
from generator.model.judgements import EditorsJudgement
from generator.model.proofs import SafeHtml
from generator.plan import charts, events, voices
from generator.plan.part_links import links_to_parts
from generator.report.dates_in_words import span, when
from generator.theme.texts import Words

MAX_RELATED, MAX_ROLES, MAX_CITES_PER_ROLE, MAX_ALIASES = 12, 12, 3, 30
"""The most entries of each list on the page of an actor; related topics on that of a topic."""
SIDES = (CounterKind.FOR, CounterKind.AGAINST, CounterKind.OTHER)
MAX_RELATED_CANDIDATES = 3 * MAX_RELATED
"""The most candidates that are read to find `MAX_RELATED` that have a page."""
MAX_EVENTS = 24
"""The most events that a page shows before it is opened."""
MAX_FIGURES = 40
"""The most rows of figures on the page of a topic."""
MAX_ACTORS_PER_TOPIC, MAX_POSITIONS_PER_ACTOR = 25, 6
"""The most actors in the table of a topic, and the latest positions of each."""
MAX_POSITIONS_PER_TOPIC = 8
"""The most positions of an actor on one topic, where pages by time have all of them."""
decode = msgspec.msgpack.decode


@dataclass(frozen=True, slots=True)
class PageInputs:
    """The inputs of a page: index, which has what editors judged and what was known before, settings, texts.

    `card_subjects` collects the subjects whose cards the page shows.
    """

    index: Index
    config: Config
    words: Words
    card_subjects: set[str]
    kept: dict[str, Any] = field(default_factory=dict)
    """What several pages of one state of the index have in common, by name."""

    @property
    def judgements(self) -> tuple[EditorsJudgement, ...]:
        """The editors' judgements that are to be shown."""
        if "judgements" not in self.kept:
            self.kept["judgements"] = kept_judgements.read(self.index)
        found: tuple[EditorsJudgement, ...] = self.kept["judgements"]
        return found

    @property
    def editions(self) -> tuple[BriefingEdition, ...]:
        """The editions in order of their days, read when a page first asks for them."""
        if "editions" not in self.kept:
            self.kept["editions"] = kept_editions.read(self.index, self.config.published)
        found: tuple[BriefingEdition, ...] = self.kept["editions"]
        return found


def actor_page(inputs: PageInputs, known: KnownActor) -> ActorPage:
    """Return the page of an actor: of long lists the latest or weightiest entries."""
    subject, profile = ACTOR + known.slug, known.profile
    index = inputs.index
    names = index.counters.ranked(subject, CounterKind.NAMES, MAX_ALIASES + 1)
    parts = part_links(inputs, subject)
    happened = events.choose(index, subject, MAX_EVENTS, is_split=bool(parts))
    return ActorPage(
        name=known.name,
        kind=known.kind.value,
        summary=profile.summary if profile else "",
        profile=profile.body if profile else SafeHtml(""),
        aliases=tuple(name for name, _ in names if name != known.name)[:MAX_ALIASES],
        joined=known.joined[:MAX_ALIASES],
        reports=index.counters.get(subject, CounterKind.REPORTS),
        mentions=mentions(index.counters, subject),
        publishers=len(index.counters.ranked(subject, CounterKind.PUBLISHERS)),
        roles=_roles(inputs, known),
        stands=_positions_by_topic(inputs, subject, MAX_POSITIONS_PER_TOPIC if parts else -1),
        quotes=raw_views(_quotes(index, subject)),
        about=raw_views(index.rows.by_date(subject, "about", limit=MAX_SHOWN["about", ""])),
        events=raw_views(happened.first),
        related=_related_actors(inputs, subject),
        sources=tuple(map(_report_link, index.rows.by_date(subject, "reports", limit=MAX_SHOWN["reports", ""]))),
        parts=parts,
        picture=_picture(known),
        chronology=charts.chronology(index, inputs.words, subject),
        reported=charts.reports_by_period(index, inputs.words, subject),
        other_events=events.folded(inputs.words, happened.others),
        on=raw_views(index.rows.by_rank(subject, "on", limit=MAX_SHOWN["on", ""])),
        texts=texts(index.counters, subject),
        speaks_for=voices.speaks_for(index, known.slug),
        voices=voices.voices_of(index, known.slug),
        same_as=permalinks.same_as(profile.wikidata, profile.iso) if profile else (),
    )


def _picture(known: KnownActor) -> PictureView | None:
    picture = known.profile.picture if known.profile else None
    return PictureView(permalinks.picture(picture.name), picture.alt, picture.credit) if picture else None


def topic_page(inputs: PageInputs, topic: KnownTopic) -> TopicPage:
    """Return the page of a topic: positions by actor, events, quotes."""
    subject, index = TOPIC + topic.slug, inputs.index
    stands = list(_actors_with_positions(index, subject))
    parts = part_links(inputs, subject)
    happened = events.choose(index, subject, MAX_EVENTS, is_split=bool(parts))
    return TopicPage(
        name=topic.name,
        summary=topic.profile.summary if topic.profile else "",
        profile=topic.profile.body if topic.profile else SafeHtml(""),
        reports=index.counters.get(subject, CounterKind.REPORTS),
        publishers=len(index.counters.ranked(subject, CounterKind.PUBLISHERS)),
        stands=tuple(stand for _, stand in stands),
        events=raw_views(happened.first),
        quotes=raw_views(_quotes(index, subject)),
        related=_related_topics(inputs, subject),
        sources=tuple(map(_report_link, index.rows.by_date(subject, "reports", limit=MAX_SHOWN["reports", ""]))),
        parts=parts,
        chronology=charts.chronology(index, inputs.words, subject),
        reported=charts.reports_by_period(index, inputs.words, subject),
        other_events=events.folded(inputs.words, happened.others),
        backing=tuple(backing(index, actor, topic.slug) for actor, _ in stands),
        texts=texts(index.counters, subject),
        figures=raw_views(index.rows.heaviest(subject, "figures", MAX_FIGURES)),
        same_as=permalinks.same_as(topic.profile.wikidata) if topic.profile else (),
    )


def publisher_page(inputs: PageInputs, subject: str) -> PublisherPage:
    """Return the page of a publisher: its reports, and the events that it alone reports. Raises KeyError for an unknown one."""
    card = cards.publisher_card(inputs.index, inputs.words, subject)
    if card is None:
        raise KeyError(subject)
    exclusive = inputs.index.rows.by_date(subject, "events", ALONE, limit=MAX_SHOWN["events", ""])
    return PublisherPage(
        card=card,
        alone=raw_views(sorted(exclusive, key=lambda row: (row.date or "~", row.name))),
        sources=tuple(map(_report_link, inputs.index.rows.by_date(subject, "reports", limit=MAX_SHOWN["reports", ""]))),
        parts=part_links(inputs, subject),
    )


def period_page(rows: Sequence[IndexRow], subject: Link, kind: str, neighbours: tuple[Link, ...]) -> PeriodPage:
    """Return the page of all statements on a subject in one period."""
    return PeriodPage(
        subject=subject,
        kind=kind,
        positions=raw_views(row for row in rows if row.list in {"positions", "on"}),
        events=raw_views(row for row in rows if row.list == "events"),
        quotes=raw_views(row for row in rows if row.list == "quotes"),
        about=raw_views(row for row in rows if row.list == "about"),
        sources=tuple(_report_link(row) for row in rows if row.list == "reports"),
        parts=neighbours,
    )


def _report_link(row: IndexRow) -> ReportLink:
    """Return a report in a subject's list, with how often it mentions the subject."""
    return replace(decode(row.value, type=ReportLink), mentions=row.rank)


def backing(index: Index, actor: str, topic: str) -> tuple[Backing, ...]:
    """Return the reports, publishers and texts behind each side that an actor takes on a topic, that of most reports first."""
    found = index.counters.of_lists(f"{STANDS}{actor}/{topic}", (*SIDES, CounterKind.COPIES))
    repeated = repeated_by_side(found.get(CounterKind.COPIES, ()))
    backings = []
    for side in SIDES:
        if publishers := found.get(side):
            reports, named = sum(number for _, number in publishers), sum(bool(name) for name, _ in publishers)
            backings.append(Backing(reports, named, side.value, reports - repeated[side]))
    return tuple(sorted(backings, key=lambda side: -side.reports))


def part_links(inputs: PageInputs, subject: str) -> tuple[Link, ...]:
    """Return links to the parts of a subject's page, by time or letter; none where all fits on one page."""
    return links_to_parts(path_of(subject), parts_of(inputs, subject), inputs.words)


def parts_of(inputs: PageInputs, owner: str) -> list[ListPart]:
    """Return the parts of a list as the index has them; none for one that is not split."""
    return inputs.index.parts.get(owner)


def stand_anchor(topic: str | None) -> str:
    """Return the anchor of a topic on an actor's page."""
    return f"on-{topic}" if topic else "on-other-matters"


def _quotes(index: Index, subject: str) -> list[IndexRow]:
    """Return the latest quotes of a subject, scraps behind statements: direct ones first, then reported."""
    sections = (DIRECT, REPORTED)
    return [
        row
        for section in sections
        for row in index.rows.by_rank(subject, "quotes", section, limit=MAX_SHOWN["quotes", section])
    ]


def _positions_by_topic(inputs: PageInputs, subject: str, limit: int) -> tuple[ActorStand, ...]:
    """Return changes and the latest positions on each topic, the topic with most positions first, those on no topic last.

    On each topic the unsure ones come last.
    """
    counts = inputs.index.rows.count_by_section(subject, "positions")
    stands = []
    for slug in sorted(counts, key=lambda section: (not section, -counts[section], section)):
        rows = inputs.index.rows.by_rank(subject, "positions", slug, limit=limit)
        rows.sort(key=lambda row: (not row.rank, row.date, row.name))
        topic = decode(inputs.index.subjects.get(TOPIC + slug), type=KnownTopic) if slug else None
        backings = backing(inputs.index, subject.removeprefix(ACTOR), slug) if slug else ()
        stands.append(ActorStand(topic_link(topic) if topic else None, stand_anchor(slug or None), raw_views(rows), backings))
    return tuple(stands)


def _actors_with_positions(index: Index, subject: str) -> list[tuple[str, tuple[ActorLink, tuple[PositionView, ...]]]]:
    """Return the actors with most positions on a topic, by slug, each with the latest of these, oldest first."""
    actors = []
    for actor, _ in index.counters.ranked(subject, CounterKind.ACTORS, MAX_ACTORS_PER_TOPIC):
        rows = index.rows.by_date(subject, "positions", actor, limit=MAX_POSITIONS_PER_ACTOR)
        rows.sort(key=lambda row: (row.date, row.name))
        if rows:
            actors.append((actor, (decode(rows[0].value, type=PositionView).actor, raw_views(rows))))
    return actors


def _related_actors(inputs: PageInputs, subject: str) -> tuple[ActorCard, ...]:
    """Return the actors named in the same sentences, most often first."""
    cards = (
        (decode(raw, type=tuple[ActorLink, str]), count)
        for raw, count in _related_cards(inputs, together(inputs.index.counters, subject, MAX_RELATED_CANDIDATES), ACTOR)
    )
    return tuple(ActorCard(link, summary, count, 0) for (link, summary), count in cards)


def _related_topics(inputs: PageInputs, subject: str) -> tuple[TopicCard, ...]:
    """Return the topics of the same reports, most frequent first; `reports` counts the reports on both."""
    near = inputs.index.counters.ranked(subject, CounterKind.NEAR, MAX_RELATED_CANDIDATES)
    cards = ((decode(raw, type=tuple[Link, str]), count) for raw, count in _related_cards(inputs, near, TOPIC))
    return tuple(TopicCard(link, summary, count, ()) for (link, summary), count in cards)


def _related_cards(inputs: PageInputs, counted: Iterable[tuple[str, int]], prefix: str) -> list[tuple[bytes, int]]:
    """Return the encoded cards of subjects by their slugs, and their counts, in that order."""
    others = [(prefix + slug, count) for slug, count in counted]
    inputs.card_subjects.update(other for other, _ in others)
    cards = ((inputs.index.subjects.card(other), count) for other, count in others)
    return [(raw, count) for raw, count in cards if raw][:MAX_RELATED]


def _roles(inputs: PageInputs, known: KnownActor) -> tuple[RoleView, ...]:
    """Return the editor's roles with their terms; else the titles that most reports use, in order of first use."""
    if known.profile and known.profile.roles:
        return tuple(RoleView(role.title, _term_in_words(inputs, role.start, role.end), 0, ()) for role in known.profile.roles)
    subject = ACTOR + known.slug
    titles = inputs.index.rows.count_by_section(subject, "offices")
    leading = sorted(titles, key=lambda section: (-titles[section], section))[:MAX_ROLES]
    rows_by_title = [inputs.index.rows.by_date(subject, "offices", section, latest=False) for section in leading]
    return tuple(_role(inputs, rows) for rows in sorted(rows_by_title, key=lambda rows: (rows[0].date, rows[0].name)))


def _role(inputs: PageInputs, rows: Sequence[IndexRow]) -> RoleView:
    """Return a title with the dates of its use and the latest reports that use it."""
    by_report = {row.name.rpartition("/")[0]: row for row in rows}
    cites = [decode(row.value, type=TitleSeen).cite for row in list(by_report.values())[-MAX_CITES_PER_ROLE:]]
    dated = [row.date for row in rows if row.date]
    first, last = (when(inputs.words, dated[end]) if dated else None for end in (0, -1))
    seen = span(inputs.words, first, last)
    return RoleView(decode(rows[0].value, type=TitleSeen).title, seen, len(by_report), tuple(cites))


def _term_in_words(inputs: PageInputs, start: str | None, end: str | None) -> str:
    return span(inputs.words, when(inputs.words, start), when(inputs.words, end))
