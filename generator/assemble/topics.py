"""The dossier's topics: the editor's first, then the labels that reports give, near-identical ones made one.

Few enough to be useful: an editor's topic stays if a report speaks of it; a derived one if two reports do, or if the dossier
is too small for that. A report more can only add, not rename: labels are spelled as the earliest report spells them. A topic of
the editor's takes in every label that one of its names or keywords stands in, unless the editor keeps that label apart.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.assemble.labels import Group, Key, clusters, keys_of
from generator.assemble.sentences import source
from generator.briefing import Report, Source, Topic
from generator.derive.evidence import cite
from generator.derive.topics import key
from generator.model import TopicProfile
from generator.permalinks import slugs
from generator.problems import Problem

MOST, LEAST = 12, 5
REPORTS_A_TOPIC = 6
SMALL_DOSSIER = 3
TOKEN = re.compile(r"\w+")


class Patterns:
    """The names and keywords of the editor's topics, as whole words, longest first; a plural s counts as the same word.

    A pattern is tried only on a text that has the first word of one of its names: there may be many topics.
    """

    def __init__(self, profiles: Iterable[TopicProfile]) -> None:
        self._patterns = {p.slug: _words((p.name, *p.aliases, *p.keywords)) for p in profiles}
        self._by_first: dict[str, list[str]] = defaultdict(list)
        for profile in profiles:
            for name in (profile.name, *profile.aliases, *profile.keywords):
                for first in TOKEN.findall(name.casefold())[:1]:
                    self._by_first[first].append(profile.slug)
                    self._by_first[f"{first}s"].append(profile.slug)

    def found_in(self, text: str) -> Iterator[tuple[str, re.Match[str]]]:
        """The topics that a text names, each with the first place."""
        tokens = set(TOKEN.findall(text.casefold()))
        for slug in sorted({slug for token in tokens & self._by_first.keys() for slug in self._by_first[token]}):
            if hit := self._patterns[slug].search(text):
                yield slug, hit


@dataclass(frozen=True, slots=True)
class DossierTopics:
    """The topics; the names they go by; and what tells that words speak of them: patterns, or words that all are there."""

    topics: tuple[Topic, ...]
    by_name: Mapping[str, str]
    patterns: Patterns
    keys: Mapping[str, frozenset[Key]]

    def topics_of(self, words: str) -> tuple[str, ...]:
        """The topics that a stretch of words speaks of."""
        speaking = {slug for slug, _ in self.patterns.found_in(words)}
        if self.keys:
            said = key(words)
            speaking |= {slug for slug, keys in self.keys.items() if any(one <= said for one in keys)}
        return tuple(topic.slug for topic in self.topics if topic.slug in speaking)

    def topic_of(self, words: str, label: str | None, sentence: str) -> str | None:
        """The topic of a position: what its label names, else what its object speaks of, else the sentence's only one."""
        if label and (named := self.by_name.get(label.casefold())):
            return named
        if found := self.topics_of(words):
            return found[0]
        around = self.topics_of(sentence)
        return around[0] if len(around) == 1 else None


def choose(reports: Sequence[Report], profiles: Sequence[TopicProfile], problems: list[Problem]) -> DossierTopics:
    """The topics of all reports. An editor's topic that nobody knows is noted as a problem."""
    names = {name.casefold(): p.slug for p in profiles for name in (p.slug, p.name, *p.aliases)}
    patterns = Patterns(profiles)
    taken_in = _taken_in(reports, profiles, names, patterns)
    groups = _kept(reports, taken_in, set(names.values()))
    labels = {label.casefold(): slugs(group.label) for group in groups for label in group.labels}
    given = _given(reports, names, labels, profiles, problems)
    edited = _edited(reports, profiles, patterns, taken_in, given)
    known = {profile.slug: profile for profile in profiles}
    topics = [Topic(slug, known[slug].name, known[slug], _in_order(reports, found)) for slug, found in edited.items()]
    topics += [_derived(reports, group, given) for group in groups]
    topics.sort(key=lambda t: (t.profile is None, -len(t.sources), t.slug))
    by_name = labels | taken_in | names
    return DossierTopics(tuple(topics), by_name, patterns, {slugs(group.label): keys_of(group) for group in groups})


