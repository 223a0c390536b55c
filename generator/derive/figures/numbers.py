"""Numbers in a report: their values, units and bounds ("more than $1.2bn", "10 to 12 per cent", "some two dozen").

Left out are numbers within dates, names and compounds ("12-year sentence"), numbers of things ("No. 4", "page 12"), times,
addresses and telephone numbers, and those whose separators may mean either ("1.000").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from generator.derive.lexicon import rows, words
from generator.derive.syntax.annotated_text import AnnotatedText
from generator.derive.syntax.trees import ROOT, Trees
from generator.model.findings import Bound, Form

DIGITS = re.compile(r"\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d+(?:\.\d+)?")
AMBIGUOUS = re.compile(r"\d{1,3}\.\d{3}")
"""A thousand for some, one for others."""
JOINED_BEFORE, JOINED_BEHIND = re.compile(r"[\w/:#.'’-]$"), re.compile(r"[/:'’\"”º°]|[-\u2010\u2011][^\W\d]")
"""Marks by which a number is part of something longer: a model, a fraction, a time of day, a compound."""
PARTS = re.compile(r"\d[\d,.]*|[^\W\d]+")
"""The words and numbers in the words of an amount: "3.4m" has two."""
MIN_TENS, MAX_ONES = 20, 10
LETTERS_OF_SCALES = frozenset({"m", "mn", "bn", "tn"})
BETWEEN_NUMBERS = frozenset({"to", "-", "–", "or", "and"})
WITH_DIGITS = re.compile(r"[^\W\d]*[^\w\s-]*\d")
"""An amount in figures, with its sign: after "over a" it is only what the words behind it are of."""
CHARACTERS_OF_BOUND = 32
BOUNDS = {"at_least": Bound.AT_LEAST, "at_most": Bound.AT_MOST, "about": Bound.ABOUT}
PERCENT, POINTS = "%", "percentage points"


class Amount(NamedTuple):
    """A number in the words `first:last` of a report, with its unit; its text starts at `start`, with its bound.

    `at` is the word by which it hangs in the tree. `other` is the second number of a range or, where smaller, of a vote.
    """

    first: int
    last: int
    at: int
    start: int
    value: Decimal
    other: Decimal | None
    unit: str
    bound: Bound


@lru_cache(maxsize=1)
def _classes() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("number_words")}


@lru_cache(maxsize=2)
def _numbers(name: str) -> dict[str, Decimal]:
    listed = _classes()[name].split()
    return dict(zip(listed[::2], map(Decimal, listed[1::2]), strict=True))


@lru_cache(maxsize=1)
def _bounds() -> tuple[tuple[re.Pattern[str], Bound], ...]:
    return tuple((re.compile(rf"(?:^|[^\w])({_classes()[name]}) (?:an? )?$"), bound) for name, bound in BOUNDS.items())


@lru_cache(maxsize=1)
def _ends_of_bounds() -> tuple[str, ...]:
    """Return the last words of bounds, as they stand before a number: a text without one of them has no bound."""
    last = sorted({bound.split()[-1] for name in BOUNDS for bound in _classes()[name].split("|")})
    return tuple(f"{word} {article}" for word in last for article in ("", "a ", "an "))


@lru_cache(maxsize=1)
def _numbered() -> frozenset[str]:
    """Return the nouns before a number that only tells which one."""
    return frozenset(_classes()["numbered"].split())


@lru_cache(maxsize=1)
def currencies() -> dict[str, str]:
    """Return the codes of currencies by sign, code or noun."""
    return {row[0]: row[1] for row in rows("currency_codes")}


@lru_cache(maxsize=1)
def units() -> dict[str, str]:
    """Return the units by sign, code or noun: those of currencies, per cent and points of it, and none."""
    return {"": "", "%": PERCENT, "per cent": PERCENT, "percent": PERCENT, "percentage point": POINTS, **currencies()}


def values_of(number: str) -> frozenset[Decimal]:
    """Return all values that words of a number may have, whatever scale belongs to which of two: "5 to 10 million"."""
    spoken = [word.rstrip(".") for word in PARTS.findall(number.lower())]
    scales = [scale for word in spoken if (scale := _numbers("scale").get(word))]
    digits = [Decimal(word.replace(",", "")) for word in spoken if DIGITS.fullmatch(word)]
    cardinals = [value for word in spoken if (value := _numbers("cardinal").get(word))]
    together = [ten + one for ten, one in pairwise(cardinals) if ten >= MIN_TENS and one < MAX_ONES]
    values = {*digits, *cardinals, *together, *((Decimal(1), Decimal("0.5")) if scales else ())}
    for scale in scales:
        values |= {value * scale for value in values}
    return frozenset(values)


def amounts(text: AnnotatedText) -> Iterator[Amount]:
    """Return the numbers of a report that may count something, in order."""
    done, trees = 0, text.trees
    numbers = [at for at, word in enumerate(trees.words) if word.pos == "NUM" or word.text[0].isdigit()]
    named, models = _tokens_of_names(text), _models(trees)
    for at in numbers:
        if at >= done and trees.words[at].text not in models and (found := _amount(text, at, named)):
            yield found
            done = found.last


def _models(trees: Trees) -> frozenset[str]:
    """Return the numbers that stand for a model somewhere in a report: behind a name, or by themselves behind an article."""
    found = set()
    for at, spelled in enumerate(trees.texts[:-1]):
        if at and spelled.isdigit() and len(spelled) > 1:
            before, word, after = trees.words[at - 1 : at + 2]
            is_named = before.pos == "PROPN" and before.text[0].isupper() and word.head != ROOT and before.end < word.start
            is_alone = before.pos == "DET" and after.pos in {"VERB", "AUX", "ADP", "PUNCT"} and before.lemma == "the"
            if is_named or is_alone:
                found.add(word.text)
    return frozenset(found)


def _tokens_of_names(text: AnnotatedText) -> frozenset[int]:
    """Return the tokens of names, and of dates but those that say how long."""
    names = [m.evidence for m in text.findings.mentions if m.form is Form.NAME and any(map(str.isdigit, m.evidence.text))]
    times = [time.evidence for time in text.findings.times if time.timex_type != "DURATION"]
    return frozenset(
        token
        for span in (*names, *times)
        for token in range(text.doc.token_at(span.start), text.doc.token_at(span.end - 1) + 1)
    )


def _amount(text: AnnotatedText, at: int, named: frozenset[int]) -> Amount | None:
    trees, doc = text.trees, text.doc
    first, unit = _sign_before(trees, at)
    number = _number(trees, at, has_sign=bool(unit))
    if number is None or doc.token_at(trees.words[at].start) in named or _is_of_something(trees, at):
        return None
    value, last = number
    begins = trees.words[first].start
    if JOINED_BEFORE.search(doc.text[max(0, begins - 1) : begins]):
        return None
    other = None
    if last + 1 < len(trees.words) and trees.words[last].text.lower() in BETWEEN_NUMBERS:
        value, other, last = _range(trees, at, value, last)
    last, unit = _unit_behind(trees, last) if not unit else (last, unit)
    ends = trees.words[last - 1].end
    behind = doc.text[ends : ends + 2]
    if JOINED_BEHIND.match(behind) or (last < len(trees.words) and trees.words[last].text[0].isdigit()):
        return None
    start, bound = _bound(doc.text, trees.words[first].start)
    if other is not None and first and trees.words[first - 1].text.lower() == "between":
        start = trees.words[first - 1].start
    if doc.text.startswith(" or more", ends):
        bound = Bound.AT_LEAST
    return Amount(first, last, _anchor(trees, first, last), start, value, other, unit, bound)


def _number(trees: Trees, at: int, *, has_sign: bool = False) -> tuple[Decimal, int] | None:
    """Return the value of the number that starts at a word, and one past its last word."""
    word = trees.words[at]
    lower = word.text.lower()
    value: Decimal | None = None
    last = at
    if DIGITS.fullmatch(word.text):
        if AMBIGUOUS.fullmatch(word.text):
            return None
        value, last = Decimal(word.text.replace(",", "")), at + 1
    elif lower in _numbers("cardinal"):
        value, last = _cardinal(trees, at)
    elif lower in _numbers("scale") and lower not in LETTERS_OF_SCALES:
        is_half = at > 1 and [each.text.lower() for each in trees.words[at - 2 : at]] == ["half", "a"]
        value = Decimal("0.5") if is_half else Decimal(1)
    if value is None:
        return None
    while last < len(trees.words) and (scale := _numbers("scale").get(trees.words[last].text.lower())):
        is_letters = trees.words[last].text.lower() in LETTERS_OF_SCALES
        if is_letters and not has_sign and trees.words[last].start != trees.words[last - 1].end:
            break
        value, last = value * scale, last + 1
    return value, last


def _cardinal(trees: Trees, at: int) -> tuple[Decimal, int]:
    """Return a number in words with its unit: "twenty-two"."""
    value, numbers = _numbers("cardinal")[trees.words[at].text.lower()], _numbers("cardinal")
    if value >= 20 and at + 2 < len(trees.words) and trees.words[at + 1].text in {"-", "\u2010", "\u2011"}:
        ones = numbers.get(trees.words[at + 2].text.lower())
        if ones is not None and ones < 10:
            return value + ones, at + 3
    return value, at + 1


def _is_of_something(trees: Trees, at: int) -> bool:
    """Return whether a number only tells which one: "No. 4", "page 12", "Schedule 2"."""
    word = trees.words[at]
    if at == 0:
        return False
    before = trees.words[at - 1]
    if before.text[0].isdigit():
        return True
    if before.text == "." and at > 1:
        before = trees.words[at - 2]
    if before.text.lower().rstrip(".") in _numbered():
        return True
    return word.head == at - 1 and word.kind in {"nummod", "flat"} and before.pos in {"NOUN", "PROPN"}


def _sign_before(trees: Trees, at: int) -> tuple[int, str]:
    """Return the first word of a number with the sign of a currency before it, and the unit."""
    if at == 0:
        return at, ""
    sign = trees.words[at - 1].text.lower().rstrip(".")
    if sign not in currencies() or trees.words[at - 1].pos in {"NOUN", "VERB"}:
        return at, ""
    prefix = trees.words[at - 2] if at > 1 else None
    if prefix is not None and prefix.end == trees.words[at - 1].start and f"{prefix.text.lower()} {sign}" in currencies():
        return at - 2, currencies()[f"{prefix.text.lower()} {sign}"]
    return at - 1, currencies()[sign]


def _range(trees: Trees, at: int, value: Decimal, last: int) -> tuple[Decimal, Decimal | None, int]:
    """Return both numbers of a range or of a vote ("10 to 12", "5-10 million", "52 to 48"); else the first alone."""
    following = last + 1
    mark = trees.words[last].text.lower()
    before = trees.words[at - 1].text.lower() if at else ""
    if trees.words[following].text in currencies():
        following += 1
    if (mark == "and") is not (before == "between") or before == "from" or following >= len(trees.words):
        return value, None, last
    second = _number(trees, following, has_sign=trees.words[following - 1].text in currencies())
    if second is None:
        return value, None, last
    other, end = second
    has_scale = last - at > 1
    scale = _numbers("scale").get(trees.words[end - 1].text.lower())
    if scale is not None and not has_scale and value < other / scale:
        value *= scale
    return value, other, end


def _unit_behind(trees: Trees, last: int) -> tuple[int, str]:
    """Return one past the last word of a number with its unit, and the unit: per cent, points of it, or a currency."""
    following = trees.lower[last : last + 2]
    lemmas = tuple(word.lemma.lower() for word in trees.words[last : last + 2])
    if following == ("per", "cent"):
        return last + 2, PERCENT
    if following[:1] in {("%",), ("percent",)}:
        return last + 1, PERCENT
    if following[:1] == ("percentage",) and lemmas[1:] == ("point",):
        return last + 2, POINTS
    if code := currencies().get(" ".join(lemmas)):
        return last + 2, code
    noun = lemmas[0] if lemmas and len(lemmas[0]) > 2 else ""
    unit = currencies().get(noun) or (noun if noun and following[0] in words("currencies") else "")
    return last + bool(unit), unit


def _bound(text: str, start: int) -> tuple[int, Bound]:
    """Return where a number starts with the words before it that say on which side the true one may lie."""
    before = text[max(0, start - CHARACTERS_OF_BOUND) : start].lower()
    bounds = _bounds() if before.endswith(_ends_of_bounds()) else ()
    found = [(match.start(1), bound) for pattern, bound in bounds if (match := pattern.search(before))]
    if before.endswith((" a ", " an ")) and WITH_DIGITS.match(text, start):
        found = []
    at, bound = min(found, default=(len(before), Bound.EXACTLY))
    return start - len(before) + at, bound


def _anchor(trees: Trees, first: int, last: int) -> int:
    """Return the word of a number, sign or unit that hangs on another word."""
    outside = [at for at in range(first, last) if (head := trees.words[at].head) == ROOT or not first <= head < last]
    return next(
        (at for at in outside if trees.words[at].kind not in {"case", "punct", "det", "cc"}), outside[-1] if outside else first
    )
