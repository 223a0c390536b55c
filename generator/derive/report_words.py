"""A report's words, for the question whether it says something: what findings carry is held against them.

White space and case make no difference, nor do the s of a possessive or plural and the ending of a word in a label.
"""

from __future__ import annotations

import re
from collections.abc import Container
from functools import lru_cache

from generator.derive.figures.phrases import kinds as kinds_of_figures
from generator.derive.syntax.lemmas import lemmatiser
from generator.derive.syntax.word_cache import WordCache
from generator.model.findings import Evidence

MAX_LABELS_IN_MEMORY = 10_000
CHARACTERS_AROUND = 20
"""Characters before and behind a finding's evidence in which its other words are looked for first."""
ABBREVIATION = re.compile(r"\b(?:[^\W\d_]\.){2,}")
"""An abbreviation whose full stops make no difference: "U.S."."""
HAS_ABBREVIATION = re.compile(r"\.[^\W\d_]\.")
"""The middle of one, which is found much faster since it begins with a full stop."""
INFLECTED_TAGS = ("VBD", "VBN", "VBZ", "VBG", "NNS")
WORD = re.compile(r"[^\W\d]+|\d+")
"""A word of a label; "3G" has two."""
POSSESSIVE, PLURAL, SPOKEN = re.compile(r"['’]s\b"), re.compile(r"s\b(?<=\w\w[^\Ws]s)"), re.compile(r"[^\W_]+")
"""The s of a possessive or a plural, which makes no difference; and what does."""
ENDING = re.compile(r"(?<=\w{3})(?:ing|ed|es|s|e)$")
"""An ending that a label's word need not have in common with the report's: "jobs created" of "to create jobs"."""
MARKUP = re.compile(r"[<>{}\[\]\\\"\x00-\x1f\x7f-\x9f]")


def _lemmas(word: str) -> frozenset[str]:
    """Return the lemmas that a word may be a form of."""
    lemmatised = lemmatiser().lemma
    return frozenset(lemmatised(word, tag).lower() for tag in INFLECTED_TAGS)


LEMMAS = WordCache(_lemmas)


class ReportWords:
    """The words of one report."""

    def __init__(self, text: str) -> None:
        self._written = text
        self._text = f" {_folded(text)} "
        self._all = _spelled(text)
        self._stems = set(map(STEMS.__getitem__, set(WORD.findall(" ".join({*self._all.split()})))))
        if HAS_ABBREVIATION.search(self._text):
            self._stems.update(abbreviation.replace(".", "") for abbreviation in ABBREVIATION.findall(self._text))
        self._forms: frozenset[str] | None = None
        self._named: dict[str, bool] = {}
        self._characters: dict[str, bool] = {}
        self._of_classes: dict[str, frozenset[str]] = {}

    def say(self, words: str, evidence: Evidence) -> bool:
        """Return whether the report has these words as they stand, from one end of a word to another.

        They are looked for in and around the evidence before they are in the whole report, which may be long.
        """
        beside = f" {self._written[max(0, evidence.start - 1) : evidence.end + 1]} "
        if words.strip() and _has_whole(beside, words):
            return True  # most are cut out of the evidence as they stand
        folded = _folded(words)
        around = _folded(self._written[max(0, evidence.start - CHARACTERS_AROUND) : evidence.end + CHARACTERS_AROUND])
        return bool(folded) and (_has_whole(around, folded) or _has_whole(self._text, folded))

    def name(self, name: str) -> bool:
        """Return whether the report has a name, in the plural or with other marks perhaps."""
        if name not in self._named:
            self._named[name] = not MARKUP.search(name) and _spelled_name(name) in self._all
        return self._named[name]

    def have(self, words: str, besides: Container[str] = ()) -> bool:
        """Return whether the report has each of these words or a form of it, in whatever order, or somebody of that name.

        Those with a stem that is `besides` the report's own need not be there.
        """
        return all(stem in self._stems or stem in besides for stem in _stems_of(words))

    def have_characters(self, characters: str) -> bool:
        """Return whether the report has characters, within a word perhaps, with or without blanks between them."""
        if characters not in self._characters:
            folded = _folded(characters)
            self._characters[characters] = folded in self._text or folded.replace(" ", "") in self._text
        return self._characters[characters]

    def have_form(self, lemma: str) -> bool:
        """Return whether the report has a word or a form of it, an irregular one perhaps."""
        if self.have(lemma):
            return True
        if self._forms is None:
            self._forms = frozenset().union(*map(LEMMAS.__getitem__, set(SPOKEN.findall(self._text))))
        return lemma in self._forms

    def of_classes(self, kind: str) -> frozenset[str]:
        """Return the stems of a figure's kind that name a class, where the report says it in whatever words: "shot dead"."""
        if kind not in self._of_classes:
            named = (one for one in kinds_of_figures() if f" {one.name} " in f" {kind} ")
            said = (one.name for one in named if any(map(self.have_form, (*one.happens, *one.does, *one.words))))
            self._of_classes[kind] = frozenset(stem for name in said for stem in _stems_of(name))
        return self._of_classes[kind]

    def add(self, words: str) -> None:
        """Let labels have these words, too: those of a name under which the report's own is known, for one."""
        self._stems.update(_stems_of(words))


def _has_whole(text: str, words: str) -> bool:
    """Return whether a text has words from one end of a word to another, with a character of its own on both sides."""
    at = text.find(words, 1)
    while at > 0 and (text[at - 1 : at + 1].isalnum() or text[at + len(words) - 1 : at + len(words) + 1].isalnum()):
        at = text.find(words, at + 1)
    return 0 < at < len(text) - len(words)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _spelled(text: str) -> str:
    """Return the words of a text in small letters, without the s of a possessive or plural, each with a blank on both sides."""
    return PLURAL.sub("", f" {' '.join(SPOKEN.findall(POSSESSIVE.sub('', text.casefold())))} ")


@lru_cache(maxsize=MAX_LABELS_IN_MEMORY)
def words_of(label: str) -> tuple[str, ...]:
    """Return a label's words, in small letters."""
    return tuple(WORD.findall(_spelled(label)))


@lru_cache(maxsize=MAX_LABELS_IN_MEMORY)
def _stems_of(label: str) -> tuple[str, ...]:
    """Return the stems of a label's words."""
    return tuple(map(STEMS.__getitem__, words_of(label)))


_spelled_name = lru_cache(maxsize=MAX_LABELS_IN_MEMORY)(_spelled)
"""The same for names, which reports repeat."""


def _stem(word: str) -> str:
    return ENDING.sub("", word)


STEMS = WordCache(_stem)
