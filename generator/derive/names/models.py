"""Models and products: letters with a number, a maker's number, words with a capital inside.

| a Meridian | M380 | superjumbo, the | 640 Seabird | , the | tPhone 4 |
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import compress

from generator.derive.lexicon import words
from generator.derive.names.candidates import DAYS, KNOWN, LEARNED, LEGAL_FORM, Candidate
from generator.derive.names.gazetteer import is_known
from generator.derive.names.organisation_names import is_legal_form
from generator.derive.names.thing_text import ARTICLES, FoundThing, ThingText
from generator.derive.syntax.thing_words import nouns_of_things, things_end_with
from generator.derive.syntax.word_cache import WordCache
from generator.model.findings import Kind

LETTERS_AND_NUMBER = "letters and a number"
CAPITAL_INSIDE = "a small letter before a capital"
RULES = (LETTERS_AND_NUMBER, CAPITAL_INSIDE)
DESIGNATION = re.compile(r"(?P<letters>[A-Z][A-Za-z]{0,3})-?(?P<number>\d{2,4})(?P<more>[A-Z]{0,2})s?")
CAMEL = re.compile(r"[a-z]{1,2}[A-Z][A-Za-z]+")
MODEL_NUMBER = re.compile(r"[1-9]\d\d")
MAY_BE_MODEL: WordCache[str, bool] = WordCache(
    lambda word: DESIGNATION.fullmatch(word) is not None or MODEL_NUMBER.fullmatch(word) is not None
)
IS_CAMEL: WordCache[str, bool] = WordCache(lambda word: CAMEL.fullmatch(word) is not None)
VARIANT = re.compile(r"\d{1,4}[A-Z]{0,2}")
OWNERS = ARTICLES | {"its", "their", "his", "her", "our", "new", "New", "first", "all", "’s", "'s", "per", "each", "every"}
AMOUNTS = frozenset(
    {"people", "men", "women", "children", "million", "billion", "trillion", "percent", "per", "%", "km", "-", "–", "°"}
)


class Models(ThingText):
    """The models and products of a report."""

    def models(self) -> Iterator[FoundThing]:
        """Return letters with a number, and a maker's three figures: "M380", "Meridian 640"."""
        for sentence in self.doc.sentences:
            places = range(sentence.first, sentence.last)
            for at in compress(places, map(MAY_BE_MODEL.__getitem__, self.words[sentence.first : sentence.last])):
                match = DESIGNATION.fullmatch(self.words[at])
                last = self.variant(at, sentence.last)
                maker = self._maker(at)
                nick = self.nick(last, sentence.last)
                has_noun = self._has_noun(last + bool(nick), sentence.last)
                if match:
                    yield from self._designated(at, last, match, maker, nick, has_noun=has_noun)
                elif maker and maker.kind is not Kind.PERSON and self.may_be_model(at, last):
                    first = self.doc.token_at(maker.start)
                    is_sure = has_noun or bool(nick) or self.words[first - 1] in OWNERS
                    yield self.model(at, last, self.words[at], maker, nick, is_sure=is_sure)
                elif nick and (has_noun or self.words[at - 1] in OWNERS):
                    yield self.model(at, last, self.words[at], None, nick, is_sure=has_noun)

    def _designated(
        self, at: int, last: int, match: re.Match[str], maker: Candidate | None, nick: str, *, has_noun: bool
    ) -> Iterator[FoundThing]:
        """Return a thing by letters and a number, unless these letters usually count something else: "G20"."""
        letters, number = match["letters"], match["number"]
        is_other = letters.removesuffix("-") in words("not_designations") and len(number) < 3
        is_year = len(number) == 4 and number[:2] in {"19", "20"}
        if (is_other and not has_noun) or is_year or self.words[at] in words("acronyms_of_things"):
            return
        own = self.words[at].removesuffix("s")
        yield self.model(at, last, own, maker, nick, is_sure=has_noun or maker is not None)

    def model(self, at: int, last: int, own: str, maker: Candidate | None, nick: str, *, is_sure: bool) -> FoundThing:
        """Return a model with its maker before it and its nickname behind it."""
        first = self.doc.token_at(maker.start) if maker else at
        name = maker.name if maker and maker.rule == KNOWN else self._text(first, at)
        singular = nick[:-1] if nick.endswith("s") and (self.count[nick[:-1]] or self.words[last - 1].isdigit()) else nick
        return FoundThing(first, last + bool(nick), own.casefold(), LETTERS_AND_NUMBER, is_sure, name, own, singular)

    def variant(self, at: int, end: int) -> int:
        """Return one past a model with its variant or its plural: "640-8", "640s"."""
        last = at + 1
        if last < end and self.words[last] == "s" and self._touches(last):
            return last + 1
        if last + 1 < end and self.words[last] in {"-", "‑"} and self._touches(last) and self._touches(last + 1):
            return last + 2 if VARIANT.fullmatch(self.words[last + 1]) else last
        return last

    def _maker(self, at: int) -> Candidate | None:
        """Return the maker's name right before a model."""
        before = self.ending.get(at - 1)
        is_land = before is not None and before.kind in {Kind.COUNTRY, Kind.GROUP, Kind.PLACE} and before.rule != LEARNED
        if before is None or is_land or before.end + 1 != self.doc.tokens[at].start:
            return None
        is_one = before.kind is Kind.ORGANISATION or len(before.words) == 1
        last = before.words[-1]
        is_user = before.words[0] == "Air" or last in words("generic_names")  # "Norland Airlines M380"
        is_user = is_user or last in words("numbered_parts") or last in things_end_with()
        return before if is_one and not is_user and last not in DAYS and not before.honorific else None

    def nick(self, at: int, end: int) -> str:
        """Return the nickname right behind a model: 640 "Seabird"."""
        if at >= end or not self._is_capital(at) or self._touches(at) or not self.words[at].isalpha():
            return ""
        word, whose = self.words[at], self.inside.get(at)
        is_other = whose is not None and (whose.rule == KNOWN or len(whose.words) > 1)
        is_small = word in DAYS or is_legal_form(word) or word.isupper() or is_known(word) or self._is_plain(at)
        return "" if is_other or is_small or (at + 1 < end and self._is_capital(at + 1)) else word

    def _has_noun(self, at: int, end: int) -> bool:
        """Return whether a noun of things follows, one word between at most: "M380 passenger jet"."""
        return any(nouns_of_things().get(word) in {"vehicle", "product"} for word in self.words[at : min(at + 2, end)])

    def may_be_model(self, at: int, last: int) -> bool:
        """Return whether a number counts nothing: no plural noun but one of things behind it."""
        if self.words[at - 1] in {"$", "€", "£", ",", "."}:
            return False
        following = self.words[last] if last < len(self.words) else "."
        is_plural = following.islower() and following.endswith("s") and len(following) > 3
        return following not in AMOUNTS and (not is_plural or following in nouns_of_things())

    def products(self) -> Iterator[FoundThing]:
        """Return words with a capital inside, and their versions: "tPhone", "tPhone 4", "tTunes Store"."""
        spelled = {*compress(self.count, map(IS_CAMEL.__getitem__, self.count))}
        if not spelled:
            return
        sure = {word for at, word in enumerate(self.words) if word in spelled and self._is_used_as_thing(at)}
        sure |= {word + "s" for word in sure} | {word[:-1] for word in spelled if word.endswith("s") and word[:-1] in spelled}
        for at, word in enumerate(self.words):
            if word in sure:
                whose = self.inside.get(at)
                if whose is None or whose.rule not in {KNOWN, LEGAL_FORM}:
                    yield self._product(at, word)

    def _is_used_as_thing(self, at: int) -> bool:
        before, after = self.words[at - 1] if at else "", self.words[at + 1] if at + 1 < len(self.words) else ""
        is_body = any(after in words(name) for name in ("organisation_words", "place_words", "kinds_of_bodies"))
        return (before in ARTICLES and not is_body) or after[:1].isdigit() or after in nouns_of_things()

    def _product(self, at: int, word: str) -> FoundThing:
        last, own = at + 1, word.removesuffix("s") if word.removesuffix("s") in self.count else word
        end = len(self.words)
        if last < end and re.fullmatch(r"\d{1,2}", self.words[last]) and self.may_be_model(last, last + 1):
            last += 1
            own += f" {self.words[last - 1]}"
            if last < end and self._touches(last) and self.words[last].isupper() and self.words[last].isalpha():
                own += self.words[last]
                last += 1
        name = " ".join(self.words[last : last + 2]).lower(), self.words[last].lower() if last < end else ""
        outlet = next((text for text in name if nouns_of_things().get(text) == "outlet"), "")
        if outlet:
            last += outlet.count(" ") + 1
            own += " " + outlet.title()
        while (
            last < end
            and not outlet
            and self._is_capital(last)
            and not self._touches(last)
            and last - at < 4
            and last not in self.inside
        ):
            if self.words[last] in DAYS or self._is_plain(last) or not self.words[last].isalpha():
                break
            own += f" {self.words[last]}"
            last += 1
        return FoundThing(at, last, own.casefold(), CAPITAL_INSIDE, is_sure=True, own=own)
