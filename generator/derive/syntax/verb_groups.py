"""The group of words that a verb stands in: whether it is denied, left open, passive, and of what form.

    has formally | rejected     is likely to | use (left open)     did not | attend (denied)     was | rejected (passive)

A duty ("must accept"), an ability ("can accept") and what did not come about ("would have accepted") have no group here.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from generator.derive.syntax.annotated_text import AnnotatedText
from generator.derive.syntax.document import Sentence
from generator.derive.syntax.word_classes import word_class

NEGATED_BY = ("n't", "n’t")


class Group(NamedTuple):
    """A verb with its auxiliaries and adverbs: tokens `first:last`, the verb itself from `verb` on.

    `number` is "s" or "p" where the form tells whether the subject is one or many. `finite`: it carries a clause.
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


def group(text: AnnotatedText, sentence: Sentence, verb: int, last: int, forms: str) -> Group | None:
    """The group of the verb at `verb:last`; None where it is no finite, asserted verb.

    `forms` says which forms the word can be: b(ase), s (third person), d (past), n (participle), g (-ing), a (predicate).
    """
    first = _group_start(text, sentence, verb)
    spelled = text.lower[first:verb]
    wanted = _auxiliaries(spelled)
    if wanted is None or wanted.barred or (wanted.able and not wanted.negated):
        return None
    form = next((f for f in wanted.forms if f in forms), None)
    if form is None:
        return None
    passive = form == "n" and wanted.forms == "gna"
    number = {"b": "p", "s": "s"}.get(form, "") if wanted.forms == "sdb" else _number(spelled)
    if "have" in spelled and word_class("modal") & set(spelled):
        return None
    hedge = _hedge(text, first, verb, open_=wanted.open_)
    return Group(first, verb, last, wanted.negated, hedge, passive, bool({"will", "'ll", "’ll"} & set(spelled)), number, form)


def _group_start(text: AnnotatedText, sentence: Sentence, verb: int) -> int:
    """Where the auxiliaries and adverbs before a verb begin; a date between them is passed over."""
    first = verb
    while first > sentence.first and verb - first < 12:
        if (opened := text.time_ends.get(first - 1)) is not None and opened > sentence.first and first - opened <= 4:
            before = opened - 1 if text.lower[opened - 1] in {"on", "in", "at"} else opened
            if before - 1 in text.mention_ends and before > sentence.first:
                first = before
                continue
        if text.lower[first - 1] in _grouped() or text.is_adverb(first - 1) or text.lower[first - 1].endswith(NEGATED_BY):
            first -= 1
        elif text.lower[first - 1] == "but" and first - 2 >= sentence.first and text.lower[first - 2] == "all":
            first -= 2
        else:
            break
    return first


@lru_cache(maxsize=1)
def _grouped() -> frozenset[str]:
    classes = ("modal", "duty", "do", "have", "be", "open_predicate", "open_verb", "negation")
    return frozenset({"to"}).union(*(word_class(name) for name in classes)) - {"neither", "nor"}


class Wanted(NamedTuple):
    """What the words before a verb want of it: its form, and whether they deny it, leave it open, or only allow it."""

    forms: str = "sdb"
    negated: bool = False
    open_: bool = False
    barred: bool = False
    able: bool = False


def _auxiliaries(spelled: tuple[str, ...]) -> Wanted | None:
    """What the words before a verb want of it; None where they end in a "to" that opens an infinitive."""
    wanted: Wanted | None = Wanted()
    for at, raw in enumerate(spelled):
        if wanted is None:
            return None
        word = raw
        if raw.endswith(NEGATED_BY):
            word = {"won": "will", "ca": "can", "sha": "shall"}.get(raw[:-3], raw[:-3])
            wanted = wanted._replace(negated=True)
        elif word in word_class("negation") or word == "cannot" or (word == "longer" and at and spelled[at - 1] == "no"):
            wanted = wanted._replace(negated=True)
        wanted = _read(wanted, "can" if word == "cannot" else word, spelled)
    return wanted if wanted and wanted.forms != "to" else None


def _read(wanted: Wanted, word: str, spelled: tuple[str, ...]) -> Wanted | None:  # noqa: PLR0911 - a case a line
    """What is wanted after one more word."""
    if word == "to":
        if wanted.forms == "to":
            return wanted._replace(forms="b")
        return wanted._replace(forms="b", negated=True) if wanted.forms == "n" and "yet" in spelled else None
    if word in word_class("open_verb"):
        return wanted._replace(forms="to", open_=True)
    if word in word_class("open_predicate") and wanted.forms == "gna":
        return wanted._replace(forms="to", open_=True, negated=wanted.negated or word == "unlikely")
    if word in word_class("modal") or word in word_class("do") or word in word_class("duty"):
        is_duty = word in word_class("duty")
        return wanted._replace(forms="b", able=wanted.able or word == "can", barred=wanted.barred or is_duty)
    if word in word_class("have"):
        return wanted._replace(forms="n")
    return wanted._replace(forms="gna") if word in word_class("be") else wanted


def _number(spelled: tuple[str, ...]) -> str:
    for word in spelled:
        bare = word[:-3] if word.endswith(NEGATED_BY) else word
        if bare in word_class("singular"):
            return "s"
        if bare in word_class("plural"):
            return "p"
    return ""


def _hedge(text: AnnotatedText, first: int, verb: int, *, open_: bool) -> str | None:
    """The words that leave a thing open, as written: "may", "is likely to", "reportedly", "all but"."""
    if open_:
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
