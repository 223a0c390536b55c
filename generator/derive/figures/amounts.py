"""Amounts of money and shares: of what a noun names, a part of something, or what a clause says is, or changed by, so much.

a contract worth | $35 billion      35 per cent | of voters      unemployment fell to | 7.9 per cent
"""

from __future__ import annotations

from generator.derive.figures.numbers import PERCENT, POINTS, Amount
from generator.derive.figures.phrases import (
    MAX_GAP,
    MAX_WORDS,
    CountedThing,
    case_of,
    change_by,
    figure_words,
    is_time,
    joined,
    kind_of,
    kinds,
    lemmas_of,
    owner_of,
    phrase_of,
)
from generator.derive.syntax.annotated_text import AnnotatedText
from generator.derive.syntax.trees import ROOT, Trees, WordRange
from generator.model.findings import Change

AMOUNT = "an amount with the noun that it is of"
SHARE = "an amount with what it is a part of"
LEVEL = "a clause that says how much something is"
CHANGED = "a clause that says by how much something changed"
MONEY = "a clause that says what was done with money"


def of_amount(text: AnnotatedText, amount: Amount) -> CountedThing | None:
    """Read "a $35 billion contract", "a fee of $4.95", "a contract worth €5m", "35 per cent of voters"."""
    trees, word = text.trees, text.trees.words[amount.at]
    noun = _noun_behind(trees, amount)
    if noun is not None:
        return _named(text, amount, noun, WordRange(amount.last, noun + 1), AMOUNT)
    if amount.first >= 2 and trees.words[amount.first - 1].lemma.lower() in figure_words()["worth"]:
        before = amount.first - 2
        if trees.words[before].pos == "NOUN":
            return _named(text, amount, before, phrase_of(trees, before), AMOUNT)
    if (part := _part_of(text, amount)) is not None:
        return part
    noun = word.head
    is_behind = noun != ROOT and noun < amount.first and trees.words[noun].pos == "NOUN" and word.kind == "nmod"
    if not is_behind or case_of(trees, amount.at) != "of" or _is_one_of_two(trees, amount):
        return None
    return _named(text, amount, noun, phrase_of(trees, noun), AMOUNT)


def _is_one_of_two(trees: Trees, amount: Amount) -> bool:
    """Return whether an amount stands against another: "a lead of 48 percent to 41 percent"."""
    behind = trees.words[amount.last : amount.last + 2]
    return len(behind) == 2 and behind[0].text.lower() in {"to", "-", "–"} and behind[1].pos in {"NUM", "SYM"}


def _noun_behind(trees: Trees, amount: Amount) -> int | None:
    """Return the noun before which an amount stands: "a $35 billion contract"."""
    word = trees.words[amount.at]
    if amount.last <= word.head < amount.last + MAX_GAP and word.kind in {"compound", "nummod", "nmod", "amod", "obl"}:
        noun = word.head
        while trees.words[noun].kind == "compound" and trees.words[noun].head == noun + 1:
            noun += 1
        parted = any(each.pos in {"ADV", "ADP", "PUNCT"} for each in trees.words[amount.last : noun])
        return noun if trees.words[noun].pos == "NOUN" and not parted else None
    if amount.first == 0 or trees.words[amount.first - 1].pos != "DET":
        return None
    noun = amount.last
    while noun < len(trees.words) and trees.words[noun].pos == "NOUN":
        noun += 1
    return noun - 1 if noun > amount.last else None


def _part_of(text: AnnotatedText, amount: Amount) -> CountedThing | None:
    """Read "35 per cent of voters", "$5 million in aid"."""
    trees = text.trees
    allowed = {"of"} if amount.unit == PERCENT else {"of", "in"}
    for child in trees.dependents(amount.at, "nmod", "obl"):
        if case_of(trees, child) not in allowed or not amount.last < child <= amount.last + MAX_GAP + 1:
            continue
        if trees.words[child].pos not in {"NOUN", "PROPN"} or is_time(text, child):
            return None
        phrase = WordRange(amount.last, child + 1)
        if amount.unit == POINTS or trees.words[child].lemma.lower() in figure_words()["uncounted"]:
            return None
        verb = trees.words[amount.at].head
        owner = owner_of(text, amount.at) if trees.words[child].lemma.lower() in figure_words()["owned"] else ""
        deed = trees.words[verb].lemma.lower() if verb != ROOT and trees.words[amount.at].kind == "nsubj" else ""
        kind = joined(lemmas_of(trees, phrase), owner or deed)
        last = child + 1
        if deed and verb > child:
            last = verb + 1
        return CountedThing(
            text.written(phrase) + (f" ({owner})" if owner else ""), kind, WordRange(amount.first, last), child, SHARE
        )
    return None


