"""A report's tokens with the mentions, roles, dates and quoted words that earlier steps found in it.

Built for a step; what the step before has not changed is taken over. The rules ask it by the index of a token.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from generator.derive.syntax.clauses import Clause, clauses
from generator.derive.syntax.document import Document, Sentence, Token, TokenSpan
from generator.derive.syntax.last_result import keep_last
from generator.derive.syntax.parser import parse
from generator.derive.syntax.spans_by_sentence import SpansBySentence
from generator.derive.syntax.trees import Trees, WordRange
from generator.derive.syntax.word_classes import word_class
from generator.model.findings import Entity, Evidence, Findings, Kind, Mention, Quote, Role, TimeExpression

MAX_TOKENS_OF_MENTION = 8
"""Tokens back from a word to the start of a mention that may cover it."""


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
        return _known_actors(self.trees, self.mention_starts, self.entity_kinds)

    @cached_property
    def token_of_word(self) -> tuple[int, ...]:
        """The token in which each word of the trees starts."""
        return _tokens_of_words(self.doc, self.trees)

    @cached_property
    def mention_tokens(self) -> tuple[int, ...]:
        """The tokens at which mentions start, for bisection."""
        return tuple(sorted(self.mention_starts))

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

    def mentions_in(self, first: int, last: int) -> list[Mention]:
        """Return the longest mentions that start at the tokens `first:last`, in order."""
        at = self.mention_tokens
        return [self.mention_starts[token] for token in at[bisect_left(at, first) : bisect_left(at, last)]]

    def mention_at(self, word: int) -> Mention | None:
        """Return the mention that covers a word of the trees; None if none does."""
        start, token = self.trees.words[word].start, self.token_of_word[word]
        for place in range(bisect_right(self.mention_tokens, token) - 1, -1, -1):
            first = self.mention_tokens[place]
            if first <= token - MAX_TOKENS_OF_MENTION:
                return None
            if self.mention_starts[first].evidence.end > start:
                return self.mention_starts[first]
        return None

    def tokens_of(self, words: WordRange) -> TokenSpan:
        """Return the tokens that cover a range of the trees' words."""
        return TokenSpan(self.token_of_word[words.first], self.token_of_word[words.last - 1] + 1)

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
    starts, ends = _mentions_by_token(doc, findings.mentions)
    times = _times_by_token(doc, findings.times)
    return AnnotatedText(
        doc,
        findings,
        doc.tokens,
        doc.lower,
        _kinds(findings.entities),
        starts,
        ends,
        _role_tokens(doc, findings.roles),
        times,
        {last - 1: first for first, (last, _) in times.items()},
        _quoted_tokens(doc, findings.quotes),
    )


@keep_last
def _mentions_by_token(doc: Document, mentions: tuple[Mention, ...]) -> tuple[dict[int, Mention], dict[int, Mention]]:
    """Return the longest mention that starts at each token, and that which ends with it."""
    starts: dict[int, Mention] = {}
    ends: dict[int, Mention] = {}
    for mention in mentions:
        cited = mention.evidence
        first, last = doc.token_at(cited.start), doc.token_at(cited.end - 1)
        if first not in starts or cited.end > starts[first].evidence.end:
            starts[first] = mention
        if last not in ends or cited.start < ends[last].evidence.start:
            ends[last] = mention
    return starts, ends


@keep_last
def _tokens_of_words(doc: Document, trees: Trees) -> tuple[int, ...]:
    starts = doc.token_starts
    return tuple([bisect_right(starts, start) - 1 for start in trees.starts])


@keep_last
def _kinds(entities: tuple[Entity, ...]) -> dict[str, Kind]:
    return {entity.id: entity.kind for entity in entities}


@keep_last
def _times_by_token(doc: Document, times: tuple[TimeExpression, ...]) -> dict[int, tuple[int, TimeExpression]]:
    return {doc.token_at(t.evidence.start): (doc.token_at(t.evidence.end - 1) + 1, t) for t in times}


@keep_last
def _role_tokens(doc: Document, roles: tuple[Role, ...]) -> frozenset[int]:
    return _covered_tokens(doc, (role.evidence for role in roles))


@keep_last
def _quoted_tokens(doc: Document, quotes: tuple[Quote, ...]) -> frozenset[int]:
    return _covered_tokens(doc, (quote.evidence for quote in quotes if quote.direct))


@keep_last
def _known_actors(_trees: Trees, _mention_starts: dict[int, Mention], _entity_kinds: dict[str, Kind]) -> dict[int, Any]:
    """Return where the actors of these trees and mentions are kept, empty for new ones."""
    return {}


def _covered_tokens(doc: Document, spans: Iterable[Evidence]) -> frozenset[int]:
    return frozenset(index for span in spans for index in range(doc.token_at(span.start), doc.token_at(span.end - 1) + 1))
