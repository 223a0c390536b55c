"""The dossier's topics: the editor's first, then the labels that reports give, near-identical ones made one.

Few enough to be useful: an editor's topic stays if a report speaks of it; a derived one if two reports do, or if the dossier
is too small for that. A report more can only add, not rename: labels are spelled as the earliest report spells them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.assemble.sentences import source
from generator.briefing import Report, Source, Topic
from generator.derive.evidence import cite
from generator.model import Confidence, TopicFinding, TopicProfile
from generator.permalinks import slugs
from generator.problems import Problem

MOST_DERIVED = 12
SMALL_DOSSIER = 3
WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class DossierTopics:
    """The topics, most reports first; the names they go by; and the patterns by which words speak of them."""

    topics: tuple[Topic, ...]
    by_name: Mapping[str, str]
    patterns: tuple[tuple[str, re.Pattern[str]], ...]

    def topics_of(self, words: str) -> tuple[str, ...]:
        """The topics that a stretch of words speaks of."""
        return tuple(slug for slug, pattern in self.patterns if pattern.search(words))

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
    edited = _edited(reports, profiles, problems)
    derived = _derived(reports, _names(profiles))
    known = {profile.slug: profile for profile in profiles}
    topics = [Topic(slug, known[slug].name, known[slug], _in_order(reports, found)) for slug, found in edited.items()]
    topics += [Topic(slug, label, None, _in_order(reports, found)) for slug, (label, found) in derived.items()]
    topics.sort(key=lambda t: (t.profile is None, -len(t.sources), t.slug))
    names = _names(profiles) | {t.name.casefold(): t.slug for t in topics}
    patterns = ((t.slug, _pattern(known[t.slug])) if t.profile else (t.slug, _words((t.name,))) for t in topics)
    return DossierTopics(tuple(topics), names, tuple(patterns))


def _edited(
    reports: Sequence[Report], profiles: Sequence[TopicProfile], problems: list[Problem]
) -> dict[str, dict[str, Source]]:
    """The editor's topics with a source in each report that is about them: a keyword, a label, or the editor's own word."""
    names = _names(profiles)
    labels = {finding.label.casefold() for report in reports for finding in report.found.topics}
    found: dict[str, dict[str, Source]] = defaultdict(dict)
    for report in reports:
        for topic in report.article.topics:
            slug = names.get(topic.name.casefold())
            if slug:
                found[slug][report.article.slug] = _first_sentence(report)
            elif topic.name.casefold() not in labels:
                todo = f"use one of {', '.join(p.slug for p in profiles) or 'none yet'}, or write content/topics/…"
                problems.append(Problem(topic.where, f"nobody knows the topic {topic.name!r}", todo))
        for finding in report.found.topics:
            if (slug := names.get(finding.label.casefold())) and not _is_apart(finding, slug, profiles):
                found[slug][report.article.slug] = source(report, finding.evidence)
        for profile in profiles:
            if hit := _pattern(profile).search(report.article.text):
                evidence = cite(report.article.text, hit.start(), hit.end())
                found[profile.slug][report.article.slug] = source(report, evidence)
    return found


def _is_apart(finding: TopicFinding, slug: str, profiles: Sequence[TopicProfile]) -> bool:
    """Whether an editor keeps a label apart from a topic."""
    apart = next(profile.not_same_as for profile in profiles if profile.slug == slug)
    return finding.label.casefold() in {name.casefold() for name in apart}


def _derived(reports: Sequence[Report], edited: Mapping[str, str]) -> dict[str, tuple[str, dict[str, Source]]]:
    """Labels that no topic of the editor's is called by, those in most reports first."""
    groups: dict[frozenset[str], list[tuple[Report, TopicFinding]]] = defaultdict(list)
    for report in reports:
        for finding in report.found.topics:
            if finding.label.casefold() not in edited:
                groups[_key(finding.label)].append((report, finding))
    least = 1 if len(reports) <= SMALL_DOSSIER else 2
    kept = {
        key: group
        for key, group in groups.items()
        if len({report.article.slug for report, _ in group}) >= least
        or any(finding.confidence is Confidence.CERTAIN for _, finding in group)
    }
    room = max(3, MOST_DERIVED - len(set(edited.values())))
    ranked = sorted(kept.values(), key=lambda g: (-len(g), -sum(f.weight for _, f in g), g[0][1].label))[:room]
    taken = set(edited.values())
    found: dict[str, tuple[str, dict[str, Source]]] = {}
    for group in ranked:
        label = group[0][1].label
        slug = slugs(label)
        if slug not in taken:
            found[slug] = label, {report.article.slug: source(report, finding.evidence) for report, finding in group}
    return found


def _key(label: str) -> frozenset[str]:
    """What makes two labels near-identical: the same words, plural or not, in any order."""
    return frozenset(word.rstrip("s") for word in WORD.findall(label.casefold()))


def _names(profiles: Iterable[TopicProfile]) -> dict[str, str]:
    """Every name of an editor's topic, and its slug, to the slug."""
    return {name.casefold(): p.slug for p in profiles for name in (p.slug, p.name, *p.aliases)}


def _first_sentence(report: Report) -> Source:
    mark = report.sentences[0]
    return source(report, cite(report.article.text, mark.start, mark.end), person=True)


def _in_order(reports: Sequence[Report], sources: Mapping[str, Source]) -> tuple[Source, ...]:
    return tuple(sources[r.article.slug] for r in reports if r.article.slug in sources)


def _pattern(profile: TopicProfile) -> re.Pattern[str]:
    return _words((profile.name, *profile.aliases, *profile.keywords))


def _words(names: Iterable[str]) -> re.Pattern[str]:
    """Any of the names as whole words, longest first; a plural s counts as the same word."""
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})s?(?!\w)", re.IGNORECASE)
