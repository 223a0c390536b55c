"""The pages of actors and topics."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import msgspec

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
from generator.dossier import cards, paging
from generator.dossier.index.database import Index
from generator.dossier.index.keys import ACTOR, ALONE, DIRECT, REPORTED, STANDS, TOPIC
from generator.dossier.index.rows import IndexRow
from generator.dossier.known_subjects import KnownActor, KnownTopic
from generator.dossier.long_lists import (
    MAX_SHOWN,
    path_of,
)
from generator.dossier.paging import ListPart
from generator.dossier.report_counts import CounterKind
from generator.dossier.report_rows import TitleSeen
from generator.dossier.views import raw_views, topic_link
from generator.model import permalinks
from generator.model.proofs import SafeHtml
from generator.plan import charts
from generator.plan.part_links import links_to_parts
from generator.report.dates_in_words import span, when
from generator.theme.texts import Words

RELATED, ROLES, CITES, ALIASES = 12, 12, 3, 30
SIDES = (CounterKind.FOR, CounterKind.AGAINST, CounterKind.OPEN)
NEAR = 3 * RELATED
"""Names that are looked at to find so many with a page."""
ACTORS, STANDS_AN_ACTOR = 25, 6
"""Actors in the table of a topic, and the latest positions of each."""
decode = msgspec.msgpack.decode


@dataclass(frozen=True, slots=True)
class Look:
    """The sources of a page: the index, settings and texts. `uses` collects the subjects whose cards it shows."""

    index: Index
    config: Config
    words: Words
    uses: set[str]


def actor_page(look: Look, known: KnownActor) -> ActorPage:
    """One actor with what tells most of all that reports say of it."""
    subject, profile = ACTOR + known.slug, known.profile
    index = look.index
    quotes = [*index.rows.by_date(subject, "quotes", DIRECT, limit=MAX_SHOWN["quotes", DIRECT])]
    quotes += index.rows.by_date(subject, "quotes", REPORTED, limit=MAX_SHOWN["quotes", REPORTED])
    names = index.counters.ranked(subject, CounterKind.NAMES, ALIASES + 1)
    return ActorPage(
        name=known.name,
        kind=known.kind.value,
        summary=profile.summary if profile else "",
        profile=profile.body if profile else SafeHtml(""),
        aliases=tuple(name for name, _ in names if name != known.name)[:ALIASES],
        reports=index.counters.get(subject, CounterKind.REPORTS),
        mentions=index.counters.get(subject, CounterKind.MENTIONS),
        publishers=len(index.counters.ranked(subject, CounterKind.PUBLISHERS)),
        roles=_roles(look, known),
        stands=_by_topic(look, subject),
        quotes=raw_views(quotes),
        about=raw_views(index.rows.by_date(subject, "about", limit=MAX_SHOWN["about", ""])),
        events=raw_views(_telling(index, subject)),
        related=_named_with(look, subject),
        sources=tuple(map(_report_link, index.rows.by_date(subject, "reports", limit=MAX_SHOWN["reports", ""]))),
        parts=part_links(look, subject),
        picture=_picture(known),
        chronology=charts.chronology(index, look.words, subject),
        reported=charts.reported(index, look.words, subject),
    )


def _picture(known: KnownActor) -> PictureView | None:
    given = known.profile.picture if known.profile else None
    return PictureView(permalinks.picture(given.name), given.alt, given.credit) if given else None


def topic_page(look: Look, topic: KnownTopic) -> TopicPage:
    """One topic: who stands where, what happened, what was said."""
    subject, index = TOPIC + topic.slug, look.index
    stands = list(_stands(index, subject))
    return TopicPage(
        name=topic.name,
        summary=topic.profile.summary if topic.profile else "",
        profile=topic.profile.body if topic.profile else SafeHtml(""),
        reports=index.counters.get(subject, CounterKind.REPORTS),
        publishers=len(index.counters.ranked(subject, CounterKind.PUBLISHERS)),
        stands=tuple(stand for _, stand in stands),
        events=raw_views(_telling(index, subject)),
        quotes=raw_views(index.rows.by_date(subject, "quotes", DIRECT, limit=MAX_SHOWN["quotes", DIRECT])),
        related=_treated_with(look, subject),
        sources=tuple(map(_report_link, index.rows.by_date(subject, "reports", limit=MAX_SHOWN["reports", ""]))),
        parts=part_links(look, subject),
        chronology=charts.chronology(index, look.words, subject),
        reported=charts.reported(index, look.words, subject),
        backing=tuple(backing(index, who, topic.slug) for who, _ in stands),
    )


def publisher_page(look: Look, subject: str) -> PublisherPage:
    """One publisher: what it contributed, and what nobody else tells."""
    card = cards.publisher_card(look.index, look.words, subject)
    if card is None:
        raise KeyError(subject)
    alone = look.index.rows.by_date(subject, "events", ALONE, limit=MAX_SHOWN["events", ""])
    return PublisherPage(
        card=card,
        alone=raw_views(sorted(alone, key=lambda row: (row.date or "~", row.name))),
        sources=tuple(map(_report_link, look.index.rows.by_date(subject, "reports", limit=MAX_SHOWN["reports", ""]))),
        parts=part_links(look, subject),
    )


def period_page(rows: Sequence[IndexRow], subject: Link, kind: str, near: tuple[Link, ...]) -> PeriodPage:
    """Return the page of all that is told of a subject within a time."""
    return PeriodPage(
        subject=subject,
        kind=kind,
        positions=raw_views(row for row in rows if row.list == "positions"),
        events=raw_views(row for row in rows if row.list == "events"),
        quotes=raw_views(row for row in rows if row.list == "quotes"),
        about=raw_views(row for row in rows if row.list == "about"),
        sources=tuple(_report_link(row) for row in rows if row.list == "reports"),
        parts=near,
    )


def _report_link(row: IndexRow) -> ReportLink:
    """Return a report in a subject's list, with how often it mentions the subject."""
    return replace(decode(row.value, type=ReportLink), mentions=row.rank)


