"""Sentences as readers address them, and the source of a statement."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from hashlib import blake2b
from operator import attrgetter

from generator.derive.syntax.document import Document
from generator.model.article import Article
from generator.model.findings import Evidence
from generator.model.statements import SentenceMark, Source

START = attrgetter("start")


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
    return max(0, bisect_right(sentences, offset, key=START) - 1)


def clause(text: str, sentences: tuple[SentenceMark, ...], evidence: Evidence) -> str:
    """Return a clause in whole words, with an ellipsis where its sentence begins before it or goes on after it."""
    start, end = evidence.start, evidence.end
    while start and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    before = text[sentences[index_of(sentences, start)].start : start]
    after = text[end : sentences[index_of(sentences, end - 1)].end]
    opening, closing = ("…" if any(map(str.isalnum, left_out)) else "" for left_out in (before, after))
    return " ".join((opening, *text[start:end].split(), closing)).strip()


def source(article: Article, sentences: tuple[SentenceMark, ...], evidence: Evidence, *, person: bool = False) -> Source:
    """The sentence in which the evidence begins."""
    mark = sentences[index_of(sentences, evidence.start)]
    return Source(article.slug, mark.anchor, article.text[mark.start : mark.end], evidence.text, person)
