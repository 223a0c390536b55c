"""Counts: the noun that a number stands with and what happened to it, what happened alone, votes, terms of prison.

12 people | were killed     killing | 19     19 dead and 30 | wounded     voted | 52 to 48     12 years in | prison
"""

from __future__ import annotations

from generator.derive.figures.numbers import Amount
from generator.derive.figures.phrases import (
    MAX_GAP,
    CountedThing,
    figure_words,
    from_to,
    joined,
    kind_of,
    kinds,
    lemmas_of,
    owner_of,
    phrase_of,
    predicate_above,
)
from generator.derive.syntax.annotated_text import AnnotatedText
from generator.derive.syntax.trees import ROOT, WordRange

COUNTED = "a number with the noun that it counts"
HAPPENED = "a number with what happened to so many"
VOTE = "the two numbers of a vote"
TERM = "a term of prison"

VOTES = "votes for, against"
"""What the two numbers of a vote count."""
MIN_OF_ANY_NOUN = 10
"""The least number of things of no kind in the table that is worth telling."""
TERM_UNITS = ("year", "month")
MARKS = frozenset((*',-/("“+', "and", "or", "to"))
"""Marks that part a number from a noun behind it."""


def of_vote(text: AnnotatedText, amount: Amount) -> CountedThing | None:
    """Read "voted 52 to 48", "by a vote of 52-48"."""
    trees = text.trees
    head = trees.words[amount.at].head
    if amount.other is None or amount.other >= amount.value or head == ROOT:
        return None
    word = trees.words[head]
    if word.lemma.lower() not in figure_words()["voting"] or amount.value < 2:
        return None
    return CountedThing(VOTES, "vote", from_to(head, amount), head, VOTE, is_known=True)


def of_term(text: AnnotatedText, amount: Amount) -> CountedThing | None:
    """Read "sentenced to 12 years", "12 years in prison"."""
    trees, noun = text.trees, amount.last
    if noun >= len(trees.words) or trees.words[noun].lemma.lower() not in TERM_UNITS:
        return None
    unit = trees.words[noun].text.lower()
    if noun + 2 < len(trees.words) and trees.words[noun + 2].lemma.lower() in figure_words()["prison"]:
        span = WordRange(amount.first, noun + 3)
        return CountedThing(trees.words[noun + 2].text, "prison", span, amount.at, TERM, unit=unit, is_known=True)
    verb = predicate_above(text, noun)
    if verb is not None and trees.words[verb].lemma.lower() in figure_words()["sentence"] and 0 < noun - verb <= MAX_GAP + 1:
        return CountedThing("sentenced", "prison", WordRange(verb, noun + 1), verb, TERM, unit=unit, is_known=True)
    return None


def of_noun(text: AnnotatedText, amount: Amount) -> CountedThing | None:
    """Read "12 people", "12 people were killed", "10,000 jobs"."""
    trees, noun = text.trees, text.trees.words[amount.at].head
    phrase = _counted_phrase(text, amount, noun)
    if phrase is None:
        return None
    word, written = trees.words[noun], text.written(phrase)
    kind, verb = kind_of(text, noun)
    if kind is not None:
        lemma = word.lemma.lower()
        owner = owner_of(text, noun) if lemma in figure_words()["owned"] else ""
        label = written if verb == noun else f"{written} {kind.name.removeprefix(f'{written} ')}"
        label += f" ({owner})" if owner else ""
        span = WordRange(min(amount.first, verb), max(noun, verb) + 1)
        return CountedThing(label, joined(kind.name, owner), span, verb, COUNTED, is_known=True)
    if not (word.tag in {"NNS", "NNPS"} or word.text.lower() in figure_words()["plural"]) or amount.value < MIN_OF_ANY_NOUN:
        return None
    deed = trees.words[word.head].lemma if word.head != ROOT and trees.words[word.head].pos == "VERB" else ""
    kind_words = joined(lemmas_of(trees, phrase), deed)
    return CountedThing(written, kind_words, WordRange(amount.first, phrase.last), noun, COUNTED)


def _counted_phrase(text: AnnotatedText, amount: Amount, noun: int) -> WordRange | None:
    """Return the words of the noun that a number counts; None where it is no noun of countable things."""
    trees = text.trees
    if not amount.last <= noun < amount.last + MAX_GAP or trees.words[amount.at].kind not in {"nummod", "compound"}:
        return None
    word, lemma = trees.words[noun], trees.words[noun].lemma.lower()
    is_one_name = word.pos == "PROPN" and (word.tag != "NNPS" or noun > amount.last)
    is_measure = lemma in figure_words()["measure"]
    if word.pos not in {"NOUN", "PROPN"} or is_one_name or (lemma in figure_words()["uncounted"] and not is_measure):
        return None
    if not MARKS.isdisjoint(trees.words[at].text for at in range(amount.last, noun)):
        return None
    if not is_measure:
        return WordRange(amount.last, noun + 1)
    whole = phrase_of(trees, noun, with_of=True)
    return None if whole.last == noun + 1 else WordRange(amount.last, whole.last)


def of_state(text: AnnotatedText, amount: Amount) -> CountedThing | None:
    """Read "19 dead", "30 wounded"."""
    trees, at = text.trees, amount.last
    if at >= len(trees.words) or trees.words[at].pos == "NOUN":
        return None
    word = trees.words[at].text.lower()
    kind = next((kind for kind in kinds() if word in kind.words), None)
    if kind is None or (at + 1 < len(trees.words) and trees.words[at + 1].pos in {"NOUN", "PROPN", "PRON", "DET"}):
        return None
    return CountedThing(trees.words[at].text, kind.name, WordRange(amount.first, at + 1), at, HAPPENED, is_known=True)


def of_verb(text: AnnotatedText, amount: Amount) -> CountedThing | None:
    """Read "killing 19", "wounded at least 30 others", "19 were killed"."""
    trees, word = text.trees, text.trees.words[amount.at]
    noun = word.head if word.kind == "nummod" else amount.at
    if noun != amount.at and trees.words[noun].lemma.lower() not in {"other", "more"}:
        return None
    verb = trees.words[noun].head
    if verb == ROOT or trees.words[verb].pos != "VERB" or not -MAX_GAP <= amount.first - verb <= MAX_GAP:
        return None
    is_object = verb < amount.first and trees.words[noun].kind in {"obj", "obl", "nmod"}
    if not is_object and trees.words[noun].relation != "nsubj:pass":
        return None
    before = text.doc.text[trees.words[verb].end : amount.start].strip()
    if (is_object and before) or any(
        trees.words[child].kind in {"nmod", "obl"} and trees.words[child].text in {"%", "$"} for child in trees.children[noun]
    ):
        return None
    lemma = trees.words[verb].lemma.lower()
    kind = next((kind for kind in kinds() if not kind.only and lemma in kind.happens), None)
    if kind is None or kind.name in {"sold", "ordered", "delivered", "troops", "stranded"}:
        return None
    return CountedThing(kind.name, kind.name, from_to(verb, amount), verb, HAPPENED, is_known=True)