def backing(index: Index, actor: str, topic: str) -> tuple[Backing, ...]:
    """Return the reports and publishers behind each side that an actor takes on a topic, that of most reports first."""
    found = []
    for side in SIDES:
        publishers = index.counters.ranked(f"{STANDS}{actor}/{topic}", side)
        if publishers:
            found.append(
                Backing(sum(number for _, number in publishers), sum(bool(name) for name, _ in publishers), side.value)
            )
    return tuple(sorted(found, key=lambda one: -one.reports))


def part_links(look: Look, subject: str) -> tuple[Link, ...]:
    """The way to the pages by time, or by letter; none where all fits on one page."""
    return links_to_parts(path_of(subject), parts_of(look, subject), look.words)


def parts_of(look: Look, owner: str) -> list[ListPart]:
    """Return the parts of a list as the index has them; none for one that is not split."""
    return paging.decode_parts(look.index.parts.get(owner))


def stand_anchor(topic: str | None) -> str:
    """Return the anchor of a topic on an actor's page."""
    return f"on-{topic}" if topic else "on-other-matters"


def _telling(index: Index, subject: str) -> list[IndexRow]:
    """The events that most reports tell, of even ones the latest, oldest first; undated ones last."""
    rows = index.rows.by_rank(subject, "events", limit=MAX_SHOWN["events", ""])
    return sorted(rows, key=lambda row: (row.date or "~", row.name))


