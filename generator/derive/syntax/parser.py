"""Parses a report: its sentences to words with tags, lemmas and a dependency tree.

A parser is a function of sentences, each the texts of its words, to an `Analysis` of each. The one in the package needs
nothing else; "spacy:NAME" is an installed pipeline of spaCy. Analyses are cached by sentence, so that an edited report is
parsed where it changed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache, partial

from generator.derive.syntax import spacy_pipeline
from generator.derive.syntax.columns import rows
from generator.derive.syntax.document import Document
from generator.derive.syntax.trees import ROOT, Analysis, Trees, Word, WordRange
from generator.derive.syntax.word_cache import WordCache
from generator.derive.syntax.word_splitting import split_sentence

MAX_WORDS = 150
"""Longer sentences are parsed in pieces of this length, so that the time grows with the length of the text only."""
MAX_CACHED_SENTENCES = 4_000
KINDS: WordCache[str, str] = WordCache(lambda relation: relation.partition(":")[0])
"""Relations without their subtypes."""

Analyse = Callable[[Sequence[Sequence[str]]], list[Analysis]]


@lru_cache(maxsize=2)
def parse(doc: Document) -> Trees:
    """Return the trees of a report's sentences."""
    spans = [split_sentence(doc, sentence) for sentence in doc.sentences]
    pieces = [own[at : at + MAX_WORDS] for own in spans for at in range(0, len(own), MAX_WORDS)]
    texts = [tuple([doc.text[start:end] for start, end in piece]) for piece in pieces]
    analyses = _parser(doc.lang.split("-")[0].lower(), doc.syntax).analyses(texts)
    words: list[Word] = []
    for piece, text, analysis in zip(pieces, texts, analyses, strict=True):
        base = len(words)
        heads = [head if head == ROOT else head + base for head in analysis.heads]
        starts, ends = zip(*piece, strict=True)
        kinds = map(KINDS.__getitem__, analysis.relations)
        columns = (text, analysis.lemmas, analysis.poses, analysis.tags, heads, analysis.relations, kinds)
        words.extend(rows(Word, starts, ends, *columns))
    sentences: list[WordRange] = []
    for own in spans:
        first = sentences[-1].last if sentences else 0
        sentences.append(WordRange(first, first + len(own)))
    return Trees(tuple(words), tuple(sentences))


class SentenceCache:
    """The analyses of one parser by sentence; emptied when it is full."""

    def __init__(self, analyse: Analyse) -> None:
        self.analyse = analyse
        self.known: dict[tuple[str, ...], Analysis] = {}

    def analyses(self, sentences: Sequence[tuple[str, ...]]) -> list[Analysis]:
        """Return the analysis of each sentence; those that are new are parsed together."""
        new = [*dict.fromkeys(sentence for sentence in sentences if sentence not in self.known)]
        if not new:
            return [self.known[sentence] for sentence in sentences]
        found = dict(zip(new, self.analyse(new), strict=True))
        result = [self.known.get(sentence) or found[sentence] for sentence in sentences]
        if len(self.known) + len(found) > MAX_CACHED_SENTENCES:
            self.known.clear()
        self.known.update(found)
        return result


@lru_cache(maxsize=4)
def _parser(lang: str, syntax: str) -> SentenceCache:
    if syntax:
        return SentenceCache(partial(spacy_pipeline.analyse, syntax))
    # Loading numpy and the weights takes time that a command that derives nothing must not pay.
    from generator.derive.syntax.network import analyse

    return SentenceCache(partial(analyse, lang))
