"""Time expressions to EDTF, never more exact than the text: "yesterday", "13 October", "earlier this month", "in July".

A sentence's words get classes (`words`), the table of rules finds phrases in the string of classes (`grammar`), and each
rule resolves its phrase from the publication day, in a file of what it resolves (`weekdays`, `months`, `quarters` …). Where
the publication day is unknown, it is read from a date line at the head of the text. Names of people and papers ("Mr May",
"The Sun") are no dates.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from msgspec.structs import replace

from generator.derive.evidence import cite
from generator.derive.syntax.document import Document, Sentence
from generator.derive.time import calendar
from generator.derive.time.context import Mentioned, Phrase, TimeValue
from generator.derive.time.full_dates import FULL_DATE
from generator.derive.time.grammar import compile_grammar
from generator.derive.time.words import TimeWord, classify
from generator.model.findings import Findings, Form, TimeExpression

MAX_HEAD_SENTENCES = 5
"""Sentences at the top of a text among which a date line may stand."""
SHORT_MONTHS = frozenset({"June", "July"})
MAX_ABBREVIATION_LENGTH = len("Sept")


def find(doc: Document, findings: Findings) -> Findings:
    """Fill times."""
    published = calendar.parse_day(doc.date) or _date_line(doc)
    names = NameSpans(findings)
    times: list[TimeExpression] = []
    mentioned = Mentioned()
    for sentence in doc.sentences:
        for time in _in_sentence(doc, sentence, published, mentioned):
            mentioned = _mentioned_after(mentioned, time, sentence.paragraph)
            if not names.cover(time):
                times.append(time)
    return replace(findings, times=tuple(times))


class NameSpans:
    """The places where the report names somebody or something; no date stands within a name."""

    def __init__(self, findings: Findings) -> None:
        spans = sorted((m.evidence.start, m.evidence.end) for m in findings.mentions if m.form is Form.NAME)
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]

    def cover(self, time: TimeExpression) -> bool:
        """Return whether a name shares words with an expression and has others besides, or is all of it."""
        start, end = time.evidence.start, time.evidence.end
        last = bisect_left(self.starts, end) - 1
        if last < 0 or self.ends[last] <= start:
            return False
        within = start <= self.starts[last] and self.ends[last] <= end
        return not within or (self.starts[last], self.ends[last]) == (start, end)


def _in_sentence(doc: Document, sentence: Sentence, published: date | None, mentioned: Mentioned) -> Iterator[TimeExpression]:
    lang = doc.lang.split("-")[0].lower()
    classes, words = classify(doc.tokens[sentence.first : sentence.last], lang)
    if not classes:
        return
    blank = Phrase(words, published, mentioned, sentence.paragraph, lang)
    at = 0
    while attempt := _next_attempt(classes, at, blank):
        at = attempt.end
        value = attempt.value
        while value:
            time = _expression(doc, attempt.phrase, attempt.rule, value)
            yield time
            blank = blank._replace(mentioned=_mentioned_after(blank.mentioned, time, sentence.paragraph))
            value = value.second


class Attempt(NamedTuple):
    """A phrase that a rule matched, its value (None where it is no time), and the place from which to look on."""

    rule: str
    phrase: Phrase
    value: TimeValue | None
    end: int


def _next_attempt(classes: str, at: int, blank: Phrase) -> Attempt | None:
    """Return the next place that may be a time, with the first rule that finds a value there."""
    attempt = None
    for match in compile_grammar(blank.lang).matches(classes, at):
        phrase = blank.at(match.start, match.end)
        value = match.resolve(phrase) if match.resolve else None
        if value or not match.resolve:
            return Attempt(match.rule, phrase, value, match.end)
        attempt = Attempt(match.rule, phrase, None, match.start + 1)
    return attempt


def _expression(doc: Document, phrase: Phrase, rule: str, value: TimeValue) -> TimeExpression:
    words = _without_full_stop(phrase.words[value.skip : len(phrase.words) - value.drop])
    return TimeExpression(
        "",
        cite(doc.text, words[0].start, words[-1].end),
        value.edtf,
        value.timex_type,
        value.timex,
        value.not_before,
        value.not_after,
        value.confidence,
        rule,
    )


def _without_full_stop(words: Sequence[TimeWord]) -> Sequence[TimeWord]:
    """Return the words without the sentence's full stop; one after an abbreviation ("Sept.") belongs to it."""
    if words[-1].kind != "dot":
        return words
    last = words[-2].text
    return words[:-1] if len(last) > MAX_ABBREVIATION_LENGTH or last in SHORT_MONTHS else words


def _mentioned_after(mentioned: Mentioned, time: TimeExpression, paragraph: int) -> Mentioned:
    """Return the last date and quarter that the text has mentioned after a time expression."""
    value = time.timex_value
    if time.timex_type not in {"DATE", "TIME"} or not value[:4].isdigit():
        return mentioned
    is_quarter = time.rule == "a quarter" and value[4:6] == "-Q"
    return Mentioned(value, value, paragraph) if is_quarter else mentioned._replace(date=value)


def _date_line(doc: Document) -> date | None:
    """Return the day of a line in the text's head that is a full date and nothing else."""
    for sentence in doc.sentences[:MAX_HEAD_SENTENCES]:
        paragraph = doc.paragraphs[sentence.paragraph]
        for time in _in_sentence(doc, sentence, None, Mentioned()):
            other_characters = time.evidence.start - paragraph.start + paragraph.end - time.evidence.end
            is_alone = other_characters <= len("(.)")
            if is_alone and time.rule == FULL_DATE and (day := calendar.parse_day(time.edtf)):
                return day
    return None
