"""The editor's topics as patterns: their names and keywords, found as whole words."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from generator.model.permalinks import slugs
from generator.model.profiles import TopicProfile
from generator.model.wording import folded, without_accents

TOKEN = re.compile(r"\w+")
TEXTS_IN_MEMORY = 256
"""Texts and sentences whose topics are remembered: each of a report's is asked for several times."""


class TopicPatterns:
    """The names and keywords of the editor's topics, as whole words, longest first; a plural s counts as the same word.

    A pattern is tried only on a text that has the first word of one of its names: there may be many topics.
    """

    def __init__(self, profiles: Iterable[TopicProfile]) -> None:
        self.names = {key: p.slug for p in profiles for key in _keys(p)}
        self.slugs = set(self.names.values())
        self._apart = {profile.slug: set(map(folded, profile.not_same_as)) for profile in profiles}
        self._patterns = {p.slug: _words((p.name, *p.aliases, *p.keywords)) for p in profiles}
        self._patterns_of_names = {p.slug: {folded(name): _words([name]) for name in (p.name, *p.aliases)} for p in profiles}
        self._by_first: dict[str, list[str]] = defaultdict(list)
        for profile in profiles:
            for name in (profile.name, *profile.aliases, *profile.keywords):
                for first in TOKEN.findall(_plain(name).casefold())[:1]:
                    self._by_first[first].append(profile.slug)
                    self._by_first[f"{first}s"].append(profile.slug)

    def found_in(self, text: str) -> Iterator[tuple[str, re.Match[str]]]:
        """Return the topics that a text names, each with the first match."""
        text = without_accents(text)
        for slug in _beginning_in(self, text):
            if hit := self._patterns[slug].search(text):
                yield slug, hit

    def owner_of(self, label: str) -> str | None:
        """Return the topic to which a derived label belongs: by its names, or by a keyword that the label contains."""
        key = folded(label)
        owners = [self.names[key]] if key in self.names else []
        owners += [slug for slug, _ in self.found_in(label)]
        return next((slug for slug in owners if key not in self._apart[slug]), None)

    def names_in(self, text: str, labels: Iterable[str]) -> set[tuple[str, str]]:
        """Return the topics with those of their names and exclusions, folded, that a text or one of its labels has."""
        plain, said = without_accents(text), set(map(folded, labels))
        found = {(self.names[label], label) for label in said & self.names.keys()}
        found |= {(slug, label) for slug, apart in self._apart.items() for label in said & apart}
        for slug in _beginning_in(self, plain):
            found |= {(slug, name) for name, pattern in self._patterns_of_names[slug].items() if pattern.search(plain)}
        return found

    def is_free(self, label: str) -> bool:
        """Return whether a derived label may make a topic of its own: it belongs to none of the editor's."""
        return slugs(label) not in self.slugs and self.owner_of(label) is None

    def beginning_in(self, plain: str) -> list[str]:
        """Return the topics of which a text without accents has the first word of a name or keyword."""
        tokens = set(TOKEN.findall(plain.casefold()))
        return sorted({slug for token in tokens & self._by_first.keys() for slug in self._by_first[token]})


_beginning_in = lru_cache(maxsize=TEXTS_IN_MEMORY)(TopicPatterns.beginning_in)


def _keys(profile: TopicProfile) -> Iterator[str]:
    """Return what a topic's profile is called by: its file's name, those that the file had, and its names, folded."""
    yield from (profile.slug, *(slug for old in profile.formerly if (slug := old.slug_in("topics"))))
    yield from map(folded, (profile.name, *profile.aliases))


def _plain(name: str) -> str:
    return without_accents(unicodedata.normalize("NFC", name))


def _words(names: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(map(_plain, names), key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})s?(?!\w)", re.IGNORECASE)
