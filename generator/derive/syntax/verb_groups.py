"""Verb groups: a verb with its auxiliaries and adverbs, which make it negated, left open, passive or future.

    has formally | rejected     is likely to | use (left open)     did not | attend (negated)     was | rejected (passive)

A duty ("must accept"), an ability ("can accept") and an unreal past ("would have accepted") assert nothing: no group.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from generator.derive.syntax.annotated_text import AnnotatedText
from generator.derive.syntax.document import Sentence
from generator.derive.syntax.word_classes import word_class

NEGATIVE_SUFFIXES = ("n't", "n’t")
MAX_TOKENS = 12


class VerbGroup(NamedTuple):
    """A verb with its auxiliaries and adverbs: tokens `first:last`, the verb itself from `verb` on.

    `hedge` are the words that leave it open. `number` is "s" or "p" where the form shows that of the subject, else "".
    """

    first: int
    verb: int
    last: int
    negated: bool
    hedge: str | None
    passive: bool
    future: bool
    number: str
    form: str


def verb_group(text: AnnotatedText, sentence: Sentence, verb: int, last: int, forms: str) -> VerbGroup | None:
    """Return the group of the verb at `verb:last`; None where it is no finite, asserted verb.

    `forms` are the letters of the forms that the word can be: b(ase), s (third person), d (past), n (participle),
    g (-ing), a (predicate).
    """
    first = _group_start(text, sentence, verb)
    auxiliaries = text.lower[first:verb]
    required = _required_by(auxiliaries)
    if required is None or required.is_duty or (required.is_ability and not required.negated):
        return None
    form = next((f for f in required.forms if f in forms), None)
    if form is None:
        return None
    passive = form == "n" and required.forms == "gna"
    number = {"b": "p", "s": "s"}.get(form, "") if required.forms == "sdb" else _number(auxiliaries)
    if "have" in auxiliaries and not word_class("modal").isdisjoint(auxiliaries):
        return None
    hedge = _hedge(text, first, verb, left_open=required.left_open)
    future = not {"will", "'ll", "’ll"}.isdisjoint(auxiliaries)
    return VerbGroup(first, verb, last, required.negated, hedge, passive, future, number, form)


def _group_start(text: AnnotatedText, sentence: Sentence, verb: int) -> int:
    """Return the first of the auxiliaries and adverbs before a verb, past a date between them."""
    first = verb
    while first > sentence.first and verb - first < MAX_TOKENS:
        if (opened := text.time_ends.get(first - 1)) is not None and opened > sentence.first and first - opened <= 4:
            before = opened - 1 if text.lower[opened - 1] in {"on", "in", "at"} else opened
            if before - 1 in text.mention_ends and before > sentence.first:
                first = before
                continue
        if (
            text.lower[first - 1] in _auxiliaries()
            or text.is_adverb(first - 1)
            or text.lower[first - 1].endswith(NEGATIVE_SUFFIXES)
        ):
            first -= 1
        elif text.lower[first - 1] == "but" and first - 2 >= sentence.first and text.lower[first - 2] == "all":
            first -= 2
        else:
            break
    return first


@lru_cache(maxsize=1)
def _auxiliaries() -> frozenset[str]:
    """Return the words that may stand in a verb group before the verb, besides adverbs."""
    classes = ("modal", "duty", "do", "have", "be", "open_predicate", "open_verb", "negation")
    return frozenset({"to"}).union(*(word_class(name) for name in classes)) - {"neither", "nor"}


class Requirement(NamedTuple):
    """The form that the words before a verb require of it, and how they change its meaning.

    `forms` are the letters that fit: "sdb" without an auxiliary, "gna" after "be", "to" before an infinitive.
    """

    forms: str = "sdb"
    negated: bool = False
    left_open: bool = False
    is_duty: bool = False
    is_ability: bool = False


def _required_by(auxiliaries: tuple[str, ...]) -> Requirement | None:
    """Return the requirement of the words before a verb; None where a "to" among them opens an infinitive."""
    required: Requirement | None = Requirement()
    for at, raw in enumerate(auxiliaries):
        if required is None:
            return None
        word = raw
        if raw.endswith(NEGATIVE_SUFFIXES):
            word = {"won": "will", "ca": "can", "sha": "shall"}.get(raw[:-3], raw[:-3])
            required = required._replace(negated=True)
        elif word in word_class("negation") or word == "cannot" or (word == "longer" and at and auxiliaries[at - 1] == "no"):
            required = required._replace(negated=True)
        required = _after_word(required, "can" if word == "cannot" else word, auxiliaries)
    return required if required and required.forms != "to" else None


def _after_word(required: Requirement, word: str, auxiliaries: tuple[str, ...]) -> Requirement | None:  # noqa: PLR0911 - a case a line
    """Return the requirement after one more word."""
    if word == "to":
        if required.forms == "to":
            return required._replace(forms="b")
        return required._replace(forms="b", negated=True) if required.forms == "n" and "yet" in auxiliaries else None
    if word in word_class("open_verb"):
        return required._replace(forms="to", left_open=True)
    if word in word_class("open_predicate") and required.forms == "gna":
        return required._replace(forms="to", left_open=True, negated=required.negated or word == "unlikely")
    if word in word_class("modal") or word in word_class("do") or word in word_class("duty"):
        is_duty = word in word_class("duty")
        return required._replace(
            forms="b", is_ability=required.is_ability or word == "can", is_duty=required.is_duty or is_duty
        )
    if word in word_class("have"):
        return required._replace(forms="n")
    return required._replace(forms="gna") if word in word_class("be") else required


def _number(auxiliaries: tuple[str, ...]) -> str:
    for word in auxiliaries:
        bare = word[:-3] if word.endswith(NEGATIVE_SUFFIXES) else word
        if bare in word_class("singular"):
            return "s"
        if bare in word_class("plural"):
            return "p"
    return ""


def _hedge(text: AnnotatedText, first: int, verb: int, *, left_open: bool) -> str | None:
    """Return the words that leave it open, as written: "may", "is likely to", "reportedly", "all but"."""
    if left_open:
        openers = word_class("be") | word_class("open_verb") | word_class("modal")
        start = next((i for i in range(first, verb) if text.lower[i] in openers), first)
        end = next((i + 1 for i in range(verb - 1, start, -1) if text.lower[i] == "to"), start)
        return text.slice(start, end) or None
    for i in range(first, verb):
        if text.lower[i] in word_class("hedging"):
            return text.tokens[i].text
        if text.lower[i] == "all" and text.lower[i + 1] == "but":
            return text.slice(i, i + 2)
    return None
