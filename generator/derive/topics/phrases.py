"""Noun phrases that may name a subject, read off the trees.

tanker contract     job cuts     A380 delays     Boeing 787     search for black boxes     nuclear arms reduction treaty
sanctions on Iran ▶ Iran sanctions     the war in Afghanistan ▶ war in Afghanistan
Iran's nuclear plans ▶ Iran's nuclear programme
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import compress, count
from typing import NamedTuple

from generator.derive.lexicon import rows, words
from generator.derive.syntax.annotated_text import AnnotatedText
from generator.derive.syntax.trees import ROOT, Word
from generator.derive.syntax.word_cache import WordCache
from generator.derive.syntax.word_classes import word_class
from generator.derive.topics.words import MIXED_CODE, event_heads, stem
from generator.model.findings import Form, Kind, Mention

PRODUCT = "a product"
EVENT = "something that happens or is argued about"
ABSTRACT = "an abstract noun"
DOER = "who or what does something"
THING = "a thing"
NAME = "something with a name"
RULES = (PRODUCT, EVENT, ABSTRACT, DOER, THING, NAME)
MAX_MODIFIERS = 3
SHORT_NAMES = {"United States": "US", "United Kingdom": "UK", "European Union": "EU", "United Nations": "UN"}
NAMES = frozenset({Form.NAME, Form.METONYM, Form.DEMONYM})
MAX_LINKED_WORDS = 5
"""Words from a noun to the end of what "of" or "for" joins to it, in a label."""
ABSTRACT_NOUN = re.compile(r".*(?:tion|sion|ism|ment|ity|ance|ence|ship|cy|ure|age|al|cide|omy|phobia|ing)$")
DOER_NOUN = re.compile(r".*(?:er|or|ist|man|woman|ian)$")
NUMBER_CODE = re.compile(r"[2-9]\d\ds?$")
IS_NUMBER_CODE: WordCache[str, bool] = WordCache(lambda word: NUMBER_CODE.match(word) is not None)
IS_MIXED_CODE: WordCache[str, bool] = WordCache(lambda word: MIXED_CODE.match(word) is not None)
IS_WORD: WordCache[str, bool] = WordCache(lambda word: word[0].isalpha() and word.replace("-", "").isalnum())
NUMBER_IN_PLURAL = re.compile(r"[\dA-Z]s$")
NOUNS = frozenset({"NOUN", "PROPN"})
MODIFIERS = frozenset({"compound", "amod", "flat", "nmod"})
TAGS_OF_NO_MODIFIER = frozenset({"JJR", "JJS", "RBS", "RBR", "PRP$"})
POSES_OF_NO_MODIFIER = frozenset({"PRON", "DET", "ADP", "ADV"})


class TopicHit(NamedTuple):
    """An occurrence of a label: the stretch of text that it rests on."""

    label: str
    start: int
    end: int
    rule: str


@lru_cache(maxsize=1)
def same_topics() -> dict[str, str]:
    """Return the usual wording of a subject by each of its wordings."""
    return {other: row[0] for row in rows("same_topics") for other in row}


@lru_cache(maxsize=1)
def _no_heads() -> frozenset[str]:
    lists = (
        words(name) for name in ("topic_stopwords", "titles", "officials", "kinds_of_bodies", "abbreviations_before_names")
    )
    return frozenset(word.casefold() for terms in lists for word in terms)


def _rule_of_stem(main: str) -> str:
    """Return the rule by which a main word's stem makes a subject; "" where it does not say."""
    if main in event_heads():
        return EVENT
    if DOER_NOUN.match(main):
        return DOER
    return ABSTRACT if ABSTRACT_NOUN.match(main) else ""


RULE_OF_STEM: WordCache[str, str] = WordCache(_rule_of_stem)


def find(read: AnnotatedText) -> Iterator[TopicHit]:
    """Return the phrases of all nouns and products that may name a subject, in the order of their nouns."""
    phrases = _Phrases(read)
    codes = phrases.codes
    for head, word in enumerate(read.trees.words):
        if (word.pos in NOUNS or head in codes) and phrases.may_head(head):
            yield from phrases.of_head(head)


