"""What clauses are read from: a report's words with the mentions, offices, dates and quotation marks found in it, by token.

Built once a step, in one pass; everything else asks it by the index of a token.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from generator.derive.lexicon import rows, words
from generator.derive.syntax.document import Document, Sentence, Token
from generator.model.findings import Evidence, Findings, Kind, Mention, TimeExpression


@lru_cache(maxsize=64)
def word_class(name: str) -> frozenset[str]:
    """The words of one class of `clause_words.tsv`."""
    return frozenset({row[0]: row[1] for row in rows("clause_words")}[name].split())


@dataclass(frozen=True)
class Syntax:
    """A report by its tokens. `starts` and `ends` hold the longest mention that starts or ends at a token."""

    doc: Document
    found: Findings
    tokens: tuple[Token, ...]
    lower: tuple[str, ...]
    kinds: dict[str, Kind]
    starts: dict[int, Mention]
    ends: dict[int, Mention]
    titles: frozenset[int]
    times: dict[int, tuple[int, TimeExpression]]
    time_ends: dict[int, int]
    spoken: frozenset[int]

    def first(self, mention: Mention) -> int:
        """The index of a mention's first token."""
        return self.doc.token_at(mention.evidence.start)

    def is_adverb(self, index: int) -> bool:
        """Whether a token may stand between a subject and its verb without saying anything about either."""
        word = self.lower[index]
        if word in word_class("adverb"):
            return index not in self.ends
        return word.endswith("ly") and len(word) > 4 and word not in word_class("not_adverb") and index not in self.ends

    def is_asked(self, sentence: Sentence) -> bool:
        """Whether the sentence is a question."""
        return sentence.last > sentence.first and "?" in self.doc.text[sentence.end - 2 : sentence.end]

    def text(self, first: int, last: int) -> str:
        """The words of the tokens `first:last`, as written."""
        return self.doc.text[self.tokens[first].start : self.tokens[last - 1].end] if first < last else ""


def read(doc: Document, found: Findings) -> Syntax:
    """The syntax of a report with the names, dates and quotes found so far."""
    starts: dict[int, Mention] = {}
    ends: dict[int, Mention] = {}
    for mention in found.mentions:
        cited = mention.evidence
        first, last = doc.token_at(cited.start), doc.token_at(cited.end - 1)
        if first not in starts or cited.end > starts[first].evidence.end:
            starts[first] = mention
        if last not in ends or cited.start < ends[last].evidence.start:
            ends[last] = mention
    times = {doc.token_at(t.evidence.start): (doc.token_at(t.evidence.end - 1) + 1, t) for t in found.times}
    return Syntax(
        doc,
        found,
        doc.tokens,
        doc.lower,
        {entity.id: entity.kind for entity in found.entities},
        starts,
        ends,
        _tokens(doc, (role.evidence for role in found.roles)),
        times,
        {last - 1: first for first, (last, _) in times.items()},
        _tokens(doc, (q.evidence for q in found.quotes if q.direct)),
    )


def _tokens(doc: Document, stretches: Iterable[Evidence]) -> frozenset[int]:
    return frozenset(
        index for stretch in stretches for index in range(doc.token_at(stretch.start), doc.token_at(stretch.end - 1) + 1)
    )


@lru_cache(maxsize=1)
def title_words() -> frozenset[str]:
    """Words of titles and forms of address, which may stand between a clause's opening and a name."""
    single = {word.lower() for title in words("titles") for word in title.split()} - {"of"}
    return frozenset(single | {word.lower() for word in words("honorifics")} | set(words("role_modifiers")))


@lru_cache(maxsize=1)
def known_forms() -> dict[str, str]:
    """Every form of the verbs of stance and of happening, with the letters of what it can be."""
    found: dict[str, set[str]] = {}
    for row in (*rows("stances"), *rows("event_verbs")):
        for letter, form in zip("bsdng", row[:5], strict=False):
            if form != "-":
                found.setdefault(form, set()).add(letter)
    for form in words("speech_verbs"):
        found.setdefault(form, set()).update("s" if form.endswith("s") else "d")
    return {form: "".join(sorted(letters)) for form, letters in found.items()}
