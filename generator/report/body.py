"""A report's text for readers, as far as the report alone tells it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from generator.model.article import Article
from generator.model.findings import Findings, Form, Mention, Quote, TimeExpression
from generator.model.statements import SentenceMark
from generator.report.annotate import PLACE, SAID, WHO, Marks, TextMark, annotated, disjoint
from generator.report.dates_in_words import when
from generator.theme.texts import Words, in_language


def body(article: Article, found: Findings, sentences: tuple[SentenceMark, ...], words: Words) -> str:
    """The text with sentences addressable, names marked and dates resolved in the site's words."""
    names = _names(mention for mention in found.mentions if mention.form is not Form.PRONOUN)
    dates = (mark for time in found.times if (mark := _date(words, time, in_language(words.language, article.lang))))
    quotes = (mark for quote in found.quotes if quote.direct for mark in _quote(quote))
    stands = (TextMark(p.evidence.start, p.evidence.end, "span", (("class", "p"),)) for p in found.positions)
    marks = Marks(sentences, disjoint(stands), disjoint(quotes), disjoint((*names, *dates)))
    return annotated(article.text, article.tree, marks)


def _names(mentions: Iterable[Mention]) -> Iterator[TextMark]:
    """Names, and a place for a note on who that is behind each that comes for the first time."""
    seen: set[str] = set()
    for mention in sorted(mentions, key=lambda mention: mention.evidence.start):
        after = "" if mention.entity in seen else f"{PLACE}{WHO} {mention.entity}{PLACE}"
        seen.add(mention.entity)
        yield TextMark(mention.evidence.start, mention.evidence.end, after=after, entity=mention.entity)


def _quote(quote: Quote) -> Iterator[TextMark]:
    """The stretches of direct speech, and a place for a note on whose it is behind the last."""
    for number, said in enumerate(quote.segments, 1):
        after = f"{PLACE}{SAID} {quote.id}{PLACE}" if number == len(quote.segments) else ""
        yield TextMark(said.start, said.end, "span", (("class", "q"),), after)


def _date(words: Words, time: TimeExpression, ours: str) -> TextMark | None:
    """A date's words, with what they resolve to behind them unless they say as much themselves; `ours` tells our language."""
    said = when(words, time.edtf, time.not_before, time.not_after)
    if said is None:
        return None
    attributes: tuple[tuple[str, str], ...] = (("class", "d"),)
    if said.datetime:
        attributes += (("datetime", said.datetime),)
    says_so = all(part.casefold() in time.evidence.text.casefold() for part in said.text.split())
    as_written = escape(" ".join(time.evidence.text.split()))
    told = f"<span{ours}>[{escape(said.text)}]</span>" if ours else f"[{escape(said.text)}]"
    after = "" if says_so else f'<span class="r" data-said="{as_written}"> {told}</span>'
    return TextMark(time.evidence.start, time.evidence.end, "time" if said.datetime else "span", attributes, after)
