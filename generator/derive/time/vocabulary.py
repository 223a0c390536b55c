"""The lexicon's words of time, indexed for look-up token by token: single words, phrases, and which tokens matter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from generator.derive import lexicon
from generator.derive.syntax.document import TOKEN, Token
from generator.derive.syntax.word_cache import WordCache

TIME, SMALL, OTHER = "t", "s", "."
"""Roles of tokens: a word of time or a figure, a small word that may stand among them, any other word."""
DIGITS = frozenset("0123456789")
FIGURE_CLASSES = ("year", "day", "number", "nth", "decade", "clock", "dotted")
"""Classes of words with digits, which stand in no list."""
CAPITALISED = frozenset({"month", "weekday", "weekday_short", "weekdays", "quarter_short", "holiday"})
"""Classes of words that count with a capital only."""
SMALL_CLASSES = frozenset(
    "the a of in on at and to from between comma dot hyphen slash apostrophe possessive that this next part portion earlier"
    " later ago before after from_now approx fiscal calendar period old long more or_so other per times zone am pm oclock few"
    " ordinal following preceding".split(),
)
"""Classes of words that name no time by themselves."""


class VocabularyEntry(NamedTuple):
    """A word or phrase of the lexicon: its first token as written, the tokens after it in lower case, its class and value."""

    first: str
    rest: tuple[str, ...]
    kind: str
    value: int | str


class PhraseIndex:
    """The phrases of the lexicon by their first token, then by their second one, the longest first."""

    def __init__(self, phrases: Iterable[VocabularyEntry]) -> None:
        self.by_first: dict[str, dict[str, list[VocabularyEntry]]] = {}
        for phrase in sorted(phrases, key=lambda phrase: -len(phrase.rest)):
            self.by_first.setdefault(phrase.first, {}).setdefault(phrase.rest[0], []).append(phrase)

    def longest_at(self, tokens: Sequence[Token], at: int) -> VocabularyEntry | None:
        """Return the longest phrase that begins at a token."""
        by_second = self.by_first.get(tokens[at].text)
        if by_second is None or at + 1 == len(tokens):
            return None
        for phrase in by_second.get(tokens[at + 1].text.lower(), ()):
            following = tokens[at + 1 : at + 1 + len(phrase.rest)]
            if tuple([token.text.lower() for token in following]) == phrase.rest:
                return phrase
        return None


class Vocabulary(NamedTuple):
    """The words of time of a language.

    `words` has the class and value of single words, `alone` of those with which no phrase begins, `class_letters` the
    character that stands for a class in the string that the grammar reads, `roles` the role of any token (`TIME`, `SMALL`
    or `OTHER`).
    """

    words: dict[str, tuple[str, int | str]]
    alone: dict[str, tuple[str, int | str]]
    phrases: PhraseIndex
    class_letters: dict[str, str]
    roles: WordCache[str, str]


@lru_cache(maxsize=8)
def vocabulary(lang: str = "en") -> Vocabulary:
    """Read the words of time of a language."""
    entries = tuple(_entries(lang))
    words = _single_words(entries)
    phrases = [entry for entry in entries if entry.rest]
    roles, index = _listed_roles(words, phrases), PhraseIndex(phrases)
    alone = {word: entry for word, entry in words.items() if word not in index.by_first}
    return Vocabulary(words, alone, index, _class_letters(entries), WordCache(lambda text: _role(text, roles)))


def word_class(word: str, lang: str = "en") -> str:
    """Return the class of a single word as written, such as "month"; "" where it is no word of time."""
    return vocabulary(lang).words.get(word, ("", 0))[0]


def _entries(lang: str) -> Iterator[VocabularyEntry]:
    """Read every form of every word, in each spelling that counts."""
    holidays = (("holiday", *row) for row in lexicon.rows("holidays", lang))
    for kind, forms, cell in (*lexicon.rows("time_words", lang), *holidays):
        value = int(cell) if re.fullmatch(r"-?\d{1,4}", cell) else cell
        for form in forms.split("|"):
            first, *rest = TOKEN.findall(form)
            for spelling in _spellings(first, kind):
                yield VocabularyEntry(spelling, tuple([word.lower() for word in rest]), kind, value)


def _spellings(word: str, kind: str) -> set[str]:
    raised = {word, word[:1].upper() + word[1:], word.upper()}
    return raised if kind in CAPITALISED else raised | {word.lower()}


def _single_words(entries: Iterable[VocabularyEntry]) -> dict[str, tuple[str, int | str]]:
    """Return class and value by word; of two entries the first one counts."""
    words: dict[str, tuple[str, int | str]] = {}
    for entry in entries:
        if not entry.rest:
            words.setdefault(entry.first, (entry.kind, entry.value))
    return words


def _class_letters(entries: Iterable[VocabularyEntry]) -> dict[str, str]:
    """Return a character of its own for each class."""
    kinds = dict.fromkeys([*(entry.kind for entry in entries), *FIGURE_CLASSES])
    return {kind: chr(0x100 + number) for number, kind in enumerate(kinds)}


def _listed_roles(words: dict[str, tuple[str, int | str]], phrases: Iterable[VocabularyEntry]) -> dict[str, str]:
    """Return the roles of the words that stand in lists.

    A phrase that begins with a small word ("at the moment") is looked for at its longest word, which is rarer.
    """
    roles = {word: SMALL if kind in SMALL_CLASSES else TIME for word, (kind, _) in words.items()}
    for phrase in phrases:
        if roles.setdefault(phrase.first, TIME) == SMALL:
            longest = max(phrase.rest, key=len)
            roles[longest] = TIME if longest.isalpha() else SMALL
    return roles


def _role(text: str, listed: dict[str, str]) -> str:
    return listed.get(text) or (TIME if text[0] in DIGITS or text[-1] in DIGITS or "-" in text else OTHER)
