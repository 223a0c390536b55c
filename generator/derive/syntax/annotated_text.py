"""A report's tokens with the mentions, roles, dates and quoted words that earlier steps found in it.

Built once a step, in one pass; the rules ask it by the index of a token.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from generator.derive.syntax.clauses import Clause, clauses
from generator.derive.syntax.document import Document, Sentence, Token, TokenSpan
from generator.derive.syntax.parser import parse
from generator.derive.syntax.spans_by_sentence import SpansBySentence
from generator.derive.syntax.trees import Trees, WordRange
from generator.derive.syntax.word_classes import word_class
from generator.model.findings import Evidence, Findings, Kind, Mention, Quote, TimeExpression


@dataclass(frozen=True)
class AnnotatedText:
    """A report with its findings by the index of a token."""

    doc: Document
    findings: Findings
    tokens: tuple[Token, ...]
    lower: tuple[str, ...]
    """The tokens' texts in small letters."""
    entity_kinds: dict[str, Kind]
    """The kind of each entity, by its id."""
    mention_starts: dict[int, Mention]
    """The longest mention that starts at a token."""
    mention_ends: dict[int, Mention]
    """The longest mention whose last token it is."""
    role_tokens: frozenset[int]
    """Tokens of titles and offices."""
    time_starts: dict[int, tuple[int, TimeExpression]]
    """The date that starts at a token, with one past its last token."""
    time_ends: dict[int, int]
    """The first token of the date whose last token it is."""
    quoted_tokens: frozenset[int]
    """Tokens of direct quotes."""

    @cached_property
    def trees(self) -> Trees:
        """The trees of the report's sentences."""
        return parse(self.doc)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses of the report, in the order of their predicates."""
        return clauses(self.trees)

    @cached_property
    def clause_at(self) -> dict[int, Clause]:
        """The clauses by their predicates."""
        return {clause.predicate: clause for clause in self.clauses}

    @cached_property
    def quotes(self) -> SpansBySentence[Quote]:
        """The quotes of the report by their sentences."""
        return SpansBySentence(self.doc, self.findings.quotes, lambda quote: quote.evidence)

    @cached_property
    def actors(self) -> dict[int, Any]:
        """The actors of phrases by their heads, as far as they are worked out."""
        return {}

    @cached_property
    def names(self) -> dict[str, str]:
        """The name of each entity, by its id."""
        return {entity.id: entity.name for entity in self.findings.entities}

    @cached_property
    def main_actor(self) -> str | None:
        """The actor with most mentions, no place or thing; None where the report names none."""
        kinds = self.entity_kinds
        acting = (each.entity for each in self.findings.mentions if kinds[each.entity] not in {Kind.PLACE, Kind.THING})
        return next((entity for entity, _ in Counter(acting).most_common(1)), None)

    def tokens_of(self, words: WordRange) -> TokenSpan:
        """Return the tokens that cover a range of the trees' words."""
        first = self.doc.token_at(self.trees.words[words.first].start)
        return TokenSpan(first, self.doc.token_at(self.trees.words[words.last - 1].start) + 1)

    def written(self, words: WordRange) -> str:
        """Return the text of a range of the trees' words, as written; "" for no words."""
        between = self.trees.words[words.first : words.last]
        return self.doc.text[between[0].start : between[-1].end] if between else ""

    def first_token(self, mention: Mention) -> int:
        """Return the index of a mention's first token."""
        return self.doc.token_at(mention.evidence.start)

    def end_token(self, mention: Mention) -> int:
        """Return one past the index of a mention's last token."""
        return self.doc.token_at(mention.evidence.end - 1) + 1

    def is_adverb(self, index: int) -> bool:
        """Return whether a token is an adverb, which may stand between a subject and its verb."""
        word = self.lower[index]
        if word in word_class("adverb"):
            return index not in self.mention_ends
        return word.endswith("ly") and len(word) > 4 and word not in word_class("not_adverb") and index not in self.mention_ends

    def is_question(self, sentence: Sentence) -> bool:
        """Return whether a sentence ends with a question mark."""
        return sentence.last > sentence.first and "?" in self.doc.text[sentence.end - 2 : sentence.end]

    def slice(self, first: int, last: int) -> str:
        """Return the text of the tokens `first:last`, as written."""
        return self.doc.text[self.tokens[first].start : self.tokens[last - 1].end] if first < last else ""


def annotate(doc: Document, findings: Findings) -> AnnotatedText:
    """Index a report's findings so far by its tokens."""
    starts: dict[int, Mention] = {}
    ends: dict[int, Mention] = {}
    for mention in findings.mentions:
        cited = mention.evidence
        first, last = doc.token_at(cited.start), doc.token_at(cited.end - 1)
        if first not in starts or cited.end > starts[first].evidence.end:
            starts[first] = mention
        if last not in ends or cited.start < ends[last].evidence.start:
            ends[last] = mention
    times = {doc.token_at(t.evidence.start): (doc.token_at(t.evidence.end - 1) + 1, t) for t in findings.times}
    return AnnotatedText(
        doc,
        findings,
        doc.tokens,
        doc.lower,
        {entity.id: entity.kind for entity in findings.entities},
        starts,
        ends,
        _covered_tokens(doc, (role.evidence for role in findings.roles)),
        times,
        {last - 1: first for first, (last, _) in times.items()},
        _covered_tokens(doc, (quote.evidence for quote in findings.quotes if quote.direct)),
    )


def _covered_tokens(doc: Document, spans: Iterable[Evidence]) -> frozenset[int]:
    return frozenset(index for span in spans for index in range(doc.token_at(span.start), doc.token_at(span.end - 1) + 1))