def _by_topic(look: Look, subject: str) -> tuple[ActorStand, ...]:
    """Changes and the latest positions on each topic, those on most matters first, what fits no topic last."""
    counts = look.index.rows.count_by_section(subject, "positions")
    found = []
    for slug in sorted(counts, key=lambda sub: (not sub, -counts[sub], sub)):
        rows = look.index.rows.by_rank(subject, "positions", slug, limit=MAX_SHOWN["positions", ""])
        rows.sort(key=lambda row: (row.date, row.name))
        topic = decode(look.index.subjects.get(TOPIC + slug), type=KnownTopic) if slug else None
        behind = backing(look.index, subject.removeprefix(ACTOR), slug) if slug else ()
        found.append(ActorStand(topic_link(topic) if topic else None, stand_anchor(slug or None), raw_views(rows), behind))
    return tuple(found)


def _stands(index: Index, subject: str) -> list[tuple[str, tuple[ActorLink, tuple[PositionView, ...]]]]:
    """Return the actors with most positions on a topic, by slug, each with the latest of these, oldest first."""
    found = []
    for who, _ in index.counters.ranked(subject, CounterKind.ACTORS, ACTORS):
        rows = index.rows.by_date(subject, "positions", who, limit=STANDS_AN_ACTOR)
        rows.sort(key=lambda row: (row.date, row.name))
        if rows:
            found.append((who, (decode(rows[0].value, type=PositionView).actor, raw_views(rows))))
    return found


def _named_with(look: Look, subject: str) -> tuple[ActorCard, ...]:
    """Return the actors named in the same sentences, most often first."""
    cards = (
        (decode(raw, type=tuple[ActorLink, str]), count) for raw, count in _beside(look, subject, CounterKind.TOGETHER, ACTOR)
    )
    return tuple(ActorCard(link, summary, count, 0) for (link, summary), count in cards)


def _treated_with(look: Look, subject: str) -> tuple[TopicCard, ...]:
    """Topics of the same reports, those of most first; `reports` says of how many."""
    cards = ((decode(raw, type=tuple[Link, str]), count) for raw, count in _beside(look, subject, CounterKind.NEAR, TOPIC))
    return tuple(TopicCard(link, summary, count, ()) for (link, summary), count in cards)


def _beside(look: Look, subject: str, counted: CounterKind, prefix: str) -> list[tuple[bytes, int]]:
    """The cards of those that are counted beside a subject, as bytes, and how often; of most first."""
    others = [(prefix + slug, count) for slug, count in look.index.counters.ranked(subject, counted, NEAR)]
    look.uses.update(other for other, _ in others)
    cards = ((look.index.subjects.card(other), count) for other, count in others)
    return [(raw, count) for raw, count in cards if raw][:RELATED]


def _roles(look: Look, known: KnownActor) -> tuple[RoleView, ...]:
    """An editor's roles with their terms; else the titles that most reports use, each once, the first used first."""
    if known.profile and known.profile.roles:
        return tuple(RoleView(role.title, _term(look, role.start, role.end), 0, ()) for role in known.profile.roles)
    subject = ACTOR + known.slug
    titles = look.index.rows.count_by_section(subject, "offices")
    most = sorted(titles, key=lambda sub: (-titles[sub], sub))[:ROLES]
    found = [look.index.rows.by_date(subject, "offices", sub, latest=False) for sub in most]
    return tuple(_role(look, rows) for rows in sorted(found, key=lambda rows: (rows[0].date, rows[0].name)))


def _role(look: Look, rows: Sequence[IndexRow]) -> RoleView:
    """A title with when it was seen, and the latest reports that use it."""
    by_report = {row.name.rpartition("/")[0]: row for row in rows}
    cites = [decode(row.value, type=TitleSeen).cite for row in list(by_report.values())[-CITES:]]
    dated = [row.date for row in rows if row.date]
    first, last = (when(look.words, dated[at]) if dated else None for at in (0, -1))
    seen = span(look.words, first, last)
    return RoleView(decode(rows[0].value, type=TitleSeen).title, seen, len(by_report), tuple(cites))


def _term(look: Look, start: str | None, end: str | None) -> str:
    return span(look.words, when(look.words, start), when(look.words, end))
