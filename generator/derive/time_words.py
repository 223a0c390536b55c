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
from generator.derive.text import TOKEN, Token

OTHER = "."
NUMBERS = ("year", "day", "number", "nth", "decade", "clock", "dotted")
CAPITALISED = frozenset({"month", "weekday", "weekday_short", "weekdays", "quarter_short", "holiday"})
SPLIT_AT = frozenset({"unit", "units", "quarter", "season", "weekday", "month", "half", "decade_word", "weekend"})
PIECE = re.compile(r"\d+|[^\W\d_]+|.")
PIECE_YEAR = re.compile(r"[12]\d{3}")
CLOCK = re.compile(r"(?:[01]?\d|2[0-4])[:.][0-5]\d")
DOTTED = re.compile(r"\d{1,2}\.\d{1,2}\.(?:\d\d)?\d\d")
SUFFIXES = frozenset({"st", "nd", "rd", "th"})


class Word(NamedTuple):
    """A token with its class and value; the class of a token that says nothing of time is empty."""

    start: int
    end: int
    text: str
    kind: str = ""
    value: int | str = 0


class Phrase(NamedTuple):
    """What a phrase of the lexicon means: the tokens after its first one, its class and value."""

    rest: tuple[str, ...]
    kind: str
    value: int | str


class Vocabulary(NamedTuple):
    """The lexicon of a language, for look-up token by token."""

    single: dict[str, tuple[str, int | str]]
    phrases: dict[str, tuple[Phrase, ...]]
    letters: dict[str, str]


@lru_cache(maxsize=8)
def vocabulary(lang: str = "en") -> Vocabulary:
    """The words of time of a language."""
    single: dict[str, tuple[str, int | str]] = {}
    phrases: dict[str, list[Phrase]] = {}
    entries = [*lexicon.rows("time_words", lang), *(("holiday", *row) for row in lexicon.rows("holidays", lang))]
    for kind, forms, value in entries:
        meaning = _value(value)
        for form in forms.split("|"):
            first, *rest = TOKEN.findall(form)
            for spelled in _spellings(first, kind):
                if rest:
                    phrases.setdefault(spelled, []).append(Phrase(tuple(w.lower() for w in rest), kind, meaning))
                else:
                    single.setdefault(spelled, (kind, meaning))
    kinds = dict.fromkeys([*(row[0] for row in entries), *NUMBERS])
    letters = {kind: chr(0x100 + n) for n, kind in enumerate(kinds)}
    longest = {first: tuple(sorted(found, key=lambda p: -len(p.rest))) for first, found in phrases.items()}
    return Vocabulary(single, longest, letters)


def _value(cell: str) -> int | str:
    return int(cell) if re.fullmatch(r"-?\d{1,4}", cell) else cell


def _spellings(word: str, kind: str) -> set[str]:
    raised = {word, word[:1].upper() + word[1:], word.upper()}
    return raised if kind in CAPITALISED else raised | {word.lower()}


def tagged(tokens: Sequence[Token], lang: str = "en") -> tuple[str, list[Word]]:
    """The classes of a sentence as one string, and its words, a word for each character."""
    known = vocabulary(lang)
    words: list[Word] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        text = token.text
        if text in known.phrases and (phrase := _phrase(tokens, at, known.phrases[text])):
            last = tokens[at + len(phrase.rest)]
            words.append(Word(token.start, last.end, " ".join((text, *phrase.rest)), phrase.kind, phrase.value))
            at += 1 + len(phrase.rest)
            continue
        if found := known.single.get(text):
            words.append(Word(token.start, token.end, text, *found))
        elif text[0].isdigit():
            words.append(_number(token))
        elif "-" in text or "‑" in text:
            _add_pieces(words, token, known)
        elif not _is_suffix(words, token):
            words.append(Word(*token))
        at += 1
    return "".join([known.letters[w.kind] if w.kind else OTHER for w in words]), words


def _phrase(tokens: Sequence[Token], at: int, phrases: tuple[Phrase, ...]) -> Phrase | None:
    for phrase in phrases:
        ahead = tokens[at + 1 : at + 1 + len(phrase.rest)]
        if tuple(t.text.lower() for t in ahead) == phrase.rest:
            return phrase
    return None


def _number(token: Token) -> Word:
    """A token of digits: a year, a day of a month, a time of day, or any other number."""
    text = token.text
    if text.isascii() and text.isdigit():
        number = int(text) if len(text) < 5 else 0
        kind = "year" if len(text) == 4 and 1000 <= number < 2200 else "day" if len(text) < 3 and 0 < number < 32 else "number"
        return Word(*token, kind, number if number or len(text) < 5 else text)
    kind = "clock" if ":" in text and CLOCK.fullmatch(text) else "dotted" if DOTTED.fullmatch(text) else "number"
    return Word(*token, kind, text)


def _is_suffix(words: list[Word], token: Token) -> bool:
    """Whether a token belongs to the number right before it ("1990" + "s", "13" + "th"), which then takes it in."""
    if not words or words[-1].end != token.start or words[-1].kind not in {"year", "day", "number"}:
        return False
    before, suffix = words[-1], token.text.lower()
    if suffix in SUFFIXES:
        words[-1] = Word(before.start, token.end, before.text, "nth", before.value)
        return True
    if suffix == "s" and before.text.endswith("0") and len(before.text) in {2, 4}:
        words[-1] = Word(before.start, token.end, before.text, "decade", before.text[:-1])
        return True
    return False


def _add_pieces(words: list[Word], token: Token, known: Vocabulary) -> None:
    """Add the parts of a hyphenated word that tells a time ("two-day", "mid-1990s", "third-quarter"); others stay whole."""
    parts = [Token(token.start + m.start(), token.start + m.end(), m.group()) for m in PIECE.finditer(token.text)]
    kinds = {known.single.get(part.text, ("",))[0] for part in parts}
    telling = not kinds.isdisjoint(SPLIT_AT) or "" not in kinds or any(PIECE_YEAR.fullmatch(part.text) for part in parts)
    if not telling:
        words.append(Word(*token))
        return
    for part in parts:
        if found := known.single.get(part.text):
            words.append(Word(*part, *found))
        elif part.text.isdigit():
            words.append(_number(part))
        elif not _is_suffix(words, part):
            words.append(Word(*part))
