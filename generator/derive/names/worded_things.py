"""Names of things with a word of things in them: laws, treaties, operations, ships, sites.

| the | Clean Harbours Act | , the | Treaty of Delm | , | Operation Sea Guard | , | USS Olme | , the | Quellan pipeline |
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import compress

from generator.derive.lexicon import words
from generator.derive.names.candidates import DAYS, DEMONYM, KNOWN, LEARNED
from generator.derive.names.gazetteer import genders, is_known
from generator.derive.names.thing_text import MIN_MENTIONS, FoundThing, ThingText
from generator.derive.names.titles import title_words
from generator.derive.syntax.thing_words import last_words_of_nouns, nouns_of_things, things_end_with, things_open_with
from generator.derive.syntax.word_cache import WordCache
from generator.model.findings import Confidence, Kind

WORD_OF_THINGS = "a word of things"
SHIP = "the letters before a ship's name"
NOUN_OF_THINGS = "a noun of things behind the name"
RULES = (WORD_OF_THINGS, SHIP, NOUN_OF_THINGS)
SMALL = frozenset({"of", "and", "for", "on", "the", "to", "in"})
MAX_WORDS = 8
MAY_TELL: WordCache[str, bool] = WordCache(
    lambda word: any(
        word in listed for listed in (things_end_with(), things_open_with(), words("ship_prefixes"), last_words_of_nouns())
    )
)
"""Words that may tell a thing's name."""


class WordedThings(ThingText):
    """The things of a report that a word tells."""

    def by_words(self) -> Iterator[FoundThing]:
        """Return the names with a word of things in them, or behind them."""
        for sentence in self.doc.sentences:
            places = range(sentence.first, sentence.last)
            for at in compress(places, map(MAY_TELL.__getitem__, self.words[sentence.first : sentence.last])):
                word = self.words[at]
                if word in things_end_with() and (first := self._first(sentence.first, at)) < at:
                    yield from self._named(first, at + 1, WORD_OF_THINGS, word)
                if word in things_open_with() and (last := self._last(at, sentence.last)) > at + 1:
                    yield from self._named(at, last, WORD_OF_THINGS, word)
                if word in words("ship_prefixes") and (last := self._run(at + 1, sentence.last)) > at + 1:
                    yield from self._named(at, last, SHIP, word)
                if word in last_words_of_nouns():
                    yield from self._before_noun(sentence.first, at)

    def _named(self, first: int, last: int, rule: str, word: str) -> Iterator[FoundThing]:
        """Return the thing of a whole name, unless a body or a person is known to have it."""
        whole = self.inside.get(last - 1)
        is_others = whole is not None and (whole.kind is Kind.PERSON or whole.rule == KNOWN)
        is_programme = things_end_with().get(word) == "programme"
        is_body = is_programme and whole is not None and whole.kind is Kind.ORGANISATION
        goes_on = last < len(self.words) and self._is_capital(last) and self.words[last - 1] == word
        if is_others or is_body or goes_on:
            return
        name = self._text(first, last)
        yield FoundThing(first, last, name.casefold(), rule, is_sure=not is_programme, own=name)

    def _first(self, start: int, head: int) -> int:
        """Return the first word of a name that ends with a word of things; small words belong to it behind an article."""
        first = head
        while first > start and head - first < MAX_WORDS and (self._is_capital(first - 1) or self.words[first - 1] in SMALL):
            if self.words[first - 1] in {"the", "in"}:
                break
            first -= 1
        has_article = first > start and self.words[first - 1] in {"the", "a", "an"}
        small = [at for at in range(first, head) if self.words[at] in {"and", "on"}]
        if small and not has_article:
            first = small[-1] + 1
        while first < head and (self.words[first] in SMALL or self._is_plain(first)):
            first += 1
        is_plain = all(at in self.inside and self.inside[at].rule in {KNOWN, DEMONYM} for at in range(first, head))
        return head if is_plain else first

    def _last(self, head: int, end: int) -> int:
        """Return one past a name that begins with a word of things: "Treaty of Delm", "Operation Sea Guard"."""
        if head + 1 < end and self.words[head] in {"Operation", "Project"}:
            last = self._run(head + 1, end)
            return head if self.words[last - 1].lower() in title_words() else last
        if head + 2 >= end or self.words[head + 1] not in {"of", "on", "for", "against"}:
            return head
        last = head + 2 + (self.words[head + 2] == "the")
        while last < end and last - head <= MAX_WORDS + 2 and (self._is_capital(last) or self.words[last] in SMALL):
            last += 1
        while last > head and (self.words[last - 1] in SMALL or self.words[last - 1] in DAYS):
            last -= 1
        return last if last > head + 2 else head

    def _run(self, at: int, end: int) -> int:
        """Return one past the run of capitalised words from a token."""
        last = at
        while (
            last < end
            and last - at < 3
            and self._is_capital(last)
            and self.words[last].isalpha()
            and self.words[last] not in DAYS
        ):
            last += 1
        if self.words[last - 1] == "St" and last + 1 < end and self.words[last] == "." and self._is_capital(last + 1):
            return last + 2  # "SS St. Olme"
        return last

    def _before_noun(self, start: int, noun: int) -> Iterator[FoundThing]:
        """Return the one capitalised word before a noun of things that is nothing else: "Seabird jets", "the Olme pipeline"."""
        at = noun - 1
        while at > start and self.words[at] in {"nuclear", "power", "oil", "gas", "wind"}:
            at -= 1
        if (
            at < start
            or not self._is_capital(at)
            or self._is_plain(at)
            or (at > start and self._is_capital(at - 1) and not self._is_plain(at - 1))
        ):
            return
        word, whose = self.words[at], self.inside.get(at)
        kind = nouns_of_things().get(" ".join(self.words[at + 1 : noun + 1]))
        tag = self.trees.words[self.trees.word_at(self.doc.tokens[at].start)].tag
        if (
            tag == "JJ"
            or is_known(word)
            or not word.isalpha()
            or len(word) < 4
            or word in genders()
            or self.count[word] < MIN_MENTIONS
        ):
            return
        is_free = whose is None or (whose.rule == LEARNED and whose.confidence is Confidence.UNSURE)
        if kind == "site" and (is_free or (whose and whose.kind is Kind.PLACE and len(whose.words) == 1)):
            name = self._text(at, noun + 1)
            yield FoundThing(at, noun + 1, name.casefold(), NOUN_OF_THINGS, is_sure=True, own=name)
        elif kind == "vehicle" and is_free and at == noun - 1:
            yield FoundThing(at, at + 1, word.casefold(), NOUN_OF_THINGS, is_sure=False, own=word)
