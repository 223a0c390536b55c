"""The editor's topics as patterns: their names and keywords, found as whole words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from generator.model.permalinks import slugs
from generator.model.profiles import TopicProfile

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


def _words(names: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})s?(?!\w)", re.IGNORECASE)
