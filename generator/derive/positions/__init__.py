"""Positions: an actor that supports, opposes, rejects, seeks, offers, warns of, agrees to or denies something.

    Russia | has supported | three sets of sanctions        Moscow | has ruled out | imposing oil sanctions
    Russian diplomats | refused | to agree to …             Clinton … | seeking | Russian support …

The verbs and what may follow them are in `stances.tsv`. Verbs in quotation marks take no position here: they are quotes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.derive.evidence import cite
from generator.derive.positions.clauses import StanceClause, stance_clauses
from generator.derive.positions.reporters import Reporter, find_reporter
from generator.derive.syntax.annotated_text import AnnotatedText, annotate
from generator.derive.syntax.document import Document, Sentence
from generator.derive.syntax.subjects import Subject
from generator.derive.syntax.word_classes import word_class
from generator.model.findings import Confidence, Findings, Form, Mention, Position, polarity_of

RULE_BY_LINK = {
    "direct": "a verb of stance after its subject",
    "apposition": "a verb of stance after its subject",
    "relative": "a verb of stance after who or which",
    "coordination": "a verb of stance that shares its subject",
    "participle": "a participle of stance",
    "passive": "a verb of stance with by",
}
"""The name of a rule by the link between the verb and its subject."""
LIKE_ANOTHER = "like another actor"
RULES = (*dict.fromkeys(RULE_BY_LINK.values()), LIKE_ANOTHER)
"""The names of all rules by which a position is found."""

MAX_TOKENS_OF_LEAD = 3


def find(doc: Document, findings: Findings) -> Findings:
    """Fill positions."""
    text = annotate(doc, findings)
    positions = [
        position
        for sentence in doc.sentences
        if not text.is_question(sentence)
        for clause in stance_clauses(text, sentence)
        for position in _positions(text, clause)
    ]
    positions.sort(key=lambda position: (position.evidence.start, position.evidence.end))
    return replace(findings, positions=tuple(positions))


def _positions(text: AnnotatedText, clause: StanceClause) -> Iterator[Position]:
    """Return the position of each subject, and of an actor that the sentence says is like it."""
    subject = clause.subject
    reporter = find_reporter(text, clause.sentence, subject, clause.last)
    for mention in subject.mentions:
        position = _position(text, clause, mention, reporter)
        if subject.link == "passive":
            cited = cite(text.doc.text, text.tokens[subject.start].start, mention.evidence.end)
            position = replace(position, evidence=cited, confidence=Confidence.LIKELY)
        yield position
    if subject.link != "passive" and (other := _like_subject(text, clause.sentence, subject)):
        yield replace(_position(text, clause, other, reporter), rule=LIKE_ANOTHER, confidence=Confidence.LIKELY)


def _position(text: AnnotatedText, clause: StanceClause, mention: Mention, reporter: Reporter | None) -> Position:
    verb_object, verb = clause.object, clause.verb
    start = text.tokens[clause.subject.start].start
    negated = verb.negated is not clause.subject.denied
    return Position(
        id="",
        evidence=cite(text.doc.text, start, text.tokens[verb_object.last - 1].end),
        entity=mention.entity,
        stance=clause.stance_verb.stance,
        polarity=polarity_of(clause.stance_verb.stance, negated=negated),
        verb=text.slice(verb.verb, clause.last),
        object=text.slice(verb_object.first, verb_object.last),
        negated=negated,
        hedge=verb.hedge,
        condition=text.slice(*verb_object.condition) if verb_object.condition else None,
        reported_by=reporter.entity if reporter else None,
        reported_by_text=reporter.words if reporter else None,
        topic=None,
        said_on=_date(text, clause),
        confidence=_confidence(clause.subject, mention),
        rule=RULE_BY_LINK[clause.subject.link],
    )


def _confidence(subject: Subject, mention: Mention) -> Confidence:
    if subject.link in {"coordination", "participle"} or subject.by_officials:
        return Confidence.LIKELY
    return mention.confidence if mention.form in {Form.NAME, Form.METONYM} else Confidence.LIKELY


def _date(text: AnnotatedText, clause: StanceClause) -> str | None:
    """Return the date (EDTF) right after the object, among the verb's words, or opening the sentence; only if it is one."""
    verb = clause.verb
    if verb.future or verb.form not in "dng" or (verb.form == "g" and clause.subject.link != "participle"):
        return None
    starts = [clause.object.date] if clause.object.date is not None else []
    starts += [at for at in range(verb.first, clause.object.first) if at in text.time_starts]
    opening = range(clause.sentence.first, clause.subject.start)
    starts += [at for at in opening if at in text.time_starts and _opens_sentence(text, clause, at)]
    dates = {edtf for at in starts if (edtf := text.time_starts[at][1].edtf)}
    return dates.pop() if len(dates) == 1 else None


def _opens_sentence(text: AnnotatedText, clause: StanceClause, at: int) -> bool:
    """Return whether a date opens the sentence before the subject: "On Monday, Norway rejected", "As late as May, …"."""
    return (
        at - clause.sentence.first <= MAX_TOKENS_OF_LEAD
        and "," not in text.lower[clause.sentence.first : at]
        and clause.subject.start - text.time_starts[at][0] <= 1
    )


def _like_subject(text: AnnotatedText, sentence: Sentence, subject: Subject) -> Mention | None:
    """Return the first actor in "Like Washington, Russia rejects …", which rejects it as well."""
    at = sentence.first
    if subject.start - 1 <= at or text.lower[at] != "like" or text.lower[subject.start - 1] != ",":
        return None
    other = text.mention_ends.get(subject.start - 2)
    after_like = text.mention_starts.get(at + 1)
    if after_like is None and text.lower[at + 1] in word_class("article"):
        after_like = text.mention_starts.get(at + 2)
    return other if other is after_like and other is not None and other.form in {Form.NAME, Form.METONYM} else None
