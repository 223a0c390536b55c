"""One report's findings as its account: statements with the sentences they rest on, ready to be put beside other reports'."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import blake2b

from msgspec import structs

from generator.derive.lexicon import LANGUAGES
from generator.derive.syntax.document import Document
from generator.derive.topics.salience import salient_words
from generator.model.additions import RULE as BY_EDITOR
from generator.model.article import Article, EventCorrection
from generator.model.findings import (
    Event,
    Evidence,
    Figure,
    Findings,
    Form,
    KeyPoint,
    Mention,
    Part,
    PlacedBy,
    Position,
    Quote,
    Role,
    Span,
    TimeExpression,
)
from generator.model.kinds import KINDS
from generator.model.statements import (
    Account,
    Dated,
    Happening,
    KeySentence,
    Office,
    SentenceMark,
    Source,
    Stand,
    Tally,
    Timed,
    Utterance,
)
from generator.report import anchors
from generator.report.sketch import sketch
from generator.report.topic_labels import labels

SEEN_AS = (Form.NAME, Form.METONYM)


def document(article: Article, syntax: str = "") -> Document:
    """Return the document that derivation reads of an article; `syntax` names its parser."""
    return Document(article.slug, article.read_text, article.title, article.day, article.lang, syntax)


def whole_document(article: Article) -> Document:
    """Return the document of all that an article says, with what derivation does not read."""
    return replace(document(article), text=article.text)


def account(article: Article, found: Findings, body: str = "") -> Account:
    """Return a report's statements, from its findings as corrected. `body` is the hash of its annotated body in the cache."""
    read = document(article)
    whole = read if read.text == article.text else whole_document(article)
    marks = anchors.marks(whole)
    statements = _Statements(article, marks, found.mentions)
    has_rules = article.lang.split("-")[0].lower() in LANGUAGES
    is_derived = has_rules or any(one.rule != BY_EDITOR for kind in KINDS for one in kind.of(found))
    return Account(
        article=structs.replace(article, tree=()),
        derived=is_derived,
        entities=found.entities,
        mentions=tuple(mention_counts(found).items()),
        seen=_seen(found.mentions),
        together=_together(marks, found.mentions),
        offices=tuple((role.entity, statements.office(role)) for role in found.roles),
        utterances=tuple(map(statements.utterance, found.quotes)),
        happenings=tuple(map(statements.happening, found.events)),
        stands=tuple(map(statements.stand, found.positions)),
        tallies=tuple(map(statements.tally, found.figures)),
        labels=labels(article.text, found),
        salient=salient_words(read) if has_rules else {},
        points=tuple(map(statements.point, found.key_points)),
        times=tuple(statements.times(found.times)),
        unresolved=tuple(dict.fromkeys(time.evidence.text for time in found.times if _is_unresolved(time))),
        sentences=marks,
        body=body,
        sketch=() if article.own_text else sketch(article.read_text),
    )


