"""The stand that words take by themselves: what they say must be, what they call good, bad or wrong, what they refuse."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from generator.derive.positions.stance_words import judging_words
from generator.derive.syntax.trees import Trees, Word
from generator.model.findings import Polarity, Stance

MAX_WORDS_TO_NEGATION = 4
MAX_WORDS_TO_RESISTED = 6
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
    negations = [at for at, word in enumerate(words) if _is(word, "negation") or _is_instead(words, at)]
    duties = [at for at, word in enumerate(words) if _is(word, "aim" if word.pos == "NOUN" else "duty")]
    values = [0 if _is_resisted(words, at) else _value(words, at) for at in range(len(words))]
    balance = sum(_negated(words, at, value, negations) for at, value in enumerate(values))
    balance -= WEAK * sum(not any(values[at : at + 1 + MAX_WORDS_TO_NEGATION]) for at in negations)
    if duties and balance > -2 * STRONG:
        is_against = any(
            0 <= negation - at <= MAX_WORDS_AFTER_DUTY and not any(word.text == "but" for word in words[negation:])
            for at in duties
            for negation in negations
        ) or any(_doubts(words, negation, duties) for negation in negations)
        return Judgement(Stance.DEMANDS, Polarity.AGAINST if is_against else Polarity.FOR, is_judged=True)
    if balance < 0:
        stance = Stance.CRITICISES if min(values, default=0) < 0 else Stance.REJECTS
        return Judgement(stance, Polarity.AGAINST, is_judged=True)
    if balance > 0:
        return Judgement(Stance.PRAISES, Polarity.FOR, is_judged=True)
    return Judgement(Stance.STATES, Polarity.FOR, is_judged=bool(negations))


def _negated(words: list[Word], at: int, value: int, negations: list[int]) -> int:
    """Return the weight of a word, turned by a negation in its phrase; "will not protect" and "will not harm" both stay bad."""
    before = [negation for negation in negations if 0 < at - negation <= MAX_WORDS_TO_NEGATION]
    if not before or any(word.pos in {"NOUN", "PROPN"} for word in words[before[-1] : at]):
        return value
    return value if value == -WEAK and words[at].pos == "VERB" else -value


def _is(word: Word, name: str) -> bool:
    found = judging_words()[name]
    return word.text.lower() in found or (word.lemma in found and word.pos != "PROPN")


def _is_instead(words: list[Word], at: int) -> bool:
    """Return whether what follows a word is what is not so: "slogans rather | than | plans"."""
    return words[at].text.lower() == "than" and at > 0 and words[at - 1].text.lower() == "rather"


def _doubts(words: list[Word], negation: int, duties: list[int]) -> bool:
    """Return whether a negation denies a duty further on by way of a verb of thought: "we don't think that it should"."""
    return any(_is(word, "thought") and any(duty > negation for duty in duties) for word in words[negation + 1 : negation + 3])


def _is_resisted(words: list[Word], at: int) -> bool:
    """Return whether a bad thing is what somebody acts against: "to stop the violence"."""
    before = words[max(0, at - MAX_WORDS_TO_RESISTED) : at]
    return _is(words[at], "bad") and any(word.pos == "VERB" and _is(word, "resisting") for word in before)


def _value(words: list[Word], at: int) -> int:
    """Return the weight of a word that judges, below 0 for a bad one ("too" before an adjective, too); 0 for any other."""
    word, following = words[at], words[at + 1 : at + 2]
    if word.text.lower() == "too" and following and following[0].pos in {"ADJ", "ADV"}:
        return -STRONG
    if word.pos in {"PROPN", "ADP", "DET", "PRON", "PUNCT"}:
        return 0
    weight = STRONG if not _is(word, "weak") else WEAK if word.pos != "ADV" else 0
    return -weight if _is(word, "bad") else weight if _is(word, "good") else 0
