"""The stand that words take by themselves: what they say must be, what they call good, bad or wrong, what they refuse."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from generator.derive.positions.stance_words import judging_words
from generator.derive.syntax.trees import Trees, Word
from generator.model.findings import Polarity, Stance

MAX_WORDS_TO_NEGATION = 4
MAX_WORDS_AFTER_DUTY = 2
STRONG, WEAK = 2, 1
"""The weight of a word that judges by itself, and of one that does so among others, as a negation does."""


class Judgement(NamedTuple):
    """The stance and polarity of some words; `is_judged` where words of theirs say so."""

    stance: Stance
    polarity: Polarity
    is_judged: bool


def judge(trees: Trees, places: Iterable[int]) -> Judgement:
    """Return the stand that the words at some places take; a statement is for what it says where none of them judges."""
    words = [trees.words[at] for at in places]
    negations = [at for at, word in enumerate(words) if _is(word, "negation")]
    duties = [at for at, word in enumerate(words) if _is(word, "aim" if word.pos == "NOUN" else "duty")]
    values = [_value(word) for word in words]
    balance = sum(-value if _is_negated(at, negations) else value for at, value in enumerate(values))
    balance -= WEAK * sum(not any(values[at : at + 1 + MAX_WORDS_TO_NEGATION]) for at in negations)
    if duties and balance > -2 * STRONG:
        is_against = any(
            0 <= negation - at <= MAX_WORDS_AFTER_DUTY and not any(word.text == "but" for word in words[negation:])
            for at in duties
            for negation in negations
        )
        return Judgement(Stance.DEMANDS, Polarity.AGAINST if is_against else Polarity.FOR, is_judged=True)
    if balance < 0:
        stance = Stance.CRITICISES if min(values, default=0) < 0 else Stance.REJECTS
        return Judgement(stance, Polarity.AGAINST, is_judged=True)
    if balance > 0:
        return Judgement(Stance.PRAISES, Polarity.FOR, is_judged=True)
    return Judgement(Stance.STATES, Polarity.FOR, is_judged=bool(negations))


def _is_negated(at: int, negations: list[int]) -> bool:
    return any(0 < at - negation <= MAX_WORDS_TO_NEGATION for negation in negations)


def _is(word: Word, name: str) -> bool:
    found = judging_words()[name]
    return word.text.lower() in found or (word.lemma in found and word.pos != "PROPN")


def _value(word: Word) -> int:
    """Return the weight of a word that judges, below 0 for a bad one; 0 for any other."""
    if word.pos in {"PROPN", "ADP", "DET", "PRON", "PUNCT"}:
        return 0
    weight = WEAK if _is(word, "weak") else STRONG
    return -weight if _is(word, "bad") else weight if _is(word, "good") else 0