@dataclass(frozen=True)
class _Phrases:
    """The trees of a report, with its names and products by word."""

    read: AnnotatedText

    @cached_property
    def words(self) -> tuple[Word, ...]:
        return self.read.trees.words

    @cached_property
    def names(self) -> dict[int, Mention]:
        """The mention by name that a word is in."""
        mentions = (mention for mention in self.read.findings.mentions if mention.form in NAMES)
        return {at: m for m in mentions for at in self.read.trees.words_in(m.evidence.start, m.evidence.end)}

    @cached_property
    def dated(self) -> frozenset[int]:
        """The words of dates."""
        spans = (time.evidence for time in self.read.findings.times)
        return frozenset(at for span in spans for at in self.read.trees.words_in(span.start, span.end))

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Numbers that name a product: they stand behind a name, or in the plural, and count nothing."""
        found = set()
        for at in compress(count(), map(IS_NUMBER_CODE.__getitem__, self.read.trees.texts)):
            word = self.words[at]
            if at and word.kind != "nummod" and (word.text.endswith("s") or at - 1 in self.names):
                found.add(word.text.removesuffix("s"))
        return frozenset(found)

    @cached_property
    def stems_of_names(self) -> frozenset[str]:
        own = (at for at, mention in self.names.items() if mention.form is not Form.DEMONYM)
        return frozenset(stem(self.words[at].text) for at in own if at not in self.codes)

    @cached_property
    def codes(self) -> frozenset[int]:
        """The words that are a product's name: "A380", "iPod", the "787" of "Boeing 787"."""
        mixed = compress(count(), map(IS_MIXED_CODE.__getitem__, self.read.trees.texts))
        return frozenset([*mixed, *self._numbers_of_products()])

    def _numbers_of_products(self) -> Iterator[int]:
        if not self.numbers:
            return
        for at, word in enumerate(self.words):
            counts = word.kind == "nummod" and word.head != ROOT and self.words[word.head].tag == "NNS"
            if word.text.removesuffix("s") in self.numbers and not counts:
                yield at

    def is_inside_name(self, at: int) -> bool:
        """Return whether a word goes on with the name that the word before it is in."""
        return at in self.names and self.names.get(at - 1) is self.names[at]

    def may_head(self, at: int) -> bool:
        """Return whether a word may be the main word of a subject: a product, or a noun that is nobody's name or title."""
        word = self.words[at]
        if at in self.dated or len(word.text) < 3:
            return False
        if at in self.codes:
            return True
        if word.pos not in NOUNS or not IS_WORD[word.text]:
            return False
        if (at in self.names and self.names[at].form is not Form.DEMONYM) or self._is_joined(at):
            return False
        folded = word.text.casefold()
        if (folded in _no_heads() and (word.tag != "NNS" or folded in words("topic_stopwords"))) or self._describes(at):
            return False
        return stem(word.text) not in self.stems_of_names

    def _is_joined(self, at: int) -> bool:
        """Return whether a noun only says what the next one is of: "missile" in "missile defence"."""
        word = self.words[at]
        return word.kind == "compound" and word.head > at and self.words[at + 1].start <= word.end + 1

    def _describes(self, at: int) -> bool:
        """Return whether a noun tells who somebody is: "aircraft manufacturer Airbus"."""
        word = self.words[at]
        if word.kind in {"compound", "flat", "appos"} and word.head in self.names and word.head not in self.codes:
            return True
        children = self.read.trees.children[at]
        return bool(children) and any(child in self.names for child in self.read.trees.dependents(at, "appos", "flat"))

    def of_head(self, head: int) -> Iterator[TopicHit]:
        """Return the whole phrase of a noun, with the name that it is aimed at, lies in or belongs to; and "search for X"."""
        first, rule = self._first(head), self._rule(head)
        start, end = self._start(first), self.words[head].end
        label = self._spelled(start, head)
        if label in same_topics():  # a usual wording is a subject, whatever its main word
            label, rule = self._in_own_spelling(label), EVENT
        if (aim := self._aim(head)) is not None:
            name, joined, after = aim
            label = " ".join(word for word in label.split() if word.rpartition("-")[2] not in words("hyphened_endings"))
            yield TopicHit(f"{label} in {name}" if joined == "in" else f"{name} {label}", start, after, rule)
            return
        if owner := self._owner(first, head):
            label = f"{owner}'s {label}"
        yield TopicHit(label, start, end, rule)
        if rule in {EVENT, ABSTRACT}:
            yield from self._linked(head, rule)

    def _first(self, head: int) -> int:
        """Return the first word of a noun's phrase: names, nouns and adjectives that say what it is of."""
        first = head
        while first > 0 and head - first < MAX_MODIFIERS and self._modifies(first - 1, first, head):
            first -= 1
        while self.is_inside_name(first):
            first += 1
        return first

    def _start(self, first: int) -> int:
        """Return where a phrase starts: a word with hyphens is several in trees."""
        return self.read.tokens[self.read.token_of_word[first]].start

    def _modifies(self, at: int, first: int, head: int) -> bool:
        word = self.words[at]
        if at in self.dated or not word.text[0].isalnum() or self.words[first].start > word.end + 1:
            return False
        is_name_of_product = first in self.codes and at in self.names
        if is_name_of_product and not self.is_inside_name(first):
            return not self.is_inside_name(at)
        if not first <= word.head <= head and not self.is_inside_name(first):
            return False
        if at in self.codes or word.pos == "PROPN":
            return True
        if word.text[0].isdigit() or word.tag in TAGS_OF_NO_MODIFIER or word.pos in POSES_OF_NO_MODIFIER:
            return False
        is_verb = word.pos == "VERB" and word.tag != "VBN" and word.kind != "compound"
        return not is_verb and word.kind in MODIFIERS and word.text.casefold() not in words("topic_stopwords")

    def _rule(self, head: int) -> str:
        word = self.words[head]
        if head in self.codes:
            return PRODUCT
        return RULE_OF_STEM[stem(word.text)] or (THING if word.pos == "NOUN" else NAME)

    def _spelled(self, start: int, head: int) -> str:
        """Return a phrase as the report spells it; products in the singular."""
        label = " ".join(self.read.doc.text[start : self.words[head].end].split())
        if head in self.codes and NUMBER_IN_PLURAL.search(label):
            return label[:-1]
        return label

    def _in_own_spelling(self, label: str) -> str:
        """Return the usual wording of a subject, British or American as the report spells it."""
        common = same_topics()[label]
        for british, american in (("programme", "program"), ("defence", "defense")):
            if american in label.split():
                common = common.replace(british, american)
        return common

    def _aim(self, head: int) -> tuple[str, str, int] | None:
        """Return the name in "sanctions on Iran", "war in Afghanistan" as labels spell it, its preposition, and its end."""
        noun = self.words[head].text.casefold()
        may_be_aimed, may_be_in = noun in word_class("topic_aimed_at"), noun in word_class("topic_in_place")
        if head + 2 >= len(self.words) or not (may_be_aimed or may_be_in):
            return None
        joined = self.words[head + 1].text.casefold()
        at = head + 3 if self.words[head + 2].text.casefold() == "the" else head + 2
        mention = self.names.get(at)
        is_aimed = joined in {"on", "against"} and may_be_aimed
        if mention is None or mention.form is Form.DEMONYM or not (is_aimed or (joined == "in" and may_be_in)):
            return None
        kind = self.read.entity_kinds[mention.entity]
        after = self.read.trees.word_at(mention.evidence.end - 1) + 1
        if (joined == "in" and kind not in {Kind.COUNTRY, Kind.PLACE}) or self._is_possessive(after):
            return None
        return name_of(self.read, mention), joined, mention.evidence.end

    def _is_possessive(self, at: int) -> bool:
        return at < len(self.words) and self.words[at].text in {"'s", "’s", "'", "’"}

    def _owner(self, first: int, head: int) -> str | None:
        """Return the country in "Iran's nuclear programme", "its nuclear plans"."""
        if head - first < 1 or first < 1:
            return None
        if self._is_possessive(first - 1):
            mention = self.names.get(first - 2)
        elif self.words[first - 1].text.casefold() in {"its", "their"}:
            sentences = self.read.trees.sentences
            sentence = sentences[bisect_right(sentences, first, key=lambda one: one.last)]
            before = (self.names[at] for at in range(first - 1, sentence.first - 1, -1) if at in self.names)
            mention = next((one for one in before if one.form is not Form.DEMONYM), None)
        else:
            return None
        is_country = mention is not None and self.read.entity_kinds[mention.entity] is Kind.COUNTRY
        return name_of(self.read, mention) if mention and is_country else None

    def _linked(self, head: int, rule: str) -> Iterator[TopicHit]:
        """Return "search for black boxes", "replacement of the 737": a noun with what it is of."""
        trees = self.read.trees
        for noun in trees.dependents(head, "nmod"):
            case = trees.dependent(noun, "case")
            if (
                case != head + 1
                or noun - head > MAX_LINKED_WORDS
                or self.words[case].text.casefold() not in word_class("topic_link")
            ):
                continue
            if self.words[noun].pos not in {"NOUN", "PROPN"} or trees.dependent(noun, "nmod", "acl", "nummod") is not None:
                continue
            first = case + 2 if self.words[case + 1].text.casefold() == "the" else case + 1
            if first <= noun and self._first(noun) <= first and not self.is_inside_name(noun + 1):
                joined = " ".join(self.read.doc.text[self.words[first].start : self.words[noun].end].split())
                label = f"{self.words[head].text} {self.words[case].text} {joined}"
                yield TopicHit(label, self.words[head].start, self.words[noun].end, rule)


def name_of(read: AnnotatedText, mention: Mention) -> str:
    """Return an entity as labels spell it: by its name, or its usual short form."""
    name = read.names[mention.entity]
    return SHORT_NAMES.get(name, name)
