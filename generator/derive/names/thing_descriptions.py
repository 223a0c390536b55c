"""Descriptions that refer to a thing named before: "the plane", "the new aircraft", "the treaty".

It is the only thing of the report that is described so, by its name (Treaty of Delm) or by a noun beside it (the M380
superjumbo); of several the only one that the sentence and the one before name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from generator.derive.evidence import cite
from generator.derive.names.descriptions import Description
from generator.derive.syntax.annotated_text import AnnotatedText
from generator.derive.syntax.thing_words import said_by_turns, things_end_with
from generator.model.findings import Confidence, Form, Kind, Mention

DESCRIBED_THING = "the thing that the noun describes"
RULES = (DESCRIBED_THING,)
SAID_OF_THE_SAME = frozenset({"new", "giant", "massive"})
MAX_WORDS_TO_NOUN = 6
"""How far behind a name the noun may stand that says what it is: ", a twin-deck aircraft"."""


def find(text: AnnotatedText, found: Sequence[Description]) -> Iterator[Mention]:
    """Return a mention for each description of one thing named before."""
    things = [m for m in text.findings.mentions if text.entity_kinds[m.entity] is Kind.THING]
    described = _described(text, things) if things else {}
    for each in found:
        *modifiers, noun = each.phrase
        if noun not in described or not SAID_OF_THE_SAME.issuperset(modifiers):
            continue
        start = text.trees.words[each.first].start
        before = [m for m in things if m.evidence.end <= start and m.entity in described[noun]]
        if before and (meant := _meant(text, before, start)):
            cited = cite(text.doc.text, start, text.trees.words[each.last - 1].end)
            yield Mention("", cited, meant, Form.DESCRIPTION, Confidence.UNSURE, DESCRIBED_THING)


def _meant(text: AnnotatedText, before: Sequence[Mention], start: int) -> str | None:
    """Return the only thing named before, or the only one in the sentence and the one before it."""
    named = {mention.entity for mention in before}
    if len(named) > 1:
        sentence = text.doc.sentence_at(start)
        named = {m.entity for m in before if text.doc.sentence_at(m.evidence.start) >= sentence - 1}
    return named.pop() if len(named) == 1 else None


def _described(text: AnnotatedText, things: Sequence[Mention]) -> dict[str, set[str]]:
    """Return the things of a report by the nouns that are said of them."""
    found: dict[str, set[str]] = defaultdict(set)
    for mention in things:
        for word in mention.evidence.text.split():
            if things_end_with().get(word) == "law":
                found[word.lower()].add(mention.entity)
        last = text.end_token(mention)
        sentence = text.doc.sentences[text.doc.sentence_at(mention.evidence.start)]
        for word in text.lower[last : min(last + MAX_WORDS_TO_NOUN, sentence.last)]:
            for noun in said_by_turns().get(word, ()):
                found[noun].add(mention.entity)
    return found
