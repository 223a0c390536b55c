"""The words of time expressions: each token of a sentence gets a class ("month", "weekday", "unit" …) and a value.

"on Tuesday, March 3" becomes `on weekday comma month day` with the values 1, 3 and 3; the grammar matches classes only.
Classes are single characters in the string that the grammar reads, so that its patterns are plain regular expressions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from generator.derive import lexicon
from generator.derive.syntax.document import TOKEN, Token
from generator.derive.syntax.word_cache import WordCache

# What a token is at first sight: a word of time (or a figure), a small word that may stand among them, or neither.
TELLS, SMALL, OTHER = "t", "s", "."
RUN = re.compile("s{0,6}t[st]*")
DIGITS = frozenset("0123456789")
NUMBERS = ("year", "day", "number", "nth", "decade", "clock", "dotted")
CAPITALISED = frozenset({"month", "weekday", "weekday_short", "weekdays", "quarter_short", "holiday"})
SPLIT_AT = frozenset({"unit", "units", "quarter", "season", "weekday", "month", "half", "decade_word", "weekend"})
PIECE = re.compile(r"\d+|[^\W\d_]+|.")
PIECE_YEAR = re.compile(r"[12]\d{3}", re.ASCII)
CLOCK = re.compile(r"(?:[01]?\d|2[0-4])[:.][0-5]\d", re.ASCII)
DOTTED = re.compile(r"\d{1,2}\.\d{1,2}\.(?:\d\d)?\d\d", re.ASCII)
DECADE = re.compile(r"(\d|\d{3})0", re.ASCII)
FUNCTION = frozenset(
    "the a of in on at and to from between comma dot hyphen slash apostrophe possessive that this next part portion earlier"
    " later ago before after from_now approx fiscal calendar period old long more or_so other per times zone am pm oclock few"
    " ordinal following preceding".split(),
)
"""Classes of words that tell no time by themselves."""
SUFFIXES = frozenset({"st", "nd", "rd", "th"})


class Word(NamedTuple):
    """A token, or a phrase of several, with its class and value; the class of a word that says nothing of time is empty."""

    start: int
    end: int
    text: str
    kind: str = ""
    value: int | str = 0


class Phrase(NamedTuple):
    """What a phrase of the lexicon means: the tokens after its first one, its class and value.

    Phrases are looked up by their first token, then by their second in lower case.
    """

    rest: tuple[str, ...]
    kind: str
    value: int | str


class Vocabulary(NamedTuple):
    """The lexicon of a language, for look-up token by token."""

    single: dict[str, tuple[str, int | str]]
    phrases: dict[str, dict[str, tuple[Phrase, ...]]]
    letters: dict[str, str]
    roles: WordCache[str, str]


@lru_cache(maxsize=8)
def vocabulary(lang: str = "en") -> Vocabulary:
    """The words of time of a language."""
    single: dict[str, tuple[str, int | str]] = {}
    phrases: dict[str, dict[str, list[Phrase]]] = {}
    entries = [*lexicon.rows("time_words", lang), *(("holiday", *row) for row in lexicon.rows("holidays", lang))]
    for kind, forms, value in entries:
        meaning = _value(value)
        for form in forms.split("|"):
            first, *rest = TOKEN.findall(form)
            for spelled in _spellings(first, kind):
                if rest:
                    phrase = Phrase(tuple(w.lower() for w in rest), kind, meaning)
                    phrases.setdefault(spelled, {}).setdefault(phrase.rest[0], []).append(phrase)
                else:
                    single.setdefault(spelled, (kind, meaning))
    kinds = dict.fromkeys([*(row[0] for row in entries), *NUMBERS])
    letters = {kind: chr(0x100 + n) for n, kind in enumerate(kinds)}
    longest = {
        first: {second: tuple(sorted(found, key=lambda p: -len(p.rest))) for second, found in seconds.items()}
        for first, seconds in phrases.items()
    }
    roles = {word: SMALL if kind in FUNCTION else TELLS for word, (kind, _) in single.items()}
    for first, found in phrases.items():
        if roles.setdefault(first, TELLS) == SMALL:
            rarest = [max(phrase.rest, key=len) for seconds in found.values() for phrase in seconds]
            roles |= dict.fromkeys((word for word in rarest if roles.get(word, SMALL) == SMALL and word.isalpha()), TELLS)
            roles |= dict.fromkeys((word for word in rarest if not word.isalpha()), SMALL)
    return Vocabulary(
        single,
        longest,
        letters,
        WordCache(lambda text: roles.get(text) or (TELLS if text[0] in DIGITS or "-" in text else OTHER)),
    )


def _value(cell: str) -> int | str:
    return int(cell) if re.fullmatch(r"-?\d{1,4}", cell) else cell


def _spellings(word: str, kind: str) -> set[str]:
    raised = {word, word[:1].upper() + word[1:], word.upper()}
    return raised if kind in CAPITALISED else raised | {word.lower()}


def tagged(tokens: Sequence[Token], lang: str = "en") -> tuple[str, Sequence[Token | Word]]:
    """The classes of a sentence as one string, and its words, a word for each character; "" where no word tells a time."""
    known = vocabulary(lang)
    outline = "".join(map(known.roles.__getitem__, [text for _, _, text in tokens]))
    if TELLS not in outline:
        return "", tokens
    classes: list[str] = []
    words: list[Token | Word] = []
    done = 0
    for run in RUN.finditer(outline):
        at = max(run.start(), done)
        words.extend(tokens[done:at])
        classes.append(OTHER * (at - done))
        while at < run.end():
            told, taken = _told(tokens, at, known)
            words.extend(told)
            classes.extend([known.letters[word.kind] if word.kind else OTHER for word in told])
            at += taken
        done = at
    words.extend(tokens[done:])
    return "".join(classes), words


def _told(tokens: Sequence[Token], at: int, known: Vocabulary) -> tuple[list[Word], int]:
    """What the token at a place is, as words, and how many tokens that takes."""
    token = tokens[at]
    text = token.text
    if (seconds := known.phrases.get(text)) and (phrase := _phrase(tokens, at, seconds)):
        taken = 1 + len(phrase.rest)
        spelled = " ".join((text, *phrase.rest))
        return [Word(token.start, tokens[at + taken - 1].end, spelled, phrase.kind, phrase.value)], taken
    if found := known.single.get(text):
        return [Word(token.start, token.end, text, *found)], 1
    if text[0] in DIGITS:
        number = _number(token)
        suffixed = _with_suffix(number, tokens[at + 1]) if at + 1 < len(tokens) else None
        return ([suffixed], 2) if suffixed else ([number], 1)
    return (_pieces(token, known) if "-" in text else [_plain(token)]), 1


def _plain(token: Token) -> Word:
    return Word(token.start, token.end, token.text)


def _phrase(tokens: Sequence[Token], at: int, seconds: dict[str, tuple[Phrase, ...]]) -> Phrase | None:
    second = tokens[at + 1].text.lower() if at + 1 < len(tokens) else ""
    for phrase in seconds.get(second, ()):
        ahead = tokens[at + 1 : at + 1 + len(phrase.rest)]
        if tuple([t.text.lower() for t in ahead]) == phrase.rest:
            return phrase
    return None


def _number(token: Token) -> Word:
    """A token of digits: a year, a day of a month, a time of day, or any other number."""
    start, end, text = token.start, token.end, token.text
    if text.isascii() and text.isdigit():
        number = int(text) if len(text) < 5 else 0
        kind = "year" if len(text) == 4 and 1000 <= number < 2200 else "day" if len(text) < 3 and 0 < number < 32 else "number"
        return Word(start, end, text, kind, number if number or len(text) < 5 else text)
    kind = "clock" if ":" in text and CLOCK.fullmatch(text) else "dotted" if DOTTED.fullmatch(text) else "number"
    return Word(start, end, text, kind, text)


def _with_suffix(number: Word, following: Token) -> Word | None:
    """A number with the suffix that follows at once: "1990s", "13th"."""
    suffix = following.text.lower()
    if number.end != following.start or number.kind not in {"year", "day", "number"}:
        return None
    if suffix in SUFFIXES:
        return Word(number.start, following.end, number.text, "nth", number.value)
    if suffix == "s" and DECADE.fullmatch(number.text):
        return Word(number.start, following.end, number.text, "decade", number.text[:-1])
    return None


def _pieces(token: Token, known: Vocabulary) -> list[Word]:
    """The parts of a hyphenated word that tells a time ("two-day", "mid-1990s", "third-quarter"); others stay whole."""
    parts = [Token(token.start + m.start(), token.start + m.end(), m.group()) for m in PIECE.finditer(token.text)]
    kinds = {known.single.get(part.text, ("",))[0] for part in parts}
    if kinds.isdisjoint(SPLIT_AT) and "" in kinds and not any(PIECE_YEAR.fullmatch(part.text) for part in parts):
        return [_plain(token)]
    words: list[Word] = []
    at = 0
    while at < len(parts):
        told, taken = _told(parts, at, known)
        words += told
        at += taken
    return words
