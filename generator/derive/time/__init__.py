"""Time expressions to EDTF, never more exact than the text: "yesterday", "13 October", "earlier this month", "in July".

A sentence's words get classes (`time_words`), the grammar finds expressions in the string of classes (`time_grammar`), and
each rule says what its words mean on the publication day. Where nobody told that day, a line of the text's head that is a
date and nothing else tells it. Names of people and papers ("Mr May", "The Sun") are no dates.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from generator.derive.evidence import cite
from generator.derive.syntax.document import Document, Sentence
from generator.derive.time import calendar
from generator.derive.time.context import Meaning, Narrative, Scene
from generator.derive.time.grammar import grammar
from generator.derive.time.words import tagged
from generator.model.findings import Findings, Form, TimeExpression

HEAD = 5
"""Sentences at the top of a text among which a date line may stand."""


def find(doc: Document, found: Findings) -> Findings:
    """Fill times."""
    today = calendar.parsed(doc.date) or _date_line(doc)
    names = Names(found)
    times: list[TimeExpression] = []
    told = Narrative()
    for sentence in doc.sentences:
        for time in _in_sentence(doc, sentence, today, told):
            told = _after(told, time, sentence.paragraph)
            if not names.cover(time):
                times.append(time)
    return replace(found, times=tuple(times))


class Names:
    """Where the report names somebody or something; no date stands within a name."""

    def __init__(self, found: Findings) -> None:
        spans = sorted((m.evidence.start, m.evidence.end) for m in found.mentions if m.form is Form.NAME)
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]

    def cover(self, time: TimeExpression) -> bool:
        """Whether a name shares words with an expression and has others besides, or is all of it."""
        start, end = time.evidence.start, time.evidence.end
        last = bisect_left(self.starts, end) - 1
        if last < 0 or self.ends[last] <= start:
            return False
        within = start <= self.starts[last] and self.ends[last] <= end
        return not within or (self.starts[last], self.ends[last]) == (start, end)


def _in_sentence(doc: Document, sentence: Sentence, today: date | None, told: Narrative) -> Iterator[TimeExpression]:
    lang = doc.lang.split("-")[0].lower()
    classes, words = tagged(doc.tokens[sentence.first : sentence.last], lang)
    if not classes:
        return
    blank = Scene(words, today, told, sentence.paragraph, lang)
    at = 0
    while reading := _read(classes, at, blank):
        at = reading.next
        meaning = reading.meaning
        while meaning:
            time = _expression(doc, reading.scene, reading.rule, meaning)
            yield time
            blank = blank._replace(told=_after(blank.told, time, sentence.paragraph))
            meaning = meaning.also


class Reading(NamedTuple):
    """What the grammar made of a place in a sentence: `meaning` None where it is no time; the next place to look at."""

    rule: str
    scene: Scene
    meaning: Meaning | None
    next: int


def _read(classes: str, at: int, blank: Scene) -> Reading | None:
    """The next place that may be a time: the first rule that finds a meaning there holds."""
    reading = None
    for name, rule, start, end in grammar(blank.lang).matches(classes, at):
        scene = blank.at(start, end)
        meaning = rule(scene) if rule else None
        if meaning or not rule:
            return Reading(name, scene, meaning, end)
        reading = Reading(name, scene, None, start + 1)
    return reading


def _expression(doc: Document, scene: Scene, rule: str, meaning: Meaning) -> TimeExpression:
    words = scene.words[meaning.skip : len(scene.words) - meaning.drop]
    if words[-1].kind == "dot" and len(words[-2].text) > len("Sept") - (words[-2].text in {"May", "June", "July"}):
        words = words[:-1]
    return TimeExpression(
        "",
        cite(doc.text, words[0].start, words[-1].end),
        meaning.edtf,
        meaning.kind,
        meaning.timex,
        meaning.not_before,
        meaning.not_after,
        meaning.confidence,
        rule,
    )


def _after(told: Narrative, time: TimeExpression, paragraph: int) -> Narrative:
    """What the text has told of once it has told of this time."""
    value = time.timex_value
    if time.timex_type not in {"DATE", "TIME"} or not value[:4].isdigit():
        return told
    return Narrative(value, value, paragraph) if time.rule == "a quarter" and value[4:6] == "-Q" else told._replace(date=value)


def _date_line(doc: Document) -> date | None:
    """The day of a line in the text's head that is a full date and nothing else."""
    for sentence in doc.sentences[:HEAD]:
        paragraph = doc.paragraphs[sentence.paragraph]
        for time in _in_sentence(doc, sentence, None, Narrative()):
            alone = time.evidence.start - paragraph.start + paragraph.end - time.evidence.end <= len("(.)")
            if alone and time.rule == "a full date" and (day := calendar.parsed(time.edtf)):
                return day
    return None
