"""Articles, findings and the editor's word to one Briefing. Pure: the same whatever the order of what it is handed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from generator.dossier import key_points, position_changes, resolved_statements
from generator.dossier.resolve import topics
from generator.dossier.resolve.actors import ResolvedActor, ResolvedActors, counted, resolve, suggestions
from generator.model.article import Article
from generator.model.findings import Entity, Findings, Kind
from generator.model.problems import InputError, Problem
from generator.model.profiles import ActorProfile, TopicProfile
from generator.model.statements import Account, Actor, Briefing, KeySentence, Office, Report, Source, Topic
from generator.report import corrections
from generator.report.statements import document


def corrected(
    articles: Sequence[Article],
    findings: Mapping[str, Findings],
    directory: corrections.Directory,
    problems: list[Problem],
) -> dict[str, Findings]:
    """The findings of these reports as a person wants them. References to nobody are noted as problems."""
    return {
        article.slug: corrections.apply(article, document(article), findings[article.slug], directory, problems)
        for article in sorted(articles, key=_order)
    }


def assemble(
    accounts: Iterable[Account],
    actors: Sequence[ActorProfile],
    topic_profiles: Sequence[TopicProfile],
    problems: Sequence[Problem] = (),
) -> Briefing:
    """The briefing. Raises InputError when a correction speaks of somebody or something that nobody knows."""
    ordered = sorted(accounts, key=lambda account: _order(account.article))
    found = list(problems)
    identified = resolve(counted(entity for account in ordered for entity in account.entities), actors)
    reports = tuple(_report(account, identified) for account in ordered)
    patterns = topics.TopicPatterns(topic_profiles)
    groups = topics.label_groups([(a.article.slug, label) for a in ordered for label in a.labels], patterns)
    about = topics.choose(groups, len(ordered), topic_profiles, patterns)
    chosen = _topics(ordered, about, found)
    if found:
        raise InputError(found)
    return Briefing(
        reports=reports,
        actors=_actors(reports, identified, actors),
        topics=chosen,
        utterances=tuple(said for r in reports for said in resolved_statements.utterances(r, about.topics_of)),
        happenings=tuple(event for r in reports for event in resolved_statements.happenings(r, about.topics_of)),
        stands=position_changes.with_changes(stand for r in reports for stand in resolved_statements.stands(r, about.topic_of)),
        points=_points(ordered),
        suggestions=tuple((s.a, s.b, s.reason) for s in suggestions(identified.actors, actors)),
    )


def _order(article: Article) -> tuple[str, str]:
    return article.date or "", article.slug


def directory(derived: Sequence[Entity], actors: Sequence[ActorProfile]) -> dict[str, tuple[str, Kind]]:
    """Everybody known by any name; where two share a name the first one, and a profile before both."""
    known: dict[str, tuple[str, Kind]] = {}

    def add(names: Iterable[str], name: str, kind: Kind) -> None:
        for alias in names:
            known.setdefault(alias.casefold(), (name, kind))

    kinds = {entity.name.casefold(): entity.kind for entity in reversed(derived)}
    for profile in actors:
        kind = profile.kind or kinds.get(profile.name.casefold(), Kind.PERSON)
        add((profile.slug, profile.name, *profile.aliases), profile.name, kind)
    for entity in derived:
        add((entity.name, *entity.aliases), entity.name, entity.kind)
    return known


def _report(account: Account, identified: ResolvedActors) -> Report:
    return Report(account, {e.id: identified.actor_of[e.name, e.kind] for e in account.entities})


def _topics(ordered: Sequence[Account], lexicon: topics.TopicMatcher, problems: list[Problem]) -> tuple[Topic, ...]:
    """The topics that some report is about, the editor's first, then those of most reports."""
    labels = {label.text.casefold() for account in ordered for label in account.labels}
    sources: dict[str, list[Source]] = defaultdict(list)
    for account in ordered:
        about, unknown = lexicon.about(account)
        for slug, source in about.items():
            sources[slug].append(source)
        problems.extend(lexicon.unknown_topic(topic) for topic in unknown if topic.name.casefold() not in labels)
    found = [Topic(t.slug, t.name, t.profile, tuple(sources[t.slug])) for t in lexicon.topics if t.slug in sources]
    return tuple(sorted(found, key=lambda t: (t.profile is None, -len(t.sources), t.slug)))


def _points(ordered: Sequence[Account]) -> tuple[KeySentence, ...]:
    rounds: dict[int, list[key_points.WeighedPoint]] = defaultdict(list)
    for number, account in enumerate(ordered):
        weights = [point.weight for point in account.points]
        for point, turn in enumerate(key_points.rounds_of(weights)):
            rounds[turn].append(((number, point), weights[point]))
    chosen = key_points.choose(
        (rounds[turn] for turn in sorted(rounds)), len(ordered), lambda place: ordered[place[0]].points[place[1]].text
    )
    return tuple(ordered[number].points[point] for number, point in chosen)


def _actors(reports: Sequence[Report], identified: ResolvedActors, profiles: Sequence[ActorProfile]) -> tuple[Actor, ...]:
    profile_of = {profile.slug: profile for profile in profiles}
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    mentions: dict[str, Counter[str]] = defaultdict(Counter)
    offices: dict[str, list[Office]] = defaultdict(list)
    together: dict[str, Counter[str]] = defaultdict(Counter)
    for report in reports:
        for entity, count in report.account.mentions:
            mentions[report.actors[entity]][report.article.slug] += count
        for entity, name, count in report.account.seen:
            seen[report.actors[entity]][name] += count
        for entity, office in report.account.offices:
            offices[report.actors[entity]].append(office)
        for one, other in _pairs(report):
            together[one][other] += 1
            together[other][one] += 1
    return tuple(
        Actor(
            identity.slug,
            identity.name,
            identity.kind,
            profile_of.get(identity.slug),
            tuple(name for name, _ in _most_first(seen[identity.slug]) if name != identity.name),
            tuple(offices[identity.slug]),
            tuple(mentions[identity.slug].items()),
            _most_first(together[identity.slug]),
        )
        for identity in _ranked(identified.actors, mentions)
    )


def _ranked(identities: Iterable[ResolvedActor], mentions: Mapping[str, Counter[str]]) -> list[ResolvedActor]:
    """Who is in most reports first, then who is mentioned most; those mentioned nowhere are left out."""
    present = [identity for identity in identities if mentions.get(identity.slug)]
    return sorted(present, key=lambda i: (-len(mentions[i.slug]), -mentions[i.slug].total(), i.slug))


def _pairs(report: Report) -> Iterable[tuple[str, str]]:
    """Every two actors that share a sentence, once a sentence."""
    for entities in report.account.together:
        yield from combinations(sorted({report.actors[entity] for entity in entities}), 2)


def _most_first(counted: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))
