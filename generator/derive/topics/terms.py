"""The terms of a label: the stems of its words, each with how much it tells of what a report is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.derive.topics.phrases import NAMES, PRODUCT
from generator.derive.topics.words import CODE, WORD, content_words, stem, telling
from generator.model.findings import Mention

Terms = tuple[tuple[str, int], ...]


def stems_of_names(mentions: Iterable[Mention]) -> frozenset[str]:
    """Return the stems of all words by which a report names somebody."""
    named = (mention.evidence.text for mention in mentions if mention.form in NAMES)
    return frozenset(stem(word) for text in named for word in WORD.findall(text))


def terms(words: Sequence[str], rule: str, names: frozenset[str]) -> Terms:
    """Return the terms of a label's words; of a product with its maker's name only the product."""
    parts = [part for word in words for part in content_words(word)]
    if rule == PRODUCT and all(CODE.match(part) or is_name(part, names) for part in parts):
        parts = [part for part in parts if CODE.match(part)] or parts
    return tuple({stem(part): telling(part, is_name=is_name(part, names)) for part in parts}.items())


def is_name(word: str, names: frozenset[str]) -> bool:
    """Return whether a label's word is of somebody's name, but no product's."""
    parts = [part for part in WORD.findall(word) if part != "s"]
    return word[0].isupper() and not CODE.match(word) and all(stem(part) in names for part in parts)
