"""Resolving of topics: the editor's, then groups of the labels that reports have.

Few enough to be useful: an editor's topic is shown if a report is about it; a derived one if two reports are, or if the dossier
is too small for that. One more report can only add a topic, not rename one: labels are spelled as the earliest report spells
them. An editor's topic includes every label that contains one of its names or keywords, unless the editor says otherwise.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.derive.evidence import cite
from generator.derive.topics import label_key
from generator.dossier.index.label_groups import Key, LabelGroup
from generator.dossier.known_subjects import KnownTopic
from generator.dossier.resolve.labels import LabelFinding, grouped, rank
from generator.model.permalinks import slugs
from generator.model.problems import Problem
from generator.model.profiles import Named, TopicProfile
from generator.model.statements import Account, Source
from generator.report.anchors import source

MAX_TOPICS, MIN_TOPICS = 12, 5
MAX_TOPICS_OF_LABELS = 3
"""Derived topics beside the editor's, where these are `MAX_TOPICS` or nearly so many."""
REPORTS_PER_TOPIC = 6
"""Reports for each topic that is added to make up `MIN_TOPICS`."""
SMALL_DOSSIER = 3
"""Reports up to which a label of one report makes a topic."""
TOKEN = re.compile(r"\w+")


class TopicPatterns:
    """The names and keywords of the editor's topics, as whole words, longest first; a plural s counts as the same word.

    A pattern is tried only on a text that has the first word of one of its names: there may be many topics.
    """

    def __init__(self, profiles: Iterable[TopicProfile]) -> None:
        self.names = {name.casefold(): p.slug for p in profiles for name in (p.slug, p.name, *p.aliases)}
        self.slugs = set(self.names.values())
        self._apart = {profile.slug: {name.casefold() for name in profile.not_same_as} for profile in profiles}
        self._patterns = {p.slug: _words((p.name, *p.aliases, *p.keywords)) for p in profiles}
        self._by_first: dict[str, list[str]] = defaultdict(list)
        for profile in profiles:
            for name in (profile.name, *profile.aliases, *profile.keywords):
                for first in TOKEN.findall(name.casefold())[:1]:
                    self._by_first[first].append(profile.slug)
                    self._by_first[f"{first}s"].append(profile.slug)

    def found_in(self, text: str) -> Iterator[tuple[str, re.Match[str]]]:
        """Return the topics that a text names, each with the first match."""
        tokens = set(TOKEN.findall(text.casefold()))
        for slug in sorted({slug for token in tokens & self._by_first.keys() for slug in self._by_first[token]}):
            if hit := self._patterns[slug].search(text):
                yield slug, hit

    def owner_of(self, label: str) -> str | None:
        """Return the topic to which a derived label belongs: by its names, or by a keyword that the label contains."""
        folded = label.casefold()
        owners = [self.names[folded]] if folded in self.names else []
        owners += [slug for slug, _ in self.found_in(label)]
        return next((slug for slug in owners if folded not in self._apart[slug]), None)

    def is_free(self, label: str) -> bool:
        """Return whether a derived label may make a topic of its own: it belongs to none of the editor's."""
        return slugs(label) not in self.slugs and self.owner_of(label) is None


