"""The stand that words take by themselves: what they say must be, what they call good, bad or wrong, what they refuse."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from generator.derive.positions.stance_words import judging_words
from generator.derive.syntax.trees import Trees, Word
from generator.derive.syntax.word_cache import WordCache
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
    classes = [CLASSES[word.text, word.lemma, word.pos == "PROPN"] for word in words]
    negations = [at for at, own in enumerate(classes) if "negation" in own or _is_instead(words, at)]
    duties = [at for at, own in enumerate(classes) if ("aim" if words[at].pos == "NOUN" else "duty") in own]
    values = [0 if own and _is_resisted(words, classes, at) else _value(words, own, at) for at, own in enumerate(classes)]
    balance = sum(_negated(words, at, value, negations) for at, value in enumerate(values))
    balance -= WEAK * sum(not any(values[at : at + 1 + MAX_WORDS_TO_NEGATION]) for at in negations)
    if duties and balance > -2 * STRONG:
        is_against = any(
            0 <= negation - at <= MAX_WORDS_AFTER_DUTY and not any(word.text == "but" for word in words[negation:])
            for at in duties
            for negation in negations
        ) or any(_doubts(classes, negation, duties) for negation in negations)
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


def _classes(key: tuple[str, str, bool]) -> frozenset[str]:
    spelled, lemma, is_name = key
    small = spelled.lower()
    return frozenset(name for name, found in judging_words().items() if small in found or (lemma in found and not is_name))


CLASSES = WordCache(_classes)
"""The classes of a judging word by its text, its lemma, and whether it is a name's; for most words none."""


def _is_instead(words: list[Word], at: int) -> bool:
    """Return whether what follows a word is what is not so: "slogans rather | than | plans"."""
    return words[at].text.lower() == "than" and at > 0 and words[at - 1].text.lower() == "rather"


def _doubts(classes: Sequence[frozenset[str]], negation: int, duties: list[int]) -> bool:
    """Return whether a negation denies a duty further on by way of a verb of thought: "we don't think that it should"."""
    is_thought = any("thought" in own for own in classes[negation + 1 : negation + 3])
    return is_thought and any(duty > negation for duty in duties)


def _is_resisted(words: list[Word], classes: Sequence[frozenset[str]], at: int) -> bool:
    """Return whether a bad thing is what somebody acts against: "to stop the violence"."""
    before = range(max(0, at - MAX_WORDS_TO_RESISTED), at)
    return "bad" in classes[at] and any(words[other].pos == "VERB" and "resisting" in classes[other] for other in before)


def _value(words: list[Word], own: frozenset[str], at: int) -> int:
    """Return the weight of a word that judges, below 0 for a bad one ("too" before an adjective, too); 0 for any other."""
    word, following = words[at], words[at + 1 : at + 2]
    if word.text.lower() == "too" and following and following[0].pos in {"ADJ", "ADV"}:
        return -STRONG
    if not own or word.pos in {"PROPN", "ADP", "DET", "PRON", "PUNCT"}:
        return 0
    weight = STRONG if "weak" not in own else WEAK if word.pos != "ADV" else 0
    return -weight if "bad" in own else weight if "good" in own else 0
