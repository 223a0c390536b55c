"""The stand that words take by themselves: what they say must be, what they call good, bad or wrong, what they refuse."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from generator.derive.positions.stance_words import judging_words
from generator.derive.syntax.trees import Trees, Word
from generator.model.findings import Polarity, Stance

MAX_WORDS_TO_NEGATION = 4


class Judgement(NamedTuple):
    """The stance and polarity of some words; `is_judged` where words of theirs say so."""

    stance: Stance
    polarity: Polarity
    is_judged: bool


def judge(trees: Trees, places: Iterable[int]) -> Judgement:
    """Return the stand that the words at some places take; a statement is for what it says where none of them judges."""
    words = [trees.words[at] for at in places]
    classes = judging_words()
    negations = [at for at, word in enumerate(words) if word.text.lower() in classes["negation"]]
    balance = sum(_value(word, at, negations) for at, word in enumerate(words))
    has_duty = any(_is(word, "duty") for word in words)
    if balance < 0:
        stance = Stance.DEMANDS if has_duty and balance == -1 and not negations else Stance.CRITICISES
        return Judgement(stance, Polarity.AGAINST, is_judged=True)
    if has_duty:
        is_against = any(_is(word, "against") for word in words) or bool(negations)
        return Judgement(Stance.DEMANDS, Polarity.AGAINST if is_against else Polarity.FOR, is_judged=True)
    if balance > 0:
        return Judgement(Stance.PRAISES, Polarity.FOR, is_judged=True)
    if negations or any(_is(word, "against") for word in words):
        return Judgement(Stance.REJECTS, Polarity.AGAINST, is_judged=True)
    return Judgement(Stance.STATES, Polarity.FOR, is_judged=False)


def _is(word: Word, name: str) -> bool:
    found = judging_words()[name]
    return word.text.lower() in found or (word.lemma in found and word.pos != "PROPN")


def _value(word: Word, at: int, negations: list[int]) -> int:
    """Return 1 for a good word, -1 for a bad one, the other way round where a negation stands before it; else 0."""
    if word.pos == "PROPN" or word.pos in {"ADP", "DET", "PRON", "PUNCT"}:
        return 0
    value = -1 if _is(word, "bad") else 1 if _is(word, "good") else 0
    is_negated = any(0 < at - negation <= MAX_WORDS_TO_NEGATION for negation in negations)
    return -value if is_negated else value
