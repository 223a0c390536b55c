"""The entities that a report has mentioned up to a place, each as salient as its mentions make it there.

A speaker and the first subject of a sentence are more salient than an object; salience fades by sentence and paragraph.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.derive.lexicon import words
from generator.derive.syntax.annotated_text import AnnotatedText
from generator.derive.syntax.document import Document
from generator.derive.syntax.quotation_marks import QuotedSpan
from generator.derive.syntax.subjects import is_after_preposition
from generator.derive.syntax.word_classes import word_class
from generator.model.findings import Mention

MAX_REFERENTS = 30
SPEAKER_SALIENCE = 3.0
PLAIN_SALIENCE = 1.6
POSSESSOR_SALIENCE = 0.8
OBJECT_SALIENCE = 0.6
FIRST_IN_SENTENCE_BONUS = 1.0
DECAY_BY_SENTENCE = 0.7
DECAY_BY_PARAGRAPH = 0.85
MIN_LEAD = 1.5


class Referent(NamedTuple):
    """An entity as it is mentioned at an offset, in which sentence, and its salience there."""

    start: int
    sentence: int
    entity: str
    salience: float


def _sentence_of(referent: Referent) -> int:
    return referent.sentence


class Salient(NamedTuple):
    """An entity that words may refer to, and how well it fits."""

    entity: str
    salience: float


class Discourse:
    """The referents of a report, in order."""

    def __init__(self, doc: Document, referents: Iterable[Referent]) -> None:
        self.doc = doc
        self.referents = list(referents)

    def add(self, referent: Referent) -> None:
        """Add a referent where it belongs by its offset."""
        at = bisect_left(self.referents, referent.start, key=lambda other: other.start)
        self.referents.insert(at, referent)

    def in_sentence(self, sentence: int) -> Sequence[Referent]:
        """Return the referents of a sentence."""
        first = bisect_left(self.referents, sentence, key=_sentence_of)
        return self.referents[first : bisect_right(self.referents, sentence, lo=first, key=_sentence_of)]

    def ranked(self, offset: int, fit: Mapping[str, float], more: Sequence[Referent] = ()) -> list[Salient]:
        """Return the entities before an offset, the best first; `fit` weighs the salience of those that fit."""
        end = bisect_left(self.referents, offset, key=lambda referent: referent.start)
        best: dict[str, float] = {}
        for referent in (*self.referents[max(0, end - MAX_REFERENTS) : end], *more):
            fits = fit.get(referent.entity)
            if fits:
                salience = fits * self._salience_at(referent, offset)
                best[referent.entity] = max(best.get(referent.entity, 0), salience)
        return sorted((Salient(*pair) for pair in best.items()), key=lambda salient: -salient.salience)

    def _salience_at(self, referent: Referent, offset: int) -> float:
        sentence = self.doc.sentence_at(offset)
        paragraphs = self.doc.sentences[sentence].paragraph - self.doc.sentences[referent.sentence].paragraph
        return referent.salience * DECAY_BY_SENTENCE ** (sentence - referent.sentence) * DECAY_BY_PARAGRAPH**paragraphs


def is_clear(ranked: Sequence[Salient]) -> bool:
    """Return whether the best of several is well ahead of the next."""
    return bool(ranked) and (len(ranked) == 1 or ranked[0].salience >= MIN_LEAD * ranked[1].salience)


def referents(text: AnnotatedText, mentions: Iterable[Mention]) -> Iterator[Referent]:
    """Return the mentions as referents; the first subject of a sentence is more salient, and whoever is coordinated with it."""
    last_bonus = -1
    before: tuple[Mention, float] | None = None
    for mention in mentions:
        sentence = text.doc.sentence_at(mention.evidence.start)
        salience = salience_of(text, mention)
        if before is not None and _is_coordinated(text, before[0], mention):
            salience = before[1]
        elif salience > OBJECT_SALIENCE and sentence != last_bonus:
            last_bonus, salience = sentence, salience + FIRST_IN_SENTENCE_BONUS
        before = mention, salience
        yield Referent(mention.evidence.start, sentence, mention.entity, salience)


def _is_coordinated(text: AnnotatedText, first: Mention, second: Mention) -> bool:
    """Return whether "and" joins two mentions."""
    between = text.doc.text[first.evidence.end : second.evidence.start]
    return between.strip() in {"and", ", and", "or"}


def outside(mentions: Iterable[Mention], quoted: Sequence[QuotedSpan]) -> Iterator[Mention]:
    """Return the mentions outside of quoted spans."""
    return (mention for mention in mentions if not is_within(quoted, mention.evidence.start))


def is_within(quoted: Sequence[QuotedSpan], offset: int) -> bool:
    """Return whether an offset lies in one of the quoted spans, which are in order."""
    at = bisect_right(quoted, offset, key=lambda span: span.start)
    return at > 0 and offset < quoted[at - 1].end


def salience_of(text: AnnotatedText, mention: Mention) -> float:
    """Return the salience of a mention by its place in the clause."""
    at, after = text.first_token(mention), text.end_token(mention)
    if (follows := _word_at(text, after)) in word_class("possessive") or follows in words("belonging_nouns"):
        return POSSESSOR_SALIENCE
    while after < len(text.lower) and text.is_adverb(after):
        after += 1
    follows = _word_at(text, after)
    is_inverted = at > 0 and text.lower[at - 1] in words("speech_verbs") and follows in {".", ",", "in", "on"}
    if follows in words("speech_verbs") or is_inverted:
        return SPEAKER_SALIENCE
    return OBJECT_SALIENCE if is_after_preposition(text.doc, mention) else PLAIN_SALIENCE


def _word_at(text: AnnotatedText, at: int) -> str:
    return text.lower[at] if at < len(text.lower) else "."