class _Statements:
    """The statements of one report, spans turned into sources."""

    def __init__(self, article: Article, marks: tuple[SentenceMark, ...], mentions: Sequence[Mention]) -> None:
        self.article = article
        self.marks = marks
        self.mentions = mentions
        self.by_start = sorted(range(len(mentions)), key=lambda at: mentions[at].evidence.start)
        self.mark = blake2b(article.slug.encode(), digest_size=2).hexdigest()

    def source(self, finding: Role | Quote | Event | Position | KeyPoint | Figure | TimeExpression) -> Source:
        return anchors.source(self.article, self.marks, finding.evidence, person=finding.rule == BY_EDITOR)

    def id(self, finding: str) -> str:
        """A finding's id in the dossier: two reports may have a sentence in common."""
        return f"{finding}-{self.mark}"

    def office(self, role: Role) -> Office:
        return Office(role.title, self.article.date, self.source(role), role.affiliation)

    def utterance(self, quote: Quote) -> Utterance:
        """Return a quote; of interrupted speech the segments, with an ellipsis between them."""
        text = " … ".join(self.article.text[s.start : s.end].strip() for s in quote.segments) or quote.evidence.text
        return Utterance(
            id=self.id(quote.id),
            text=" ".join(text.split()),
            direct=quote.direct,
            speakers=quote.speakers,
            speaker_text=quote.speaker_text or "",
            affiliation=quote.affiliation,
            cue=quote.cue or "",
            addressee=quote.addressee,
            addressee_text=quote.addressee_text or "",
            said_on=quote.said_on,
            about=tuple(self._named_in(quote.evidence)),
            topics=(),
            confidence=quote.confidence,
            rule=quote.rule,
            source=self.source(quote),
        )

    def happening(self, event: Event) -> Happening:
        parts = {participant.entity: participant.part for participant in event.participants}
        is_dated = event.placed_by is PlacedBy.TEXT
        corrections = [one for one in self.article.events if is_of(one, event.evidence)]
        bounds = (event.not_before, event.not_after) if is_dated else (None, None)
        return Happening(
            id=self.id(event.id),
            text=anchors.clause(self.article.text, self.marks, event.evidence),
            placed=Dated(event.placed, *bounds) if event.placed else None,
            placed_by=event.placed_by,
            actors=event.entities,
            parts=tuple(parts.get(entity, Part.OTHER) for entity in event.entities),
            place=event.place,
            topics=(),
            weight=event.weight,
            confidence=event.confidence,
            rule=event.rule,
            sources=(self.source(event),),
            deed=event.deed,
            same_as=tuple((one.report, one.words) for one in corrections if one.is_same),
            not_same_as=tuple(one.report for one in corrections if not one.is_same),
        )

    def stand(self, position: Position) -> Stand:
        return Stand(
            id=self.id(position.id),
            actor=position.entity,
            stance=position.stance,
            polarity=position.polarity,
            verb=position.verb,
            object=" ".join(position.object.split()),
            negated=position.negated,
            hedge=position.hedge or "",
            condition=position.condition or "",
            reported_by=position.reported_by,
            reported_by_text=position.reported_by_text or "",
            topic=position.topic,
            date=position.said_on or self.article.date,
            before=None,
            names_topic=False,
            confidence=position.confidence,
            rule=position.rule,
            source=self.source(position),
            on=tuple(self._named_in(self._object(position))),
        )

    def tally(self, figure: Figure) -> Tally:
        return Tally(
            id=self.id(figure.id),
            number=" ".join(figure.number.split()),
            value=figure.value,
            value_to=figure.value_to,
            bound=figure.bound,
            unit=figure.unit,
            counts=figure.counts,
            kind=figure.kind,
            change=figure.change,
            reporter=figure.source,
            reporter_text=figure.source_text or "",
            placed=figure.placed or self.article.date,
            placed_by=figure.placed_by,
            topics=(),
            weight=figure.weight,
            confidence=figure.confidence,
            rule=figure.rule,
            source=self.source(figure),
        )

    def _object(self, position: Position) -> Span:
        """The stretch of a position's object; empty where an editor worded it."""
        start = self.article.text.find(position.object, position.evidence.start, position.evidence.end)
        return Span(start, start + len(position.object)) if start >= 0 else Span(0, 0)

    def point(self, point: KeyPoint) -> KeySentence:
        return KeySentence(point.evidence.text, point.weight, self.source(point))

    def times(self, found: Iterable[TimeExpression]) -> Iterable[Timed]:
        """Return the resolved dates, each as it is first worded."""
        seen: dict[Dated, Timed] = {}
        for time in found:
            if time.edtf and (date := Dated(time.edtf, time.not_before, time.not_after)) not in seen:
                seen[date] = Timed(" ".join(time.evidence.text.split()), date, self.source(time))
        return seen.values()

    def _named_in(self, evidence: Evidence | Span) -> Iterable[str]:
        """The entities mentioned within a stretch, in order of appearance."""
        first, last = (bisect_left(self.by_start, offset, key=self._start) for offset in (evidence.start, evidence.end))
        inside = (self.mentions[at] for at in sorted(self.by_start[first:last]))
        return dict.fromkeys(mention.entity for mention in inside if mention.evidence.end <= evidence.end)

    def _start(self, at: int) -> int:
        return self.mentions[at].evidence.start


def is_of(correction: EventCorrection, evidence: Evidence) -> bool:
    """Return whether an event is the one that a correction names by its words."""
    return correction.text in " ".join(evidence.text.split())


def mention_counts(found: Findings) -> dict[str, int]:
    """Count each entity's mentions. One that only a statement added by an editor names counts as mentioned once."""
    named = [who for kind in KINDS for one in kind.of(found) if one.rule == BY_EDITOR for who in kind.entities(one)]
    counted = Counter(mention.entity for mention in found.mentions)
    return {**counted, **{entity: 1 for entity in named if entity not in counted}}


def _seen(mentions: Iterable[Mention]) -> tuple[tuple[str, str, int], ...]:
    seen = Counter((mention.entity, mention.evidence.text) for mention in mentions if mention.form in SEEN_AS)
    return tuple((entity, name, count) for (entity, name), count in seen.items())


def _together(marks: tuple[SentenceMark, ...], mentions: Iterable[Mention]) -> tuple[tuple[str, ...], ...]:
    inside: dict[int, set[str]] = defaultdict(set)
    for mention in mentions:
        inside[anchors.index_of(marks, mention.evidence.start)].add(mention.entity)
    return tuple(tuple(sorted(entities)) for _, entities in sorted(inside.items()) if len(entities) > 1)


def _is_unresolved(time: TimeExpression) -> bool:
    """Return whether readers should know that a time was left open; "now" and "soon" mean no date that could be found."""
    return time.edtf is None and time.timex_type in {"DATE", "TIME"} and not time.timex_value.endswith("_REF")