@dataclass(frozen=True, slots=True)
class TopicMatcher:
    """The topics, those of longer names first, and how they are found in words.

    The editor's are found by patterns; derived ones by their labels, and by sets of stems that all occur. Of a position that
    speaks of several topics the first one is its topic.
    """

    topics: tuple[KnownTopic, ...]
    patterns: TopicPatterns
    labels: Mapping[str, str]
    keys: Mapping[str, frozenset[Key]]

    def topics_of(self, words: str) -> tuple[str, ...]:
        """Return the topics that words speak of."""
        speaking = {slug for slug, _ in self.patterns.found_in(words)}
        if self.keys:
            stems = label_key(words)
            speaking |= {slug for slug, keys in self.keys.items() if any(one <= stems for one in keys)}
        return tuple(topic.slug for topic in self.topics if topic.slug in speaking)

    def topic_of(self, words: str, label: str | None, sentence: str) -> str | None:
        """Return the topic of a position: of its label, else of its object, else the only one of its sentence."""
        if label and (named := self.topic_called(label)):
            return named
        if found := self.topics_of(words):
            return found[0]
        of_sentence = self.topics_of(sentence)
        return of_sentence[0] if len(of_sentence) == 1 else None

    def topic_called(self, name: str) -> str | None:
        """Return the topic that has a name or a label."""
        folded = name.casefold()
        return self.patterns.names.get(folded) or self.patterns.owner_of(name) or self.labels.get(folded)

    def about(self, account: Account) -> tuple[dict[str, Source], list[Named]]:
        """Return the topics that a report is about, and topics of its front matter that are none of the dossier's.

        Each comes with the sentence that says so: one that names it, else that of a label, else the report's first.
        """
        found, unknown = self._of_front_matter(account)
        for label in reversed(account.labels):
            if slug := self.topic_called(label.text):
                found[slug] = label.source
        for slug, hit in self.patterns.found_in(account.article.text):
            evidence = cite(account.article.text, hit.start(), hit.end())
            found[slug] = source(account.article, account.sentences, evidence)
        return {topic.slug: found[topic.slug] for topic in self.topics if topic.slug in found}, unknown

    def unknown_topic(self, topic: Named) -> Problem:
        """Return the problem of a topic that nobody knows."""
        written = ", ".join(topic.slug for topic in self.topics if topic.profile) or "none yet"
        return Problem(
            topic.where, f"nobody knows the topic {topic.name!r}", f"use one of {written}, or write content/topics/…"
        )

    def _of_front_matter(self, account: Account) -> tuple[dict[str, Source], list[Named]]:
        known = {topic.slug for topic in self.topics}
        found, unknown = {}, []
        for topic in account.article.topics:
            slug = self.topic_called(topic.name) or topic.name.casefold()
            if slug in known:
                found[slug] = _first_sentence(account)
            else:
                unknown.append(topic)
        return found, unknown


def label_groups(labels: Sequence[LabelFinding], patterns: TopicPatterns) -> list[LabelGroup]:
    """Return the groups of those labels that belong to no topic of the editor's.

    The labels are those of all reports, or some that are connected with no others.
    """
    free = set(filter(patterns.is_free, {label.text for _, label in labels}))
    return grouped(finding for finding in labels if finding[1].text in free)


def choose(
    groups: Iterable[LabelGroup], reports: int, profiles: Sequence[TopicProfile], patterns: TopicPatterns
) -> TopicMatcher:
    """Return the topics of so many reports: the editor's, and groups of derived labels.

    The groups may be all, or the best `MAX_TOPICS`: those of `min_reports` or certain ones, then the others, each by rank.
    """
    chosen = _chosen(sorted(groups, key=rank), reports, len(patterns.slugs))
    topics = [*(KnownTopic(p.slug, p.name, p) for p in profiles), *(KnownTopic(slugs(g.label), g.label, None) for g in chosen)]
    ordered = sorted(topics, key=lambda topic: (topic.profile is None, -len(topic.name), topic.slug))
    labels = {label.casefold(): slugs(group.label) for group in chosen for label in sorted(group.labels)}
    return TopicMatcher(tuple(ordered), patterns, labels, {slugs(group.label): group.keys for group in chosen})


def min_reports(reports: int) -> int:
    """Return in how many reports of so many a derived label must be found to make a topic."""
    return 1 if reports <= SMALL_DOSSIER else 2


def _chosen(ranked: Sequence[LabelGroup], reports: int, written: int) -> list[LabelGroup]:
    """Return the groups that make topics beside those that the editor wrote: of enough reports, or added by a person.

    Others make up a least number of topics.
    """
    enough = min_reports(reports)
    sure = [group for group in ranked if group.reports >= enough or group.certain]
    missing = max(0, min(MIN_TOPICS, reports // REPORTS_PER_TOPIC) - written - len(sure))
    others = [group for group in ranked if group not in sure][:missing]
    chosen = (sure + others)[: max(MAX_TOPICS_OF_LABELS, MAX_TOPICS - written)]
    by_slug = {slugs(group.label): group for group in reversed(chosen)}
    return [group for group in chosen if by_slug[slugs(group.label)] is group]


def _first_sentence(account: Account) -> Source:
    mark = account.sentences[0]
    first = cite(account.article.text, mark.start, mark.end)
    return source(account.article, account.sentences, first, person=True)


def _words(names: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})s?(?!\w)", re.IGNORECASE)
