"""The worth of a label for a topic: high for words that tell a subject, and for what happens rather than things."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.derive.topics.phrases import ABSTRACT, DOER, NAME, PRODUCT, THING
from generator.derive.topics.terms import Terms
from generator.derive.topics.words import CERTAIN

SHAPES: Mapping[str, float] = {ABSTRACT: 0.8, NAME: 0.7, THING: 0.6, DOER: 0.4}
"""What a label is worth by its main word; all others, which happen or are argued about, are worth 1."""
PRODUCT_ALONE = 0.9
WORD_ALONE, TELLING_WORD_ALONE = 0.1, 0.6
"""What a single word keeps of its worth, the more, the more it tells: "immigration" is a topic, "deal" needs a second word."""
MIN_OF_EVENT = 0.5
"""What the most telling word beside a noun of happening is worth at least."""


def worth(terms: Terms, rule: str, spread: Callable[[str], float] = lambda _stem: 1.0) -> float:
    """Return what a label is worth, up to 1. `spread` lessens words that most reports of the dossier have."""
    if len(terms) == 1 and rule == PRODUCT:
        return PRODUCT_ALONE
    values = sorted((told / 100 * (1.0 if told == CERTAIN else spread(stem)) for stem, told in terms), reverse=True)
    shape = SHAPES.get(rule, 1.0)
    if len(values) == 1:
        return values[0] * (WORD_ALONE + TELLING_WORD_ALONE * values[0]) * shape
    if shape == 1.0:
        values[0] = max(values[0], MIN_OF_EVENT)
    return (values[0] + 2 * values[1]) / 3 * shape
