"""A report's text as HTML, annotated with the report's own findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from generator.model.article import Article
from generator.model.findings import Findings, Form, Mention, Quote, TimeExpression
from generator.model.statements import SentenceMark
from generator.report.annotate import ACTOR_NOTE, PLACEHOLDER, QUOTE_NOTE, Marks, TextMark, annotated, disjoint
from generator.report.dates_in_words import when
from generator.report.extracts import Tree
from generator.theme.texts import Words, in_language


def body(article: Article, found: Findings, published: Tree, sentences: tuple[SentenceMark, ...], words: Words) -> str:
    """The text that is `published`, with sentences addressable, names marked and dates resolved in the site's words."""
    names = _names(mention for mention in found.mentions if mention.form is not Form.PRONOUN)
    dates = (mark for time in found.times if (mark := _date(words, time, in_language(words.language, article.lang))))
    quotes = (mark for quote in found.quotes if quote.direct for mark in _quote(quote))
    positions = (TextMark(p.evidence.start, p.evidence.end, "span", (("class", "p"),)) for p in found.positions)
    marks = Marks(sentences, disjoint(positions), disjoint(quotes), disjoint((*names, *dates)))
    return annotated(article.text, published, marks)


def _names(mentions: Iterable[Mention]) -> Iterator[TextMark]:
    """The marks of names; behind each entity's first name a placeholder for a note on its actor."""
    seen: set[str] = set()
    for mention in sorted(mentions, key=lambda mention: mention.evidence.start):
        after = "" if mention.entity in seen else f"{PLACEHOLDER}{ACTOR_NOTE} {mention.entity}{PLACEHOLDER}"
        seen.add(mention.entity)
        yield TextMark(mention.evidence.start, mention.evidence.end, after=after, entity=mention.entity)


def _quote(quote: Quote) -> Iterator[TextMark]:
    """The marks of a quote's segments; behind the last a placeholder for a note on its speaker."""
    for number, said in enumerate(quote.segments, 1):
        after = f"{PLACEHOLDER}{QUOTE_NOTE} {quote.id}{PLACEHOLDER}" if number == len(quote.segments) else ""
        yield TextMark(said.start, said.end, "span", (("class", "q"),), after)


def _date(words: Words, time: TimeExpression, language: str) -> TextMark | None:
    """The mark of a date's words, followed by the resolved date unless they say it; `language` is our words' attribute."""
    said = when(words, time.edtf, time.not_before, time.not_after)
    if said is None:
        return None
    attributes: tuple[tuple[str, str], ...] = (("class", "d"),)
    if said.datetime:
        attributes += (("datetime", said.datetime),)
    is_resolved = all(part.casefold() in time.evidence.text.casefold() for part in said.text.split())
    as_written = escape(" ".join(time.evidence.text.split()))
    resolved = f"<span{language}>[{escape(said.text)}]</span>" if language else f"[{escape(said.text)}]"
    after = "" if is_resolved else f'<span class="r" data-said="{as_written}"> {resolved}</span>'
    return TextMark(time.evidence.start, time.evidence.end, "time" if said.datetime else "span", attributes, after)
