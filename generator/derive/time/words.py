"""The words of a sentence as the grammar of dates reads them: each has a class ("month", "weekday", "unit" …) and a value.

"on Tuesday, March 3" becomes `on weekday comma month day` with the values 1, 3 and 3; the grammar matches classes only.
Classes are single characters in the string that the grammar reads, so that its patterns are plain regular expressions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from generator.derive.syntax.document import Token
from generator.derive.time.vocabulary import DIGITS, OTHER, TIME, Vocabulary, vocabulary

RUN = re.compile("s{0,6}t[st]*")
"""Tokens by role that may hold a time expression: words of time with the small words among and before them."""
SPLIT_AT = frozenset({"unit", "units", "quarter", "season", "weekday", "month", "half", "decade_word", "weekend"})
"""Classes of words at which a hyphenated word is split."""
PART = re.compile(r"\d+|[^\W\d_]+|.")
PART_YEAR = re.compile(r"[12]\d{3}", re.ASCII)
CLOCK = re.compile(r"(?:[01]?\d|2[0-4])[:.][0-5]\d", re.ASCII)
DOTTED = re.compile(r"\d{1,2}\.\d{1,2}\.(?:\d\d)?\d\d", re.ASCII)
DECADE = re.compile(r"(\d|\d{3})0", re.ASCII)
ORDINAL_SUFFIXES = frozenset({"st", "nd", "rd", "th"})


class TimeWord(NamedTuple):
    """A token, or a phrase of several, with its class and value; the class of a word that is none of time is empty."""

    start: int
    end: int
    text: str
    kind: str = ""
    value: int | str = 0


def classify(tokens: Sequence[Token], lang: str = "en") -> tuple[str, Sequence[Token | TimeWord]]:
    """Return the classes of a sentence as one string, and its words, a word for each character; "" without a word of time."""
    known = vocabulary(lang)
    roles = "".join(map(known.roles.__getitem__, [text for _, _, text in tokens]))
    if TIME not in roles:
        return "", tokens
    classes: list[str] = []
    words: list[Token | TimeWord] = []
    done = 0
    for run in RUN.finditer(roles):
        at = max(run.start(), done)
        words.extend(tokens[done:at])
        classes.append(OTHER * (at - done))
        while at < run.end():
            token = tokens[at]
            if entry := known.alone.get(token.text):
                words.append(TimeWord(*token, *entry))
                classes.append(known.class_letters[entry[0]])
                at += 1
                continue
            read, length = _words_at(tokens, at, known)
            words.extend(read)
            classes.extend([known.class_letters[word.kind] if word.kind else OTHER for word in read])
            at += length
        done = at
    words.extend(tokens[done:])
    return "".join(classes), words


def _words_at(tokens: Sequence[Token], at: int, known: Vocabulary) -> tuple[list[TimeWord], int]:
    """Return the words that the token at a place is, and how many tokens they are."""
    token = tokens[at]
    text = token.text
    if text in known.phrases.by_first and (phrase := known.phrases.longest_at(tokens, at)):
        length = 1 + len(phrase.rest)
        phrase_text = " ".join((text, *phrase.rest))
        return [TimeWord(token.start, tokens[at + length - 1].end, phrase_text, phrase.kind, phrase.value)], length
    if entry := known.words.get(text):
        return [TimeWord(token.start, token.end, text, *entry)], 1
    if text[0] in DIGITS:
        number = _number(token)
        suffixed = _with_suffix(number, tokens[at + 1]) if at + 1 < len(tokens) else None
        return ([suffixed], 2) if suffixed else ([number], 1)
    return (_parts(token, known) if "-" in text or text[-1] in DIGITS else [TimeWord(*token)]), 1


def _number(token: Token) -> TimeWord:
    """Return a token of digits as a year, a day of a month, a time of day, or any other number."""
    start, end, text = token.start, token.end, token.text
    if text.isascii() and text.isdigit():
        number = int(text) if len(text) < 5 else 0
        kind = "year" if len(text) == 4 and 1000 <= number < 2200 else "day" if len(text) < 3 and 0 < number < 32 else "number"
        return TimeWord(start, end, text, kind, number if number or len(text) < 5 else text)
    kind = "clock" if ":" in text and CLOCK.fullmatch(text) else "dotted" if DOTTED.fullmatch(text) else "number"
    return TimeWord(start, end, text, kind, text)


def _with_suffix(number: TimeWord, following: Token) -> TimeWord | None:
    """Return a number with the suffix that follows at once: "1990s", "13th"."""
    suffix = following.text.lower()
    if number.end != following.start or number.kind not in {"year", "day", "number"}:
        return None
    if suffix in ORDINAL_SUFFIXES:
        return TimeWord(number.start, following.end, number.text, "nth", number.value)
    if suffix == "s" and DECADE.fullmatch(number.text):
        return TimeWord(number.start, following.end, number.text, "decade", number.text[:-1])
    return None


def _parts(token: Token, known: Vocabulary) -> list[TimeWord]:
    """Return the parts of a word of time with a hyphen or figures ("two-day", "mid-1990s", "Mar22"); others stay whole."""
    parts = [Token(token.start + m.start(), token.start + m.end(), m.group()) for m in PART.finditer(token.text)]
    kinds = {known.words.get(part.text, ("",))[0] for part in parts}
    if "-" not in token.text and "month" not in kinds:
        return [TimeWord(*token)]
    if kinds.isdisjoint(SPLIT_AT) and "" in kinds and not any(PART_YEAR.fullmatch(part.text) for part in parts):
        return [TimeWord(*token)]
    words: list[TimeWord] = []
    at = 0
    while at < len(parts):
        read, length = _words_at(parts, at, known)
        words += read
        at += length
    return words
