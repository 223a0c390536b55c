"""The pages of actors and topics."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from generator import permalinks
from generator.briefing import Actor, Office, Stand, Topic, Utterance
from generator.contexts import ActorPage, RoleView, TopicPage
from generator.contexts import Stand as StandView
from generator.model import SafeHtml
from generator.plan.periods import Told, chosen, parts
from generator.plan.views import Views, reports_of

RELATED, ROLES, CITES, ALIASES = 12, 12, 3, 30
ACTORS, STANDS_AN_ACTOR = 25, 6
"""Actors in the table of a topic, and the latest positions of each."""


def told_of_actor(views: Views, actor: Actor) -> Told:
    """All that reports say of an actor."""
    return Told(
        stands=tuple(views.stands_of.get(actor.slug, ())),
        events=tuple(views.events_with.get(actor.slug, ())),
        quotes=tuple(sorted(_latest_first(views, views.said_by.get(actor.slug, [])), key=lambda q: not q.direct)),
        about=tuple(_latest_first(views, views.said_about.get(actor.slug, []))),
        reports=actor.mentions[::-1],
    )


def told_of_topic(views: Views, topic: Topic) -> Told:
    """All that reports say of a topic."""
    return Told(
        stands=tuple(views.stands_on.get(topic.slug, ())),
        events=tuple(views.events_on.get(topic.slug, ())),
        quotes=tuple(_latest_first(views, views.said_on.get(topic.slug, []), direct=True)),
        reports=tuple((slug, 0) for slug in reversed(reports_of(topic))),
    )


def actor_page(views: Views, actor: Actor, told: Told) -> ActorPage:
    """One actor with what tells most of all that reports say of it."""
    profile = actor.profile
    shown = chosen(told)
    related = (other for other in actor.together if views.has_page(views.actors[other[0]]))
    return ActorPage(
        name=actor.name,
        kind=actor.kind.value,
        summary=profile.summary if profile else "",
        profile=profile.body if profile else SafeHtml(""),
        aliases=actor.aliases[:ALIASES],
        reports=len(actor.mentions),
        mentions=sum(count for _, count in actor.mentions),
        publishers=views.publishers(slug for slug, _ in actor.mentions),
        roles=_roles(views, actor),
        stands=_by_topic(views, shown.stands),
        quotes=tuple(map(views.quote, shown.quotes)),
        about=tuple(map(views.quote, shown.about)),
        events=tuple(map(views.event, shown.events)),
        related=tuple(views.actor_card(other, count, 0) for other, count in islice(related, RELATED)),
        sources=tuple(views.report(slug, count) for slug, count in shown.reports),
        parts=parts(views, permalinks.actor(actor.slug), told),
    )


def topic_page(views: Views, topic: Topic, told: Told) -> TopicPage:
    """One topic: who stands where, what happened, what was said."""
    shown = chosen(told)
    reports = set(reports_of(topic))
    near = {slug: len(reports & set(reports_of(other))) for slug, other in views.topics.items()}
    related = sorted((slug for slug in near if near[slug] and slug != topic.slug), key=lambda s: (-near[s], s))
    by_actor: dict[str, list[Stand]] = {}
    for stand in told.stands:
        by_actor.setdefault(stand.actor, []).append(stand)
    most = sorted(by_actor, key=lambda who: (-len(by_actor[who]), who))
    return TopicPage(
        name=topic.name,
        summary=topic.profile.summary if topic.profile else "",
        profile=topic.profile.body if topic.profile else SafeHtml(""),
        reports=len(reports),
        publishers=views.publishers(reports),
        stands=tuple(
            (link, tuple(map(views.position, by_actor[who][-STANDS_AN_ACTOR:])))
            for who in most[:ACTORS]
            if (link := views.actor(who)) and not views.actors[who].hidden
        ),
        events=tuple(map(views.event, shown.events)),
        quotes=tuple(map(views.quote, shown.quotes)),
        related=tuple(views.topic_card(slug) for slug in related if not views.topics[slug].hidden)[:RELATED],
        sources=tuple(views.report(slug) for slug, _ in shown.reports),
        parts=parts(views, permalinks.topic(topic.slug), told),
    )


def stand_anchor(topic: str | None) -> str:
    """Where an actor's page tells of a topic."""
    return f"on-{topic}" if topic else "on-other-matters"


def _by_topic(views: Views, stands: Iterable[Stand]) -> tuple[StandView, ...]:
    """Positions by topic, those on most reports first, what fits no topic that is shown last."""
    groups: dict[str | None, list[Stand]] = {topic.slug: [] for topic in views.briefing.topics if not topic.hidden}
    groups[None] = []
    for stand in stands:
        groups[stand.topic if stand.topic in groups else None].append(stand)
    return tuple(
        StandView(views.topic(slug), stand_anchor(slug), tuple(map(views.position, group)))
        for slug, group in groups.items()
        if group
    )


def _latest_first(views: Views, said: list[Utterance], *, direct: bool = False) -> list[Utterance]:
    kept = (utterance for utterance in said if utterance.direct or not direct)
    return sorted(kept, key=lambda said: views.said_when(said) or "", reverse=True)


def _roles(views: Views, actor: Actor) -> tuple[RoleView, ...]:
    """An editor's roles with their terms; else each title once, with the reports that use it and when they are from."""
    if actor.profile and actor.profile.roles:
        return tuple(RoleView(role.title, _term(views, role.start, role.end), 0, ()) for role in actor.profile.roles)
    titles: dict[str, list[Office]] = {}
    for office in actor.offices:
        titles.setdefault(office.title.casefold(), []).append(office)
    most = sorted(titles.values(), key=lambda offices: -len(offices))[:ROLES]
    return tuple(_role(views, offices) for offices in titles.values() if offices in most)


def _role(views: Views, offices: Sequence[Office]) -> RoleView:
    latest = list({office.source.article: office.source for office in reversed(offices)}.values())
    seen = _seen(views, [office.date for office in offices if office.date])
    cites = tuple(views.cite(source) for source in latest[:CITES][::-1])
    return RoleView(offices[0].title, seen, len(latest), cites)


def _term(views: Views, start: str | None, end: str | None) -> str:
    first, last = views.when(start), views.when(end)
    if first and last:
        return f"{first.text} – {last.text}"
    return f"since {first.text}" if first else f"until {last.text}" if last else ""


def _seen(views: Views, dates: list[str]) -> str:
    """From which report to which a title was seen."""
    first, last = (views.when(pick(dates)) if dates else None for pick in (min, max))
    if first is None or last is None:
        return ""
    return first.text if first == last else f"{first.text} – {last.text}"
