"""Sentences as readers address them, and the source of a statement."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from hashlib import blake2b

from generator.derive.syntax.document import Document
from generator.model.article import Article
from generator.model.findings import Evidence
from generator.model.statements import SentenceMark, Source


def marks(doc: Document) -> tuple[SentenceMark, ...]:
    """Every sentence with an id made of its words, so that links to it last while the sentence does."""
    seen: Counter[str] = Counter()
    found = []
    for sentence in doc.sentences:
        words = doc.text[sentence.start : sentence.end]
        stem = "s-" + blake2b(words.encode(errors="surrogatepass"), digest_size=4).hexdigest()
        seen[stem] += 1
        anchor = stem if seen[stem] == 1 else f"{stem}-{seen[stem]}"
        found.append(SentenceMark(sentence.start, sentence.end, anchor))
    return tuple(found)


def index_of(sentences: tuple[SentenceMark, ...], offset: int) -> int:
    """The index of the sentence that holds an offset."""
    return max(0, bisect_right(sentences, offset, key=lambda mark: mark.start) - 1)


def source(article: Article, sentences: tuple[SentenceMark, ...], evidence: Evidence, *, person: bool = False) -> Source:
    """The sentence in which the evidence begins."""
    mark = sentences[index_of(sentences, evidence.start)]
    return Source(article.slug, mark.anchor, article.text[mark.start : mark.end], evidence.text, person)
