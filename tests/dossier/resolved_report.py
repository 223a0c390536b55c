"""A report with its topics and actors resolved by itself, as the index is updated with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.content.config import Config
from generator.derive import derive
from generator.dossier import resolved_statements
from generator.dossier.known_subjects import KnownActor
from generator.dossier.resolve.topic_patterns import TopicPatterns
from generator.dossier.resolve.topics import matcher
from generator.dossier.resolve.topics_of_report import TopicsOfReport
from generator.dossier.views import ReportViews
from generator.model.permalinks import slugs
from generator.model.problems import NOWHERE
from generator.model.profiles import TopicProfile
from generator.model.statements import Account, Happening, Report, Source, Stand
from generator.report.statements import account, document
from tests.conftest import article, words_in

SANCTIONS = TopicProfile("sanctions", "Sanctions", NOWHERE, keywords=("sanctions",))


def account_of(slug: str, text: str, **changes: object) -> Account:
    """Return the account of a report as it is derived."""
    report = article(slug=slug, path=f"content/articles/{slug}.md", text=text, **changes)
    return account(report, derive(document(report)))


@dataclass(frozen=True)
class ResolvedReport:
    """A report, and what is resolved of it."""

    report: Report
    topics: TopicsOfReport
    about: Mapping[str, Source]
    stands: Sequence[Stand]
    actors: Mapping[str, KnownActor]
    happenings: Sequence[Happening]
    views: ReportViews


def resolved(slug: str, text: str, **changes: object) -> ResolvedReport:
    """Return a report of a dossier with one topic, sanctions, in which every entity is an actor."""
    found = account_of(slug, text, **changes)
    report = Report(found, {entity.id: slugs(entity.name) for entity in found.entities})
    topics = matcher([], [SANCTIONS], TopicPatterns([SANCTIONS]))
    about, _ = topics.about(found)
    of_report = TopicsOfReport(topics, found, about)
    stands = list(resolved_statements.stands(report, of_report))
    actors = {slugs(entity.name): KnownActor(slugs(entity.name), entity.name, entity.kind, None) for entity in found.entities}
    happenings = list(resolved_statements.happenings(report, of_report))
    views = ReportViews(found, actors, {topic.slug: topic for topic in topics.topics}, Config(), words_in("en-GB"))
    return ResolvedReport(report, of_report, about, stands, actors, happenings, views)
