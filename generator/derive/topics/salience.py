"""Words that stand out in a report: those of its title and its opening, and those that it repeats."""

from __future__ import annotations

from collections import Counter

from generator.derive.lexicon import words
from generator.derive.syntax.document import Document
from generator.derive.topics.words import FAMILIES, families

OPENING_SENTENCES = 2
MIN_OPENING_WORDS = 6
"""Shorter sentences at the top are datelines and headings."""
TITLE, OPENING, MAX_REPEATS = 6, 3, 6
"""What a word's place in the title, in the opening, and each of its repetitions weigh."""
SALIENT = 3
"""The weight from which on a word stands out."""


def sentences_of_title(doc: Document) -> frozenset[int]:
    """Return the numbers of the sentences that only repeat the title, or a part of it."""
    title = doc.title.casefold()
    short = (number for number, sentence in enumerate(doc.sentences) if sentence.end - sentence.start <= len(title))
    return frozenset(
        number for number in short if doc.text[doc.sentences[number].start : doc.sentences[number].end].casefold() in title
    )


def opening_sentences(doc: Document) -> frozenset[int]:
    """Return the numbers of the first sentences that are neither the title nor a dateline."""
    found: list[int] = []
    title = doc.title.casefold().strip()
    for number, sentence in enumerate(doc.sentences):
        text = doc.text[sentence.start : sentence.end].casefold()
        is_title = text.strip() in title or (title and title in text)
        if not is_title and sentence.last - sentence.first >= MIN_OPENING_WORDS:
            found.append(number)
        if len(found) == OPENING_SENTENCES:
            break
    return frozenset(found)


def salient_words(doc: Document) -> dict[str, int]:
    """Return the families of words that stand out, each with its weight, in alphabetical order."""
    counts = Counter(families(doc.text))
    title = set(families(doc.title))
    opening = {
        family
        for number in opening_sentences(doc)
        for family in families(doc.text[doc.sentences[number].start : doc.sentences[number].end])
    }
    plain = {FAMILIES[word] for word in words("topic_stopwords")}
    weights = {
        family: TITLE * (family in title) + OPENING * (family in opening) + min(counts[family], MAX_REPEATS)
        for family in {*counts, *title} - plain
        if len(family) > 2
    }
    return {family: weights[family] for family in sorted(weights) if weights[family] >= SALIENT}
