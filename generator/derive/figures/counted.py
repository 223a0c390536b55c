"""The noun that a number counts: the first reading of its place in the tree that names something."""

from __future__ import annotations

from collections.abc import Callable

from generator.derive.figures.amounts import of_amount, of_clause
from generator.derive.figures.counts import of_noun, of_state, of_term, of_verb, of_vote
from generator.derive.figures.numbers import Amount
from generator.derive.figures.phrases import CountedThing, figure_words
from generator.derive.syntax.annotated_text import AnnotatedText

Reading = Callable[[AnnotatedText, Amount], CountedThing | None]
OF_AMOUNTS: tuple[Reading, ...] = (of_amount, of_clause)
OF_COUNTS: tuple[Reading, ...] = (of_vote, of_term, of_noun, of_state, of_verb, of_clause)


def counted(text: AnnotatedText, amount: Amount) -> CountedThing | None:
    """Return what an amount counts; None where that cannot be named."""
    readings = OF_AMOUNTS if amount.unit else OF_COUNTS
    found = next((found for reading in readings if (found := reading(text, amount))), None)
    return found if found is not None and not _is_of_pronoun(found.counts) else None


def _is_of_pronoun(counts: str) -> bool:
    """Return whether words name what they count only beside others: "his wealth"."""
    return counts.split(maxsplit=1)[0].lower() in figure_words()["possessive"]
