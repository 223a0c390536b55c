"""The topics of a dossier, the editor's and those chosen from labels, and what of a report is about which.

An editor's topic is shown if a report is about it, and includes every label that contains one of its names or keywords, unless
the editor says otherwise. The other topics are chosen (`topic_choice`) from reports that are spread over all, so that a
large dossier takes no longer; which reports they are depends on nothing but their names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import NamedTuple

from generator.derive.evidence import cite
from generator.derive.topics.words import families
from generator.dossier.index.topic_summaries import TopicSummary, place
from generator.dossier.known_subjects import KnownTopic
from generator.dossier.resolve.topic_choice import DerivedTopic, choose
from generator.dossier.resolve.topic_patterns import TopicPatterns
from generator.model.findings import Evidence
from generator.model.permalinks import slugs
from generator.model.problems import Problem
from generator.model.profiles import Named, TopicProfile
from generator.model.statements import Account, Source
from generator.model.wording import folded
from generator.report.anchors import source

MAX_SAMPLE = 400
"""Reports from which topics are chosen."""
_is_free = lru_cache(maxsize=100_000)(TopicPatterns.is_free)


class Cited(NamedTuple):
    """The words that say what a report is about. `person`: somebody wrote so."""

    words: Evidence
    person: bool


@dataclass(frozen=True, slots=True)
class TopicMatcher:
    """The topics, those of longer names first, and how they are found in words.

    The editor's are found by patterns; the others, in the order in which they were chosen, by families of words that all
    occur. Of a position that speaks of several topics the first one is its topic.
    """

    topics: tuple[KnownTopic, ...]
    patterns: TopicPatterns
    derived: Mapping[str, DerivedTopic]
    labels: Mapping[str, str]

    def topics_of(self, words: str) -> tuple[str, ...]:
        """Return the topics that words speak of."""
        speaking = {slug for slug, _ in self.patterns.found_in(words)}
        if self.derived:
            said = set(families(words))
            speaking |= {slug for slug, topic in self.derived.items() if topic.families <= said}
        return self.in_order(speaking)

    def in_order(self, slugs_: Iterable[str]) -> tuple[str, ...]:
        """Return topics in the order of all."""
        wanted = set(slugs_)
        return tuple(topic.slug for topic in self.topics if topic.slug in wanted) if wanted else ()

    def topic_called(self, name: str) -> str | None:
        """Return the topic that has a name or a label."""
        key = folded(name)
        names = self.patterns.names
        return names.get(key) or names.get(name.casefold()) or self.patterns.owner_of(name) or self.labels.get(key)

    def about(self, account: Account) -> tuple[dict[str, Source], list[Named]]:
        """Return the topics that a report is about, and topics of its front matter that are none of the dossier's.

        Each comes with the sentence that says so: one that names it, else one with most of its words, else the report's first.
        """
        found, unknown = self.cited(account)
        marks = account.sentences
        return {slug: source(account.article, marks, at.words, person=at.person) for slug, at in found.items()}, unknown

    def cited(self, account: Account) -> tuple[dict[str, Cited], list[Named]]:
        """Return the topics that a report is about with the words that say so, and those of its front matter nobody knows."""
        found, unknown = self._of_front_matter(account)
        for slug in self._derived_of(account):
            found[slug] = Cited(_evidence_of(account, self.derived[slug]), person=False)
        for label in reversed(account.labels):
            called = self.topic_called(label.text)
            if called and (label.certain or called not in self.derived):
                found[called] = Cited(label.evidence, person=label.certain)
        for slug, hit in self.patterns.found_in(account.article.read_text):
            found[slug] = Cited(cite(account.article.text, hit.start(), hit.end()), person=False)
        return {slug: found[slug] for slug in self.in_order(found)}, unknown

    def unknown_topic(self, topic: Named) -> Problem:
        """Return the problem of a topic that nobody knows."""
        slug = slugs(topic.name)
        near = get_close_matches(slug, [known.slug for known in self.topics], n=1)
        written = ", ".join(known.slug for known in self.topics if known.profile)
        todo = f"write content/topics/{slug}.md, with a line `name: {topic.name}`"
        if near:
            todo = f"did you mean `{near[0]}`? If not, {todo}"
        elif written:
            todo = f"use one of {written}, or {todo}"
        return Problem(topic.where, f"there is no topic {topic.name!r}", todo)

    def _derived_of(self, account: Account) -> list[str]:
        """Return the chosen topics whose words stand out in a report; else the first one of which it has a label."""
        salient = account.salient.keys()
        keys = {frozenset(stem for stem, _ in label.terms) for label in account.labels}
        said = [slug for slug, topic in self.derived.items() if not keys.isdisjoint(topic.keys)]
        found = [slug for slug, topic in self.derived.items() if topic.families <= salient or (topic.loosely and slug in said)]
        return found or said[:1]

    def _of_front_matter(self, account: Account) -> tuple[dict[str, Cited], list[Named]]:
        known = {topic.slug for topic in self.topics}
        found: dict[str, Cited] = {}
        unknown: list[Named] = []
        for topic in account.article.topics:
            slug = self.topic_called(topic.name) or slugs(topic.name)
            if slug in known:
                first = account.sentences[0]
                found[slug] = Cited(cite(account.article.text, first.start, first.end), person=True)
            else:
                unknown.append(topic)
        return found, unknown


def matcher(summaries: Sequence[TopicSummary], profiles: Sequence[TopicProfile], patterns: TopicPatterns) -> TopicMatcher:
    """Return the topics of a dossier: the editor's, and those chosen from the reports that `in_sample` gives, oldest first."""
    chosen = choose(summaries, lambda label: _is_free(patterns, label), len(patterns.slugs))
    derived = {slugs(topic.label): topic for topic in chosen}
    topics = [
        *(KnownTopic(p.slug, p.name, p) for p in profiles),
        *(KnownTopic(slug, topic.label, None) for slug, topic in derived.items()),
    ]
    ordered = sorted(topics, key=lambda topic: (topic.profile is None, -len(topic.name), topic.slug))
    labels = {folded(text): slug for slug, topic in derived.items() for text in topic.texts}
    return TopicMatcher(tuple(ordered), patterns, derived, labels)


def in_sample(accounts: Sequence[Account]) -> list[Account]:
    """Return the reports from which topics are chosen, in their order: the first by place, and those with certain labels."""
    first = {one.article.slug for one in sorted(accounts, key=lambda one: place(one.article.slug))[:MAX_SAMPLE]}
    return [one for one in accounts if one.article.slug in first or any(label.certain for label in one.labels)]


def _evidence_of(account: Account, topic: DerivedTopic) -> Evidence:
    """Return the first words that name a topic; else the whole sentence with most of its words."""
    named = [label.evidence for label in account.labels if frozenset(stem for stem, _ in label.terms) in topic.keys]
    if named:
        return min(named, key=lambda evidence: evidence.start)
    text = account.article.text
    best = max(account.sentences, key=lambda mark: len(topic.families & set(families(text[mark.start : mark.end]))))
    return cite(text, best.start, best.end)
