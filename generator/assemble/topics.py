"""The dossier's topics: the editor's, and the labels that reports share."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from generator.assemble.sentences import source
from generator.briefing import Report, Source, Topic
from generator.derive.evidence import cite
from generator.model import TopicProfile
from generator.permalinks import slugs
from generator.problems import Problem


@dataclass(frozen=True, slots=True)
class DossierTopics:
    """The topics, and the patterns by which words speak of them."""

    topics: tuple[Topic, ...]
    patterns: tuple[tuple[str, re.Pattern[str]], ...]

    def topics_of(self, words: str) -> tuple[str, ...]:
        """The topics that a stretch of words speaks of."""
        return tuple(slug for slug, pattern in self.patterns if pattern.search(words))

    def topic_of(self, words: str, label: str | None) -> str | None:
        """The topic of a position's object, or of the label that derivation gave it."""
        found = self.topics_of(label or "") or self.topics_of(words)
        return found[0] if found else None


def choose(reports: Sequence[Report], profiles: Sequence[TopicProfile], problems: list[Problem]) -> DossierTopics:
    """The topics of all reports."""
    patterns = {p.slug: _pattern((p.name, *p.aliases, *p.keywords)) for p in profiles}
    found: dict[str, list[Source]] = defaultdict(list)
    names = {p.slug: p.name for p in profiles}
    for report in reports:
        for slug, pattern in patterns.items():
            if hit := pattern.search(report.article.text):
                found[slug].append(source(report, cite(report.article.text, hit.start(), hit.end())))
        for finding in report.found.topics:
            slug = slugs(finding.label)
            if slug not in patterns:
                names.setdefault(slug, finding.label)
                found[slug].append(source(report, finding.evidence))
    known = {p.slug: p for p in profiles}
    topics = [Topic(slug, names[slug], known.get(slug), tuple(sources)) for slug, sources in found.items()]
    topics.sort(key=lambda t: (-len(t.sources), t.slug))
    every = tuple((t.slug, patterns.get(t.slug) or _pattern((t.name,))) for t in topics)
    return DossierTopics(tuple(topics), every)


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)
