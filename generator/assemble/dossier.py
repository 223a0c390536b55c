"""Articles, findings and the editor's word to one Briefing. Pure: the same whatever the order of what it is handed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from generator.assemble import changes, edits, events, keypoints, sentences, statements, topics
from generator.assemble.edits import RULE as BY_EDITOR
from generator.assemble.identity import Identification, Identity, identify
from generator.briefing import Actor, Briefing, Office, Report
from generator.derive import LANGUAGES
from generator.derive.text import Document
from generator.model import ActorProfile, Article, Findings, Form, Kind, TopicProfile
from generator.problems import InputError, Problem

SEEN_AS = (Form.NAME, Form.METONYM)


def document(article: Article) -> Document:
    """What derivation reads of an article."""
    return Document(article.slug, article.text, article.title, article.day, article.lang)


def assemble(
    articles: Iterable[Article],
    findings: Mapping[str, Findings],
    actors: Sequence[ActorProfile],
    topic_profiles: Sequence[TopicProfile],
) -> Briefing:
    """The briefing. Raises InputError when a correction speaks of somebody or something that nobody knows."""
    ordered = sorted(articles, key=lambda a: (a.date or "", a.slug))
    problems: list[Problem] = []
    corrected = _corrected(ordered, findings, actors, problems)
    identified = identify({slug: found.entities for slug, found in corrected.items()}, actors)
    reports = tuple(_report(article, corrected[article.slug], identified) for article in ordered)
    about = topics.choose(reports, topic_profiles, problems)
    if problems:
        raise InputError(problems)
    return Briefing(
        reports=reports,
        actors=_actors(reports, identified, actors),
        topics=about.topics,
        utterances=tuple(statements.utterance(r, q, about.topics_of) for r in reports for q in r.found.quotes),
        happenings=events.merged(statements.happening(r, e, about.topics_of) for r in reports for e in r.found.events),
        stands=changes.with_changes(statements.stand(r, p, about.topic_of) for r in reports for p in r.found.positions),
        points=keypoints.choose(reports),
        suggestions=tuple((s.a, s.b, s.reason) for s in identified.suggestions),
    )


def _corrected(
    articles: Sequence[Article],
    findings: Mapping[str, Findings],
    actors: Sequence[ActorProfile],
    problems: list[Problem],
) -> dict[str, Findings]:
    directory = _directory(findings, actors)
    return {
        article.slug: edits.apply(article, document(article), findings[article.slug], directory, problems)
        for article in articles
    }


def _directory(findings: Mapping[str, Findings], actors: Sequence[ActorProfile]) -> dict[str, tuple[str, Kind]]:
    """Everybody known by any name; where two share a name the first in order of reports, and a profile before both."""
    known: dict[str, tuple[str, Kind]] = {}

    def add(names: Iterable[str], name: str, kind: Kind) -> None:
        for alias in names:
            known.setdefault(alias.casefold(), (name, kind))

    derived = [entity for slug in sorted(findings) for entity in findings[slug].entities]
    kinds = {entity.name.casefold(): entity.kind for entity in reversed(derived)}
    for profile in actors:
        kind = profile.kind or kinds.get(profile.name.casefold(), Kind.PERSON)
        add((profile.slug, profile.name, *profile.aliases), profile.name, kind)
    for entity in derived:
        add((entity.name, *entity.aliases), entity.name, entity.kind)
    return known


def _report(article: Article, found: Findings, identified: Identification) -> Report:
    return Report(
        article,
        found,
        sentences.marks(document(article)),
        {e.id: identified.actor_of[article.slug, e.id] for e in found.entities},
        derived=article.lang.split("-")[0].lower() in LANGUAGES,
    )


def _actors(reports: Sequence[Report], identified: Identification, profiles: Sequence[ActorProfile]) -> tuple[Actor, ...]:
    profile_of = {profile.slug: profile for profile in profiles}
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    mentions: dict[str, Counter[str]] = defaultdict(Counter)
    offices: dict[str, list[Office]] = defaultdict(list)
    together: dict[str, Counter[str]] = defaultdict(Counter)
    for report in reports:
        for mention in report.found.mentions:
            who = report.actors[mention.entity]
            mentions[who][report.article.slug] += 1
            if mention.form in SEEN_AS:
                seen[who][mention.evidence.text] += 1
        for role in report.found.roles:
            cited = sentences.source(report, role.evidence, person=role.rule == BY_EDITOR)
            offices[report.actors[role.entity]].append(Office(role.title, report.article.date, cited))
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


def _ranked(identities: Iterable[Identity], mentions: Mapping[str, Counter[str]]) -> list[Identity]:
    """Who is in most reports first, then who is mentioned most; those mentioned nowhere are left out."""
    present = [identity for identity in identities if mentions.get(identity.slug)]
    return sorted(present, key=lambda i: (-len(mentions[i.slug]), -mentions[i.slug].total(), i.slug))


def _pairs(report: Report) -> Iterable[tuple[str, str]]:
    """Every two actors that share a sentence, once a sentence."""
    inside: dict[int, set[str]] = defaultdict(set)
    for mention in report.found.mentions:
        inside[sentences.index_of(report.sentences, mention.evidence.start)].add(report.actors[mention.entity])
    for actors in inside.values():
        yield from combinations(sorted(actors), 2)


def _most_first(counted: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))
