"""Figures: numbers with what they count, who says so, and the date for which they stand.

    At least 12 people | were killed    unemployment fell to | 7.9 per cent    a contract worth | $35 billion

A number of which it cannot be said what it counts is no figure; nor is one that is denied, asked or a condition.
"""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from generator.derive.events.occurrences import EventOccurrence
from generator.derive.events.times import Times, find_times, place_in_time, report_day
from generator.derive.evidence import cite
from generator.derive.figures.amounts import AMOUNT, CHANGED, LEVEL, MONEY, SHARE
from generator.derive.figures.counted import counted
from generator.derive.figures.counts import COUNTED, HAPPENED, TERM, VOTE
from generator.derive.figures.numbers import Amount, amounts
from generator.derive.figures.phrases import CountedThing
from generator.derive.syntax.annotated_text import AnnotatedText, annotate
from generator.derive.syntax.clauses import Clause, Tense, tree_words
from generator.derive.syntax.document import Document
from generator.derive.syntax.trees import ROOT, WordRange
from generator.model.findings import Confidence, Evidence, Figure, Findings, PlacedBy, Quote

RULES = (COUNTED, HAPPENED, AMOUNT, SHARE, LEVEL, CHANGED, MONEY, VOTE, TERM)
"""The names of all rules by which a figure is found."""
SENTENCES_OF_LEAD, EARLY_SENTENCES = 3, 8
MAX_STEPS = 12


def find(doc: Document, findings: Findings) -> Findings:
    """Fill figures."""
    text = annotate(doc, findings)
    things = [(amount, thing) for amount in amounts(text) if (thing := counted(text, amount)) is not None]
    if not things:
        return findings
    times = find_times(text)
    day = report_day(text, times)
    figures = (_figure(text, times, day, amount, thing) for amount, thing in things)
    return replace(findings, figures=tuple(figure for figure in figures if figure is not None))


def _figure(text: AnnotatedText, times: Times, day: str | None, amount: Amount, thing: CountedThing) -> Figure | None:
    clause = _clause(text, thing.at)
    if clause is not None and (clause.negated or clause.is_question or clause.marker in tree_words()["unasserting_marker"]):
        return None
    words = text.trees.words
    start, end = min(words[thing.words.first].start, amount.start), words[thing.words.last - 1].end
    evidence = cite(text.doc.text, start, end)
    said = _said(text, evidence)
    date, placed = _dated(text, times, clause, thing.at, day)
    lower, upper = amount.value, amount.other
    return Figure(
        id="",
        evidence=evidence,
        number=text.doc.text[amount.start : words[amount.last - 1].end],
        value=_decimal(lower),
        value_to=_decimal(upper) if upper is not None else None,
        bound=amount.bound,
        unit=thing.unit or amount.unit,
        counts=" ".join(thing.counts.split()),
        kind=thing.kind,
        change=thing.change,
        source=said.speaker if said else None,
        source_text=said.speaker_text if said else None,
        date=date,
        placed=placed[0] if placed else None,
        placed_by=placed[1] if placed else None,
        weight=_weight(text, amount, thing, has_source=said is not None),
        confidence=_confidence(clause, thing),
        rule=thing.rule,
    )


def _clause(text: AnnotatedText, at: int) -> Clause | None:
    """Return the clause in which a word stands."""
    for _ in range(MAX_STEPS):
        if at in text.clause_at:
            return text.clause_at[at]
        at = text.trees.words[at].head
        if at == ROOT:
            return None
    return None


def _dated(
    text: AnnotatedText, times: Times, clause: Clause | None, at: int, day: str | None
) -> tuple[str | None, tuple[str, PlacedBy] | None]:
    """Return the date that the text gives a figure, and the one under which it can stand."""
    predicate = clause.predicate if clause else at
    time = times.of(text, at) or times.of(text, predicate)
    if time is not None and time.edtf:
        return time.edtf, (time.edtf, PlacedBy.TEXT)
    tense = clause.tense if clause else Tense.NONE
    span = WordRange(predicate, predicate + 1)
    return None, place_in_time(text, times, EventOccurrence(predicate, span, (), (), tense, ""), day)


def _said(text: AnnotatedText, evidence: Evidence) -> Quote | None:
    """Return the speech in which a figure stands, the shortest where it is told in speech within speech."""
    around = [
        one
        for one in text.quotes.near(evidence.start, evidence.end)
        if one.evidence.start <= evidence.start
        and evidence.end <= one.evidence.end
        and (one.speaker or not any(map(str.isdigit, one.speaker_text or "")))
    ]
    return min(around, key=lambda one: one.evidence.end - one.evidence.start, default=None)


def _weight(text: AnnotatedText, amount: Amount, thing: CountedThing, *, has_source: bool) -> int:
    """Return the weight: the place in the report, whether its title has the number, a kind of news, a unit and a source."""
    words = text.trees.words
    sentence = text.doc.sentence_at(words[amount.at].start)
    place = 3 if sentence < SENTENCES_OF_LEAD else 1 if sentence < EARLY_SENTENCES else 0
    in_title = any(words[at].text in text.doc.title.split() for at in range(amount.first, amount.last))
    return place + 3 * in_title + 2 * thing.is_known + bool(amount.unit) + has_source


def _confidence(clause: Clause | None, thing: CountedThing) -> Confidence:
    """Return likely for a kind of news or an amount that is told as such; unsure for what may be."""
    if clause is not None and clause.modal is not None:
        return Confidence.UNSURE
    return Confidence.LIKELY


def _decimal(value: Decimal) -> str:
    written = f"{value:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written
