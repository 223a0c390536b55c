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

from generator.derive.evidence import cite
from generator.derive.topics import key
from generator.dossier.index.label_groups import Key, LabelGroup
from generator.dossier.known_subjects import KnownTopic
from generator.dossier.resolve.labels import Found, clusters, rank
from generator.model.permalinks import slugs
from generator.model.problems import Problem
from generator.model.profiles import Named, TopicProfile
from generator.model.statements import Account, Source
from generator.report.anchors import source

MOST, LEAST = 12, 5
REPORTS_A_TOPIC = 6
SMALL_DOSSIER = 3
TOKEN = re.compile(r"\w+")


class Patterns:
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
        """The topics that a text names, each with the first place."""
        tokens = set(TOKEN.findall(text.casefold()))
        for slug in sorted({slug for token in tokens & self._by_first.keys() for slug in self._by_first[token]}):
            if hit := self._patterns[slug].search(text):
                yield slug, hit

    def owner_of(self, label: str) -> str | None:
        """The topic to which a derived label belongs: by its names, or by a keyword that stands in the label."""
        folded = label.casefold()
        owners = [self.names[folded]] if folded in self.names else []
        owners += [slug for slug, _ in self.found_in(label)]
        return next((slug for slug in owners if folded not in self._apart[slug]), None)

    def leave(self, label: str) -> bool:
        """Whether a derived label may make a topic of its own: it belongs to none that the editor wrote of."""
        return slugs(label) not in self.slugs and self.owner_of(label) is None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The topics, those of longer names first, and what tells that words speak of them.

    For the editor's that are patterns; for derived ones the labels that they go by, and words of which all are there. Of a
    position that speaks of several topics the first one is its topic.
    """

    topics: tuple[KnownTopic, ...]
    patterns: Patterns
    labels: Mapping[str, str]
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
        if label and (named := self.called(label)):
            return named
        if found := self.topics_of(words):
            return found[0]
        around = self.topics_of(sentence)
        return around[0] if len(around) == 1 else None

    def called(self, name: str) -> str | None:
        """The topic that goes by a name or a label."""
        folded = name.casefold()
        return self.patterns.names.get(folded) or self.patterns.owner_of(name) or self.labels.get(folded)

    def about(self, account: Account) -> tuple[dict[str, Source], list[Named]]:
        """The topics that a report is about, each with the sentence that says so: its own words, a label, or the editor's.

        And those of its front matter that are none of the dossier's topics.
        """
        found, unknown = self._given(account)
        for label in reversed(account.labels):
            if slug := self.called(label.text):
                found[slug] = label.source
        for slug, hit in self.patterns.found_in(account.article.text):
            evidence = cite(account.article.text, hit.start(), hit.end())
            found[slug] = source(account.article, account.sentences, evidence)
        return {topic.slug: found[topic.slug] for topic in self.topics if topic.slug in found}, unknown

    def unknown(self, topic: Named) -> Problem:
        """What is to be said of a topic that nobody knows."""
        written = ", ".join(topic.slug for topic in self.topics if topic.profile) or "none yet"
        return Problem(
            topic.where, f"nobody knows the topic {topic.name!r}", f"use one of {written}, or write content/topics/…"
        )

    def _given(self, account: Account) -> tuple[dict[str, Source], list[Named]]:
        known = {topic.slug for topic in self.topics}
        found, unknown = {}, []
        for topic in account.article.topics:
            slug = self.called(topic.name) or topic.name.casefold()
            if slug in known:
                found[slug] = _first_sentence(account)
            else:
                unknown.append(topic)
        return found, unknown


def grouped(labels: Sequence[Found], patterns: Patterns) -> list[LabelGroup]:
    """The groups of those labels, of all or of some that hang together with no others, that are no topic of the editor's."""
    left = set(filter(patterns.leave, {label.text for _, label in labels}))
    return clusters(found for found in labels if found[1].text in left)


def choose(groups: Iterable[LabelGroup], reports: int, profiles: Sequence[TopicProfile], patterns: Patterns) -> Lexicon:
    """The topics of so many reports: the editor's, and groups of derived labels.

    The groups may be all, or the best `MOST`: those found `often` or certain, then the others, each as they are ranked.
    """
    kept = _kept(sorted(groups, key=rank), reports, len(patterns.slugs))
    every = [*(KnownTopic(p.slug, p.name, p) for p in profiles), *(KnownTopic(slugs(g.label), g.label, None) for g in kept)]
    ordered = sorted(every, key=lambda topic: (topic.profile is None, -len(topic.name), topic.slug))
    own = {label.casefold(): slugs(group.label) for group in kept for label in sorted(group.labels)}
    return Lexicon(tuple(ordered), patterns, own, {slugs(group.label): group.keys for group in kept})


def often(reports: int) -> int:
    """In how many reports of so many a derived label must be found to make a topic."""
    return 1 if reports <= SMALL_DOSSIER else 2


def _kept(ranked: Sequence[LabelGroup], reports: int, taken: int) -> list[LabelGroup]:
    """The groups that make topics: those that are found often or added by a person, the best first, or a few in any case."""
    enough = often(reports)
    sure = [group for group in ranked if group.reports >= enough or group.certain]
    few = max(0, min(LEAST, reports // REPORTS_A_TOPIC) - taken - len(sure))
    kept = (sure + [group for group in ranked if group not in sure][:few])[: max(3, MOST - taken)]
    by_slug = {slugs(group.label): group for group in reversed(kept)}
    return [group for group in kept if by_slug[slugs(group.label)] is group]


def _first_sentence(account: Account) -> Source:
    mark = account.sentences[0]
    first = cite(account.article.text, mark.start, mark.end)
    return source(account.article, account.sentences, first, person=True)


def _words(names: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})s?(?!\w)", re.IGNORECASE)
