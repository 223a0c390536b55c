"""The pages of actors and topics."""

from __future__ import annotations

from itertools import groupby

from generator.briefing import Actor, Office, Stand, Topic, Utterance
from generator.contexts import ActorPage, RoleView, TopicPage
from generator.contexts import Stand as StandView
from generator.model import SafeHtml
from generator.plan.views import Views, reports_of

RELATED = 12


def actor_page(views: Views, actor: Actor) -> ActorPage:
    """One actor with everything that reports say of it."""
    profile = actor.profile
    said = views.said_by.get(actor.slug, [])
    return ActorPage(
        name=actor.name,
        kind=actor.kind.value,
        summary=profile.summary if profile else "",
        profile=profile.body if profile else SafeHtml(""),
        aliases=actor.aliases,
        reports=len(actor.mentions),
        mentions=sum(count for _, count in actor.mentions),
        publishers=views.publishers(slug for slug, _ in actor.mentions),
        roles=_roles(views, actor),
        stands=_by_topic(views, views.stands_of.get(actor.slug, [])),
        quotes=tuple(map(views.quote, sorted(_latest_first(views, said), key=lambda q: not q.direct))),
        about=tuple(map(views.quote, _latest_first(views, views.said_about.get(actor.slug, [])))),
        events=tuple(map(views.event, views.events_with.get(actor.slug, ()))),
        related=tuple(
            views.actor_card(other, count, len(views.actors[other].mentions))
            for other, count in actor.together
            if views.has_page(views.actors[other])
        )[:RELATED],
        sources=tuple(views.report(slug, count) for slug, count in reversed(actor.mentions)),
    )


def topic_page(views: Views, topic: Topic) -> TopicPage:
    """One topic: who stands where, what happened, what was said."""
    reports = reports_of(topic)
    near = {slug: len(set(reports) & set(reports_of(other))) for slug, other in views.topics.items()}
    related = sorted((slug for slug in near if near[slug] and slug != topic.slug), key=lambda s: (-near[s], s))
    stands = sorted(views.stands_on.get(topic.slug, ()), key=lambda s: s.actor)
    by_actor = [(who, list(group)) for who, group in groupby(stands, key=lambda s: s.actor)]
    return TopicPage(
        name=topic.name,
        summary=topic.profile.summary if topic.profile else "",
        profile=topic.profile.body if topic.profile else SafeHtml(""),
        reports=len(reports),
        publishers=views.publishers(reports),
        stands=tuple(
            (link, tuple(map(views.position, group)))
            for who, group in sorted(by_actor, key=lambda pair: (-len(pair[1]), pair[0]))
            if (link := views.actor(who)) and not views.actors[who].hidden
        ),
        events=tuple(map(views.event, views.events_on.get(topic.slug, ()))),
        quotes=tuple(map(views.quote, _latest_first(views, views.said_on.get(topic.slug, []), direct=True))),
        related=tuple(views.topic_card(slug) for slug in related if not views.topics[slug].hidden)[:RELATED],
        sources=tuple(views.report(slug) for slug in reversed(reports)),
    )


def stand_anchor(topic: str | None) -> str:
    """Where an actor's page tells of a topic."""
    return f"on-{topic}" if topic else "on-other-matters"


def _by_topic(views: Views, stands: list[Stand]) -> tuple[StandView, ...]:
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
    return sorted(kept, key=lambda u: _date(views, u), reverse=True)


def _date(views: Views, said: Utterance) -> str:
    return said.said_on or views.reports[said.source.article].article.date or ""


def _roles(views: Views, actor: Actor) -> tuple[RoleView, ...]:
    """An editor's roles with their terms; else each title once, with the reports that use it and when they are from."""
    if actor.profile and actor.profile.roles:
        return tuple(RoleView(role.title, _term(views, role.start, role.end), ()) for role in actor.profile.roles)
    titles: dict[str, list[Office]] = {}
    for office in actor.offices:
        titles.setdefault(office.title.casefold(), []).append(office)
    return tuple(
        RoleView(
            offices[0].title,
            _seen(views, [office.date for office in offices if office.date]),
            tuple({office.source.article: views.cite(office.source) for office in reversed(offices)}.values())[::-1],
        )
        for offices in titles.values()
    )


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