def _named(text: AnnotatedText, amount: Amount, noun: int, phrase: WordRange, rule: str) -> CountedThing | None:
    """Return an amount of what a noun names; of a noun of change, what changed by so much."""
    trees, lemma = text.trees, text.trees.words[noun].lemma.lower()
    change = None if lemma in figure_words()["no_noun"] else change_by(trees, noun)
    if change is not None:
        inner = _what_changed(trees, amount, noun)
        if inner is None or trees.words[inner].pos not in {"NOUN", "PROPN"} or is_time(text, inner):
            return None
        span = phrase_of(trees, inner)
        ends = WordRange(min(amount.first, noun, span.first), max(amount.last, noun + 1, span.last))
        return CountedThing(text.written(span), lemmas_of(trees, span), ends, noun, CHANGED, change)
    if lemma in figure_words()["uncounted"] or amount.unit == POINTS:
        return None
    ends = WordRange(min(amount.first, phrase.first), max(amount.last, phrase.last))
    return CountedThing(text.written(phrase), lemmas_of(trees, phrase), ends, noun, rule)


def _what_changed(trees: Trees, amount: Amount, noun: int) -> int | None:
    """Return what a noun of change is of: "a 12% drop in sales", "a rise of 5% in exports", "the firm's 3% gain"."""
    behind = max(noun + 1, amount.last)
    if behind < len(trees.words) and trees.words[behind].lemma.lower() in {"in", "of"} and trees.words[behind].head > behind:
        return trees.words[behind].head
    return trees.dependent(noun, "nmod:poss")


# --- Clauses ----------------------------------------------------------------------------------------------------------


def of_clause(text: AnnotatedText, amount: Amount) -> CountedThing | None:
    """Read "unemployment fell to 7.9 per cent", "the death toll is 19", "rates were cut by 0.5 per cent", "X paid $5m"."""
    trees, word = text.trees, text.trees.words[amount.at]
    if trees.dependent(amount.at, "cop") is not None and trees.dependent(amount.at, "nsubj") is not None:
        return _of_subject(text, amount, amount.at, LEVEL)
    verb = word.head
    is_beside = word.kind in {"obj", "obl", "nmod", "advmod", "xcomp"} and 0 < amount.first - verb <= MAX_GAP
    if verb == ROOT or not is_beside:
        return None
    case, lemma = case_of(trees, amount.at), trees.words[verb].lemma.lower()
    if lemma in figure_words()["money"] and not case and len(amount.unit) == len("USD"):
        return _with_money(text, amount, verb)
    change = change_by(trees, verb) if trees.words[verb].pos in {"VERB", "ADV", "ADJ", "AUX"} else None
    if change is not None and case in {"", "by"}:
        return _of_subject(text, amount, verb, CHANGED, change) if amount.unit else None
    is_level = case in {"to", "at"} and (change is not None or lemma in figure_words()["level"])
    is_level = is_level or (not case and lemma in figure_words()["level"])
    return _of_subject(text, amount, verb, LEVEL) if is_level else None


def _of_subject(text: AnnotatedText, amount: Amount, at: int, rule: str, change: Change | None = None) -> CountedThing | None:
    """Return an amount of what a clause is about: its object where it has one beside the amount, else its subject."""
    trees = text.trees
    noun = next((child for child in trees.dependents(at, "obj") if child != amount.at), None)
    noun = noun if noun is not None and noun < amount.first else trees.dependent(at, "nsubj")
    if noun is None or trees.words[noun].pos not in {"NOUN", "PROPN"} or trees.words[noun].kind == "expl":
        return None
    span = phrase_of(trees, noun, with_of=True)
    lemma = trees.words[noun].lemma.lower()
    if not amount.unit and lemma not in figure_words()["counter"]:
        return None
    if lemma in figure_words()["uncounted"] - {"number", "percentage"} or span.last - span.first > MAX_WORDS:
        return None
    kind = None if amount.unit else next((kind.name for kind in kinds() if lemma in kind.words), None)
    if lemma == "number":
        inner = next((child for child in trees.dependents(noun, "nmod") if case_of(trees, child) == "of"), None)
        of_inner = kind_of(text, inner)[0] if inner is not None else None
        kind = of_inner.name if of_inner is not None else None
    ends = WordRange(min(span.first, amount.first), max(span.last, amount.last))
    return CountedThing(text.written(span), kind or lemmas_of(trees, span), ends, at, rule, change, is_known=kind is not None)


def _with_money(text: AnnotatedText, amount: Amount, verb: int) -> CountedThing | None:
    """Read "Norway paid $5 million": what was done with it, and by whom."""
    trees = text.trees
    subject = trees.dependent(verb, "nsubj")
    if subject is None or trees.words[subject].pos not in {"NOUN", "PROPN"} or trees.words[subject].relation == "nsubj:pass":
        return None
    span = phrase_of(trees, subject)
    if span.last > verb or span.last - span.first > MAX_WORDS:
        return None
    counts = f"{text.written(span)} {trees.words[verb].text}"
    kind = joined(lemmas_of(trees, span), trees.words[verb].lemma.lower())
    return CountedThing(counts, kind, WordRange(span.first, amount.last), verb, MONEY)
