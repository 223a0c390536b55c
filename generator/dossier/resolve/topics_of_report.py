"""The topics of a report's statements: by what each sentence is about, and what it goes on from."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from generator.derive.topics.words import families
from generator.dossier.resolve.topics import TopicMatcher
from generator.model.statements import Account, Happening, Source, Stand

OPENING_SENTENCES = 3
"""A title, a dateline or the first sentences."""
ONLY_OPENING = 4
"""Weight of an editor's topic that the title or the opening names."""


class TopicsOfReport:
    """The topics that one report is about, and those of its statements."""

    def __init__(self, matcher: TopicMatcher, account: Account, about: Iterable[str]) -> None:
        self.matcher = matcher
        self.account = account
        self.about = tuple(about)
        self._chosen = {slug: matcher.derived[slug] for slug in self.about if slug in matcher.derived}
        self._topics: dict[str, tuple[str, ...]] = {}
        self._in_parts: dict[str, tuple[str, ...]] = {}
        self._sentences = {mark.anchor: number for number, mark in enumerate(account.sentences)}

    def of_words(self, words: str) -> tuple[str, ...]:
        """Return the topics that words speak of; else those that the report is about and that the words speak of in part."""
        return self._named_by(words) or self._in_part(words)

    def of_event(self, event: Happening) -> tuple[str, ...]:
        """Return the topics of which an event's sentence speaks."""
        return self.of_words(event.sources[0].sentence)

    def of_stand(self, stand: Stand) -> tuple[str | None, bool]:
        """Return the topic of a position, and whether it is named as its object, or, an editor's, alone in its sentence.

        That which a person gave it; else the first one of its object; the only one of its sentence; the only one of the
        sentences before it, the nearest first; or the one that the report is about most.
        """
        if stand.topic and (named := self.matcher.topic_called(stand.topic)):
            return named, True
        if found := self._named_by(stand.object):
            return found[0], True
        if found := self._in_part(stand.object):
            return found[0], False
        said = self._named_by(stand.source.sentence)
        if len(said) == 1 and said[0] not in self.matcher.derived:
            return said[0], True
        return self._of_sentence(stand.source), False

    def _of_sentence(self, source: Source) -> str | None:
        for number in range(self._sentences.get(source.anchor, 0), -1, -1):
            mark = self.account.sentences[number]
            found = self.of_words(self.account.article.text[mark.start : mark.end])
            near = [slug for slug in found if slug in self.about] or found
            if len(near) == 1:
                return near[0]
        return self.main

    @cached_property
    def main(self) -> str | None:
        """The topic of which most stands out in the report; none where it only mentions all of several."""
        article, marks = self.account.article, self.account.sentences
        salient, derived = self.account.salient, self.matcher.derived
        opening = " ".join((article.title, *(article.text[mark.start : mark.end] for mark in marks[:OPENING_SENTENCES])))
        weights = {slug: ONLY_OPENING for slug, _ in self.matcher.patterns.found_in(opening)}
        for slug in self.about:
            if slug in derived:
                weights[slug] = min(salient.get(family, 0) for family in derived[slug].families)
        weighed = [slug for slug in self.about if weights.get(slug)]
        if not weighed:
            return self.about[0] if len(self.about) == 1 else None
        return max(weighed, key=weights.__getitem__)

    def _named_by(self, words: str) -> tuple[str, ...]:
        """Return the topics that words speak of; the same sentence is asked for by all of its statements."""
        if words not in self._topics:
            self._topics[words] = self.matcher.topics_of(words)
        return self._topics[words]

    def _in_part(self, words: str) -> tuple[str, ...]:
        if not self._chosen:
            return ()
        if words not in self._in_parts:
            said = families(words)
            self._in_parts[words] = tuple(slug for slug, one in self._chosen.items() if not one.telling.isdisjoint(said))
        return self._in_parts[words]