def _taken_in(
    reports: Sequence[Report],
    profiles: Sequence[TopicProfile],
    names: Mapping[str, str],
    patterns: Patterns,
) -> dict[str, str]:
    """Derived labels, folded, that belong to an editor's topic: by its names, or by a keyword that stands in the label."""
    labels = sorted({label.text for report in reports for label in report.account.labels})
    apart = {profile.slug: {name.casefold() for name in profile.not_same_as} for profile in profiles}
    found: dict[str, str] = {}
    for label in labels:
        folded = label.casefold()
        owners = [names[folded]] if folded in names else []
        owners += [slug for slug, _ in patterns.found_in(label)]
        owners = [slug for slug in owners if folded not in apart[slug]]
        if owners:
            found[folded] = owners[0]
    return found


def _kept(reports: Sequence[Report], taken_in: Mapping[str, str], taken: set[str]) -> list[Group]:
    """The groups of derived labels that make topics: those of two reports and more, the best first, or a few in any case."""
    findings = [
        (report, label)
        for report in reports
        for label in report.account.labels
        if label.text.casefold() not in taken_in and slugs(label.text) not in taken
    ]
    ranked = clusters(findings)
    enough = 1 if len(reports) <= SMALL_DOSSIER else 2
    often = [group for group in ranked if group.reports >= enough or group.is_certain]
    few = max(0, min(LEAST, len(reports) // REPORTS_A_TOPIC) - len(taken) - len(often))
    kept = (often + [group for group in ranked if group not in often][:few])[: max(3, MOST - len(taken))]
    by_slug = {slugs(group.label): group for group in reversed(kept)}
    return [group for group in kept if by_slug[slugs(group.label)] is group]


def _given(
    reports: Sequence[Report],
    names: Mapping[str, str],
    labels: Mapping[str, str],
    profiles: Sequence[TopicProfile],
    problems: list[Problem],
) -> dict[str, dict[str, Source]]:
    """The topics that an editor gave to reports in their front matter, each with a sentence of the report."""
    derived = {label.text.casefold() for report in reports for label in report.account.labels}
    found: dict[str, dict[str, Source]] = defaultdict(dict)
    for report in reports:
        for topic in report.article.topics:
            folded = topic.name.casefold()
            slug = names.get(folded) or labels.get(folded) or (folded if folded in labels.values() else None)
            if slug:
                found[slug][report.article.slug] = _first_sentence(report)
            elif folded not in derived:
                todo = f"use one of {', '.join(p.slug for p in profiles) or 'none yet'}, or write content/topics/…"
                problems.append(Problem(topic.where, f"nobody knows the topic {topic.name!r}", todo))
    return found


def _edited(
    reports: Sequence[Report],
    profiles: Sequence[TopicProfile],
    patterns: Patterns,
    taken_in: Mapping[str, str],
    given: Mapping[str, Mapping[str, Source]],
) -> dict[str, dict[str, Source]]:
    """The editor's topics with a source in each report that is about them: a keyword, a label, or the editor's own word."""
    found: dict[str, dict[str, Source]] = {p.slug: dict(given.get(p.slug, {})) for p in profiles}
    for report in reports:
        for label in report.account.labels:
            if slug := taken_in.get(label.text.casefold()):
                found[slug][report.article.slug] = label.source
        for slug, hit in patterns.found_in(report.article.text):
            evidence = cite(report.article.text, hit.start(), hit.end())
            found[slug][report.article.slug] = source(report.article, report.account.sentences, evidence)
    return {slug: sources for slug, sources in found.items() if sources}


def _derived(reports: Sequence[Report], group: Group, given: Mapping[str, Mapping[str, Source]]) -> Topic:
    slug = slugs(group.label)
    sources = dict(given.get(slug, {}))
    for report, label in reversed(group.findings):
        sources[report.article.slug] = label.source
    return Topic(slug, group.label, None, _in_order(reports, sources))


def _first_sentence(report: Report) -> Source:
    mark = report.account.sentences[0]
    first = cite(report.article.text, mark.start, mark.end)
    return source(report.article, report.account.sentences, first, person=True)


def _in_order(reports: Sequence[Report], sources: Mapping[str, Source]) -> tuple[Source, ...]:
    return tuple(sources[r.article.slug] for r in reports if r.article.slug in sources)


def _words(names: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})s?(?!\w)", re.IGNORECASE)
