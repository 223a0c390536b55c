"""A report's text for readers, as far as the report alone tells it."""

from __future__ import annotations

from generator.briefing import SentenceMark
from generator.model import Article, Findings, Form, TimeExpression
from generator.plan.dates import when
from generator.prose import Mark, Marks, annotated, disjoint
from generator.words import Words


def body(article: Article, found: Findings, sentences: tuple[SentenceMark, ...], words: Words) -> str:
    """The text with sentences addressable, names marked and dates resolved in the site's words."""
    names = (Mark(m.evidence.start, m.evidence.end, entity=m.entity) for m in found.mentions if m.form is not Form.PRONOUN)
    dates = (mark for time in found.times if (mark := _date(words, time)))
    quotes = (Mark(s.start, s.end, "span", (("class", "q"),)) for q in found.quotes if q.direct for s in q.segments)
    return annotated(article.text, article.tree, Marks(sentences, disjoint(quotes), disjoint((*names, *dates))))


def _date(words: Words, time: TimeExpression) -> Mark | None:
    """A date's words, with what they resolve to behind them unless they say as much themselves."""
    said = when(words, time.edtf, time.not_before, time.not_after)
    if said is None:
        return None
    attributes: tuple[tuple[str, str], ...] = (("class", "d"),)
    if said.datetime:
        attributes += (("datetime", said.datetime),)
    says_so = all(part.casefold() in time.evidence.text.casefold() for part in said.text.split())
    after = "" if says_so else f' <span class="r">[{said.text}]</span>'
    return Mark(time.evidence.start, time.evidence.end, "time" if said.datetime else "span", attributes, after)
